"""When an encounter takes place: the likeliest of the dates that the text gives, and of the day of the report.

Each date is weighed by what a reader would look at: whether a word of meeting or one of speech claims it, in which
sentence, how far it lies from the report, and whether the encounter is over or still to come. The weights are those
of a logistic regression, see `meeting_weights`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from briefing.language import table
from briefing.model import DateMention, Status
from briefing.structurer.cuewords import CueWords
from briefing.structurer.encounters import Scene
from briefing.structurer.meeting_weights import DATE, log_odds

NEAR = 90  # characters before a date in which a verb claims it
DRIFT = 3  # days between dateline and publication that "today" is moved by
DAYS_OF_WEEK = 7
MUCH = 2.0  # in log-odds: a day in the week or month that is named is better than these alone
DAY, MONTH = len("2022-04-28"), len("2022-04")
Traits = dict[str, float]


@cache
def _patterns(language: str) -> tuple[CueWords, CueWords, dict[str, int]]:
    data = table(language, "encounters", fallback="en")
    numbers = {word: n for n, word in enumerate(data["numbers"], 2)}
    length = "|".join([*numbers, r"\d"])
    end = "|".join(data["over"])
    closing = (
        rf"\b(?P<n>{length})[- ]days?\b(?:(?!\b(?:{length})[- ]day)[^.;])*?\b(?:{end})\b"
        rf"|\b(?:{end})\b[^.;]{{0,60}}?\b(?P<m>{length})[- ]days?\b"
    )
    nth = "|".join(data["ordinals"])
    inside = rf"\b(?P<nth>{nth})(?: and (?:final|last|closing))? day of\b"
    any_case = re.IGNORECASE
    guarded = CueWords(closing, ("day", "days"), any_case), CueWords(inside, data["ordinals"], any_case)
    return *guarded, numbers | {word: n for n, word in enumerate(data["ordinals"], 1)}


def date_of(scene: Scene, sentences: Sequence[int], status: Status) -> str:
    """The day of an encounter, its first if it has several: ISO 8601 cut to its precision, "" where nothing tells it.

    Args:
        scene: the article.
        sentences: indices of those that tell of the encounter, the first one first.
        status: whether it was held.
    """
    found = candidates(scene, sentences, status)
    if not found:
        return ""
    value = _finest(found, max(sorted(found), key=lambda v: log_odds(DATE, found[v])))
    return _first_day(scene, sentences, value)


def own_date_of(scene: Scene, i: int, status: Status) -> str:
    """The day that a sentence by itself gives for an encounter, "" where no word of meeting claims one."""
    found = candidates(scene, [i], status, only=i)
    claimed = {v: t for v, t in found.items() if t.get("meets") or t.get("followed")}
    value = max(sorted(claimed), key=lambda v: log_odds(DATE, claimed[v]), default="")
    return _finest(claimed, value) if value else ""


def means(scene: Scene, sentences: Sequence[int], value: str, wanted: str) -> bool:
    """Whether a candidate leads to the date that is wanted."""
    if _day(value) is None:
        return _bounds(value)[0].isoformat()[:MONTH] == wanted
    return _first_day(scene, sentences, value) == wanted


def _finest(found: dict[str, Traits], value: str) -> str:
    """The likeliest day within a week or a month, if it is not much less likely; else the month."""
    if _day(value) is not None:
        return value
    first, last = _bounds(value)
    floor = log_odds(DATE, found[value]) - MUCH
    inside = [
        v for v in sorted(found) if (day := _day(v)) and first <= day <= last and not found[v].get("report")
    ]
    best = max(inside, key=lambda v: log_odds(DATE, found[v]), default="")
    return best if best and log_odds(DATE, found[best]) >= floor else first.isoformat()[:MONTH]


def _bounds(value: str) -> tuple[date, date]:
    """First and last day of a week or a month in ISO form."""
    if "W" in value:
        year, week = value.split("-W")
        first = date.fromisocalendar(int(year), int(week[:2]), 1)
        return first, first + timedelta(days=6)
    first = date.fromisoformat(f"{value[:MONTH]}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def candidates(
    scene: Scene, sentences: Sequence[int], status: Status, only: int | None = None
) -> dict[str, Traits]:
    """Every date that can be the encounter's, with its traits; of one sentence alone where `only` is given."""
    told = told_on(scene)
    found: dict[str, Traits] = {}
    if told is not None and only is None:
        found[told.isoformat()] = {
            "report": 1.0,
            "report_planned" if status == "planned" else "report_held": 1.0,
        }
        for back in _nights(scene, sentences, told):
            found.setdefault(back.isoformat(), {})["night"] = 1.0
    for i in scene.told if only is None else (only,):
        for mention in scene.dates.get(i, ()):
            if mention.precision not in {"day", "month", "week", "interval"} or len(mention.value) < MONTH:
                continue
            value, shown = _value(scene, mention), _traits(scene, sentences, mention, i)
            _note(found, value, shown)
            coming = _next_week(scene, mention, told)
            if coming:
                _note(found, coming, shown | {"turned": 1.0, f"turned_{status}": 1.0})
    for value, traits in found.items():
        traits.update(_distance(value, told, status))
        traits["bias"] = 1.0
    return found


def _note(found: dict[str, Traits], value: str, shown: Traits) -> None:
    known = found.setdefault(value, {})
    for name, size in shown.items():
        known[name] = max(known.get(name, 0.0), size)
    known["again"] = min(1.0, known.get("again", -0.5) + 0.5)


