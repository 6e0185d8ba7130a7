"""The program's own words, filled in: labels, counts and dates in the language of the labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.language import labels, table

if TYPE_CHECKING:
    from datetime import date

    from briefing.model import DateMention

_UNKNOWN_DIGIT = "X"  # TIMEX3 writes the nineties as 199X


class Wording:
    """The labels of one language.

    Args:
        language: ISO 639-1 code; English is used where it has no labels.
        wording: the house's own words, as in `House.wording`.
    """

    def __init__(self, language: str, wording: tuple[tuple[str, str], ...] = ()) -> None:
        self._table: dict[str, Any] = labels(language, wording)
        self.language = language if table(language, "labels") else "en"

    def __call__(self, group: str, name: str, **values: object) -> str:
        """The label `name` of `group`, with `values` filled in."""
        text: str = self._table[group][name]
        return text.format(**values) if values else text

    def count(self, name: str, n: int) -> str:
        """`n` of something, in the plural form that the language asks for: "1 page", "2 pages"."""
        forms: dict[str, str] = self._table["counts"][name]
        return forms.get(self._plural(n), forms["other"]).format(n=n)

    def day(self, value: date) -> str:
        """A day: "28 April 2022"."""
        return self.iso(value.isoformat())

    def days(self, values: list[date]) -> str:
        """One day, or the first and the last of several: "28–30 April 2022"."""
        if not values:
            return ""
        first, last = min(values), max(values)
        if (first.year, first.month) == (last.year, last.month):
            day = f"{first.day}–{last.day}" if first != last else first.day
            month = self._month(last.month, "format", "wide")
            return self("dates", "day", day=day, month=month, year=last.year)
        return self("dates", "interval", start=self.day(first), end=self.day(last))

    def iso(self, value: str, width: str = "wide") -> str:
        """A date as the model has it: a day, month, year or decade in words, anything else as it stands."""
        parts = value.split("-")
        if value.endswith(_UNKNOWN_DIGIT):
            return self("dates", "decade", year=value.replace(_UNKNOWN_DIGIT, "0"))
        if not all(part.isdigit() for part in parts) or len(parts) > len("ymd"):
            return value
        year, *rest = (int(part) for part in parts)
        if not rest:
            return str(year)
        if len(rest) == 1:
            month = self._month(rest[0], "stand-alone", width)
            return self("dates", "month", month=month, year=year)
        month = self._month(rest[0], "format", width)
        return self("dates", "day", day=rest[1], month=month, year=year)

    def mention(self, found: DateMention) -> str:
        """The handle of a dated event: "1992", "late 2021", "since 28 Apr 2022".

        Weeks, quarters and seasons stand as the text has them, for their names differ from land to land.
        """
        if found.precision in ("week", "quarter", "season"):
            return " ".join(found.text.split())
        text = self.iso(found.value, "abbreviated")
        if found.until:
            return self("dates", "interval", start=text, end=self.iso(found.until, "abbreviated"))
        return self("qualifiers", found.qualifier, date=text) if found.qualifier else text

    def _month(self, number: int, context: str, width: str) -> str:
        """Name of a month; the labels have those of the format context, and the others where they differ."""
        months = self._table["months"]
        names: list[str] = months.get(f"{context}-{width}", months[width])
        return names[number - 1]

    def _plural(self, n: int) -> str:
        """The CLDR plural category of a count. Babel has the rules, and is not asked where there is no question."""
        if set(self._table["counts"]["pages"]) == {"one", "other"} and n != 0:
            return "one" if n == 1 else "other"
        from babel.core import Locale

        category: str = Locale.parse(self.language).plural_form(n)
        return category
