"""The encounters of an article: who met, when and where, and whether it took place.

The encounter that is the news comes first: the first sentence that tells of one, with the sentences that go on about
it. Others follow where a later sentence tells of one on another day with people who are present.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Article, Meeting, Participant, Status
from briefing.structurer.encounters import Scene, read_scene
from briefing.structurer.meeting_dates import DAY, date_of, own_date_of, told_on
from briefing.structurer.meeting_places import own_place_of, place_of

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
    apart = _apart(scene)
    main = _main(scene, apart)
    return (main, *_others(scene, main, apart))[:MOST]


def _main(scene: Scene, apart: Sequence[int]) -> Meeting:
    status = scene.status(scene.first)
    told = [i for i in scene.news if i not in apart]
    elsewhere = {p.name for i in apart for p in scene.named_in(i)}
    opening = {p.name for p in scene.named_in(scene.first)}
    names = tuple(p.name for p in scene.present if p.name in opening or p.name not in elsewhere)
    day = date_of(scene, told, status)
    place = place_of(scene, told)
    return Meeting(day, place, names, _as_dated(scene, day, status), scene.sentences(told))


def _as_dated(scene: Scene, day: str, status: Status) -> Status:
    """The status that the words of a report leave, but for what its day rules out: a day to come is planned."""
    told = told_on(scene)
    if told is None or len(day) < DAY or status == "cancelled":
        return status
    return "planned" if day > told.isoformat() else "held" if day < told.isoformat() else status


def _apart(scene: Scene) -> list[int]:
    """Sentences that tell of one more encounter of the same round: "Furthermore, she was received by …"."""
    known = {p.name for p in scene.named_in(scene.first)}
    found = []
    for i in scene.told:
        names = {p.name for p in scene.named_in(i)}
        if i <= scene.first or i in scene.far or not known or len(names) < 2 or not names - known:
            continue
        if scene.cues.further.search(scene.text(i)) and scene.meets(i):
            found.append(i)
            known |= names
    return found


def _others(scene: Scene, main: Meeting, apart: Sequence[int]) -> list[Meeting]:
    """Further encounters: with others on the same day, or on another day than the news."""
    found: list[Meeting] = []
    seen = {main.date}
    for i in sorted({*scene.news[1:], *apart}):
        people = tuple(p.name for p in scene.named_in(i))
        if not people or not (i in apart or scene.sure(i)):
            continue
        status = scene.status(i)
        day = own_date_of(scene, i, status)
        if i in apart:
            place = own_place_of(scene, i) or main.place
            dated = _as_dated(scene, day or main.date, status)
            found.append(Meeting(day or main.date, place, people, dated, scene.sentences([i])))
        elif day and day not in seen and (status == "planned" or i not in scene.far):
            seen.add(day)
            dated = _as_dated(scene, day, status)
            found.append(Meeting(day, own_place_of(scene, i), people, dated, scene.sentences([i])))
    return found
