"""Where an encounter takes place: the likeliest of the places that the text names.

As with dates (`meeting_dates`), each place is weighed by what a reader would look at: what kind it is, which word
stands before it, whether a word of meeting does, in which sentence, and whether it is the dateline's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.language import table
from briefing.model import Place
from briefing.structurer.encounters import Scene
from briefing.structurer.meeting_weights import PLACE, log_odds

NEAR = 80  # characters before a place in which a word of meeting claims it
Traits = dict[str, float]
Candidates = dict[str, tuple[Place, Traits]]
# Under this the best place is none of meeting: no place is better than a wrong one.
ENOUGH = 0.5
# Letters from which on a name all in capitals is no abbreviation.
SHORTEST_SHOUT = 4
# In log-odds: a building this much less likely than its city is still the better answer, since it says more.
MUCH = 4.0


def place_of(scene: Scene, sentences: Sequence[int]) -> str:
    """The place of an encounter in the words of the text: a city, a building (with its city) or a country, else "".

    An encounter by telephone or over a screen has none.

    Args:
        scene: the article.
        sentences: indices of those that tell of the encounter, the first one first.
    """
    remote = scene.cues.remote.search(scene.text(scene.first)) is not None or _is_called_a_call(scene)
    found = {} if remote else candidates(scene, sentences)
    if not found:
        return ""
    best = max(sorted(found), key=lambda name: log_odds(PLACE, found[name][1]))
    place, traits = found[best]
    if log_odds(PLACE, traits) < ENOUGH:
        return ""
    if place.kind in {"country", "region"}:
        place = _inside(found, place) or place
    if place.kind == "city" and (building := _building_in(found, place)):
        return f"{_words(building)}, {_words(place)}"
    around = _city_of(found, place) if place.kind == "building" else _country_of(found, place)
    return f"{_words(place)}, {_words(around)}" if around else _words(place)


def _is_called_a_call(scene: Scene) -> bool:
    """Whether the title calls the encounter a call: before any word of meeting."""
    title = scene.article.document.title
    call, met = scene.cues.calls.search(title), scene.cues.encounter.search(title)
    return call is not None and (met is None or call.start() <= met.start())


def own_place_of(scene: Scene, i: int) -> str:
    """The place that a sentence by itself gives: a city or a building after "in" or "at", else a country, else ""."""
    data = table(scene.article.document.language, "encounters", fallback="en")
    order = {"city": 0, "building": 1, "country": 2, "region": 3}
    found = [
        (order[place.kind], place.start, place)
        for place in scene.places.get(i, ())
        if "bare" not in _traits(scene, data, [i], place, i)
        and place.name.casefold() not in data["no_ground"]
    ]
    return _words(min(found, key=lambda f: f[:2])[2]) if found else ""


def _words(place: Place) -> str:
    """A place as printed, but for the capitals of a dateline: "BAKU" is Baku."""
    text = " ".join(place.text.split())
    if not text.isupper() or len(text) < SHORTEST_SHOUT:
        return text
    return (
        place.name if place.name.casefold() == text.casefold() and not place.name.isupper() else text.title()
    )


def candidates(scene: Scene, sentences: Sequence[int]) -> Candidates:
    """Every place that can be the encounter's, by case-folded name, with its first mention and its traits."""
    data = table(scene.article.document.language, "encounters", fallback="en")
    found: Candidates = {}
    here = any(f" {word} " in f" {scene.text(i)} " for i in scene.told[:2] for word in data["here"])
    if scene.dateline_place is not None:
        traits = {"dateline": 1.0, "dateline_here": float(here)}
        found[scene.dateline_place.name.casefold()] = (scene.dateline_place, traits)
    for i in scene.told:
        for place in scene.places.get(i, ()):
            _, known = found.setdefault(place.name.casefold(), (place, {}))
            for name, size in _traits(scene, data, sentences, place, i).items():
                known[name] = (
                    max(known.get(name, 0.0), size)
                    if name != "other_day"
                    else min(known.get(name, 1.0), size)
                )
            known["again"] = min(1.5, known.get("again", -0.5) + 0.5)
    planned = scene.status(scene.first) == "planned"
    found = {
        n: (p, t) for n, (p, t) in found.items() if not _is_elsewhere(n, p.kind, t, data, planned=planned)
    }
    aimed = any(traits.get("toward") and traits.get("tied") for _, traits in found.values())
    for place, traits in found.values():
        traits[place.kind] = 1.0
        if "dateline" in traits:
            traits["dateline_planned"] = float(planned)
            traits["dateline_aimed"] = float(aimed)
        if scene.dateline_place is not None and place is not scene.dateline_place:
            home = {scene.dateline_place.country, scene.dateline_place.name} - {""}
            traits["around_dateline"] = float(place.name in home or place.country in home)
    return found


