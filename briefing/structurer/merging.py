"""What several articles say of one thing, told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from briefing.text import content_stems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Meeting, Participant, TimelineEntry, Topic

_PLAN = 7
"""Days that the plan of a meeting may be off."""

_ROLES = ("host", "visitor", "principal", "mentioned")


def merge_participants(found: Iterable[Participant]) -> tuple[Participant, ...]:
    """One entry a name: the first title and affiliation told, all mentions, the strongest role; those present first."""
    merged: dict[str, Participant] = {}
    for p in found:
        key = p.name.casefold()
        old = merged.get(key)
        if old is None:
            merged[key] = p
            continue
        merged[key] = replace(
            old,
            title=old.title or p.title,
            affiliation=old.affiliation or p.affiliation,
            role=min(old.role, p.role, key=_ROLES.index),
            mentions=(*old.mentions, *p.mentions),
        )
    return tuple(sorted(merged.values(), key=lambda p: p.role == "mentioned"))


def merge_meetings(firsts: Iterable[Meeting], others: Iterable[Meeting] = ()) -> tuple[Meeting, ...]:
    """One entry for what several reports tell of one encounter; what one leaves open another may fill.

    Args:
        firsts: the encounter that is the news of each report. A plan and what came of it are one, though the day of
            the plan may be that of a departure.
        others: that the reports tell of beside.
    """
    merged: list[Meeting] = []
    for days, found in ((_PLAN, firsts), (0, others)):
        for meeting in found:
            for i, old in enumerate(merged):
                if _is_same(old, meeting, days):
                    merged[i] = _united(old, meeting)
                    break
            else:
                merged.append(meeting)
    return tuple(merged)


def _is_same(old: Meeting, new: Meeting, days: int) -> bool:
    """Whether two meetings are one: on the same day and between the same people, as far as both tell it.

    Reports name more people or fewer: of two reports it is enough that one names all whom the other names, if that
    is more than one person, or if the place is the same. In one report other people make another meeting.
    """
    if not _same_time(old, new, days):
        return False
    here, there = _people(old), _people(new)
    if here == there:
        return bool(here)
    if {s.document for s in old.sentences} & {s.document for s in new.sentences}:
        return False
    if days and len(here & there) > 1:
        return True
    fewer, more = sorted((here, there), key=len)
    if not fewer or not fewer <= more:
        return False
    # "Lima" and "Lima, Peru"
    places = {place.partition(",")[0].casefold() for place in (old.place, new.place)}
    return len(fewer) > 1 or (len(places) == 1 and "" not in places)


def _same_time(old: Meeting, new: Meeting, days: int) -> bool:
    """Whether the dates allow that two meetings are one; a plan may be some days off."""
    if not _day(old) or not _day(new) or old.date.startswith(new.date) or new.date.startswith(old.date):
        return True
    if not days or "planned" not in (old.status, new.status):
        return False
    try:
        apart = date.fromisoformat(old.date) - date.fromisoformat(new.date)
    except ValueError:
        return False
    return abs(apart.days) <= days


def _day(meeting: Meeting) -> str:
    """The date of a meeting; none for a plan that is dated no later than its report, for that is the report's day."""
    published = meeting.sentences[0].document.published
    stale = meeting.status == "planned" and published is not None and meeting.date <= published.isoformat()
    return "" if stale else meeting.date


def _people(meeting: Meeting) -> frozenset[str]:
    """Their surnames: a report may leave out the given names."""
    return frozenset(name.casefold().split()[-1] for name in meeting.participants if name.split())


def _published(meeting: Meeting) -> date:
    return meeting.sentences[0].document.published or date.min


def _united(old: Meeting, new: Meeting) -> Meeting:
    """Two tellings of one meeting as one."""
    if old.status == "planned" and (new.status == "held" or _published(old) < _published(new)):
        # What was done counts before what was planned, and the later plan before the earlier one.
        old, new = new, old
    known = _people(old)
    others = [n for n in new.participants if n.split() and n.casefold().split()[-1] not in known]
    return replace(
        old,
        date=_day(new) or old.date if new.date.startswith(_day(old)) else old.date,
        place=old.place or new.place,
        participants=(*old.participants, *others),
        sentences=(*old.sentences, *new.sentences),
    )


def merge_topics(found: Iterable[Topic]) -> tuple[Topic, ...]:
    """One entry for labels with the same content words."""
    merged: dict[frozenset[str], Topic] = {}
    for topic in found:
        key = frozenset(content_stems(topic.label.text, topic.label.document.language))
        old = merged.get(key)
        merged[key] = replace(old, sentences=(*old.sentences, *topic.sentences)) if old else topic
    return tuple(merged.values())


def merge_timelines(found: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """All entries in order of date; of one date, in order of the sources and their text."""
    return tuple(sorted(found, key=lambda entry: (entry.date.value, entry.date.precision != "decade")))
