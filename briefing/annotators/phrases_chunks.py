"""Noun phrases without a parser: runs of words between the words that no noun phrase holds.

Function words, adverbs and the forms that English news uses as verbs only are listed in phrases.toml; what is left
between two of them, or between marks, is a base phrase. Two of these joined by a preposition or by "and" make a
longer one: "sharing of the Ganges water", "trade and investment".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from briefing.language import table
from briefing.text import stem

TOKEN = re.compile(
    r"&#?\w+;|(?:[A-Z]\.){2,}(?:['’]s)?(?![\w-])|[^\W_]+(?:\.?[.'’&/\-–][^\W_]+)*['’]?|[^\w\s]|_"
)

# Words of a base phrase, counted from its end; what stands farther left only narrows it down.
LONGEST_BASE = 4

# Tokens of a joined phrase, its function words included.
LONGEST = 8
LONGEST_PAIR = 5

_NUMBER = re.compile(r"[\d.,:%/-]+(?:st|nd|rd|th|s)?")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of one language; fields as in its phrases.toml, those of `shapes` last."""

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


class Token(NamedTuple):
    """A word or mark.

    Attributes:
        start: first character in the document's text.
        end: one past the last.
        word: in lower case.
        stem: of the word without its possessive ending.
        kind: "W" word of a noun phrase, "N" number, "C" function word, "V" verb, "D" form in -ed, "P" mark,
            "X" name of a person, date.
        capital: whether it begins with one.
        number: whether a digit is in it.
    """

    start: int
    end: int
    word: str
    stem: str
    kind: str
    capital: bool
    number: bool


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


@lru_cache(maxsize=200_000)
def _look_up(word: str, language: str) -> tuple[str, str, str, bool, bool]:
    """Lower case, stem, kind by itself, capital and digits of a word."""
    words = words_of(language)
    low = _POSSESSIVE.sub("", word.lower())
    stop = word.lower().rstrip("'’")
    kind = "W"
    if not word[0].isalnum() or words is None:
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
    return stop, stem(low, language), kind, word[0].isupper(), any(c.isdigit() for c in word)


def read_tokens(
    text: str, start: int, end: int, taken: Sequence[tuple[int, int]], language: str
) -> list[Token]:
    """The tokens of a sentence.

    Args:
        text: the document's.
        start: first character of the sentence.
        end: one past its last.
        taken: places in it, in order, that belong to names and dates.
        language: of the text, with a phrases.toml.
    """
    found = [Token(m.start(), m.end(), *_look_up(m[0], language)) for m in TOKEN.finditer(text, start, end)]
    at = 0
    for low, high in taken:
        while at < len(found) and found[at].end <= low:
            at += 1
        while at < len(found) and found[at].start < high:
            found[at] = found[at]._replace(kind="X")
            at += 1
    return _in_context(found, language)


def _in_context(tokens: list[Token], language: str) -> list[Token]:
    """Settle what a word alone leaves open: "the proposed plan", "proposed a plan"; "to visit", "the visit"."""
    words = words_of(language)
    if words is None:
        return tokens
    last = len(tokens) - 1
    for i, token in enumerate(tokens):
        kind = token.kind
        before = tokens[i - 1] if i else None
        if kind == "D":
            modifies = (
                i < last and tokens[i + 1].kind in {"W", "N"} and before is not None and _opens(before, words)
            )
            kind = "W" if modifies else "V"
        elif i == 0 and kind == "W" and token.word in words.verbs:
            kind = "V"
        elif (
            kind == "W"
            and before is not None
            and token.word in words.either
            and before.word in words.before_verbs
        ):
            kind = (
                "V"
                if before.word != words.infinitive or (i < last and _has_object(tokens[i + 1], words))
                else "W"
            )
        if kind != token.kind:
            tokens[i] = token._replace(kind=kind)
    return tokens


def _has_object(after: Token, words: Words) -> bool:
    """Whether the word after an infinitive begins its object: "to trade goods", not "barriers to trade and"."""
    return after.kind in {"W", "N", "D", "X"} or after.word in words.determiners


def _opens(before: Token, words: Words) -> bool:
    """Whether a participle after this word modifies a noun."""
    word = before.word
    return (
        word in words.determiners
        or word in words.prepositions
        or word in words.series
        or (before.kind == "W" and not before.capital and word.endswith(words.adjective))
    )


def _bases(tokens: Sequence[Token], words: Words) -> list[tuple[int, int]]:
    """Base phrases, as first and last token, without numbers and loose words at the edges."""
    found: list[tuple[int, int]] = []
    first = -1
    for i in range(len(tokens) + 1):
        inside = i < len(tokens) and tokens[i].kind in {"W", "N"}
        if inside and first < 0:
            first = i
        elif not inside and first >= 0:
            a, b = first, i
            while a < b and (tokens[a].kind == "N" or tokens[a].word in words.loose):
                a += 1
            while a < b and (tokens[b - 1].kind == "N" or tokens[b - 1].word in words.loose):
                b -= 1
            if a < b:
                found.append((a, b))
            first = -1
    return found


def _shortened(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a long base phrase may begin: four words from its end, but not within a name."""
    start = max(first, last - LONGEST_BASE)
    while start > first and tokens[start].capital and tokens[start - 1].capital:
        start -= 1
    return start


def read_chunks(tokens: Sequence[Token], language: str) -> Iterator[Chunk]:
    """The noun phrases of a sentence, the joined ones after their first part.

    None ends in a possessive, and "between" joins only where "and" follows, or the phrase would be cut.
    """
    words = words_of(language)
    if words is None:
        return
    bases = [(_shortened(tokens, first, last), last) for first, last in _bases(tokens, words)]
    for n, (first, last) in enumerate(bases):
        if tokens[last - 1].word.endswith(words.possessive):
            continue
        yield Chunk(first, last, "", last - 1)
        end = _joined(tokens, bases, n, words)
        if end is not None and not tokens[end - 1].word.endswith(words.possessive):
            link = tokens[last].word
            yield Chunk(first, end, link, (end if link == words.conjunction else last) - 1)


def _joined(tokens: Sequence[Token], bases: Sequence[tuple[int, int]], n: int, words: Words) -> int | None:
    """Where the phrase ends that base `n` begins and a preposition or "and" goes on with; None if nothing does."""
    first, last = bases[n]
    if n + 1 == len(bases):
        return None
    begin, end = bases[n + 1]
    link, between = tokens[last].word, range(last + 1, begin)
    if link == words.conjunction:
        return end if not between and end - first <= LONGEST_PAIR else None
    if link not in words.links or not all(_is_light(tokens[i], words) for i in between):
        return None
    if link == words.pairing:
        if n + 2 == len(bases) or tokens[end].word != words.conjunction or bases[n + 2][0] - end > 2:
            return None
        end = bases[n + 2][1]
    return end if end - first <= LONGEST else None


def _is_light(token: Token, words: Words) -> bool:
    """Whether it may stand between a preposition and its noun: a number, an article, "new"."""
    return token.kind == "N" or token.word in words.determiners or token.word in words.loose
