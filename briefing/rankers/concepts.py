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
    from collections.abc import Iterator, Sequence

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

LEAD = 2
"""So many sentences at the start of an article are its lead."""


def weigh(read: Terms, weights: Sequence[float]) -> dict[Bigram, float]:
    """Probability of each bigram that it stands in a summary.

    Args:
        read: the sentences.
        weights: a constant, then one weight for each of `TRAITS`.
    """
    constant, *rest = weights
    return {
        bigram: 1 / (1 + exp(-constant - sum(map(mul, rest, traits)))) for bigram, traits in describe(read)
    }


def describe(read: Terms) -> Iterator[tuple[Bigram, tuple[float, ...]]]:
    """Each bigram of body text with the values of its `TRAITS`."""
    sentences, articles = len(read) or 1, len(read.sizes) or 1
    sources, leads = _words(read)
    titled = frozenset().union(*read.titles)
    seen = log(articles)
    for bigram, (count, spread, place, relative) in _places(read).items():
        first, second = bigram
        n1, n2 = sources.get(first, 0), sources.get(second, 0)
        both = n1 > 0 and n2 > 0
        # a stop word tells nothing: the content word stands for both
        low, high = (min(n1, n2), (leads.get(first, 0), leads.get(second, 0))) if both else (n1 or n2, None)
        lead_low, lead_high = (min(high), max(high)) if high else (leads.get(first if n1 else second, 0),) * 2
        share, many = count / sentences, spread / articles
        yield (
            bigram,
            (
                exp(-place / 20),
                exp(-place / 8),
                relative,
                log(count),
                share,
                many,
                log(spread),
                many * seen,
                many * share,
                low / articles,
                lead_low / articles,
                lead_high / articles,
                float(first in titled or second in titled),
                float(both),
            ),
        )


def _places(read: Terms) -> dict[Bigram, tuple[int, int, int, float]]:
    """Sentences and articles that hold a bigram, its first place in any, and that as a share of the article."""
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
                continue
            entry[0] += 1
            if entry[4] != article:
                entry[1] += 1
                entry[4] = article
                entry[2] = min(entry[2], place)
                entry[3] = min(entry[3], relative)
    return {b: (int(n), int(spread), int(at), share) for b, (n, spread, at, share, _) in found.items()}


def _words(read: Terms) -> tuple[dict[str, int], dict[str, int]]:
    """Articles that hold each content word, and those that hold it in their lead."""
    sources: dict[str, int] = {}
    leads: dict[str, int] = {}
    last: dict[str, int] = {}
    last_lead: dict[str, int] = {}
    for i, words in enumerate(read.stems):
        if not read.body[i]:
            continue
        article = read.article[i]
        for word in words:
            if last.get(word) != article:
                last[word] = article
                sources[word] = sources.get(word, 0) + 1
        if read.position[i] < LEAD:
            for word in words:
                if last_lead.get(word) != article:
                    last_lead[word] = article
                    leads[word] = leads.get(word, 0) + 1
    return sources, leads
