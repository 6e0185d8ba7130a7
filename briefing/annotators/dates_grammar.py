"""The words of the date grammar as compiled patterns.

One pattern finds *anchors* (a month, a weekday, a number, a unit of time …); the rules in `dates_rules` look
from there to the right and, through `left`, to the left. So the text is scanned once, and a rule runs only
where an expression can be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.annotators.dates_tense import TenseWords, tense_words
from briefing.language import table

if TYPE_CHECKING:
    from collections.abc import Iterable

YEAR = r"(?:1\d{3}|20\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORD = r"(?:st|nd|rd|th)?"
_END_OF_DAY = r"(?![\w:%]|[.,]\d)"
_DASH = r"\s*[-–—]\s*"

NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<iy>1\d{3}|20\d\d)(?P<s1>[-/.])(?P<im>\d{1,2})(?P=s1)(?P<id>\d{1,2})(?=T\d|(?![\w/-]|\.\d))"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<y>1\d{3}|20\d\d|(?<=/)\d\d)(?![\w/-]|\.\d))"
)
"""2022-04-28, 11/16/2005, 16.11.2005, 7/8/07."""

YEARS = re.compile(
    rf"(?P<y>{YEAR}){_DASH}(?P<y2>{YEAR}|\d\d)(?![\w-]|[.,]\d)|(?P<o>{YEAR})/(?P<o2>\d\d)(?![\w/-])"
)
"""1975-1990, 2009-10, 1998/99."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns and tables of one language; the groups of the patterns are explained where the rules use them."""

    anchor: re.Pattern[str]
    left: re.Pattern[str]
    count: re.Pattern[str]
    month_day: re.Pattern[str]
    day_month: re.Pattern[str]
    month_year: re.Pattern[str]
    weekday_tail: re.Pattern[str]
    day_part: re.Pattern[str]
    shift: re.Pattern[str]
    of_year: re.Pattern[str]
    until_year: re.Pattern[str]
    ordinal: re.Pattern[str]
    spoken: re.Pattern[str]
    months: dict[str, int]
    ambiguous: frozenset[int]
    words: dict[str, Any]
    qualifiers: dict[str, str]
    edges: dict[str, str]
    determiners: dict[str, str]
    timed: frozenset[str]
    not_year_before: frozenset[str]
    not_year_after: frozenset[str]
    named_after: frozenset[str]
    named_days: tuple[tuple[int, int, int, frozenset[str]], ...]
    approximate: dict[str, str]
    tense: TenseWords


