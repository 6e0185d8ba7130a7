"""The day that a document gives itself: a line near its top that holds a date and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model import Document

LINES = 6
"""Such a line is one of the first so many that are not empty."""

LONGEST = 60
"""It has at most so many characters."""

BODY = 160
"""From a line of so many characters on the text has begun, and a date is no longer that of the document; from one of
more than `LONGEST` that ends like a sentence, too."""

_LABEL = r"(?:[^\W\d_]+(?: [^\W\d_]+)?: ?)?"
_WEEKDAY = r"(?:[^\W\d_]+\.?,? )?"
_TIME = r"(?:[,T|–-]? ?(?:[^\W\d_]+ )?\d{1,2}[:.h]\d\d.{0,20})?"
_SHAPES = tuple(
    re.compile(rf"{_LABEL}{_WEEKDAY}{shape}{_TIME}")
    for shape in (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)? (?:de )?(?P<name>[^\W\d_]+)\.?,? (?:de )?(?P<year>\d{4})",
        r"(?P<name>[^\W\d_]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    )
)


def dated(document: Document) -> Document:
    """A document with the day of its date line as its day of publication, where its reader found none.

    The line is a date in full, with a label ("Published:"), a weekday or a time perhaps: "2022-04-28", "28.04.2022",
    "Thursday, 28 April 2022", "April 28, 2022, 10:15". Names of months are those of the document's language and of
    English. It stays in the text,
    and something has to follow it.
    """
    if document.published is not None:
        return document
    day = _first_day(document)
    return document if day is None else replace(document, published=day)


def _first_day(document: Document) -> date | None:
    lines = (
        text for block in document.blocks for text in document.text[block.start : block.end].splitlines()
    )
    written = (" ".join(text.split()) for text in lines if text.strip())
    for line, _ in islice(pairwise(written), LINES):
        if len(line) >= BODY or (len(line) > LONGEST and line.endswith((".", "!", "?", "”", '"'))):
            return None
        if len(line) <= LONGEST and any(map(str.isdigit, line)) and (day := _day(line, document.language)):
            return day
    return None


def _day(line: str, language: str) -> date | None:
    for shape in _SHAPES:
        match = shape.fullmatch(line)
        if match is None:
            continue
        told = match.groupdict()
        month = int(told["month"]) if told.get("month") else _months(language).get(told["name"].casefold())
        try:
            return date(int(told["year"]), month, int(told["day"])) if month else None
        except ValueError:
            return None
    return None


@cache
def _months(language: str) -> dict[str, int]:
    """Names of months in small letters, as they stand in a date and alone, written out and short."""
    from babel.core import UnknownLocaleError
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for locale in ("en", language):
        try:
            for width in ("wide", "abbreviated"):
                for context in ("format", "stand-alone"):
                    found = get_month_names(width, context, locale)
                    names |= {name.rstrip(".").casefold(): number for number, name in found.items()}
        except (UnknownLocaleError, ValueError):
            continue
    return names
