"""The words and shapes of dates in a language, compiled.

All of it is data, in dates.toml. One pattern, made here, finds *anchors* (a month, a weekday, a number, a unit of
time …); the rules look from there to the right and to the left with the other patterns. So a text is scanned once,
and a rule runs only where an expression can be.
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

WORD = re.compile(r"\w+")

_YEAR = r"(?:1\d{3}|20\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_DASH = r"\s*[-–—]\s*"
_END_OF_DAY = r"(?![\w:%]|[.,]\d)"

NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<iy>1\d{3}|20\d\d)(?P<s1>[-/.])(?P<im>\d{1,2})(?P=s1)(?P<id>\d{1,2})(?=T\d|(?![\w/-]|\.\d))"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<y>1\d{3}|20\d\d|(?<=/)\d\d)(?![\w/-]|\.\d))"
)
"""2022-04-28, 11/16/2005, 16.11.2005, 7/8/07."""

YEARS = re.compile(
    rf"(?P<y>{_YEAR}){_DASH}(?P<y2>{_YEAR}|\d\d)(?![\w-]|[.,]\d)|(?P<o>{_YEAR})/(?P<o2>\d\d)(?![\w/-])"
)
"""1975-1990, 2009-10, 1998/99."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What dates.toml says of a language.

    Attributes:
        anchor: finds where an expression can be; its groups are the kinds of anchors.
        patterns: by name, as in the table `patterns`. Groups: `m`, `m2` … months, `d`, `d2` … days, `y`, `y2`
            years, `rel` a year by its relation ("last"), `prep`, `qual`, `edge`, `det`, `the`, `kind` what stands
            before.
        months: number by name, in each form that is printed.
        ambiguous: numbers of the months that are words or names, too.
        determiners: group by determiner: past, present, future, told_before, told_same, told_after.
        approximate: qualifier by word: "about" is "around".
        left: sets of prepositions and prefixes, by name.
        left_ends: the last words of all that can stand before an anchor, case folded.
        named_days: month, day, year, and the words before which the day needs no year.
        tense: cue words of the verb.
        words: the whole table, for what one rule alone needs.
    """

    anchor: re.Pattern[str]
    patterns: dict[str, re.Pattern[str]]
    months: dict[str, int]
    ambiguous: frozenset[int]
    determiners: dict[str, str]
    approximate: dict[str, str]
    left: dict[str, frozenset[str]]
    left_ends: frozenset[str]
    not_year_before: frozenset[str]
    not_year_after: frozenset[str]
    named_after: frozenset[str]
    named_days: tuple[tuple[int, int, int, frozenset[str]], ...]
    tense: TenseWords
    words: dict[str, Any]


def _any(words: Iterable[str]) -> str:
    """An alternation, longest first, white space stretched to any."""
    ordered = sorted(dict.fromkeys(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


def _forms(words: Iterable[str]) -> list[str]:
    return [form for w in words for form in (w, w.upper())]


def _flat(groups: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, group in groups.items() for word in group}


def _anchor(words: dict[str, Any]) -> re.Pattern[str]:
    spoken = words["spoken"]
    weekdays = [f for w in words["weekdays"] for f in (w, w.upper(), w.lower())]
    deictic = [f for w in words["deictic"] for f in (w, w.capitalize())]
    kinds = {
        "month": _any(_forms([*words["months"], *words["month_abbreviations"]])),
        "weekday": _any(weekdays),
        "holiday": _any(words["holidays"]),
        "spoken": _any(spoken["centuries"]) + r"(?=[\s-]+" + _any(spoken["tens"]) + ")",
        "quarter": r"Q[1-4](?=\s|,)",
        "season": _any(words["seasons"]),
        "deictic": _any(deictic),
        "unit": _any(words["units"]),
        "decade": r"(?:1[5-9]\d|20[0-4])0s|['’`][1-9]0s|" + _any(words["decades"]),
        "number": rf"\d{{1,4}}{words['patterns']['ordinal_ending']}",
    }
    body = "|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds.items())
    # Most places are passed over by their character alone.
    listed = (
        *_forms([*words["months"], *words["month_abbreviations"]]), *weekdays, *words["holidays"],
        *spoken["centuries"], *words["seasons"], *deictic, *words["units"], *words["decades"], *"Q0123456789'’`",
    )  # fmt: skip
    firsts = re.escape("".join(sorted({word[0] for word in listed})))
    return re.compile(rf"(?=[{firsts}])(?<![\w@#/])(?:{body})(?!\w)")


def _patterns(words: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """The table `patterns`, with its placeholders filled in, each with those before it."""
    months, short = _any(_forms(words["months"])), _any(_forms(words["month_abbreviations"]))
    left, spoken = words["left"], words["spoken"]
    filled = {
        "month": rf"(?:{months}\b|{short}\b\.?)",
        "day": _DAY,
        "year": _YEAR,
        "dash": _DASH,
        "end": _END_OF_DAY,
        "shifts": _any(words["shifts"]),
        "ordinals": _any(words["ordinals"]),
        "numbers": _any(words["numbers"]),
        "approximate": _any(_flat(words["approximate"])),
        "centuries": _any(spoken["centuries"]),
        "tens": _any(spoken["tens"]),
        "ones": _any(spoken["units"]),
        "prepositions": _any(left["prepositions"]),
        "qualifiers": _any(left["qualifiers"]),
        "edges": _any(left["edges"]),
        "determiners": _any(_flat(words["determiners"])),
        "articles": _any(left["articles"]),
        "years": _any(left["years"]),
    }
    for name, shape in words["patterns"].items():
        filled[name] = re.sub(r"(?<!\?P)<(\w+)>", lambda m: filled[m[1]], shape)
    # What stands before an anchor may begin a sentence.
    return {
        name: re.compile(filled[name], re.IGNORECASE if filled[name].endswith("$") else 0)
        for name in words["patterns"]
    }


def _ends(words: dict[str, Any]) -> frozenset[str]:
    """The last word of each phrase that the pattern `left` is made of."""
    left = words["left"]
    lists = (*(left[name] for name in ("prepositions", "qualifiers", "edges", "articles", "years")),)
    phrases = [phrase for found in (*lists, _flat(words["determiners"])) for phrase in found]
    return frozenset(WORD.findall(phrase.casefold())[-1] for phrase in phrases)


@cache
def grammar(language: str) -> Grammar | None:
    """The grammar of a language, compiled at first use; None for a language without dates.toml."""
    words = table(language, "dates")
    if not words:
        return None
    names = {**words["months"], **words["month_abbreviations"]}
    return Grammar(
        anchor=_anchor(words),
        patterns=_patterns(words),
        months={form: number for name, number in names.items() for form in (name, name.upper())},
        ambiguous=frozenset(words["months"][m] for m in words["ambiguous"]["months"]),
        determiners=_flat(words["determiners"]),
        approximate=_flat(words["approximate"]),
        left={name: frozenset(listed) for name, listed in words["left"].items() if isinstance(listed, list)},
        left_ends=_ends(words),
        not_year_before=frozenset(words["not_years"]["before"]),
        not_year_after=frozenset(words["not_years"]["after"]),
        named_after=frozenset(words["names_with_years"]["after"]),
        named_days=tuple(
            (d["month"], d["day"], d["year"], frozenset(d["before"])) for d in words["named_days"]
        ),
        tense=tense_words(language),
        words=words,
    )
