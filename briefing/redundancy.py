"""Sentences that say the same: found by shared stems, guarded by what only one of them knows.

A brief says a thing once. Two sentences are compared by the stems that they share and by the longest run of words
that they have in common; figures and names that only one of them holds, and a plan against a fact, speak against
it. How much each of these counts was learned from pairs that people marked in reports on the same event; how well
that works is what `bench/redundancy.py` measures. On top of that stands a guard: a sentence is not folded into one
that lacks one of its figures or dates.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log, sqrt
from typing import TYPE_CHECKING

from briefing.language import table
from briefing.text import stem as stem_of
from briefing.text import stop_words, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from briefing.model import Sentence

WEIGHTS = {
    "constant": -6.35,
    "shared_mean": 7.11,  # root of the two shares below
    "shared_of_shorter": 2.4,  # stems in common, as a share of the shorter sentence's
    "shared_of_both": -1.78,  # the same as a share of all stems of the two
    "log_shared": 0.95,  # logarithm of 1 + stems in common
    "log_run": 0.58,  # logarithm of 1 + longest run of words in common
    "figures_apart": -0.75,  # how many of the two hold a figure that the other lacks: 0, 1 or 2
    "names_apart": -0.36,  # names that each holds and the other lacks: the smaller of the two numbers
    "names_shared": -0.17,  # names in common: the subject of all sentences about an event
    "plan_and_fact": -0.81,  # one tells of a plan, the other does not
    "log_shorter": -0.5,  # logarithm of 1 + stems of the shorter sentence
}
"""Parts of the log-odds that two sentences say the same."""

SAME = -1.5
"""Log-odds from which two sentences count as saying the same. From -2 on, marked pairs fold that differ in more than
words (docs/methods.md)."""

NAME_LACKING = 0.5
"""What each name (up to three) that the kept sentence lacks takes off the log-odds."""

SURE = 1.0
"""Log-odds above which a plan and a fact may still be one thing: then they are nearly the same words."""

LONG_RUN = 12
"""Sentences that would need a longer common run of words than this to say the same are not looked at any closer."""

COMMON = 50
"""Stems that more sentences hold do not bring two sentences together, or a long text would take forever."""

_FIGURE = re.compile(r"(?<![\w#])\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?:\"“”„«»‘(]\s)(?<![\"“„«‘(])(?<!^)\b[^\W\d_a-zß-öø-ÿ]\w+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence is compared by.

    Attributes:
        words: stems of all words, in order.
        stems: of the content words.
        figures: without separators of thousands.
        dates: days of the week and months, by their first three letters.
        names: stems of words with a capital letter within the sentence.
        planned: whether it tells of a plan.
    """

    words: tuple[str, ...]
    stems: frozenset[str]
    figures: frozenset[str]
    dates: frozenset[str]
    names: frozenset[str]
    planned: bool


@dataclass(frozen=True, slots=True)
class _Signs:
    stops: frozenset[str]
    calendar: frozenset[str]
    planned: frozenset[str]
    names: bool


@cache
def _signs(language: str) -> _Signs:
    known = table(language, "words")
    return _Signs(
        stop_words(language),
        frozenset(known.get("calendar", ())),
        frozenset(known.get("planned", ())),
        not known.get("capitalised_nouns", False),
    )


@lru_cache(maxsize=4_000)
def _facts(text: str, language: str) -> Facts:
    signs, found = _signs(language), words(text, language)
    held = [w.casefold() for w in _NAME.findall(text)] if signs.names else []
    days = [w for w, _, _ in found if w in signs.calendar]
    return Facts(
        words=tuple([stem for _, stem, _ in found]),
        stems=frozenset([stem for _, stem, content in found if content]),
        figures=frozenset(_plain(figure) for figure in _FIGURE.findall(text)),
        dates=frozenset(w[:3] for w in days),
        names=frozenset(
            stem_of(w, language) for w in held if w not in signs.calendar and w not in signs.stops
        ),
        planned=not signs.planned.isdisjoint([w for w, _, _ in found]),
    )


def _plain(figure: str) -> str:
    """A figure without separators of thousands and without zeros at the end of a decimal."""
    bare = figure.replace(",", "")
    return bare.rstrip("0").rstrip(".") if bare.count(".") == 1 else bare


def facts_of(sentence: Sentence) -> Facts:
    """What a sentence is compared by."""
    return _facts(sentence.text, sentence.document.language)


def likeness(one: Sentence, other: Sentence) -> float:
    """Log-odds that two sentences say the same of the same event; the order of the two does not matter."""
    return _likeness(facts_of(one), facts_of(other))


def _likeness(a: Facts, b: Facts) -> float:
    shared = len(a.stems & b.stems)
    if not shared:
        return WEIGHTS["constant"]
    known = {
        "log_run": log(1 + _longest_run(a.words, b.words)),
        "figures_apart": float(bool(a.figures - b.figures) + bool(b.figures - a.figures)),
        "names_apart": float(min(len(lacking(a.names, b)), len(lacking(b.names, a)))),
        "names_shared": float(len(a.names & b.names)),
        "plan_and_fact": float(a.planned != b.planned),
    }
    return _shared_part(shared, len(a.stems), len(b.stems)) + sum(WEIGHTS[n] * v for n, v in known.items())


