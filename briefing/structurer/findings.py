"""All that the structurer finds, article by article and merged."""

from __future__ import annotations

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


def find(article: Article) -> Findings:
    """People, encounters, topics and past events of one article."""
    people = participants(article)
    held = meetings(article, people)
    people = with_roles(article, people, held)
    return Findings(people, held, topics(article), timeline(article, held))


def merge(found: Sequence[Findings]) -> Findings:
    """The findings of several articles as one."""
    return Findings(
        merge_participants(p for f in found for p in f.participants),
        merge_meetings(
            (f.meetings[0] for f in found if f.meetings), (m for f in found for m in f.meetings[1:])
        ),
        merge_topics(t for f in found for t in f.topics),
        merge_timelines(e for f in found for e in f.timeline),
    )
