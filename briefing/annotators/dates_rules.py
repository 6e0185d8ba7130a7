"""The rules of the date grammar: one function for each kind of anchor.

A rule gets the scan and the match of the anchor and returns a `Found`, or None where the words are no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from briefing.annotators import dates_calendar as calendar
from briefing.annotators.dates_grammar import NUMERIC, YEARS, Grammar
from briefing.annotators.dates_tense import read_tense

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.annotators.dates_calendar import Tense, Unit
    from briefing.model import Precision

# Characters looked at on the left of an anchor: "approximately twenty-five and a half ".
WINDOW = 48

# Characters between the sentence that tells a date and one that counts from it: "two years later".
TOLD_REACH = 200

# Years that a text is taken to speak of without a preposition; farther off, a number is a number.
FIRST_BARE_YEAR = 1800
YEARS_AHEAD = 12

_MODIFIED = ("early", "mid", "late")
_NOTHING = re.compile("")
_WORD_BEFORE = re.compile(r"([\w.’'$€£#]+)[,(]?\s*$")
_WORD_AFTER = re.compile(r"[\s-]+([A-Za-z]+(?: so)?)")
_YEAR_END = re.compile(r"[\s-]+end\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression of a text; fields as in `DateMention`."""

    start: int
    end: int
    value: str
    precision: Precision
    until: str = ""
    qualifier: str = ""