def _is_elsewhere(name: str, kind: str, traits: Traits, data: dict[str, Any], *, planned: bool) -> bool:
    """Whether a place cannot be the ground: none at all, one that stands for its people or an office, a next stop."""
    if name in data["no_ground"]:
        return True
    if kind in {"country", "region"} and not traits.keys() & {"at", "toward", "dateline"}:
        return True  # whose minister he is, or what the talk was about
    if name in data["metonyms"]:  # "a deal with the White House" was made elsewhere
        return not traits.keys() & {"at", "toward"}
    ahead = traits.get("to_come") and traits.get("toward") and "at" not in traits
    return bool(ahead) and not planned and "dateline" not in traits  # "will now travel to"


def _traits(scene: Scene, data: dict[str, Any], sentences: Sequence[int], place: Place, i: int) -> Traits:
    """What the words around one mention of a place show."""
    sentence = scene.article.document.text[scene.starts[i] : place.start]
    before = [word.casefold() for word in sentence.rsplit(None, 3)[-3:]]
    last = before[-1] if before else ""
    if last in {"the", "a", "an"} and len(before) > 1:
        last = before[-2]
    if last.endswith(("'s", "’s")) and len(before) > 1:
        last = before[-2]
    found: Traits = {}
    found["at" if last in data["at_place"] else "toward" if last in data["toward_place"] else "bare"] = 1.0
    near = sentence[-NEAR:]
    tied = scene.cues.encounter.search(near) is not None
    found["tied"] = float(tied)
    found["tied_at"] = float(tied and "at" in found)
    found["tied_toward"] = float(tied and "toward" in found)
    found["to_come"] = float(scene.cues.planned.search(near) is not None)
    found["past"] = float(scene.cues.elsewhere.search(near) is not None)
    found["other_day"] = float(i in scene.far)
    found["introduced"] = float(i == scene.first)
    found["introduced_at"] = float(i == scene.first and "at" in found)
    found["lead"] = float(i == scene.told[0])
    found["late"] = min(1.0, scene.told.index(i) / 12)
    if i in sentences:
        found["told"] = 1.0 / (1 + sentences.index(i))
        found["told_at"] = float("at" in found)
    found["with_people"] = float(bool(scene.named_in(i)))
    readings = scene.article.annotations.readings
    if readings:
        found["p_meeting"], found["p_background"] = readings[i].meeting, readings[i].background
    return found


def _inside(found: Candidates, country: Place) -> Place | None:
    """The best city of a country, among those that stand after "in" or in the dateline."""
    names = {country.name, country.country} - {""}
    cities = [
        (log_odds(PLACE, traits), name)
        for name, (place, traits) in sorted(found.items())
        if place.kind == "city" and place.country in names and (traits.get("at") or traits.get("dateline"))
    ]
    return found[max(cities)[1]][0] if cities else None


def _city_of(found: Candidates, building: Place) -> Place | None:
    """The city that a building stands in, if the text names it."""
    cities = [
        (log_odds(PLACE, traits), name)
        for name, (place, traits) in sorted(found.items())
        if place.kind == "city"
        and (place.name == building.country if building.country else not _part(place, building))
    ]
    if not cities or any(_part(found[name][0], building) for _, name in cities):
        return None
    best, name = max(cities)
    return found[name][0] if best >= ENOUGH else None


def _building_in(found: Candidates, city: Place) -> Place | None:
    """The building of a city in which the encounter is told to be, if it is not much less likely than the city."""
    floor = log_odds(PLACE, found[city.name.casefold()][1]) - MUCH if city.name.casefold() in found else 0.0
    inside = [
        (log_odds(PLACE, traits), name)
        for name, (place, traits) in sorted(found.items())
        if place.kind == "building"
        and traits.get("told_at")
        and place.country in {"", city.name}
        and not _part(city, place)
    ]
    best, name = max(inside, default=(floor - 1, ""))
    return found[name][0] if best >= floor else None


def _country_of(found: Candidates, city: Place) -> Place | None:
    """The country of a city, if the text names it as where somebody goes or is, and not as the city itself."""
    name = (city.country or "").casefold()
    if city.kind != "city" or name not in found or name == city.name.casefold():
        return None
    country, traits = found[name]
    return country if traits.get("at") or traits.get("toward") else None


def _part(city: Place, building: Place) -> bool:
    return city.text.casefold() in building.text.casefold()
