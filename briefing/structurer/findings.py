"""All that the structurer finds, article by article and merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.model import Article, Findings
from briefing.structurer.meetings import meetings
from briefing.structurer.merging import merge_meetings, merge_participants, merge_timelines, merge_topics
from briefing.structurer.participants import participants
from briefing.structurer.roles import with_roles
from briefing.structurer.timeline import timeline
from briefing.structurer.topics import topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Participant

FEW = 3
"""From so many reports on, who is to be there by a single announcement does not count as present."""


def find(article: Article) -> Findings:
    """People, encounters, topics and past events of one article."""
    people = participants(article)
    held = meetings(article, people)
    people = with_roles(article, people, held)
    return Findings(people, held, topics(article), timeline(article, held))


def merge(found: Sequence[Findings]) -> Findings:
    """The findings of several articles as one."""
    held = merge_meetings(
        (f.meetings[0] for f in found if f.meetings), (m for f in found for m in f.meetings[1:])
    )
    return Findings(
        _attested(merge_participants(p for f in found for p in f.participants), found),
        held,
        merge_topics(t for f in found for t in f.topics),
        merge_timelines(e for f in found for e in f.timeline),
    )


def _attested(people: Sequence[Participant], found: Sequence[Findings]) -> tuple[Participant, ...]:
    """The people of several reports: present is who was there by two of them, or by one of what was held already."""
    seats = Counter(p.name.casefold() for f in found for p in f.participants if p.role != "mentioned")
    if len(found) < FEW or max(seats.values(), default=0) < 2:
        return tuple(people)
    held = (f.meetings[0] for f in found if f.meetings and f.meetings[0].status == "held")
    seen = {name.casefold() for meeting in held for name in meeting.participants}
    seen |= {name for name, count in seats.items() if count > 1}
    kept = (p if p.name.casefold() in seen else replace(p, role="mentioned") for p in people)
    return tuple(sorted(kept, key=lambda p: p.role == "mentioned"))
