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
from briefing.redundancy import Index
from briefing.structurer.selection import MISSES, Choice
from briefing.structurer.timeline import dated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefing.model import Article, DateMention, Sentence
    from briefing.structurer.candidates import Candidate

TOLD = 2
"""From so many independent sources on that name a day, it is one of the chronology, whatever is told of it."""

PUBLISHED = 0.5
"""What a source counts that was published on the day or the day after, beside one that names the day."""

VAGUE = {"month": 0.5, "year": 0.25}
"""What naming a month or a year counts, beside naming a day. The three weights were set on `tls_entities`."""


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

    A sentence that `timeline` found to date events keeps its weightiest date. Of the other sentences the best one of
    each day is added that two independent sources name, unless it is still to come when the last source is
    published.

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
    last = max((a.document.published for a in articles if a.document.published), default=None)
    weights, tellers = _weigh(pool, mentions, articles, origin)
    best: dict[str, Candidate] = {}
    for candidate in pool:
        if candidate.label == "none" or candidate.references.leans:
            continue
        for mention in mentions.get(candidate.place, ()):
            day = mention.value
            ahead = last is not None and day > last.isoformat()
            if mention.precision != "day" or ahead or tellers[day] < TOLD:
                continue
            if day not in best or candidate.score.value > best[day].score.value:
                best[day] = candidate
    told: dict[int, list[str]] = defaultdict(list)
    for day, candidate in best.items():
        told[candidate.place].append(day)
    return Days(
        tuple(_under_one_date(c, mentions.get(c.place, ()), told.get(c.place, ()), weights) for c in pool),
        weights,
    )


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
    index, number = Index([c.sentence for c in table]), {c.place: i for i, c in enumerate(table)}
    chosen: list[Candidate] = []
    said: dict[int, Candidate] = {}
    also: dict[int, list[Sentence]] = defaultdict(list)
    misses = 0
    for candidate in _in_rounds(table, weights):
        twin = said.get(candidate.place)
        if twin is not None:
            told_by = {origin[s.document.uri] for s in (twin.sentence, *also[twin.place])}
            if origin[candidate.sentence.document.uri] not in told_by:
                also[twin.place].append(candidate.sentence)
        elif misses < MISSES and fits([*chosen, candidate]):
            chosen.append(candidate)
            for i in index.twins(number[candidate.place]):
                said.setdefault(table[i].place, candidate)
        else:
            misses += 1
    return Choice(tuple(chosen), {place: tuple(found) for place, found in also.items() if found})


def _in_rounds(table: Sequence[Candidate], weights: Mapping[str, float]) -> list[Candidate]:
    queues: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in sorted(table, key=lambda c: (-c.score.value, c.place)):
        if not candidate.references.leans:
            queues[candidate.entries[0].date.value].append(candidate)
    ranked = sorted(
        (turn, -weights.get(day, 0.0), day, candidate)
        for day, queue in queues.items()
        for turn, candidate in enumerate(c.place for c in queue)
    )
    at = {c.place: c for c in table}
    return [at[place] for *_, place in ranked]


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


def _under_one_date(
    candidate: Candidate,
    mentions: Sequence[DateMention],
    told: Sequence[str],
    weights: Mapping[str, float],
) -> Candidate:
    """A candidate with the weightiest of the dates that it may stand under; the earlier one of two that are equal."""
    entries = {e.date.value: e for e in candidate.entries}
    for mention in mentions:
        if mention.value in told:
            entries.setdefault(mention.value, TimelineEntry(mention, candidate.sentence))
    # What a sentence is the best one for goes before what else it dates.
    chosen = min(
        entries, key=lambda day: (day not in told and bool(told), -weights.get(day, 0.0), day), default=None
    )
    return replace(candidate, entries=(entries[chosen],) if chosen else ())