def _next_week(scene: Scene, mention: DateMention, told: date | None) -> str:
    """The same weekday after the report, where a bare weekday was read as the one before it, else ""."""
    day = _day(mention.value)
    weekdays = table(scene.article.document.language, "cues", fallback="en").get("weekdays", ())
    if day is None or told is None or not 0 < (told - day).days < DAYS_OF_WEEK:
        return ""
    words = mention.text.casefold().split()
    bare = words[-1] in weekdays and len(words) <= len(("on", "Monday"))
    return (day + timedelta(days=DAYS_OF_WEEK)).isoformat() if bare else ""


def _nights(scene: Scene, sentences: Sequence[int], told: date) -> list[date]:
    """The day before the report, if the encounter is told of with "last night"."""
    nights = _data(scene)["nights"]
    return [
        told - timedelta(days=1)
        for i in sentences[:2]
        if any(word in scene.text(i).casefold() for word in nights)
    ]


def told_on(scene: Scene) -> date | None:
    """The day of the report: the dateline's, else that of publication."""
    if scene.dateline_date is not None:
        day = _day(scene.dateline_date.value)
        if day is not None:
            return day
    return scene.article.document.published


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == DAY else None
    except ValueError:
        return None


def _value(scene: Scene, mention: DateMention) -> str:
    """A date's value: "today" counts from the dateline where that is another day; what is no day or week is a month."""
    day, told, published = _day(mention.value), told_on(scene), scene.article.document.published
    if day is None:
        return mention.value if "W" in mention.value else mention.value[:MONTH]
    if told is None or published is None or told == published:
        return mention.value
    drift = (told - published).days
    if abs(drift) <= DRIFT and any(word in mention.text.casefold() for word in _data(scene)["moving"]):
        return (day + timedelta(days=drift)).isoformat()
    return mention.value


def _data(scene: Scene) -> dict[str, Any]:
    return table(scene.article.document.language, "encounters", fallback="en")


def _traits(scene: Scene, sentences: Sequence[int], mention: DateMention, i: int) -> Traits:
    """What the words around one date show."""
    text, at, end = scene.text(i), mention.start - scene.starts[i], mention.end - scene.starts[i]
    before, after = text[:at][-NEAR:], text[end:][:NEAR]
    meets, speaks = last_of(scene.cues.encounter, before), last_of(scene.cues.speaks, before)
    found: Traits = {}
    if speaks > meets:
        to_come = scene.cues.planned.search(before[speaks:]) is not None
        found["spoken_to_come" if to_come else "spoken"] = 1.0
    elif meets >= 0:
        found["meets"] = 1.0
    else:
        found["followed" if scene.cues.encounter.search(after) else "loose"] = 1.0
    found["to_come"] = float(scene.cues.planned.search(before) is not None)
    found["departs"] = float(last_of(scene.cues.departing, before) >= max(0, speaks))
    found["took_part"] = float(scene.cues.held.search(before) is not None)
    found["past"] = float(
        scene.cues.elsewhere.search(before[-40:]) is not None or mention.qualifier == "since"
    )
    limits = _data(scene)["limits"]
    first_word, last_word = mention.text.casefold().split()[0], (before.casefold().split() or [""])[-1]
    found["limit"] = float(first_word in limits or last_word in limits)
    found["today"] = float(any(word in mention.text.casefold() for word in _data(scene)["moving"]))
    found["range"] = float(mention.precision == "interval")
    found["introduced"] = float(i == scene.first)
    found["lead"] = float(i == scene.told[0])
    found["late"] = min(1.0, scene.told.index(i) / 12)
    if i in sentences:
        found["told"] = 1.0 / (1 + sentences.index(i))
    found["with_people"] = float(bool(scene.named_in(i)))
    readings = scene.article.annotations.readings
    if readings:
        found["p_meeting"], found["p_background"] = readings[i].meeting, readings[i].background
    return found


def last_of(pattern: CueWords, text: str) -> int:
    """Where the last match begins, -1 if there is none."""
    at = -1
    for match in pattern.finditer(text):
        at = match.start()
    return at


def _distance(value: str, told: date | None, status: Status) -> Traits:
    """How a date lies to the report, for an encounter that is over or to come."""
    if told is None:
        return {}
    planned = status != "held"
    day = _day(value)
    if day is None:
        last = _bounds(value)[1]
        kind = "week" if "W" in value else "month"
        return {kind: 1.0, f"{kind}_past": float(last < told), f"{kind}_planned": float(planned)}
    away = (day - told).days
    side = "same" if away == 0 else "ahead" if away > 0 else "back"
    found = {f"{side}_{'planned' if planned else 'held'}": 1.0}
    if away:
        found[f"{side}_far"] = min(1.0, abs(away) / 30)
        found[f"{side}_one"] = float(abs(away) == 1)
    return found


def _first_day(scene: Scene, sentences: Sequence[int], value: str) -> str:
    """Count back from the last day of "a three-day visit" that ended, or from its second."""
    day = _day(value)
    if day is None or not sentences:
        return value
    closing, inside, numbers = _patterns(scene.article.document.language)
    for i in sentences[:2]:
        text = scene.text(i)
        match = closing.search(text)
        if match:
            word = (match["n"] or match["m"]).casefold()
            return (
                day - timedelta(days=numbers.get(word, int(word) if word.isdigit() else 1) - 1)
            ).isoformat()
        match = inside.search(text)
        if match:
            return (day - timedelta(days=numbers[match["nth"].casefold()] - 1)).isoformat()
    return value
