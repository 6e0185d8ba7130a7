"""Dates that are counted: "two years ago", "last month", "the following day", "the end of the year"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.annotators import dates_calendar as calendar
from briefing.annotators.dates_scan import STEPS, TOLD_REACH, Found, Left, Scan, look_left, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from briefing.annotators.dates_calendar import Unit

# In the first months of a year, the past end of "the year" is that of the year before.
YEAR_IS_YOUNG = 6

# Shifts that may have an object: "two years after the war" counts from the war, so they need the end of a clause.
_WITH_OBJECT = {"day", "month", "year"}

# How many parts of a date "a month later" needs to count from.
_PARTS = {"year": 1, "decade": 1, "month": 2, "quarter": 2}


def unit_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From a unit of time: "two years ago", "last month", "the end of the year", "third quarter"."""
    unit: Unit = scan.grammar.words["units"][anchor[0]]
    if unit == "quarter" and (found := _ordinal_quarter(scan, anchor)):
        return found
    if unit != "weekend" and (found := _counted(scan, anchor, unit)):
        return found
    if anchor[0] != unit:
        return None
    left = look_left(scan, anchor.start())
    if left.group.startswith("told"):
        return _told(scan, anchor, unit, left)
    if left.group and not (left.definite and left.group == "past"):
        return _placed(scan, anchor, unit, left)
    return _weekend(scan, anchor, left) if unit == "weekend" else _year_end(scan, anchor, unit, left)


def _ordinal_quarter(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """A numbered quarter, of the year named, else the last one that has begun."""
    ordinal = scan.before("ordinal", anchor.start())
    if ordinal is None:
        return None
    number = scan.grammar.words["ordinals"][ordinal["ord"].lower()]
    left = look_left(scan, ordinal.start())
    of_year = scan.after("of_year", anchor.end())
    year = scan.year(of_year)
    if year is not None and of_year is not None:
        return Found(left.start, of_year.end(), f"{year}-Q{number}", "quarter", "", left.says("quarter"))
    if scan.reference is None:
        return None
    year = scan.reference.year - (number > (scan.reference.month + 2) // 3)
    return Found(left.start, anchor.end(), f"{year}-Q{number}", "quarter", "", left.says("quarter"))


def _counted(scan: Scan, anchor: re.Match[str], unit: Unit) -> Found | None:
    """So many units before or after the day of publication ("ago") or the date last told ("earlier", "later")."""
    after = scan.after("shift", anchor.end())
    if after is None:
        return None
    word = after["shift"]
    takes_object = word in scan.grammar.words["shifts_with_object"]
    count, article = scan.before("count", anchor.start()), None
    if count is None and takes_object and unit in _WITH_OBJECT:
        article = scan.before("article", anchor.start())
    begin = count or article
    if begin is None or (takes_object and after["stop"] is None):
        return None
    steps = _number(scan, count) if count else 1.0
    origin = scan.reference if word in scan.grammar.words["shifts_from_now"] else _told_day(scan, unit)
    if origin is None or not steps:
        return None
    shifted = calendar.shift(unit, steps * scan.grammar.words["shifts"][word], origin)
    if shifted is None:
        return None
    left = look_left(scan, begin.start())
    start = left.start if left.edge or left.qualifier else begin.start()
    approximate = scan.grammar.approximate.get(plain(count["approx"]), "") if count else ""
    return Found(start, after.end("shift"), *shifted, "", left.qualifier or approximate)


def _number(scan: Scan, count: re.Match[str]) -> float:
    """The number of units: "two and a half" is 2.5, "half a" 0.5."""
    word = count["num"].lower()
    number = float(word) if word.isdigit() else float(scan.grammar.words["numbers"][word])
    return number + (0.5 if count["half"] else 0.0) - (0.5 if count["half0"] else 0.0)


def _told_day(scan: Scan, unit: Unit) -> date | None:
    """What "earlier" and "later" count from: the day last told if it is near and exact enough, else publication."""
    if not scan.told or scan.start - scan.told_at > TOLD_REACH:
        return scan.reference
    exact = scan.told.count("-") + 1 >= _PARTS.get(unit, 3)
    return calendar.first_day(scan.told) if exact else None


def _told(scan: Scan, anchor: re.Match[str], unit: Unit, left: Left) -> Found | None:
    """Against the date last told: "that year", "the following day", "the previous month"."""
    origin = _told_day(scan, unit)
    if origin is None or unit == "weekend" or not scan.told:
        return None
    return _shifted(unit, origin, anchor, left)


def _placed(scan: Scan, anchor: re.Match[str], unit: Unit, left: Left) -> Found | None:
    """Against the day of publication: "last year", "this month", "next week", "last weekend"."""
    if scan.reference is None:
        return None
    if unit == "weekend":
        return _saturday_sunday(scan.reference, STEPS[left.group], anchor, left)
    return _shifted(unit, scan.reference, anchor, left)


def _shifted(unit: Unit, origin: date, anchor: re.Match[str], left: Left) -> Found | None:
    shifted = calendar.shift(unit, STEPS[left.group], origin)
    if shifted is None:
        return None
    value, precision = shifted
    return Found(left.start, anchor.end(), value, precision, "", left.says(precision))


def _weekend(scan: Scan, anchor: re.Match[str], left: Left) -> Found | None:
    """The last weekend or the coming one, by the tense: "over the weekend"."""
    if scan.reference is None or not left.definite:
        return None
    step = 1 if scan.tense(left.start, anchor.end()) == "future" else -1
    return _saturday_sunday(scan.reference, step, anchor, left)


def _saturday_sunday(reference: date, step: int, anchor: re.Match[str], left: Left) -> Found:
    first, last = calendar.weekend(reference, step)
    return Found(left.start, anchor.end(), first.isoformat(), "interval", last.isoformat(), left.qualifier)


def _year_end(scan: Scan, anchor: re.Match[str], unit: Unit, left: Left) -> Found | None:
    """The year of publication: "the end of the year", "by year-end", "the fiscal year"."""
    end = scan.after("year_end", anchor.end())
    if scan.reference is None or unit != "year" or not (left.edge or end or (left.definite and left.kind)):
        return None
    late = end is not None or left.edge == "late"
    young = scan.reference.month <= YEAR_IS_YOUNG
    over = late and young and scan.tense(left.start, anchor.end()) == "past"
    value, stop = str(scan.reference.year - over), end.end() if end else anchor.end()
    return Found(left.start, stop, value, "year", "", "late" if end else left.edge)


RULES: dict[str, Callable[[Scan, re.Match[str]], Found | None]] = {"unit": unit_rule}
"""The rule of each kind of anchor, by the name of its group in `Grammar.anchor`."""