def _any(words: Iterable[str]) -> str:
    """An alternation, longest first, white space stretched to any."""
    ordered = sorted(dict.fromkeys(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


def _both_cases(words: Iterable[str]) -> list[str]:
    return [form for w in words for form in (w, w.upper())]


def _month_pattern(words: dict[str, Any]) -> str:
    full = _any(_both_cases(words["months"]))
    short = _any(_both_cases(words["month_abbreviations"]))
    return rf"(?:{full}\b|{short}\b\.?)"


def _anchor(words: dict[str, Any]) -> re.Pattern[str]:
    months = _any(_both_cases([*words["months"], *words["month_abbreviations"]]))
    spoken = words["spoken"]
    kinds = {
        "month": months,
        "weekday": _any([f for w in words["weekdays"] for f in (w, w.upper(), w.lower())]),
        "holiday": _any(words["holidays"]),
        "spoken": _any(spoken["centuries"]) + r"(?=[\s-]+" + _any(spoken["tens"]) + ")",
        "quarter": r"Q[1-4](?=\s|,)",
        "season": _any(words["seasons"]),
        "deictic": _any([f for w in words["deictic"] for f in (w, w.capitalize())]),
        "unit": _any(words["units"]),
        "decade": r"(?:1[5-9]\d|20[0-4])0s|['’`][1-9]0s|" + _any(words["decades"]),
        "number": r"\d{1,4}(?:st|nd|rd|th)?",
    }
    body = "|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds.items())
    return re.compile(rf"(?<![\w@#/])(?:{body})(?!\w)")


def _left(words: dict[str, Any]) -> re.Pattern[str]:
    """What may stand before an anchor; matched against the text that ends at it."""
    left = words["left"]
    determiners = [d for group in words["determiners"].values() for d in group]
    return re.compile(
        rf"(?<![\w'’-])(?:(?P<prep>{_any(left['prepositions'])})\s+)?"
        rf"(?:(?P<qual>{_any(left['qualifiers'])})\s+)?"
        rf"(?:(?P<edge>{_any(left['edges'])})(?:\s+|-))?"
        rf"(?:(?P<det>{_any(determiners)})\s+|(?P<the>the)\s+)?(?:(?P<kind>{_any(left['years'])})\s+)?$",
        re.IGNORECASE,
    )


def _calendar_patterns(words: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    month = _month_pattern(words)
    relative = (
        r"(?:,?\s+(?:of\s+)?(?P<rel>last|this|next|that|the\s+same|the\s+previous|the\s+following)\s+year)"
    )
    year = rf"(?:\s*,?\s+(?:of\s+)?(?P<y>{YEAR})(?![\w-]|,\d|\s?%)|{relative})"
    closed = r"(?=\s*[,.;:)]|\s+(?:in|at|of|for|with|by|to|when|last|this)\b|\s*$)"
    until = (
        rf"(?:(?:{_DASH}|\s+(?:to|through|until)\s+(?:the\s+)?)(?P<d2>{_DAY}){_ORD}{_END_OF_DAY}"
        rf"|\s+and\s+(?P<d3>{_DAY}){_ORD}{_END_OF_DAY}{closed}"
        rf"|{_DASH}(?P<m2>{month})\s+(?P<d4>{_DAY}){_ORD}{_END_OF_DAY})"
    )
    return {
        "month_day": re.compile(
            rf"(?P<m>{month})\s*(?:the\s+)?(?P<d>{_DAY}){_ORD}(?![\w:%]|[.,]\d){until}?{year}?"
        ),
        "day_month": re.compile(
            rf"(?P<d>{_DAY}){_ORD}(?:(?:{_DASH}|\s+(?:to|and)\s+)(?P<d2>{_DAY}){_ORD})?"
            rf"\s+(?:(?:day\s+)?of\s+)?(?P<m>{month})(?!\s*\d{{1,2}}(?!\d)){year}?(?!\s+Day\b)"
        ),
        "month_year": re.compile(
            rf"(?P<m>{month})(?:(?P<list>\s+(?:and|or)\s+{month})|(?:\s+(?:to|through)\s+|{_DASH})(?P<m2>{month}))?{year}"
        ),
    }


def _right(words: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    month = _month_pattern(words)
    return {
        "weekday_tail": re.compile(
            rf"(?:,?\s+(?P<date>(?:the\s+)?(?={month}\s*\d|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}))"
            r"|,?\s+(?:of\s+)?(?P<week>last|next|this)\s+week\b)"
        ),
        "day_part": re.compile(r"\s+(?:morning|afternoon|evening|night|noon|midday|midnight)\b"),
        "shift": re.compile(
            rf"\s+(?P<shift>{_any(words['shifts'])})(?!\w|\s+than\b)(?P<stop>\s*[,.;:)—–\"”’]|\s*$|\s+that\b)?"
        ),
        "of_year": re.compile(
            rf"(?:,?\s+|\s+of\s+)(?:of\s+)?(?:(?:fiscal|calendar)\s+)?(?:(?P<y>{YEAR})(?![\w-]|,\d)|(?P<rel>last|this|next)\s+year\b)"
        ),
        "until_year": re.compile(rf"\s+(?:to|and|until|till|through)\s+(?P<y2>{YEAR})(?![\w-]|[.,]\d)"),
        "ordinal": re.compile(rf"(?P<ord>{_any(words['ordinals'])})[\s-]+$", re.IGNORECASE),
    }


def _counts(words: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    approximate = [w for group in words["approximate"].values() for w in group]
    spoken = words["spoken"]
    return {
        "count": re.compile(
            rf"(?<![\w$.,-])(?:(?P<approx>{_any(approximate)})\s+)?(?:just\s+|only\s+|exactly\s+|(?P<half0>half)\s+)?"
            rf"(?P<num>\d{{1,3}}|{_any(words['numbers'])})(?P<half>(?:\s+|-)and\s+a\s+half)?[\s-]+(?:full\s+)?$",
            re.IGNORECASE,
        ),
        "spoken": re.compile(
            rf"(?P<c>{_any(spoken['centuries'])})[\s-]+(?P<t>{_any(spoken['tens'])})(?:[\s-]+(?P<u>{_any(spoken['units'])}))?\b"
        ),
    }


def _flat(groups: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, group in groups.items() for word in group}


@cache
def grammar(language: str) -> Grammar | None:
    """The grammar of a language, compiled at first use; None for a language without dates.toml."""
    words = table(language, "dates")
    if not words:
        return None
    names = {**words["months"], **words["month_abbreviations"]}
    return Grammar(
        anchor=_anchor(words),
        left=_left(words),
        **_calendar_patterns(words),
        **_right(words),
        **_counts(words),
        months={form: number for name, number in names.items() for form in (name, name.upper())},
        ambiguous=frozenset(words["months"][m] for m in words["ambiguous"]["months"]),
        words=words,
        qualifiers=words["left"]["qualifiers"],
        edges=words["left"]["edges"],
        determiners=_flat(words["determiners"]),
        timed=frozenset(words["left"]["quoted"]),
        not_year_before=frozenset(words["not_years"]["before"]),
        not_year_after=frozenset(words["not_years"]["after"]),
        named_after=frozenset(words["names_with_years"]["after"]),
        named_days=tuple(
            (d["month"], d["day"], d["year"], frozenset(d["before"])) for d in words["named_days"]
        ),
        approximate=_flat(words["approximate"]),
        tense=tense_words(language),
    )