@dataclass(slots=True)
class Scan:
    """Where the scan stands.

    Attributes:
        grammar: of the language.
        text: the document's.
        start: first character of the sentence.
        end: one past its last.
        floor: end of the last expression found in it; nothing left of it is looked at.
        reference: the day of publication, None where it is not known.
        told: value of the date last told in the text, "" before any.
        told_at: where that ended.
    """

    grammar: Grammar
    text: str
    reference: date | None
    start: int = 0
    end: int = 0
    floor: int = 0
    told: str = ""
    told_at: int = 0

    def month_first(self) -> bool:
        """Whether 11/12/2005 is the twelfth of November: judged by the dates in words, then by American signs."""
        words = self.grammar
        votes = len(words.month_day.findall(self.text)) - len(words.day_month.findall(self.text))
        return votes > 0 if votes else any(sign in self.text for sign in words.words["american"]["signs"])

    def tense(self, start: int, end: int) -> Tense:
        """Tense of the clause around an expression."""
        return read_tense(self.text[self.start : start], self.text[end : self.end], self.grammar.tense)


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before an anchor.

    Attributes:
        start: where the quoted expression begins.
        prep: preposition, in lower case, "" if none.
        qualifier: as in `DateMention`.
        edge: "early", "mid", "late" or "".
        group: group of the determiner in dates.toml: past, present, future, told_before, told_same, told_after.
        definite: whether "the" stands before the anchor.
        cued: whether anything at all marks the anchor as a date.
        kind: "fiscal", "calendar" … before a year, "" if none.
    """

    start: int
    prep: str
    qualifier: str
    edge: str
    group: str
    definite: bool
    cued: bool
    kind: str = ""


def _words(found: str | None) -> str:
    return " ".join((found or "").lower().split())


def look_left(scan: Scan, at: int) -> Left:
    """Read the words that end at `at`."""
    low = max(scan.start, scan.floor, at - WINDOW)
    match = scan.grammar.left.search(scan.text, low, at)
    if match is None or match.start() == match.end():
        return Left(at, "", "", "", "", definite=False, cued=False)
    prep, qual, edge, det = (_words(match[g]) for g in ("prep", "qual", "edge", "det"))
    start = match.start()
    if prep and prep not in scan.grammar.timed:
        start = (
            match.end("prep")
            + len(scan.text[match.end("prep") : at])
            - len(scan.text[match.end("prep") : at].lstrip())
        )
    qualifier = scan.grammar.qualifiers.get(qual, "")
    return Left(
        start,
        prep,
        qualifier,
        scan.grammar.edges.get(edge, ""),
        scan.grammar.determiners.get(det, ""),
        definite=bool(match["the"]) or edge.startswith("the "),
        cued=bool(prep or qual or edge or det or match["kind"]),
        kind=_words(match["kind"]),
    )


def _qualify(left: Left, precision: Precision) -> str:
    """The qualifier of a find: "late Thursday" is an hour, not a part of a day."""
    return left.qualifier or (left.edge if precision != "day" else "")


def _relative_year(scan: Scan, words: str | None) -> int | None:
    """The year of "last year", "that year" …; None without a day to count from."""
    kind = scan.grammar.determiners.get(_words(words), "past")
    if kind.startswith("told"):
        base = int(scan.told[:4]) if scan.told[:4].isdigit() else None
        step = {"told_before": -1, "told_same": 0, "told_after": 1}[kind]
    else:
        base = scan.reference.year if scan.reference else None
        step = {"past": -1, "present": 0, "future": 1}[kind]
    return None if base is None else base + step


def _explicit_year(scan: Scan, match: re.Match[str]) -> int | None:
    if match["y"]:
        return int(match["y"])
    return _relative_year(scan, match["rel"]) if match["rel"] else None


def _month_number(scan: Scan, form: str) -> int:
    return scan.grammar.months[form.rstrip(".")]


def _named_day(scan: Scan, month: int, day: int, end: int) -> int | None:
    """The year of a day that has become a name: "the Sept. 11 attacks"."""
    after = _WORD_AFTER.match(scan.text, end, scan.end)
    for named_month, named_day, year, words in scan.grammar.named_days:
        if (month, day) == (named_month, named_day) and after and after[1] in words:
            return year
    return None


def calendar_day(scan: Scan, match: re.Match[str], left: Left) -> Found | None:
    """A day of a month, with or without a year, or a run of days: "June 29-30", "17th of July 2020"."""
    month, number = _month_number(scan, match["m"]), int(match["d"])
    year = _explicit_year(scan, match)
    groups = match.groupdict()
    last = next((int(groups[g]) for g in ("d2", "d3", "d4") if groups.get(g)), 0)
    if year is None:
        year = _named_day(scan, month, number, match.end())
    if year is None:
        if scan.reference is None:
            return None
        near = calendar.nearest_day(month, number, scan.reference, scan.tense(left.start, match.end()))
    else:
        near = calendar.valid(year, month, number)
    if near is None:
        return None
    until = None
    if last:
        month2 = _month_number(scan, groups["m2"]) if groups.get("m2") else month
        until = calendar.valid(near.year + (month2 < month), month2, last)
    if until is not None and until > near:
        return Found(left.start, match.end(), near.isoformat(), "interval", until.isoformat(), left.qualifier)
    return Found(left.start, match.end(), near.isoformat(), "day", "", left.qualifier)


def _named_month(scan: Scan, anchor: re.Match[str], left: Left, month: int) -> bool:
    """Whether the word is a month by its surroundings, and not a name, a verb or a march."""
    after = scan.text[anchor.end() : anchor.end() + 12]
    before = scan.text[max(scan.start, anchor.start() - 20) : anchor.start()]
    if len(anchor[0]) < 5 and anchor[0] in scan.grammar.words["month_abbreviations"] and after[:1] != ".":
        return False
    if left.cued:
        return not (
            month in scan.grammar.ambiguous
            and re.match(r"\s+on\s", after)
            and left.prep not in {"in", "since", "by"}
        )
    if left.definite:
        return bool(re.match(r"\s+[a-z]", after)) and not re.match(r"\s+(?:on|to|of)\s", after)
    if month in scan.grammar.ambiguous or len(anchor[0]) < 4 or re.match(r"\.?\s+[A-Z]", after):
        return False
    return not re.search(r"[A-Z]\w*\s$", before) or not before.strip()


def _month_of_year(scan: Scan, anchor: re.Match[str], match: re.Match[str], left: Left) -> Found | None:
    """ "April 1992", "June last year", "from April to June 1992"; of "April or May 1992", the first month."""
    year = _explicit_year(scan, match)
    if year is None:
        return None
    month = _month_number(scan, anchor[0])
    value = f"{year:04d}-{month:02d}"
    if match["m2"] and (last := _month_number(scan, match["m2"])) > month:
        return Found(left.start, match.end(), value, "interval", f"{year:04d}-{last:02d}", left.qualifier)
    end = anchor.end() if match["list"] else match.end()
    return Found(left.start, end, value, "month", "", _qualify(left, "month"))


def month_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From the name of a month: "April 28", "in April 1992", "late last July", "in November"."""
    grammar, text, at = scan.grammar, scan.text, anchor.start()
    left = look_left(scan, at)
    if match := grammar.month_day.match(text, at, scan.end):
        return calendar_day(scan, match, left)
    month = grammar.months[anchor[0]]
    match = grammar.month_year.match(text, at, scan.end)
    if match is not None and (found := _month_of_year(scan, anchor, match, left)):
        return found
    if scan.reference is None or not _named_month(scan, anchor, left, month):
        return None
    if left.group == "past":
        index = calendar.past_month(month, scan.reference)
    elif left.group == "future":
        index = calendar.future_month(month, scan.reference)
    else:
        index = calendar.nearest_month(month, scan.reference, scan.tense(left.start, anchor.end()))
    return Found(left.start, anchor.end(), calendar.month_value(index), "month", "", _qualify(left, "month"))


