"""What several articles say of one thing, told once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.text import content_stems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Meeting, Participant, TimelineEntry, Topic

_ROLES = ("host", "visitor", "principal", "mentioned")


def merge_participants(found: Iterable[Participant]) -> tuple[Participant, ...]:
    """One entry a name: the longest title, all mentions, the strongest role; those present first."""
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


def merge_meetings(found: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """One entry for the same day and the same people; what one report leaves open another may fill."""
    merged: list[Meeting] = []
    for meeting in found:
        people = {name.casefold() for name in meeting.participants}
        for i, old in enumerate(merged):
            same_day = not old.date or not meeting.date or old.date == meeting.date
            if same_day and people and people == {name.casefold() for name in old.participants}:
                merged[i] = replace(
                    old,
                    date=old.date or meeting.date,
                    place=old.place or meeting.place,
                    sentences=(*old.sentences, *meeting.sentences),
                )
                break
        else:
            merged.append(meeting)
    return tuple(merged)


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
