"""Dates that begin with a name: of a month, a weekday, a season, a feast, or "yesterday".

Each rule gets the scan and the match of the anchor and returns what it found, or None where the words are no date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from briefing.annotators import dates_calendar as calendar
from briefing.annotators.dates_scan import STEPS, Found, Left, Scan, look_left, plain

if TYPE_CHECKING:
    from collections.abc import Callable

# A season is "last" once its middle lies so many days back.
SEASON_OVER = 45

_MIDDLES = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
_CAPITAL_BEFORE = re.compile(r"[A-Z]\w*\s$")


def calendar_day(scan: Scan, match: re.Match[str], left: Left) -> Found | None:
    """A day of a month, with or without a year, or a run of days: "June 29-30", "17th of July 2020"."""
    month, number = scan.month(match["m"]), int(match["d"])
    year = scan.year(match) or _named_year(scan, month, number, match.end())
    if year is not None:
        day = calendar.valid(year, month, number)
    elif scan.reference is not None:
        day = calendar.nearest_day(month, number, scan.reference, scan.tense(left.start, match.end()))
    else:
        return None
    if day is None:
        return None
    until = _last_day(scan, match.groupdict(), day)
    if until is not None and until > day:
        return Found(left.start, match.end(), day.isoformat(), "interval", until.isoformat(), left.qualifier)
    return Found(left.start, match.end(), day.isoformat(), "day", "", left.qualifier)


def _last_day(scan: Scan, groups: dict[str, str | None], first: date) -> date | None:
    """The end of a run of days, None where one day alone is named."""
    last = next((groups[g] for g in ("d2", "d3", "d4") if groups.get(g)), None)
    if last is None:
        return None
    month = scan.month(groups["m2"] or "") if groups.get("m2") else first.month
    return calendar.valid(first.year + (month < first.month), month, int(last))


def _named_year(scan: Scan, month: int, day: int, end: int) -> int | None:
    """The year of a day that has become a name: "the Sept. 11 attacks"."""
    after = scan.word_after(end)
    days = scan.grammar.named_days
    return next((year for m, d, year, words in days if (m, d) == (month, day) and after in words), None)


def month_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From the name of a month: "April 28", "in April 1992", "late last July", "in November"."""
    at = anchor.start()
    left = look_left(scan, at)
    if match := scan.after("month_day", at):
        return calendar_day(scan, match, left)
    month = scan.month(anchor[0])
    if (match := scan.after("month_year", at)) and (found := _month_of_year(scan, anchor, match, left)):
        return found
    if scan.reference is None or not _is_month(scan, anchor, left, month):
        return None
    if left.group == "past":
        index = calendar.past_month(month, scan.reference)
    elif left.group == "future":
        index = calendar.future_month(month, scan.reference)
    else:
        tense = scan.tense(left.start, anchor.end())
        index = calendar.nearest_month(month, scan.reference, tense, told=scan.told_before(left.start))
    value = calendar.month_value(index)
    until = scan.after("until_month", anchor.end()) if left.prep in scan.grammar.left["ranging"] else None
    if until is None:
        return Found(left.start, anchor.end(), value, "month", "", left.says("month"))
    last = calendar.month_value(index + (scan.month(until["m2"]) - month) % 12)
    return Found(left.start, until.end(), value, "interval", last, left.qualifier) if last > value else None


def _month_of_year(scan: Scan, anchor: re.Match[str], match: re.Match[str], left: Left) -> Found | None:
    """A month with its year, or a run of months; of "April or May 1992", the first."""
    year = scan.year(match)
    if year is None:
        return None
    month = scan.month(anchor[0])
    value = f"{year:04d}-{month:02d}"
    second = match["m2"] or (match["m3"] if left.prep in scan.grammar.left["pairing"] else None)
    if second and (last := scan.month(second)) > month:
        return Found(left.start, match.end(), value, "interval", f"{year:04d}-{last:02d}", left.qualifier)
    end = anchor.end() if match["list"] else match.end()
    return Found(left.start, end, value, "month", "", left.says("month"))


def _is_month(scan: Scan, anchor: re.Match[str], left: Left, month: int) -> bool:
    """Whether the word is a month by its surroundings, and not a name, a verb or a march."""
    ambiguous = month in scan.grammar.ambiguous
    if (
        anchor[0] in scan.grammar.words["month_abbreviations"]
        and scan.text[anchor.end() : anchor.end() + 1] != "."
    ):
        # "Jan" is a name, "Sept" hardly stands alone.
        return len(anchor[0]) > 3 and left.cued
    if left.cued:
        firm = not ambiguous or left.prep in scan.grammar.left["firm"]
        return firm or scan.after("no_month_before", anchor.end()) is None
    if left.definite:
        return scan.after("noun_after_month", anchor.end()) is not None
    if ambiguous or scan.after("name_after_month", anchor.end()):
        return False
    return not _CAPITAL_BEFORE.search(scan.text, max(scan.start, anchor.start() - 20), anchor.start())