def weekday_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From the name of a weekday: "Friday, Oct. 23", "last Monday", "Tuesday of next week", "Friday night"."""
    grammar, text, at = scan.grammar, scan.text, anchor.start()
    names = grammar.words["weekday_names"]
    before = _WORD_BEFORE.search(text, max(scan.start, at - WINDOW), at)
    after = _WORD_AFTER.match(text, anchor.end(), scan.end)
    if (before and before[1] in names["before"]) or (after and after[1] in names["after"]):
        return None
    left = look_left(scan, at)
    if anchor[0].islower() and not (left.group or left.prep in {"on", "by", "until"}):
        return None
    tail = grammar.weekday_tail.match(text, anchor.end(), scan.end)
    if tail and tail["date"] is not None:
        for pattern in (grammar.month_day, grammar.day_month):
            if match := pattern.match(text, tail.end("date"), scan.end):
                return calendar_day(scan, match, left)
    if scan.reference is None:
        return None
    end = tail.end() if tail else anchor.end()
    if part := grammar.day_part.match(text, end, scan.end):
        end = part.end()
    weekday = grammar.words["weekdays"][anchor[0].capitalize()]
    day = _weekday(scan, weekday, left, _words(tail["week"]) if tail else "", anchor.end())
    return Found(left.start, end, day.isoformat(), "day", "", left.qualifier)


def _weekday(scan: Scan, weekday: int, left: Left, of_week: str, end: int) -> date:
    reference = scan.reference or date.min
    if of_week:
        step = {"past": -7, "present": 0, "future": 7}[scan.grammar.determiners[of_week]]
        return reference + timedelta(days=weekday - reference.weekday() + step)
    if left.group == "past":
        return calendar.weekday_near(weekday, reference - timedelta(days=1), "past")
    if left.group == "future":
        return calendar.weekday_near(
            weekday, reference + timedelta(days=7 if reference.weekday() == weekday else 0), "future"
        )
    return calendar.weekday_near(weekday, reference, scan.tense(left.start, end))


def deictic_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From "yesterday", "today", "tomorrow"."""
    if scan.reference is None or (
        anchor[0][0].isupper() and re.search(r"[A-Z]\w* $", scan.text[scan.start : anchor.start()][-20:])
    ):
        return None
    left = look_left(scan, anchor.start())
    steps = scan.grammar.words["deictic"][anchor[0].lower()]
    part = scan.grammar.day_part.match(scan.text, anchor.end(), scan.end)
    value, precision = calendar.shift("day", steps, scan.reference)
    return Found(left.start, part.end() if part else anchor.end(), value, precision, "", left.qualifier)


