"""The encounters of an article: who met, when and where, and whether it took place.

The encounter that is the news comes first: the first sentence that tells of one, with the sentences that go on about
it. Others follow where a later sentence tells of one on another day with people who are present.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Article, Meeting, Participant, Sentence, Status
from briefing.structurer.encounters import Scene, read_scene
from briefing.structurer.meeting_dates import date_of
from briefing.structurer.meeting_places import place_of

# An encounter that is not the news needs this probability of its sentence, where there are readings.
SURE = 0.5
MOST = 6  # encounters of one article that a brief can use


def meetings(article: Article, participants: Sequence[Participant]) -> tuple[Meeting, ...]:
    """The encounters of an article, the one that is the news first.

    Args:
        article: with people, places and dates annotated; readings are used where there are any.
        participants: of the article.

    Returns:
        Encounters with their date cut to its precision, "" where the text gives none. Empty if the article tells of
        no encounter.
    """
    scene = read_scene(article, participants)
    if scene is None:
        return ()
    main = _main(scene)
    return (main, *_others(scene, main))[:MOST]


def _main(scene: Scene) -> Meeting:
    status = scene.status(scene.first)
    day = date_of(scene, scene.news, status)
    place = place_of(scene, scene.news)
    names = tuple(p.name for p in scene.present if scene.near_news(p))
    if not names:
        names = tuple(p.name for p in scene.present)
    return Meeting(day, place, names, status, scene.sentences(scene.news))


def _others(scene: Scene, main: Meeting) -> list[Meeting]:
    return []
