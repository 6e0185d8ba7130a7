"""Noun phrases without a parser: runs of words between the words that no noun phrase holds.

Function words, adverbs and the forms that English news uses as verbs only are listed in phrases.toml; what is left
between two of them, or between marks, is a base phrase. Two of these joined by a preposition or by "and" make a
longer one: "sharing of the Ganges water", "trade and investment".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from briefing.language import table
from briefing.text import Met, stem

TOKEN = re.compile(
    r"&#?\w+;|(?:[A-Z]\.){2,}(?:['’]s)?(?![\w-])|[^\W_]+(?:\.?[.'’&/\-–][^\W_]+)*['’]?|[^\w\s]|_"
)

# Words of a base phrase, counted from its end; what stands farther left only narrows it down.
LONGEST_BASE = 4

# Tokens of a joined phrase, its function words included.
LONGEST = 8
LONGEST_PAIR = 5

_PIECE = re.compile(r"\S+")
_RUN = re.compile("[WN]+")
_NUMBER = re.compile(r"[\d.,:%/-]+(?:st|nd|rd|th|s)?")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The word lists of one language, one object a language; fields as in its phrases.toml, those of `shapes` last."""

    closed: frozenset[str]
    verbs: frozenset[str]
    either: frozenset[str]
    before_verbs: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    loose: frozenset[str]
    not_adverbs: frozenset[str]
    not_participles: frozenset[str]
    adverb: tuple[str, ...]
    participle: tuple[str, ...]
    adjective: tuple[str, ...]
    possessive: tuple[str, ...]
    genitive: str
    conjunction: str
    pairing: str
    infinitive: str
    series: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """What a word or mark is by itself.

    Attributes:
        word: in lower case.
        stem: of the word without its possessive ending.
        kind: "W" word of a noun phrase, "N" number, "C" function word, "V" verb, "D" form in -ed, "P" mark.
        capital: whether it begins with one.
        number: whether a digit is in it.
    """

    word: str
    stem: str
    kind: str
    capital: bool
    number: bool


@dataclass(slots=True)
class Line:
    """The words and marks of a sentence, side by side.

    Attributes:
        words: what each is by itself.
        kinds: what each is here: a `Word.kind`, or "X" in the name of a person and in a date.
        starts, ends: its place in the document's text.
    """

    words: list[Word]
    kinds: list[str]
    starts: list[int]
    ends: list[int]


class Chunk(NamedTuple):
    """A noun phrase of a sentence.

    Attributes:
        first: its first token.
        last: one past its last.
        link: the word that joins its two base phrases, "" in one.
        head: the noun it is about: the last word, or the last one before a preposition.
    """

    first: int
    last: int
    link: str
    head: int


@cache
def words_of(language: str) -> Words | None:
    """The lists of a language, None where it has none."""
    lists = table(language, "phrases")
    if not lists:
        return None
    shapes = {name: tuple(v) if isinstance(v, list) else v for name, v in lists["shapes"].items()}
    fields: dict[str, Any] = {
        name: shapes[name] if name in shapes else frozenset(" ".join(lists[name]).split())
        for name in Words.__slots__
    }
    return Words(**fields)


def _word(word: str, words: Words, language: str) -> Word:
    low = _POSSESSIVE.sub("", word.lower())
    stop = word.lower().rstrip("'’")
    kind = "W"
    if not word[0].isalnum():
        kind = "P"
    elif stop in words.closed or low in words.closed:
        kind = "C"
    elif word[0].isdigit() and _NUMBER.fullmatch(stop):
        kind = "N"
    elif word.islower():
        if low in words.verbs:
            kind = "V"
        elif low.endswith(words.adverb) and low not in words.not_adverbs:
            kind = "C"
        elif low.endswith(words.participle) and len(low) > 4 and low not in words.not_participles:
            kind = "D"
    return Word(stop, stem(low, language), kind, word[0].isupper(), any(c.isdigit() for c in word))


class _Pieces(Met[tuple[tuple[int, int, Word], ...]]):
    """What stands between two spaces to its words, each with its place in it."""

    __slots__ = ("_language", "_words")

    def __init__(self, words: Words, language: str) -> None:
        super().__init__()
        self._words, self._language = words, language

    def find(self, piece: str) -> tuple[tuple[int, int, Word], ...]:
        words, language = self._words, self._language
        return tuple([(m.start(), m.end(), _word(m[0], words, language)) for m in TOKEN.finditer(piece)])


@cache
def _pieces(words: Words, language: str) -> _Pieces:
    return _Pieces(words, language)


