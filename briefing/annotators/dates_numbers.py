"""Dates that begin with a number: days before months, numeric dates, years, decades, quarters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.annotators import dates_calendar as calendar
from briefing.annotators.dates_grammar import NUMERIC, YEARS
from briefing.annotators.dates_names import calendar_day
from briefing.annotators.dates_scan import Found, Left, Scan, look_left

if TYPE_CHECKING:
    from collections.abc import Callable

# Years that a text is taken to speak of without a preposition; farther off, a number is a number.
FIRST_BARE_YEAR = 1800
FIRST_YEAR = 1000
YEARS_AHEAD = 12
UNDATED = 2050

# Two digits of a year above this are of the last century.
PIVOT = 50

_MARKS_BEFORE = frozenset("$€£¥#:/+=&~_")
_MARKS_AFTER = frozenset("%:°/$€£=_")
_GOES_ON = re.compile(r"[.,-]\d")


def number_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From a number: a numeric date, the day before a month, a run of years, a year."""
    text, at = scan.text, anchor.start()
    if match := NUMERIC.match(text, at, scan.end):
        return _numeric(scan, match)
    left = look_left(scan, at)
    if match := scan.after("day_month", at):
        return calendar_day(scan, match, left)
    if (match := YEARS.match(text, at, scan.end)) and (found := _run_of_years(match, left)):
        return found
    if len(anchor[0]) != 4 or not anchor[0].isdigit() or not _is_year(scan, anchor, left):
        return None
    if (
        anchor[0][3] == "0"
        and (left.edge or left.definite)
        and (s := scan.after("possessive_decade", anchor.end()))
    ):
        return Found(left.start, s.end(), anchor[0][:3] + "X", "decade", "", left.says("decade"))
    until = scan.after("until_year", anchor.end()) if left.prep in scan.grammar.left["ranging"] else None
    if until and int(until["y2"]) > int(anchor[0]):
        return Found(left.start, until.end(), anchor[0], "interval", until["y2"], left.qualifier)
    return Found(left.start, anchor.end(), anchor[0], "year", "", left.says("year"))


def _is_year(scan: Scan, anchor: re.Match[str], left: Left) -> bool:
    """Whether a bare number of four digits dates something."""
    text, year = scan.text, int(anchor[0])
    behind, ahead = text[anchor.start() - 1 : anchor.start()], text[anchor.end() : anchor.end() + 1]
    if behind in _MARKS_BEFORE or ahead in _MARKS_AFTER or _GOES_ON.match(text, anchor.end()):
        return False
    before, after = scan.word_before(anchor.start()), scan.word_after(anchor.end())
    grammar = scan.grammar
    if before.lower().rstrip(".") in grammar.not_year_before or after.lower() in grammar.not_year_after:
        return False
    if behind == "-" and not left.cued and before.lower() not in grammar.left["prefixes"]:
        return False
    today = scan.reference.year if scan.reference else UNDATED
    if before[:1].isupper() and not left.cued and (year > today or after in grammar.named_after):
        return False
    if left.qualifier or left.edge or left.prep in grammar.left["timing"]:
        return year >= FIRST_YEAR
    round_number = year % 100 == 0 and left.prep and not left.definite
    return FIRST_BARE_YEAR <= year <= today + YEARS_AHEAD and not round_number


def _run_of_years(match: re.Match[str], left: Left) -> Found | None:
    first = match["y"] or match["o"]
    last = match["y2"] or match["o2"]
    last = first[: 4 - len(last)] + last
    if int(last) <= int(first) or int(first) < FIRST_BARE_YEAR:
        return None
    return Found(left.start, match.end(), first, "interval", last, left.qualifier)


def _numeric(scan: Scan, match: re.Match[str]) -> Found | None:
    """A date in figures; the order of day and month is the text's, unless only the other gives a day."""
    if match["iy"]:
        day = calendar.valid(int(match["iy"]), int(match["im"]), int(match["id"]))
    else:
        a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
        if year < 100:
            year += 1900 if year > PIVOT else 2000
        month_first = match["s2"] != "." and scan.month_first()
        orders = ((a, b), (b, a)) if month_first else ((b, a), (a, b))
        day = next((d for month, number in orders if (d := calendar.valid(year, month, number))), None)
    return None if day is None else Found(match.start(), match.end(), day.isoformat(), "day")


def decade_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From "1990s", "'90s", "nineties"."""
    left = look_left(scan, anchor.start())
    word = anchor[0].lower()
    tens = scan.grammar.words["decades"].get(word)
    if tens is not None:
        if not (left.definite or left.edge):
            return None
        value = f"19{tens}X"
    else:
        value = word[:3] + "X" if word[0].isdigit() else f"19{word[1]}X"
    return Found(left.start, anchor.end(), value, "decade", "", left.says("decade"))


def spoken_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From a year in words: "nineteen ninety-one"."""
    match = scan.after("spoken", anchor.start())
    if match is None:
        return None
    spoken = scan.grammar.words["spoken"]
    year = (
        spoken["centuries"][match["c"]] * 100
        + spoken["tens"][match["t"]]
        + spoken["units"].get(match["u"], 0)
    )
    left = look_left(scan, match.start())
    return Found(left.start, match.end(), str(year), "year", "", left.says("year"))


def quarter_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From "Q3" with its year."""
    of_year = scan.after("of_year", anchor.end())
    year = scan.year(of_year)
    if year is None or of_year is None:
        return None
    return Found(anchor.start(), of_year.end(), f"{year}-Q{anchor[0][1]}", "quarter")


RULES: dict[str, Callable[[Scan, re.Match[str]], Found | None]] = {
    "number": number_rule,
    "decade": decade_rule,
    "spoken": spoken_rule,
    "quarter": quarter_rule,
}
"""The rule of each kind of anchor, by the name of its group in `Grammar.anchor`."""
