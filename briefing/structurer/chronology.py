"""The days of a chronology of several sources: which ones count, and the sentence that tells each.

A single report dates little, and `timeline` asks of each date whether it tells an event. Where many sources follow
one story, they answer that themselves: the days that matter are those that many of them name, at the time or
afterwards, and on which they were published (Tran, Alrifai and Herder, Timeline summarization from relevant
headlines, ECIR 2015; Gholipour Ghalandari and Ifrim, Examining the state-of-the-art in news timeline summarization,
ACL 2020, who call these counts datewise). Reprints count as one source.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from briefing.model import TimelineEntry
from briefing.paraphrases import Accounts
from briefing.redundancy import Index
from briefing.structurer.selection import MISSES, Choice
from briefing.structurer.timeline import dated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from briefing.model import Article, DateMention, Sentence
    from briefing.structurer.candidates import Candidate

TOLD = 2
"""From so many independent sources on that name a day, it is one of the chronology, whatever is told of it."""

PUBLISHED = 0.5
"""What a source counts that was published on the day or on the next one, beside one that names it. Set on
`tls_entities`."""

VAGUE = {"month": 0.5, "year": 0.1}
"""What naming a month or a year counts, beside naming a day: it says less of when, and a timeline is one of days."""

FULL = len("2022-04-28")


@dataclass(frozen=True, slots=True)
class Days:
    """What the sources date.

    Attributes:
        candidates: all of them; those that the chronology may print with the one date that each stands under.
        weights: of each date, by its value.
    """

    candidates: tuple[Candidate, ...]
    weights: Mapping[str, float]


def days(pool: Sequence[Candidate], articles: Sequence[Article], origin: Mapping[str, str]) -> Days | None:
    """The dates of several sources, and what tells them.

    Each day that two independent sources name, and that is over when the last one is published, has the sentence
    that tells it best. A sentence that `timeline` found to date events keeps its weightiest date.

    Args:
        pool: all candidates, in order of place.
        articles: all articles, in order.
        origin: address of each source to that of the one it is a copy of, or to itself.

    Returns:
        The days, or None where there is one independent source only.
    """
    if len(set(origin.values())) < TOLD:
        return None
    named = [_named(candidates, articles) for candidates in _by_article(pool, articles)]
    mentions = {place: found for one in named for place, found in one.items()}
    weights, tellers = _weigh(pool, mentions, articles, origin)
    last = max((a.document.published for a in articles if a.document.published), default=None)
    over = {
        d for d, n in tellers.items() if n >= TOLD and len(d) == FULL and not (last and d > last.isoformat())
    }
    # A month or a year of which days are told says little beside them: it comes last.
    weights.update((day[:size], 0.0) for day in over for size in (len("2022"), len("2022-04")))
    best = _tellers(pool, mentions, over, weights)

    def under_one_date(candidate: Candidate) -> Candidate:
        entries = {e.date.value: e for e in candidate.entries}
        if candidate.place in best:
            mention = best[candidate.place]
            entries = {mention.value: TimelineEntry(mention, candidate.sentence)}
        chosen = min(entries, key=lambda day: (-weights.get(day, 0.0), day), default=None)
        return replace(candidate, entries=(entries[chosen],) if chosen else ())

    return Days(tuple(map(under_one_date, pool)), weights)


def _tellers(
    pool: Sequence[Candidate],
    mentions: Mapping[int, Sequence[DateMention]],
    over: AbstractSet[str],
    weights: Mapping[str, float],
) -> dict[int, DateMention]:
    """The sentence that tells each day, by its place: the best one of a source that came out when the day was over.

    The weightiest day chooses first, and no sentence tells two days. Where no such source names the day, it is an
    earlier one.
    """
    naming: dict[str, list[tuple[bool, float, int, DateMention]]] = defaultdict(list)
    for candidate in pool:
        if candidate.label == "none" or candidate.references.leans:
            continue
        published = candidate.sentence.document.published
        for mention in mentions.get(candidate.place, ()):
            if mention.value in over:
                ahead = published is not None and published.isoformat() < mention.value
                naming[mention.value].append((ahead, -candidate.score.value, candidate.place, mention))
    found: dict[int, DateMention] = {}
    for day in sorted(naming, key=lambda day: (-weights[day], day)):
        for *_, place, mention in sorted(naming[day], key=lambda named: named[:3]):
            if place not in found:
                found[place] = mention
                break
    return found


def choose(
    table: Sequence[Candidate],
    weights: Mapping[str, float],
    fits: Callable[[Sequence[Candidate]], bool],
    origin: Mapping[str, str],
) -> Choice:
    """The best sentence of each date, the weightiest date first; then the second best ones, and so on.

    Args:
        table: the candidates that the template prints, each with the one date that it stands under.
        weights: of each date.
        fits: whether a choice is within the room.
        origin: address of each source to that of the one it is a copy of, or to itself.
    """
    sentences = [c.sentence for c in table]
    index, accounts = Index(sentences), Accounts(sentences)
    number = {c.place: i for i, c in enumerate(table)}
    chosen: list[Candidate] = []
    also: dict[int, tuple[Sentence, ...]] = {}
    said: set[int] = set()
    misses = 0
    for candidate in _in_rounds(table, weights):
        own = number[candidate.place]
        if misses == MISSES or own in said:
            continue
        if not fits([*chosen, candidate]):
            misses += 1
            continue
        chosen.append(candidate)
        twins = list(index.twins(own))
        said.update(twins)
        told = {origin[candidate.sentence.document.uri]: candidate.sentence}
        for i in sorted({*twins, *accounts.of(own)}):
            told.setdefault(origin[sentences[i].document.uri], sentences[i])
        if len(told) > 1:
            also[candidate.place] = tuple(told.values())[1:]
    return Choice(tuple(chosen), also)


def _in_rounds(table: Sequence[Candidate], weights: Mapping[str, float]) -> list[Candidate]:
    """The best of each date, the weightiest date first, then the second best, and so on; nothing that leans."""
    queues: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in sorted(table, key=lambda c: (-c.score.value, c.place)):
        if not candidate.references.leans:
            queues[candidate.entries[0].date.value].append(candidate)
    ranked = sorted(
        (turn, -weights.get(day, 0.0), day, candidate.place)
        for day, queue in queues.items()
        for turn, candidate in enumerate(queue)
    )
    by_place = {c.place: c for c in table}
    return [by_place[place] for *_, place in ranked]


def _by_article(pool: Sequence[Candidate], articles: Sequence[Article]) -> list[list[Candidate]]:
    parts: list[list[Candidate]] = [[] for _ in articles]
    for candidate in pool:
        parts[candidate.article].append(candidate)
    return parts


def _named(candidates: Sequence[Candidate], articles: Sequence[Article]) -> dict[int, list[DateMention]]:
    """The dates in each sentence of an article, by the place of the sentence."""
    if not candidates:
        return {}
    place = {c.sentence.start: c.place for c in candidates if c.label != "none"}
    found: dict[int, list[DateMention]] = defaultdict(list)
    for sentence, mention in dated(articles[candidates[0].article]):
        if sentence.start in place:
            found[place[sentence.start]].append(mention)
    return found


def _weigh(
    pool: Sequence[Candidate],
    mentions: Mapping[int, Sequence[DateMention]],
    articles: Sequence[Article],
    origin: Mapping[str, str],
) -> tuple[dict[str, float], dict[str, int]]:
    """Weight of each date, and how many independent sources name it."""
    naming: dict[str, set[str]] = defaultdict(set)
    precision: dict[str, str] = {}
    for place, found in mentions.items():
        for mention in found:
            naming[mention.value].add(origin[pool[place].sentence.document.uri])
            precision[mention.value] = mention.precision
    published: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        document = article.document
        if document.published:
            for day in (document.published, document.published - timedelta(days=1)):
                published[day.isoformat()].add(origin[document.uri])
    weights = {
        day: VAGUE.get(precision[day], 1.0) * len(sources) + PUBLISHED * len(published[day])
        for day, sources in naming.items()
    }
    return weights, {day: len(sources) for day, sources in naming.items()}