def _is_year(scan: Scan, anchor: re.Match[str], left: Left) -> bool:
    """Whether a bare number of four digits dates something."""
    text, year = scan.text, int(anchor[0])
    behind, ahead = text[anchor.start() - 1 : anchor.start()], text[anchor.end() : anchor.end() + 2]
    if (
        behind
        and behind in "$€£¥#:/+=&~_"
        or (ahead[:1] and ahead[0] in "%:°/$€£=_")
        or re.match(r"[.,-]\d", ahead)
    ):
        return False
    before = _WORD_BEFORE.search(text, max(scan.start, anchor.start() - WINDOW), anchor.start())
    word = before[1] if before else ""
    after = _WORD_AFTER.match(text, anchor.end(), scan.end)
    if word.lower().rstrip(".") in scan.grammar.not_year_before or word[:1] in {"$", "€", "£", "#"}:
        return False
    if after and after[1].lower() in scan.grammar.not_year_after:
        return False
    latest = (scan.reference.year if scan.reference else 2050) + YEARS_AHEAD
    if (
        word[:1].isupper()
        and not left.cued
        and (year > latest - YEARS_AHEAD or (after and after[1] in scan.grammar.named_after))
    ):
        return False
    if behind == "-" and not left.cued and word.lower() not in {"pre", "post"}:
        return False
    timed = bool(left.qualifier or left.edge) or left.prep in {
        "in",
        "since",
        "until",
        "till",
        "during",
        "from",
        "by",
        "through",
        "between",
        "throughout",
    }
    if timed:
        return year >= 1000
    return FIRST_BARE_YEAR <= year <= latest and not (year % 100 == 0 and left.prep and not left.definite)


def number_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From a number: a numeric date, the day before a month, a run of years, a year."""
    text, at = scan.text, anchor.start()
    if match := NUMERIC.match(text, at, scan.end):
        return _numeric(scan, match)
    left = look_left(scan, at)
    if match := scan.grammar.day_month.match(text, at, scan.end):
        return calendar_day(scan, match, left)
    if (match := YEARS.match(text, at, scan.end)) and (found := _run_of_years(match, left)):
        return found
    if len(anchor[0]) != 4 or not anchor[0].isdigit() or not _is_year(scan, anchor, left):
        return None
    if (
        anchor[0][3] == "0"
        and (left.edge or left.definite)
        and re.match(r"['’]s\b", text[anchor.end() : anchor.end() + 3])
    ):
        return Found(
            left.start, anchor.end() + 2, anchor[0][:3] + "X", "decade", "", _qualify(left, "decade")
        )
    until = scan.grammar.until_year.match(text, anchor.end(), scan.end)
    if until and left.prep in {"from", "between"} and int(until["y2"]) > int(anchor[0]):
        return Found(left.start, until.end(), anchor[0], "interval", until["y2"], left.qualifier)
    return Found(left.start, anchor.end(), anchor[0], "year", "", _qualify(left, "year"))


def _run_of_years(match: re.Match[str], left: Left) -> Found | None:
    first = match["y"] or match["o"]
    last = match["y2"] or match["o2"]
    last = first[: 4 - len(last)] + last
    if int(last) <= int(first) or int(first) < FIRST_BARE_YEAR:
        return None
    return Found(left.start, match.end(), first, "interval", last, left.qualifier)


def _numeric(scan: Scan, match: re.Match[str]) -> Found | None:
    if match["iy"]:
        day = calendar.valid(int(match["iy"]), int(match["im"]), int(match["id"]))
    else:
        a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
        if year < 100:
            year += 1900 if year > 50 else 2000
        orders = ((a, b), (b, a)) if scan.month_first() and match["s2"] != "." else ((b, a), (a, b))
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
    elif word[0].isdigit():
        value = word[:3] + "X"
    else:
        value = f"19{word[1]}X"
    return Found(left.start, anchor.end(), value, "decade", "", _qualify(left, "decade"))


def spoken_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From a year in words: "nineteen ninety-one"."""
    match = scan.grammar.spoken.match(scan.text, anchor.start(), scan.end)
    if match is None:
        return None
    spoken = scan.grammar.words["spoken"]
    year = (
        spoken["centuries"][match["c"]] * 100
        + spoken["tens"][match["t"]]
        + spoken["units"].get(match["u"], 0)
    )
    left = look_left(scan, match.start())
    return Found(left.start, match.end(), str(year), "year", "", _qualify(left, "year"))


