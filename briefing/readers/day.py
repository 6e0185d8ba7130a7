"""The day that a document gives itself: a line near its top that holds a date and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.language import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Document

LINES = 6
"""Such a line is one of the first so many that are not empty."""

LONGEST = 60
"""It has at most so many characters."""

BODY = 160
"""From a line of so many characters on the text has begun, and a date is no longer that of the document; from one of
more than `LONGEST` that ends like a sentence, too."""

YEARS = range(1800, 2101)
"""Years that are believed: other calendars count otherwise."""

_LINE = re.compile(r"\S[^\n]*")
_TIME = (
    r"(?:[,T|–-]? ?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\.\d+)?(?: ?(?:[ap]\.?m\.?|[A-Z]{1,4}|[+-]\d\d:?\d\d)){0,2})?"
)
_SHAPES = (
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})",
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)? (?:de )?(?P<name>[^\W\d_]+)\.?,? (?:de )?(?P<year>\d{4})",
    r"(?P<name>[^\W\d_]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
)


def dated(document: Document) -> Document:
    """A document with the day of its date line as its day of publication, where its reader found none.

    The line is a date in full, with a label ("Published:"), a weekday or a time perhaps: "2022-04-28", "28.04.2022",
    "Thursday, 28 April 2022", "April 28, 2022, 10:15". Names of months and days are those of the document's language
    and of English. It stays in the text, and something has to follow it. A text with another such line farther down is
    divided by dates, and has none of its own.
    """
    if document.published is not None:
        return document
    day = _first_day(document)
    return document if day is None else replace(document, published=day)


def _first_day(document: Document) -> date | None:
    found: date | None = None
    for n, (line, _) in enumerate(pairwise(_lines(document))):
        if found is None and (n >= LINES or len(line) >= BODY or _is_sentence(line)):
            return None
        if found is None or n >= LINES:
            day = _day(line, document.language) if len(line) <= LONGEST else None
            if day is not None and found is not None:
                return None
            found = found or day
    return found


def _lines(document: Document) -> Iterator[str]:
    """The lines that are not empty, each as far as it matters."""
    for block in document.blocks:
        for match in _LINE.finditer(document.text, block.start, block.end):
            yield " ".join(document.text[match.start() : min(match.end(), match.start() + 2 * BODY)].split())


def _is_sentence(line: str) -> bool:
    return len(line) > LONGEST and line.endswith((".", "!", "?", "”", '"'))


def _day(line: str, language: str) -> date | None:
    if not any(map(str.isdigit, line)):
        return None
    for shape in _shapes(language):
        match = shape.fullmatch(line.strip("(). "))
        if match is None:
            continue
        told = match.groupdict()
        named = _named(language, "month").get(told.get("name", "").casefold(), 0)
        month = int(told.get("month", named))
        year = int(told["year"])
        try:
            return date(year, month, int(told["day"])) if month and year in YEARS else None
        except ValueError:
            return None
    return None


@cache
def _shapes(language: str) -> tuple[re.Pattern[str], ...]:
    labels = [
        w
        for code in ("en", language)
        for w in table(code, "segmentation").get("dateline", {}).get("labels", ())
    ]
    label = rf"(?:(?:{'|'.join(map(re.escape, labels))}):? )?"
    weekday = rf"(?:(?:{'|'.join(map(re.escape, _named(language, 'day')))})\.?,? )?"
    return tuple(re.compile(f"{label}{weekday}{shape}{_TIME}", re.IGNORECASE) for shape in _SHAPES)


@cache
def _named(language: str, what: str) -> dict[str, int]:
    """Names of months or days in small letters, as they stand in a date and alone, written out and short."""
    from babel.core import UnknownLocaleError
    from babel.dates import get_day_names, get_month_names

    names_of = get_month_names if what == "month" else get_day_names
    short = table("en", "dates")["month_abbreviations"] if what == "month" else {}
    names = {name.casefold(): number for name, number in short.items()}
    for locale in ("en", language):
        try:
            for width in ("wide", "abbreviated"):
                for context in ("format", "stand-alone"):
                    found = names_of(width, context, locale)
                    names |= {name.rstrip(".").casefold(): number for number, name in found.items()}
        except (UnknownLocaleError, ValueError):
            continue
    return names