def weekday_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From the name of a weekday: "Friday, Oct. 23", "last Monday", "Tuesday of next week", "Friday night"."""
    words = scan.grammar.words
    names = words["weekday_names"]
    if scan.word_before(anchor.start()) in names["before"] or scan.word_after(anchor.end()) in names["after"]:
        return None
    left = look_left(scan, anchor.start())
    if anchor[0].islower() and not (left.group or left.prep in scan.grammar.left["small"]):
        return None
    tail = scan.after("weekday_tail", anchor.end())
    if tail and tail["date"] is not None:
        for name in ("month_day", "day_month"):
            if match := scan.after(name, tail.end("date")):
                return calendar_day(scan, match, left)
    if scan.reference is None:
        return None
    end = tail.end() if tail else anchor.end()
    if part := scan.after("day_part", end):
        end = part.end()
    weekday = words["weekdays"][anchor[0].capitalize()]
    day = _weekday(scan, scan.reference, weekday, left, plain(tail["week"]) if tail else "", anchor.end())
    return Found(left.start, end, day.isoformat(), "day", "", left.qualifier)


def _weekday(scan: Scan, reference: date, weekday: int, left: Left, of_week: str, end: int) -> date:
    if of_week:
        step = 7 * STEPS[scan.grammar.determiners[of_week]]
        return reference + timedelta(days=weekday - reference.weekday() + step)
    if left.group == "past":
        return calendar.weekday_near(weekday, reference - timedelta(days=1), "past")
    if left.group == "future":
        return calendar.weekday_near(weekday, reference + timedelta(days=1), "future")
    return calendar.weekday_near(weekday, reference, scan.tense(left.start, end))


def deictic_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From "yesterday", "today", "tomorrow"; in a capital after a capital they are a name: "USA Today"."""
    low = max(scan.start, anchor.start() - 20)
    if scan.reference is None or (
        anchor[0][0].isupper() and _CAPITAL_BEFORE.search(scan.text, low, anchor.start())
    ):
        return None
    left = look_left(scan, anchor.start())
    part = scan.after("day_part", anchor.end())
    day = scan.reference + timedelta(days=scan.grammar.words["deictic"][anchor[0].lower()])
    return Found(left.start, part.end() if part else anchor.end(), day.isoformat(), "day", "", left.qualifier)


def holiday_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From a feast with a fixed day."""
    left = look_left(scan, anchor.start())
    month, number = scan.grammar.words["holidays"][anchor[0]]
    of_year = scan.after("of_year", anchor.end())
    year = scan.year(of_year)
    if year is not None and of_year is not None:
        return Found(
            left.start, of_year.end(), _feast(year, month, number).isoformat(), "day", "", left.qualifier
        )
    if scan.reference is None:
        return None
    tense = scan.tense(left.start, anchor.end())
    days = [_feast(scan.reference.year + step, month, number) for step in (-1, 0, 1)]
    day = calendar.nearest(days, scan.reference, tense)
    return Found(left.start, anchor.end(), day.isoformat(), "day", "", left.qualifier)


def _feast(year: int, month: int, number: int) -> date:
    """A fixed day, or the fourth Thursday of the month where `number` is 0."""
    if number:
        return date(year, month, number)
    first = date(year, month, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def season_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From a season: "last summer", "in the spring of 1997", "fall 2003"."""
    left = look_left(scan, anchor.start())
    of_year = scan.after("of_year", anchor.end())
    year = scan.year(of_year)
    code = scan.grammar.words["seasons"][anchor[0]]
    if year is not None and of_year:
        return Found(left.start, of_year.end(), f"{year:04d}-{code}", "season", "", left.says("season"))
    placed = left.group in {"past", "present", "future"} or (left.definite and left.prep)
    if scan.reference is None or not placed:
        return None
    middle = _MIDDLES[code]
    if left.group == "past":
        index = calendar.past_month(middle, scan.reference - timedelta(days=SEASON_OVER))
    elif left.group == "future":
        index = calendar.future_month(middle, scan.reference)
    else:
        index = calendar.nearest_month(middle, scan.reference, scan.tense(left.start, anchor.end()))
    return Found(left.start, anchor.end(), f"{index // 12:04d}-{code}", "season", "", left.says("season"))


RULES: dict[str, Callable[[Scan, re.Match[str]], Found | None]] = {
    "month": month_rule,
    "weekday": weekday_rule,
    "holiday": holiday_rule,
    "season": season_rule,
    "deictic": deictic_rule,
}
"""The rule of each kind of anchor, by the name of its group in `Grammar.anchor`."""
