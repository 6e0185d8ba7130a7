"""Dates of a text: an own grammar of English news, with precision, qualifier and the words as printed.

Libraries that scan running text lose the precision or invent dates (docs/methods.md); this grammar knows how
news writes them, resolves what is relative against the day of publication, and leaves alone what only looks
like a date. Values are those of TIMEX3, see `DateMention`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from briefing.annotators import dates_names, dates_numbers, dates_units
from briefing.annotators.dates_calendar import first_day
from briefing.annotators.dates_grammar import grammar
from briefing.annotators.dates_scan import Found, Scan
from briefing.model import DateMention, Document, Sentence

_RULES = {**dates_names.RULES, **dates_numbers.RULES, **dates_units.RULES}

# A day of publication outside of these is a slip of the pen, and the calendar ends near by.
FIRST_YEAR, LAST_YEAR = 1000, 9000

# A date this near to the beginning of a text is its dateline, where no block says so.
DATELINE_REACH = 250


def find_dates(document: Document, sentences: Sequence[Sentence]) -> tuple[DateMention, ...]:
    """The dates of a document.

    Relative ones count from `document.published`, else from the date of the dateline or at the beginning of the text;
    without any of these, only full dates, years and the like are found.

    Args:
        document: the text.
        sentences: all its sentences, in order; no expression crosses one.

    Returns:
        Mentions in text order, disjoint. The span is the wording of the source, its preposition included.
    """
    words = grammar("en" if document.language in {"und", ""} else document.language)
    if words is None:
        return ()
    stretches = tuple(_stretches(document, sentences))
    reference = document.published
    if reference is not None and not FIRST_YEAR <= reference.year <= LAST_YEAR:
        reference = None
    if reference is None:
        reference = _own_date(document, list(_scan(Scan(words, document.text, None), stretches)))
    found = _scan(Scan(words, document.text, reference), stretches)
    return tuple(
        DateMention(document, f.start, f.end, f.value, f.precision, f.until, f.qualifier) for f in found
    )


def _stretches(document: Document, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """The sentences, and what the blocks hold beside them (datelines, headings)."""
    at = 0
    bounds = [(s.start, s.end) for s in sentences]
    for block in document.blocks:
        inside = block.start
        while at < len(bounds) and bounds[at][0] < block.end:
            if inside < bounds[at][0]:
                yield inside, bounds[at][0]
            yield bounds[at]
            inside = bounds[at][1]
            at += 1
        if inside < block.end:
            yield inside, block.end


def _scan(scan: Scan, stretches: Sequence[tuple[int, int]]) -> Iterator[Found]:
    for start, end in stretches:
        scan.start, scan.end, scan.floor = start, end, start
        for anchor in scan.grammar.anchor.finditer(scan.text, start, end):
            if anchor.start() < scan.floor:
                continue
            found = _RULES[anchor.lastgroup or "number"](scan, anchor)
            if found is None:
                continue
            scan.floor = max(found.end, anchor.end())
            if found.precision in {"day", "month", "year"} and anchor.lastgroup not in {"deictic", "unit"}:
                scan.told, scan.told_at = found.value, found.end
            yield found


def _own_date(document: Document, found: Sequence[Found]) -> date | None:
    """The day that an undated text gives itself: that of its dateline, or one that it begins with."""
    # A text that names later years was not written on the day it begins with: a biography, say.
    last = max((int(f.value[:4]) for f in found if f.precision in {"year", "month", "day"}), default=0)
    for f in found:
        day = first_day(f.value) if f.precision == "day" else None
        if day is None:
            continue
        block = document.block_at(f.start)
        if block is not None and block.kind == "dateline":
            return day
        if f.start < DATELINE_REACH and day.year >= last:
            return day
    return None
