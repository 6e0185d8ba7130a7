"""What speaks for a noun phrase as a topic: one number for each trait, computed from its place in the text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from briefing.annotators.phrases_chunks import Chunk, Line, Word, Words, read_chunks, read_line, words_of
from briefing.language import table
from briefing.layout import BODY
from briefing.model import DateMention, Document, Person, Place, Sentence

TRAITS = (
    "its words come back", "it comes back", "first sentence", "second or third", "how far down",
    "always", "one word", "three words", "four words", "five or more", "all capitals", "some capitals", "a digit",
    "joined by of", "joined by and", "joined otherwise", "abstract head", "plural head", "head is a person",
    "after on or about", "after of", "after a determiner", "after another preposition", "after a verb",
    "before a mark", "before a verb", "before a preposition", "after a word of discussion", "how many others",
)  # fmt: skip
"""The traits, in the order of `Candidate.traits`."""

# Words and marks before a phrase that are asked what follows them.
CONTEXT = 4

# Characters between a word of discussion and the phrase that it opens.
REACH = 60


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What phrases.toml says of topics: weights of the traits and of stems, and cues.

    Attributes:
        traits: one weight for each of `TRAITS`.
        words: of the stems in a phrase.
        heads: of the stem of its head.
        context: of the stems before it.
        discussion: words of discussion.
        about: prepositions of a topic.
        never: words that head no topic.
        abstract: endings of nouns for what can be discussed.
        personal: endings of nouns for persons.
    """

    traits: tuple[float, ...]
    words: dict[str, float]
    heads: dict[str, float]
    context: dict[str, float]
    discussion: frozenset[str]
    about: frozenset[str]
    never: frozenset[str]
    abstract: tuple[str, ...]
    personal: tuple[str, ...]


class Candidate(NamedTuple):
    """A noun phrase with what its weight is computed from.

    Attributes:
        start: first character in the document's text.
        end: one past the last.
        stems: of its words, function words apart, in order.
        head: stem of its head.
        context: stems of the words and marks shortly before it, the farthest first.
        traits: one number for each of `TRAITS`.
    """

    start: int
    end: int
    stems: tuple[str, ...]
    head: str
    context: tuple[str, ...]
    traits: tuple[float, ...]


@cache
def lexicon(language: str) -> Lexicon | None:
    """The word weights and cues of a language, None where it has no phrases.toml."""
    lists = table(language, "phrases")
    if not lists:
        return None

    def weights(name: str) -> dict[str, float]:
        return {w: float(level) for level, words in lists.get(name, {}).items() for w in words.split()}

    return Lexicon(
        tuple(float(lists.get("traits", {}).get(name, 0.0)) for name in TRAITS),
        weights("words"),
        weights("heads"),
        weights("context"),
        frozenset(" ".join(lists["discussion"]).split()),
        frozenset(lists["about"]),
        frozenset(" ".join(lists["never"]).split()),
        tuple(lists["abstract"]),
        tuple(lists["personal"]),
    )


def candidates(
    document: Document,
    sentences: Sequence[Sentence],
    people: Sequence[Person],
    places: Sequence[Place],
    dates: Sequence[DateMention],
    language: str,
) -> list[Candidate]:
    """All noun phrases of the body text, in text order, with their traits.

    Args:
        document: the text.
        sentences: all its sentences, in order.
        people: no phrase holds one.
        places: none is a phrase by itself.
        dates: no phrase holds one.
        language: one with a phrases.toml.
    """
    words, cues = words_of(language), lexicon(language)
    if words is None or cues is None:
        return []
    taken = sorted((m.start, m.end) for group in (people, dates) for m in group)
    alone = {(p.start, p.end) for p in places}
    body = [s for s in sentences if s.block.kind in BODY]
    lines = [
        read_line(document.text, s.start, s.end, inside, words, language)
        for s, inside in zip(body, _inside(body, taken), strict=True)
    ]
    counts = Counter(
        [w.stem for line in lines for w, kind in zip(line.words, line.kinds, strict=True) if kind == "W"]
    )
    chunks = [[c for c in read_chunks(line, words) if _may_be(line, c, alone, cues)] for line in lines]
    held = [[_words(line, c) for c in found] for line, found in zip(lines, chunks, strict=True)]
    stems = [[tuple([w.stem for w in group]) for group in groups] for groups in held]
    often = {stem: math.log(1 + count) for stem, count in counts.items()}
    again = Counter(key for keys in stems for key in keys)
    others = math.log(1 + again.total())
    result: list[Candidate] = []
    for n, line in enumerate(lines):
        where = (n == 0, 0 < n < 3, n / max(1, len(lines) - 1))
        opened = _after_discussion(line, cues)
        for chunk, group, key in zip(chunks[n], held[n], stems[n], strict=True):
            count = (sum([often.get(s, 0.0) for s in key]) / len(key), math.log(1 + again[key]))
            there = (
                *_traits(line, chunk, group, words, cues),
                *_beside(line, chunk, words, cues),
                opened[chunk.first],
            )
            result.append(_candidate(line, chunk, key, (*count, *where, *there, others)))
    return result


