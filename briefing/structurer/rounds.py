"""Which of several reports are on the encounter that is the news, and which on an earlier round of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.events import DAYS, events

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefing.model import Article, Findings
    from briefing.structurer.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Rounds:
    """Articles by their positions.

    Attributes:
        news: those on the event that most of the sources report on, reprints included, for what is printed again and
            again is the news; all of them where none has more than half.
        earlier: those on what was over some days before the first report on the news.
    """

    news: frozenset[int]
    earlier: frozenset[int]


def rounds(articles: Sequence[Article]) -> Rounds:
    """Tell the news from earlier rounds.

    Args:
        articles: in order of citation.
    """
    if len(articles) == 1:
        return Rounds(frozenset({0}), frozenset())
    documents = [a.document for a in articles]
    groups: dict[int, list[int]] = {}
    for i, event in enumerate(events(documents)):
        groups.setdefault(event, []).append(i)

    news = max(groups.values(), key=len)
    if 2 * len(news) <= len(documents):
        return Rounds(frozenset(range(len(documents))), frozenset())
    first = min(_days(news, articles), default=None)
    earlier = [
        i
        for group in groups.values()
        for i in group
        if group is not news
        and first is not None
        and (days := _days(group, articles))
        and (first - max(days)).days > DAYS
    ]
    return Rounds(frozenset(news), frozenset(earlier))


def _days(group: Sequence[int], articles: Sequence[Article]) -> list[date]:
    return [day for i in group if (day := articles[i].document.published) is not None]


def in_order(found: Sequence[Findings], told: Rounds) -> list[Findings]:
    """The findings of the articles on the news first. Who was at an earlier round was not at this one for that.

    Args:
        found: of each article.
        told: which articles are on what.
    """
    order = sorted(range(len(found)), key=lambda i: (i not in told.news, i))

    def one(i: int) -> Findings:
        if i not in told.earlier:
            return found[i]
        absent = tuple(replace(p, role="mentioned") for p in found[i].participants)
        return replace(found[i], participants=absent, meetings=())

    return [one(i) for i in order]


def as_background(pool: Sequence[Candidate], told: Rounds) -> tuple[Candidate, ...]:
    """The candidates, those of earlier rounds filed under the background, whatever they were there."""
    return tuple(
        replace(c, label="background") if c.article in told.earlier and c.label != "none" else c for c in pool
    )
