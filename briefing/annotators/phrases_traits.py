"""What speaks for a noun phrase as a topic: one number for each trait, computed from its place in the text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.annotators.phrases_chunks import Chunk, Token, Words, read_chunks, read_tokens, words_of
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


@dataclass(frozen=True, slots=True)
class Candidate:
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
        read_tokens(document.text, s.start, s.end, inside, language)
        for s, inside in zip(body, _inside(body, taken), strict=True)
    ]
    counts = Counter(t.stem for tokens in lines for t in tokens if t.kind == "W")
    chunks = [[c for c in read_chunks(ts, language) if _may_be(ts, c, alone, cues)] for ts in lines]
    stems = [[_stems(tokens, c) for c in found] for tokens, found in zip(lines, chunks, strict=True)]
    again = Counter(key for keys in stems for key in keys)
    others = math.log(1 + again.total())
    result: list[Candidate] = []
    for n, tokens in enumerate(lines):
        where = (n == 0, 0 < n < 3, n / max(1, len(lines) - 1))
        opened = _after_discussion(tokens, cues)
        for chunk, key in zip(chunks[n], stems[n], strict=True):
            count = (sum([math.log(1 + counts[s]) for s in key]) / len(key), math.log(1 + again[key]))
            there = (
                *_traits(tokens, chunk, words, cues),
                *_beside(tokens, chunk, words, cues),
                opened[chunk.first],
            )
            traits = (*count, *where, *there, others)
            result.append(_candidate(tokens, chunk, key, traits))
    return result


def _may_be(tokens: Sequence[Token], chunk: Chunk, places: set[tuple[int, int]], cues: Lexicon) -> bool:
    """Whether a phrase may be a topic at all: no place by itself, no courtesy, nobody's office."""
    last = tokens[chunk.last - 1]
    if (tokens[chunk.first].start, last.end) in places:
        return False
    return last.word not in cues.never and tokens[chunk.head].word not in cues.never


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


def _stems(tokens: Sequence[Token], chunk: Chunk) -> tuple[str, ...]:
    return tuple([t.stem for t in tokens[chunk.first : chunk.last] if t.kind in "WN"])


def _after_discussion(tokens: Sequence[Token], cues: Lexicon) -> list[bool]:
    """For each token, whether a word of discussion stands shortly before it, with no full stop between."""
    opened: list[bool] = []
    last = -REACH - 1
    for token in tokens:
        opened.append(token.start - last <= REACH)
        if token.word in cues.discussion:
            last = token.end
        elif token.word in {".", ";"}:
            last = -REACH - 1
    return opened


def _candidate(
    tokens: Sequence[Token], chunk: Chunk, stems: tuple[str, ...], traits: tuple[float, ...]
) -> Candidate:
    first, last = chunk.first, chunk.last
    context = tuple([t.stem for t in tokens[max(0, first - CONTEXT) : first]])
    return Candidate(
        tokens[first].start, tokens[last - 1].end, stems, tokens[chunk.head].stem, context, traits
    )


def _traits(tokens: Sequence[Token], chunk: Chunk, words: Words, cues: Lexicon) -> tuple[float, ...]:
    """What the phrase itself says, in the order of `TRAITS`."""
    first, last, link, _ = chunk
    inside = [t for t in tokens[first:last] if t.kind in "WN"]
    head = tokens[chunk.head].word
    size, capitals = len(inside), sum([t.capital for t in inside])
    singular = head.rstrip("s")
    return (
        1, size == 1, size == 3, size == 4, size > 4,
        capitals == size, 0 < capitals < size, sum([t.number for t in inside]) > 0,
        link == words.genitive, link == words.conjunction, link not in {"", words.genitive, words.conjunction},
        singular.endswith(cues.abstract), singular != head, singular.endswith(cues.personal),
    )  # fmt: skip


def _beside(tokens: Sequence[Token], chunk: Chunk, words: Words, cues: Lexicon) -> tuple[float, ...]:
    """What the words on both sides of a phrase say, in the order of `TRAITS`."""
    before = tokens[chunk.first - 1] if chunk.first else None
    after = tokens[chunk.last] if chunk.last < len(tokens) else None
    word = before.word if before else ""
    return (
        word in cues.about, word == words.genitive, word in words.determiners, word in words.prepositions,
        before is not None and before.kind == "V",
        after is None or after.kind == "P", after is not None and after.kind == "V",
        after is not None and after.word in words.links,
    )  # fmt: skip