def _shared_part(shared: int, one: int, other: int) -> float:
    """What the number of shared stems and the stems of each sentence say."""
    shorter = min(one, other)
    of_shorter, of_both = shared / shorter, shared / (one + other - shared)
    return (
        WEIGHTS["constant"]
        + WEIGHTS["shared_mean"] * sqrt(of_shorter * of_both)
        + WEIGHTS["shared_of_shorter"] * of_shorter
        + WEIGHTS["shared_of_both"] * of_both
        + WEIGHTS["log_shared"] * log(1 + shared)
        + WEIGHTS["log_shorter"] * log(1 + shorter)
    )


@lru_cache(maxsize=20_000)
def _hopeless(shared: int, one: int, other: int) -> bool:
    """Whether two sentences share too few stems to say the same, whatever else they have in common."""
    if not shared:
        return True
    return _shared_part(shared, one, other) + WEIGHTS["log_run"] * log(1 + LONG_RUN) < SAME


def lacking(names: frozenset[str], facts: Facts) -> frozenset[str]:
    """Those of `names` that a sentence does not hold."""
    return names.difference(facts.words)


def _longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    """Length of the longest run of words that two sentences have in common."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(b):
        places[word].append(j)
    longest, ending = 0, dict[int, int]()
    for word in a:
        ending = {j: ending.get(j - 1, 0) + 1 for j in places.get(word, ())}
        longest = max(longest, *ending.values()) if ending else longest
    return longest


def says_the_same(kept: Sentence, other: Sentence) -> bool:
    """Whether a brief that holds `kept` needs `other` no more.

    Args:
        kept: the sentence that stays.
        other: the one that would go. It stays, too, if it gives a figure or a date that `kept` lacks; names that
            `kept` lacks count against it.
    """
    a, b = facts_of(kept), facts_of(other)
    return _folds(a, b)


def _folds(kept: Facts, other: Facts) -> bool:
    if kept.words == other.words:
        return True
    if _hopeless(len(kept.stems & other.stems), len(kept.stems), len(other.stems)):
        return False
    if other.figures - kept.figures or other.dates - kept.dates:
        return False
    odds = _likeness(kept, other)
    if kept.planned != other.planned and odds < SURE:
        return False
    return odds - NAME_LACKING * min(3, len(lacking(other.names, kept))) >= SAME


class Said:
    """The sentences that a brief holds by now."""

    def __init__(self) -> None:
        self._facts: list[Facts] = []

    def add(self, sentence: Sentence) -> None:
        """Take a sentence in."""
        self._facts.append(facts_of(sentence))

    def find(self, other: Sentence) -> int | None:
        """The number, from 0, of the first one for which `says_the_same` holds with another; None if there is none."""
        facts = facts_of(other)
        return next((n for n, kept in enumerate(self._facts) if _folds(kept, facts)), None)


class Index:
    """Sentences by their stems, to find those that say the same without comparing all with all."""

    def __init__(self, sentences: Sequence[Sentence], stems: Sequence[Sequence[str]] | None = None) -> None:
        """Index sentences.

        Args:
            sentences: of any documents.
            stems: stems of the content words of each, if they are known already.
        """
        self._sentences = sentences
        self._stems = (
            [frozenset(words) for words in stems] if stems else [facts_of(s).stems for s in sentences]
        )
        self._holders: dict[str, list[int]] = defaultdict(list)
        count = Counter(term for held in self._stems for term in held)
        texts = Counter(s.text for s in sentences)
        self._terms = [
            [
                *sorted(t for t in held if 1 < count[t] <= COMMON),
                *(["=" + s.text] if texts[s.text] > 1 else []),
            ]
            for s, held in zip(sentences, self._stems, strict=True)
        ]
        for i, terms in enumerate(self._terms):
            for term in terms:
                self._holders[term].append(i)

    def twins(self, i: int, without: Collection[int] = ()) -> Iterator[int]:
        """Sentences that a brief with sentence `i` needs no more, in order.

        Args:
            i: the sentence that stays.
            without: sentences that are not asked about.
        """
        own, found = self._stems[i], set[int]()
        for term in self._terms[i]:
            found.update(self._holders[term])
        found.discard(i)
        for j in sorted(j for j in found if j not in without):
            other = self._stems[j]
            same = own == other or not _hopeless(len(own & other), len(own), len(other))
            if same and says_the_same(self._sentences[i], self._sentences[j]):
                yield j


def near_duplicates(sentences: Sequence[Sentence]) -> tuple[tuple[int, int], ...]:
    """Pairs of sentences of which the second adds nothing to the first.

    Args:
        sentences: of any documents, in order of preference.

    Returns:
        Pairs (kept, other) of indices in order of `other`: each sentence that says the same as an earlier one which
        is kept, with the first of those.
    """
    index, folded = Index(sentences), dict[int, int]()
    for i in range(len(sentences)):
        if i not in folded:
            for j in index.twins(i):
                if j > i:
                    folded.setdefault(j, i)
    return tuple((kept, other) for other, kept in sorted(folded.items()))
