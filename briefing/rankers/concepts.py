"""How likely each bigram of the sources is to stand in a summary: what a selection of sentences should cover.

After Li, Qian and Liu (Using supervised bigram-based ILP for extractive summarization, ACL 2013): in place of
counting documents, as ICSI did, a regression tells from a bigram's traits how likely an editor is to use it. A set
of sentences is then worth the bigrams that it is expected to share with the editor's text.
"""

from __future__ import annotations

from math import exp, log
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefing.rankers.terms import Bigram, Terms

TRAITS = (
    "early",
    "near_start",
    "relative_place",
    "log_sentences",
    "share_of_sentences",
    "share_of_sources",
    "log_sources",
    "sources_seen",
    "sources_and_sentences",
    "word_sources",
    "word_leads_least",
    "word_leads_most",
    "in_title",
    "two_content_words",
)
"""Names of a bigram's traits, in the order of `describe`."""

Key = tuple[float, ...]

_STOP: Key = (0, 0, 0)

LEAD = 2
"""So many sentences at the start of an article are its lead."""


PLACE, COUNT, WORDS = slice(0, 3), slice(3, 9), slice(9, 14)
"""Which of the traits come from where a bigram stands, from how often, and from its two words."""


def weigh(read: Terms, weights: Sequence[float]) -> dict[Bigram, float]:
    """Probability of each bigram that it stands in a summary.

    Args:
        read: the sentences.
        weights: a constant, then one weight for each of `TRAITS`.
    """
    constant, *rest = weights
    total = _Totals(read)
    # Bigrams share places, counts and kinds of words, so each of these is weighed once.
    by_place = _Weighed(rest[PLACE], _place_traits)
    by_count = _Weighed(rest[COUNT], total.count_traits)
    # There are few kinds of words, and their numbers are found faster than what makes them up.
    numbers: dict[Key, int] = {_STOP: 0}
    kind = {word: numbers.setdefault(key, len(numbers)) for word, key in total.words.items()}
    kinds = list(numbers)
    by_words = _Weighed(rest[WORDS], lambda one, other: total.word_traits(*kinds[one], *kinds[other]))
    chances = {}
    for bigram, (count, spread, place, relative, _) in _places(read).items():
        pair = kind.get(bigram[0], 0), kind.get(bigram[1], 0)
        value = constant + by_place[place, relative] + by_count[count, spread] + by_words[pair]
        chances[bigram] = 1 / (1 + exp(-value))
    return chances


class _Weighed(dict[Key, float]):
    """Weighted sums of traits, by what the traits are made from; filled as they are asked for."""

    __slots__ = ("_describe", "_weights")

    def __init__(self, weights: Sequence[float], describe: Callable[..., tuple[float, ...]]) -> None:
        super().__init__()
        self._weights, self._describe = weights, describe

    def __missing__(self, key: Key) -> float:
        value: float = sum(map(mul, self._weights, self._describe(*key)))
        self[key] = value
        return value


def describe(read: Terms) -> Iterator[tuple[Bigram, tuple[float, ...]]]:
    """Each bigram of body text with the values of its `TRAITS`."""
    total = _Totals(read)
    for bigram, (count, spread, place, relative, _) in _places(read).items():
        words = total.word_traits(*total.words.get(bigram[0], _STOP), *total.words.get(bigram[1], _STOP))
        yield bigram, (*_place_traits(place, relative), *total.count_traits(count, spread), *words)


def _place_traits(place: float, relative: float) -> tuple[float, ...]:
    return exp(-place / 20), exp(-place / 8), relative


class _Totals:
    """What bigrams are measured against: numbers of sentences and articles, and where single words stand."""

    def __init__(self, read: Terms) -> None:
        self._sentences, self._articles = len(read) or 1, len(read.sizes) or 1
        self._seen = log(self._articles)
        self.words = _words(read)

    def count_traits(self, count: float, spread: float) -> tuple[float, ...]:
        """Of a bigram: sentences and articles that hold it."""
        share, many = count / self._sentences, spread / self._articles
        return log(count), share, many, log(spread), many * self._seen, many * share

    def word_traits(
        self, held: float, leads: float, titled: float, held2: float, leads2: float, titled2: float
    ) -> tuple[float, ...]:
        """Of two words: articles that hold each, articles whose lead does, and whether a title does."""
        both = held > 0 and held2 > 0
        # a stop word tells nothing: the content word stands for both
        low = min(held, held2) if both else held or held2
        lead_low, lead_high = (min(leads, leads2), max(leads, leads2)) if both else (leads or leads2,) * 2
        n = self._articles
        return low / n, lead_low / n, lead_high / n, max(titled, titled2), float(both)


def _places(read: Terms) -> dict[Bigram, list[float]]:
    """Sentences and articles that hold a bigram, its first place in any, and that as a share of the article.

    The last number of each entry is the article where it was seen last.
    """
    found: dict[Bigram, list[float]] = {}
    for i, bigrams in enumerate(read.bigrams):
        if not read.body[i]:
            continue
        article, place = read.article[i], read.position[i]
        relative = place / read.sizes[article]
        for bigram in bigrams:
            entry = found.get(bigram)
            if entry is None:
                found[bigram] = [1, 1, place, relative, article]
            elif entry[4] == article:
                entry[0] += 1
            else:
                entry[:] = (
                    entry[0] + 1, entry[1] + 1, min(entry[2], place), min(entry[3], relative), article
                )  # fmt: skip
    return found


def _words(read: Terms) -> dict[str, Key]:
    """Of each content word: articles that hold it, articles that hold it in their lead, whether a title does."""
    held: dict[str, list[float]] = {}
    titled = frozenset().union(*read.titles)
    for i, words in enumerate(read.stems):
        if not read.body[i]:
            continue
        article, lead = read.article[i], read.position[i] < LEAD
        for word in words:
            entry = held.get(word)
            if entry is None:
                held[word] = [1, float(lead), float(word in titled), article, article if lead else -1]
                continue
            if entry[3] != article:
                entry[0] += 1
                entry[3] = article
            if lead and entry[4] != article:
                entry[1] += 1
                entry[4] = article
    return {word: tuple(entry[:3]) for word, entry in held.items()}
