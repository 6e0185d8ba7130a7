"""The title of a note: always words of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.structurer.opening import stems_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from briefing.model import Article, Findings, Topic
    from briefing.structurer.candidates import Candidate

# Of so many topics, the weightiest, one may be the title.
TOPICS = 4


def headline(
    articles: Sequence[Article], news: AbstractSet[int], found: Findings, first: Candidate | None
) -> str:
    """The headline of a source, else who met whom and where, else a topic.

    Headlines of the articles on the news are asked for, that of the one that tells of the first meeting before the
    others. Of the weightiest topics the one is taken that shares most with the bottom line.

    Args:
        articles: all, in order of citation.
        news: places of those that are on the news, and not on an earlier round.
        found: what was found in them.
        first: the bottom line.

    Returns:
        The title, "" if nothing was found.
    """
    lead = found.meetings[0].sentences[0].document if found.meetings else None
    documents = [articles[i].document for i in sorted(news, key=lambda i: (articles[i].document != lead, i))]
    for document in documents:
        if document.title:
            return document.title
    if found.meetings and len(found.meetings[0].participants) > 1:
        meeting = found.meetings[0]
        return ", ".join(filter(None, (" – ".join(meeting.participants[:2]), meeting.place)))
    if not found.topics:
        return ""
    told = stems_of(first.sentence) if first else frozenset()

    def shared(topic: Topic) -> float:
        stems = stems_of(topic.label)
        return len(stems & told) / (1 + len(stems))

    label = " ".join(max(found.topics[:TOPICS], key=shared).label.text.split())
    return label[:1].upper() + label[1:]
