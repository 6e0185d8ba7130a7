"""The timeline: dated events of the past, other than the encounter that is the news.

Not every date tells an event: "said on Sunday", "this year", "by April" mostly do not. How often a date does
depends on how exact it is, how long ago, and on the section of its sentence; `RATES` holds what was counted in
labelled articles, and the probabilities of the sections (`Annotations.readings`) weigh its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from briefing.model import Article, DateMention, Meeting, Reading, Sentence, TimelineEntry

# Of 100 dates of a kind, how many tell an event of the past, where the sentence is filed under meeting, topics
# or background. Counted in the 409 articles to learn from (docs/methods.md).
RATES: dict[str, tuple[int, int, int]] = {
    "day, yesterday": (15, 39, 94),
    "day, this week": (40, 60, 76),
    "day, last week": (5, 31, 95),
    "day, older": (40, 88, 84),
    "week, this": (1, 5, 20),
    "week, over": (5, 40, 70),
    "month, this": (5, 25, 83),
    "month, late": (0, 2, 10),
    "month, older": (85, 72, 94),
    "season": (5, 20, 35),
    "year, this": (1, 3, 23),
    "year, last": (50, 57, 95),
    "year, older": (85, 85, 91),
    "interval": (3, 15, 35),
}

# A date is taken where the weighted rate is at least this.
ENOUGH = 0.5

# Where no model has read the article: how sentences that hold a past date are spread.
UNREAD = Reading(meeting=0.1, topics=0.35, background=0.55, none=0.0, key=0.0)


def timeline(article: Article, meetings: Sequence[Meeting] = ()) -> tuple[TimelineEntry, ...]:
    """Dated past events, in order of date, then of text.

    Args:
        article: with dates, and with readings where a model made them.
        meetings: the encounters of the news, whose own dates are left out.

    Returns:
        One entry for each date and sentence. The mention is the text's; a week is given as its month and a
        season or quarter as its year, so that all dates are years, months or days.
    """
    published = _latest(article)
    own = {m.date for m in meetings if m.date}
    readings = article.annotations.readings or (UNREAD,) * len(article.sentences)
    found: dict[tuple[str, int], TimelineEntry] = {}
    for sentence, reading, mention in _dated(article, readings):
        event = _calendar(mention)
        if event is None or event.value in own or not _is_past(event.value, published):
            continue
        if _rate(_kind(mention, event, published), reading) >= ENOUGH:
            found.setdefault((event.value, sentence.start), TimelineEntry(event, sentence))
    return tuple(sorted(found.values(), key=lambda e: (e.date.value, e.date.start)))


def dated(article: Article) -> list[tuple[Sentence, DateMention]]:
    """Each date that has a value of year, month or day, with the sentence that holds it, in order."""
    readings = (UNREAD,) * len(article.sentences)
    found = ((sentence, _calendar(mention)) for sentence, _, mention in _dated(article, readings))
    return [(sentence, event) for sentence, event in found if event is not None]


def _dated(article: Article, readings: Sequence[Reading]) -> list[tuple[Sentence, Reading, DateMention]]:
    """Each date with the sentence that holds it, and what was read there."""
    pairs: list[tuple[Sentence, Reading, DateMention]] = []
    dates = iter(article.annotations.dates)
    mention = next(dates, None)
    for sentence, reading in zip(article.sentences, readings, strict=True):
        while mention is not None and mention.start < sentence.end:
            if mention.start >= sentence.start:
                pairs.append((sentence, reading, mention))
            mention = next(dates, None)
    return pairs


def _calendar(mention: DateMention) -> DateMention | None:
    """The mention with a value of year, month or day; None for a decade."""
    if mention.precision == "decade" or mention.qualifier == "before":
        return None
    if mention.precision == "week":
        year, week = mention.value.split("-W")
        return replace(
            mention, value=date.fromisocalendar(int(year), int(week), 1).isoformat()[:7], precision="month"
        )
    if mention.precision in {"season", "quarter"}:
        return replace(mention, value=mention.value[:4], precision="year")
    return mention


def _monday(week: str) -> date:
    """The first day of "2022-W17"."""
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def _latest(article: Article) -> date | None:
    """The day of publication, else the latest day that the text names."""
    if article.document.published:
        return article.document.published
    return max(
        (date.fromisoformat(m.value) for m in article.annotations.dates if m.precision == "day"), default=None
    )


def _is_past(value: str, published: date | None) -> bool:
    """Whether it lies before the day of publication, as far as its precision tells."""
    return published is None or value < published.isoformat()


def _kind(mention: DateMention, event: DateMention, published: date | None) -> str:
    """The row of `RATES`."""
    if mention.precision == "interval":
        return "interval"
    if mention.precision == "week":
        return (
            "week, this"
            if published and _monday(mention.value) + timedelta(days=6) >= published
            else "week, over"
        )
    if mention.precision in {"season", "quarter"}:
        return "season"
    if published is None:
        return f"{event.precision}, older"
    if event.precision == "day":
        days = (published - date.fromisoformat(event.value)).days
        return (
            "day, yesterday"
            if days < 2
            else "day, this week"
            if days < 4
            else "day, last week"
            if days < 8
            else "day, older"
        )
    if published.isoformat().startswith(event.value):
        return "month, late" if mention.qualifier == "late" else f"{event.precision}, this"
    if event.precision == "year" and int(event.value) == published.year - 1:
        return "year, last"
    return f"{event.precision}, older"


def _rate(kind: str, reading: Reading) -> float:
    """How likely such a date tells an event, given what the sentence is."""
    meeting, topics, background = RATES[kind]
    return round(
        (reading.meeting * meeting + reading.topics * topics + reading.background * background) / 100, 6
    )