def holiday_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From a feast with a fixed day."""
    left = look_left(scan, anchor.start())
    month, number = scan.grammar.words["holidays"][anchor[0]]
    of_year = scan.grammar.of_year.match(scan.text, anchor.end(), scan.end)
    year = _explicit_year(scan, of_year) if of_year else None
    if year is None and scan.reference is None:
        return None
    reference = scan.reference or date.min
    tense = scan.tense(left.start, anchor.end())
    days = [
        _feast(y, month, number) for y in ((year,) if year else range(reference.year - 1, reference.year + 2))
    ]
    if year is None:
        day = min(
            days,
            key=lambda d: (
                abs((d - reference).days) * (3 if (d > reference) != (tense == "future") else 1),
                d,
            ),
        )
    else:
        day = days[0]
    return Found(
        left.start,
        of_year.end() if of_year and year else anchor.end(),
        day.isoformat(),
        "day",
        "",
        left.qualifier,
    )


def _feast(year: int, month: int, number: int) -> date:
    """A fixed day, or the fourth Thursday of the month where `number` is 0."""
    if number:
        return date(year, month, number)
    first = date(year, month, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def season_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From a season: "last summer", "in the spring of 1997", "fall 2003"."""
    left = look_left(scan, anchor.start())
    of_year = scan.grammar.of_year.match(scan.text, anchor.end(), scan.end)
    year = _explicit_year(scan, of_year) if of_year else None
    code = scan.grammar.words["seasons"][anchor[0]]
    if year is not None and of_year:
        return Found(left.start, of_year.end(), f"{year}-{code}", "season", "", _qualify(left, "season"))
    if scan.reference is None or not (
        left.group in {"past", "present", "future"} or (left.definite and left.prep)
    ):
        return None
    middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[code]
    if left.group == "past":
        # A season is "last" once its middle lies two months back.
        index = calendar.past_month(middle, scan.reference - timedelta(days=45))
    elif left.group == "future":
        index = calendar.future_month(middle, scan.reference)
    else:
        index = calendar.nearest_month(middle, scan.reference, scan.tense(left.start, anchor.end()))
    return Found(left.start, anchor.end(), f"{index // 12}-{code}", "season", "", _qualify(left, "season"))