def _may_be(line: Line, chunk: Chunk, places: set[tuple[int, int]], cues: Lexicon) -> bool:
    """Whether a phrase may be a topic at all: no place by itself, no courtesy, nobody's office."""
    last = chunk.last - 1
    if (line.starts[chunk.first], line.ends[last]) in places:
        return False
    return line.words[last].word not in cues.never and line.words[chunk.head].word not in cues.never


def _inside(
    sentences: Sequence[Sentence], taken: Sequence[tuple[int, int]]
) -> Iterator[list[tuple[int, int]]]:
    """The places of `taken` that lie in each sentence."""
    at = 0
    for sentence in sentences:
        while at < len(taken) and taken[at][1] <= sentence.start:
            at += 1
        end = at
        while end < len(taken) and taken[end][0] < sentence.end:
            end += 1
        yield list(taken[at:end])


def _words(line: Line, chunk: Chunk) -> list[Word]:
    """The words of a phrase, function words apart."""
    words = line.words[chunk.first : chunk.last]
    if not chunk.link:
        return words
    return [w for w, kind in zip(words, line.kinds[chunk.first : chunk.last], strict=True) if kind in "WN"]


def _after_discussion(line: Line, cues: Lexicon) -> list[bool]:
    """For each word, whether a word of discussion stands shortly before it, with no full stop between."""
    words = [w.word for w in line.words]
    if cues.discussion.isdisjoint(words):
        return [False] * len(words)
    opened: list[bool] = []
    last = -REACH - 1
    for word, start, end in zip(words, line.starts, line.ends, strict=True):
        opened.append(start - last <= REACH)
        if word in cues.discussion:
            last = end
        elif word in {".", ";"}:
            last = -REACH - 1
    return opened


def _candidate(line: Line, chunk: Chunk, stems: tuple[str, ...], traits: tuple[float, ...]) -> Candidate:
    first, last = chunk.first, chunk.last
    context = tuple([w.stem for w in line.words[max(0, first - CONTEXT) : first]])
    return Candidate(
        line.starts[first], line.ends[last - 1], stems, line.words[chunk.head].stem, context, traits
    )


def _traits(
    line: Line, chunk: Chunk, inside: Sequence[Word], words: Words, cues: Lexicon
) -> tuple[float, ...]:
    """What the phrase itself says, in the order of `TRAITS`; `inside` are its `_words`."""
    link, head, size = chunk.link, line.words[chunk.head].word, len(inside)
    capitals = sum([w.capital for w in inside])
    singular = head.rstrip("s")
    return (
        1, size == 1, size == 3, size == 4, size > 4,
        capitals == size, 0 < capitals < size, sum([w.number for w in inside]) > 0,
        link == words.genitive, link == words.conjunction, link not in {"", words.genitive, words.conjunction},
        singular.endswith(cues.abstract), singular != head, singular.endswith(cues.personal),
    )  # fmt: skip


def _beside(line: Line, chunk: Chunk, words: Words, cues: Lexicon) -> tuple[float, ...]:
    """What the words on both sides of a phrase say, in the order of `TRAITS`."""
    first, last = chunk.first, chunk.last
    before = line.words[first - 1].word if first else ""
    after, kind = (line.words[last].word, line.kinds[last]) if last < len(line.words) else ("", "P")
    return (
        before in cues.about, before == words.genitive, before in words.determiners, before in words.prepositions,
        first > 0 and line.kinds[first - 1] == "V", kind == "P", kind == "V", after in words.links,
    )  # fmt: skip
