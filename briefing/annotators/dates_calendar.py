"""Calendar arithmetic: from a reference day and a relative expression to a value in TIMEX3 form.

Values follow TIMEX3 (TimeML 1.2.1, Pustejovsky et al. 2003), which is ISO 8601 cut to what the text says, with
codes for seasons and quarters: "2022-04-28", "2022-W17", "2022-04", "2022-Q2", "2022-SP", "2022", "199X".
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from briefing.model import Precision

Tense = Literal["past", "future", ""]
"""Which way the clause around a date looks; "" where it cannot be told."""

Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade"]

# How much farther a date against the tense of its clause seems than one with it: (against the past, against the
# future). Tense is read from cue words and sometimes wrong, "plan" and "due" more often than "said". A month
# alone may well lie eleven months back, so tense weighs more there than for a day of a month.
AGAINST_TENSE_DAY = (3.0, 3.0)
AGAINST_TENSE_MONTH = (12.0, 4.0)

# How much farther off a month of an earlier calendar year seems where eight months or more have passed. What lies there
# is printed with its year, or as "last May": "a visit in May" alone, told in April, is nearly always the one to come.
OTHER_YEAR = 2.0
LONG_PAST = 8

# Length of the units in years.
_YEARS: dict[Unit, float] = {
    "day": 1 / 365,
    "week": 7 / 365,
    "month": 1 / 12,
    "quarter": 1 / 4,
    "year": 1,
    "decade": 10,
}

# Without a tense, the past is this much nearer: news tells what happened.
FUTURE_UNTOLD = 1.5


def valid(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def week(day: date) -> str:
    """ISO week: "2022-W17"."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def month_index(year: int, month: int) -> int:
    """Months since year 0, so that months can be counted forth and back."""
    return year * 12 + month - 1


def month_value(index: int) -> str:
    """The month of an index: "2022-04"."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def _cost(distance: float, tense: Tense, against: tuple[float, float]) -> float:
    """Distance of a candidate from the reference, in its own unit; positive is future."""
    if distance > 0:
        return distance * {"past": against[0], "future": 1.0, "": FUTURE_UNTOLD}[tense]
    return -distance * (against[1] if tense == "future" else 1.0)


def nearest(days: Sequence[date], reference: date, tense: Tense) -> date:
    """The one of some days that is nearest to `reference`, tense considered."""
    return min(days, key=lambda d: (_cost((d - reference).days, tense, AGAINST_TENSE_DAY), d))


def nearest_day(month: int, day: int, reference: date, tense: Tense) -> date | None:
    """The day of a month without a year that is nearest to `reference`, tense considered."""
    years = (reference.year - 1, reference.year, reference.year + 1)
    days = [found for year in years if (found := valid(year, month, day))]
    return nearest(days, reference, tense) if days else None


def nearest_month(month: int, reference: date, tense: Tense, *, told: bool = False) -> int:
    """Index of the month without a year that is nearest to `reference`, tense considered.

    Args:
        month: 1 to 12.
        reference: from where it is near.
        tense: of the clause.
        told: whether a past form governs the date itself ("elected in May"), so that a year between is no matter.
    """
    now = month_index(reference.year, reference.month)
    months = [month_index(reference.year + step, month) for step in (-1, 0, 1)]

    def cost(month: int) -> float:
        old = not told and month // 12 < reference.year and now - month >= LONG_PAST
        return (OTHER_YEAR if old else 1.0) * _cost(month - now, tense, AGAINST_TENSE_MONTH)

    return min(months, key=lambda month: (cost(month), month))


def past_month(month: int, reference: date) -> int:
    """Index of the last such month before that of `reference`: "last November"."""
    now = month_index(reference.year, reference.month)
    found = month_index(reference.year, month)
    return found if found < now else found - 12


def future_month(month: int, reference: date) -> int:
    """Index of the first such month after that of `reference`: "next June"."""
    return past_month(month, reference) + 12 + (12 if month == reference.month else 0)


def weekday_near(weekday: int, reference: date, tense: Tense) -> date:
    """The nearest such weekday: back from `reference`, itself included, forward if the tense is future."""
    back = (reference.weekday() - weekday) % 7
    if tense == "future" and back:
        return reference + timedelta(days=7 - back)
    return reference - timedelta(days=back)


def shift(unit: Unit, steps: float, origin: date) -> tuple[str, Precision] | None:
    """What lies `steps` units from `origin`, cut to the unit.

    Args:
        unit: of what; a weekend is not counted in.
        steps: negative is back; halves are allowed for years.
        origin: where to count from.

    Returns:
        The value and its precision, or None beyond the years 1 to 9999.
    """
    year = origin.year + round(steps * _YEARS[unit])
    if not MINYEAR < year < MAXYEAR:
        return None
    if unit == "day":
        return (origin + timedelta(days=int(steps))).isoformat(), "day"
    if unit == "week":
        return week(origin + timedelta(days=7 * int(steps))), "week"
    if unit == "month":
        return month_value(month_index(origin.year, origin.month) + int(steps)), "month"
    if unit == "quarter":
        index = origin.year * 4 + (origin.month - 1) // 3 + int(steps)
        return f"{index // 4:04d}-Q{index % 4 + 1}", "quarter"
    if unit == "decade" and abs(steps) != 1:
        return f"{year // 10:03d}X", "decade"
    if unit == "decade":
        return f"{year:04d}", "year"
    index = month_index(origin.year, origin.month) + round(12 * steps)
    return f"{index // 12:04d}", "year"


def weekend(reference: date, steps: int) -> tuple[date, date]:
    """Saturday and Sunday: of the weekend just past (-1; today's, on a weekend), or of the coming one (1)."""
    saturday = reference - timedelta(days=(reference.weekday() - 5) % 7)
    if steps > 0:
        saturday += timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def first_day(value: str) -> date | None:
    """The first day of a value of day, month or year, None for another form."""
    parts = value.split("-")
    if not all(p.isdigit() for p in parts):
        return None
    year, month, day = (int(p) for p in (*parts, "1", "1")[:3])
    return valid(year, month, day)