def quarter_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From "Q3" with its year."""
    of_year = scan.grammar.of_year.match(scan.text, anchor.end(), scan.end)
    year = _explicit_year(scan, of_year) if of_year else None
    if year is None or of_year is None:
        return None
    return Found(anchor.start(), of_year.end(), f"{year}-Q{anchor[0][1]}", "quarter")


def unit_rule(scan: Scan, anchor: re.Match[str]) -> Found | None:
    """From a unit of time: "two years ago", "last month", "the end of the year", "third quarter"."""
    unit: Unit = scan.grammar.words["units"][anchor[0]]
    if unit == "quarter" and (found := _ordinal_quarter(scan, anchor)):
        return found
    if found := _counted(scan, anchor, unit):
        return found
    left = look_left(scan, anchor.start())
    if anchor[0].endswith("s"):
        return None
    if left.group.startswith("told"):
        return _told(scan, anchor, unit, left)
    if left.group and not (left.definite and left.group == "past"):
        return _placed(scan, anchor, unit, left)
    return _year_end(scan, anchor, unit, left)


def _ordinal_quarter(scan: Scan, anchor: re.Match[str]) -> Found | None:
    low = max(scan.start, scan.floor, anchor.start() - 12)
    ordinal = scan.grammar.ordinal.search(scan.text, low, anchor.start())
    if ordinal is None:
        return None
    number = scan.grammar.words["ordinals"][ordinal["ord"].lower()]
    left = look_left(scan, ordinal.start())
    of_year = scan.grammar.of_year.match(scan.text, anchor.end(), scan.end)
    year = _explicit_year(scan, of_year) if of_year else None
    if year is None:
        if scan.reference is None:
            return None
        year = scan.reference.year - (number > (scan.reference.month + 2) // 3)
        end = anchor.end()
    else:
        end = of_year.end() if of_year else anchor.end()
    return Found(left.start, end, f"{year}-Q{number}", "quarter", "", _qualify(left, "quarter"))


def _counted(scan: Scan, anchor: re.Match[str], unit: Unit) -> Found | None:
    """ "two years ago", "a month later", "three days before"."""
    after = scan.grammar.shift.match(scan.text, anchor.end(), scan.end)
    if after is None or unit == "weekend":
        return None
    low = max(scan.start, scan.floor, anchor.start() - WINDOW)
    count = scan.grammar.count.search(scan.text, low, anchor.start())
    definite = unit in {"day", "year", "month"} and re.search(
        r"\b[Tt]he\s+$", scan.text[low : anchor.start()]
    )
    word = after["shift"]
    if (count is None and not (definite and word in {"before", "after"})) or (
        word in {"before", "after"} and after["stop"] is None
    ):
        return None
    steps = 1.0 if count is None else _number(scan.grammar, count)
    origin = scan.reference if word == "ago" else _told_day(scan, unit)
    if origin is None or not steps:
        return None
    value, precision = calendar.shift(unit, steps * scan.grammar.words["shifts"][word], origin)
    start = count.start() if count else anchor.start() - 4
    left = look_left(scan, start)
    approx = scan.grammar.approximate.get(_words(count["approx"]) if count else "", "")
    return Found(
        left.start if left.edge or left.qualifier else start,
        after.end("shift"),
        value,
        precision,
        "",
        left.qualifier or approx,
    )


def _number(grammar: Grammar, count: re.Match[str]) -> float:
    word = count["num"].lower()
    number = float(word) if word.isdigit() else float(grammar.words["numbers"][word])
    return number + (0.5 if count["half"] else 0.0) - (0.5 if count["half0"] else 0.0)


def _told_day(scan: Scan, unit: Unit) -> date | None:
    """The day that "earlier" and "later" count from: the date last told if it is exact enough, else publication."""
    if not scan.told or scan.start - scan.told_at > TOLD_REACH:
        return scan.reference
    parts = scan.told.count("-")
    if parts >= {"year": 0, "decade": 0, "month": 1, "quarter": 1}.get(unit, 2):
        return calendar.first_day(scan.told)
    return None


def _told(scan: Scan, anchor: re.Match[str], unit: Unit, left: Left) -> Found | None:
    """ "that year", "the following day", "the previous month"."""
    origin = _told_day(scan, unit)
    if origin is None or unit == "weekend" or not scan.told:
        return None
    step = {"told_before": -1, "told_same": 0, "told_after": 1}[left.group]
    value, precision = calendar.shift(unit, step, origin)
    return Found(left.start, anchor.end(), value, precision, "", _qualify(left, precision))


def _placed(scan: Scan, anchor: re.Match[str], unit: Unit, left: Left) -> Found | None:
    """ "last year", "this month", "next week", "over the weekend"."""
    if scan.reference is None:
        return None
    step = {"past": -1, "present": 0, "future": 1}[left.group]
    if unit == "weekend":
        saturday, sunday = calendar.weekend(scan.reference, step)
        return Found(
            left.start, anchor.end(), saturday.isoformat(), "interval", sunday.isoformat(), left.qualifier
        )
    value, precision = calendar.shift(unit, step, scan.reference)
    return Found(left.start, anchor.end(), value, precision, "", _qualify(left, precision))


def _year_end(scan: Scan, anchor: re.Match[str], unit: Unit, left: Left) -> Found | None:
    """ "the end of the year", "by year-end", "over the weekend"."""
    if scan.reference is None:
        return None
    if unit == "weekend" and left.definite:
        saturday, sunday = calendar.weekend(
            scan.reference, 1 if scan.tense(left.start, anchor.end()) == "future" else -1
        )
        return Found(left.start, anchor.end(), saturday.isoformat(), "interval", sunday.isoformat())
    end = _YEAR_END.match(scan.text, anchor.end(), scan.end)
    if unit != "year" or not (left.edge or end or (left.definite and left.kind)):
        return None
    year = scan.reference.year
    if (
        (end or left.edge == "late")
        and scan.reference.month <= 6
        and scan.tense(left.start, anchor.end()) == "past"
    ):
        year -= 1
    return Found(
        left.start, end.end() if end else anchor.end(), str(year), "year", "", "late" if end else left.edge
    )


RULES: dict[str, Callable[[Scan, re.Match[str]], Found | None]] = {
    "month": month_rule,
    "weekday": weekday_rule,
    "holiday": holiday_rule,
    "spoken": spoken_rule,
    "quarter": quarter_rule,
    "season": season_rule,
    "deictic": deictic_rule,
    "unit": unit_rule,
    "decade": decade_rule,
    "number": number_rule,
}
"""The rule of each kind of anchor, by the name of its group in `Grammar.anchor`."""