def read_line(
    text: str, start: int, end: int, taken: Sequence[tuple[int, int]], words: Words, language: str
) -> Line:
    """The words of a sentence.

    Args:
        text: the document's.
        start: first character of the sentence.
        end: one past its last.
        taken: places in it, in order, that belong to names and dates.
        words: the lists of its language.
        language: of the text.
    """
    known, line = _pieces(words, language), Line([], [], [], [])
    for match in _PIECE.finditer(text, start, end):
        at = match.start()
        for low, high, word in known[match[0]]:
            line.words.append(word)
            line.kinds.append(word.kind)
            line.starts.append(at + low)
            line.ends.append(at + high)
    i, count = 0, len(line.words)
    for low, high in taken:
        while i < count and line.ends[i] <= low:
            i += 1
        while i < count and line.starts[i] < high:
            line.kinds[i] = "X"
            i += 1
    _settle(line, words)
    return line


def _settle(line: Line, words: Words) -> None:
    """Settle what a word alone leaves open: "the proposed plan", "proposed a plan"; "to visit", "the visit"."""
    kinds, tokens = line.kinds, line.words
    last = len(kinds) - 1
    for i, kind in enumerate(kinds):
        if kind == "D":
            modifies = 0 < i < last and kinds[i + 1] in {"W", "N"} and _opens(line, i - 1, words)
            kinds[i] = "W" if modifies else "V"
        elif kind != "W":
            continue
        elif i == 0:
            if tokens[0].word in words.verbs:
                kinds[0] = "V"
        elif tokens[i].word in words.either and tokens[i - 1].word in words.before_verbs:
            infinitive = tokens[i - 1].word == words.infinitive
            if not infinitive or (i < last and _has_object(line, i + 1, words)):
                kinds[i] = "V"


def _has_object(line: Line, after: int, words: Words) -> bool:
    """Whether the word after an infinitive begins its object: "to trade goods", not "barriers to trade and"."""
    return line.kinds[after] in {"W", "N", "D", "X"} or line.words[after].word in words.determiners


def _opens(line: Line, before: int, words: Words) -> bool:
    """Whether a participle after this word modifies a noun."""
    token = line.words[before]
    return (
        token.word in words.determiners
        or token.word in words.prepositions
        or token.word in words.series
        or (line.kinds[before] == "W" and not token.capital and token.word.endswith(words.adjective))
    )


def _bases(line: Line, words: Words) -> list[tuple[int, int]]:
    """Base phrases, as first and last token, without numbers and loose words at the edges."""
    kinds, tokens = line.kinds, line.words
    found: list[tuple[int, int]] = []
    for run in _RUN.finditer("".join(kinds)):
        a, b = run.span()
        while a < b and (kinds[a] == "N" or tokens[a].word in words.loose):
            a += 1
        while a < b and (kinds[b - 1] == "N" or tokens[b - 1].word in words.loose):
            b -= 1
        if a < b:
            found.append((a, b))
    return found


def _shortened(tokens: Sequence[Word], first: int, last: int) -> int:
    """Where a long base phrase may begin: four words from its end, but not within a name."""
    start = max(first, last - LONGEST_BASE)
    while start > first and tokens[start].capital and tokens[start - 1].capital:
        start -= 1
    return start


def read_chunks(line: Line, words: Words) -> Iterator[Chunk]:
    """The noun phrases of a sentence, the joined ones after their first part.

    None ends in a possessive, and "between" joins only where "and" follows, or the phrase would be cut.
    """
    tokens = line.words
    bases = [(_shortened(tokens, first, last), last) for first, last in _bases(line, words)]
    for n, (first, last) in enumerate(bases):
        if tokens[last - 1].word.endswith(words.possessive):
            continue
        yield Chunk(first, last, "", last - 1)
        end = _joined(line, bases, n, words)
        if end is not None and not tokens[end - 1].word.endswith(words.possessive):
            link = tokens[last].word
            yield Chunk(first, end, link, (end if link == words.conjunction else last) - 1)


def _joined(line: Line, bases: Sequence[tuple[int, int]], n: int, words: Words) -> int | None:
    """Where the phrase ends that base `n` begins and a preposition or "and" goes on with; None if nothing does."""
    first, last = bases[n]
    if n + 1 == len(bases):
        return None
    tokens, (begin, end) = line.words, bases[n + 1]
    link, between = tokens[last].word, range(last + 1, begin)
    if link == words.conjunction:
        return end if not between and end - first <= LONGEST_PAIR else None
    if link not in words.links or not all(_is_light(line, i, words) for i in between):
        return None
    if link == words.pairing:
        if n + 2 == len(bases) or tokens[end].word != words.conjunction or bases[n + 2][0] - end > 2:
            return None
        end = bases[n + 2][1]
    return end if end - first <= LONGEST else None


def _is_light(line: Line, i: int, words: Words) -> bool:
    """Whether it may stand between a preposition and its noun: a number, an article, "new"."""
    word = line.words[i].word
    return line.kinds[i] == "N" or word in words.determiners or word in words.loose
