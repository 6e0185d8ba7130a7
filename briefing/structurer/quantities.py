"""Figures of a sentence as intervals: "nearly 300" is 270 to 300, "1.5 million" 1.45 to 1.55 million.

Two figures agree where their intervals overlap, after units that can be turned into each other were. A figure
without a word of approximation is exact, but for what rounding leaves open: half a unit of its last digit that is
no zero, and no more than one part in twenty.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.language import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ROUNDED = 0.05  # of a figure: the most that rounding leaves open
_IN_WORDS = 0.1  # the same of a figure that a word of magnitude makes round: "3 million"
_EXACT = 1000  # whole figures below are exact
_REACH = 24  # characters before or after a figure in which words of approximation stand
_HALF_HOUR = 30  # minutes that "about" leaves open of a time of day
_NOON = 12


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a sentence.

    Attributes:
        start, end: where it stands in the sentence, its unit and what belongs to it included.
        low, high: the interval, in the first unit of its kind.
        kind: of unit: "length", "share", "dollar" and so on, "age", "clock", "" for things that are counted.
        value: the figure itself, in that unit.
        factor: how many of that unit the written one is.
    """

    start: int
    end: int
    low: float
    high: float
    kind: str
    value: float
    factor: float = 1.0

    def agrees(self, other: Quantity) -> bool:
        """Whether both may be true of one thing."""
        slack = 1e-9 * max(abs(self.low), abs(other.low), 1.0)
        return self.low <= other.high + slack and other.low <= self.high + slack


@dataclass(frozen=True, slots=True)
class _Grammar:
    figure: re.Pattern[str]
    words: Mapping[str, float]
    tens: Mapping[str, float]
    magnitudes: Mapping[str, float]
    before: tuple[tuple[re.Pattern[str], float, float], ...]
    after: tuple[tuple[re.Pattern[str], float, float], ...]
    units: Mapping[str, tuple[str, float]]
    unit_after: re.Pattern[str]
    age_before: re.Pattern[str]
    age_after: re.Pattern[str]
    clock: re.Pattern[str]
    morning: frozenset[str]
    names_before: re.Pattern[str]
    names_after: re.Pattern[str]
    joined: re.Pattern[str]
    opened: re.Pattern[str]
    closed: re.Pattern[str]


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _grammar(language: str) -> _Grammar | None:
    told = table(language, "quantities")
    if not told:
        return None
    magnitudes = {k: float(v) for k, v in told["magnitudes"].items() if k != "articles"}
    articles = told["magnitudes"]["articles"]
    units = {name: (kind, float(f)) for kind, names in told["units"].items() for name, f in names.items()}
    signs = [u for u in units if not u[-1].isalpha() and u != "%"]
    tens, ones = told["tens"]["names"], told["tens"]["units"]
    number = (
        rf"\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|"
        rf"\b(?:(?:{_any(tens)})-(?:{_any(list(ones))})|{_any(list(told['words']))})\b"
    )
    figure = (
        rf"(?P<sign>{_any(signs)})?\s?(?P<number>{number})(?P<scale>(?:[\s-]+(?:{_any(list(magnitudes))})\b)*)"
        rf"|\b(?:{_any(articles)})(?P<only>(?:\s+(?:{_any(list(magnitudes))})\b)+)"
    )
    clock = told["clock"]
    halves = [*clock["morning"], *clock["afternoon"]]
    return _Grammar(
        figure=re.compile(figure, re.IGNORECASE),
        words=told["words"],
        tens={f"{t}-{o}": told["words"][t] + n for t in tens for o, n in ones.items()},
        magnitudes=magnitudes,
        before=_bounds(told["before"], r"(?<!\w)(?:{})\s+(?:the\s+)?$"),
        after=_bounds(told["after"], r"\s*(?:{})\b"),
        units=units,
        unit_after=re.compile(rf"[\s-]?(?P<unit>{_any([u for u in units if u not in signs])})(?!\w)"),
        age_before=re.compile(rf"\b(?:{_any(told['age']['before'])})\s+$", re.IGNORECASE),
        age_after=re.compile(rf"[\s-](?:{_any(told['age']['after'])})\b", re.IGNORECASE),
        clock=re.compile(
            rf"(?<![\w.:])(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?\s?(?P<half>{_any(halves)})"
            rf"(?!\w)(?P<zone>\s+(?:{_any(clock['zones'])})\b)?"
        ),
        morning=frozenset(clock["morning"]),
        names_before=re.compile(rf"(?<!\w)(?:{_any(told['names']['before'])})\.?\s+$", re.IGNORECASE),
        names_after=re.compile(rf"[\s-]?(?:{_any(told['names']['after'])})\b", re.IGNORECASE),
        joined=re.compile(rf"\s*(?:{_any(told['ranges']['joins'])})\s*"),
        opened=re.compile(rf"\b(?:{_any(told['ranges']['opens'])})\s+$", re.IGNORECASE),
        closed=re.compile(rf"\s+(?:{_any(told['ranges']['closes'])})\s+"),
    )


def _bounds(told: Mapping[str, Any], pattern: str) -> tuple[tuple[re.Pattern[str], float, float], ...]:
    """Words of approximation with their bounds."""
    return tuple(
        (
            re.compile(pattern.format(_any(group["words"])), re.IGNORECASE),
            group.get("low", 0.0),
            group.get("high", math.inf),
        )
        for group in told.values()
    )


def quantities(text: str, language: str, without: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """The figures of a sentence, in order.

    Args:
        text: of the sentence.
        language: ISO 639-1 code.
        without: places that are something else, such as dates.

    Returns:
        None for a language whose words of quantity are not known.
    """
    grammar = _grammar(language)
    if grammar is None:
        return ()
    found = list(_times(grammar, text))
    taken = [*without, *((q.start, q.end) for q in found)]
    for match in grammar.figure.finditer(text):
        start, end = match.span()
        start += len(match.group()) - len(match.group().lstrip())
        if any(s < end and start < e for s, e in taken) or _is_name(grammar, text, start, end):
            continue
        found.append(_quantity(grammar, text, match, start))
    found.sort(key=lambda q: q.start)
    return tuple(_ranges(grammar, text, found))


def _is_name(grammar: _Grammar, text: str, start: int, end: int) -> bool:
    """Whether a figure is part of a name or of a word: "F-16", "Resolution 242", "the 21st"."""
    before, after = text[:start], text[end:]
    if re.search(r"[\w/#.,:]$|[A-Za-z]-$|\d[-–]$", before) and not before.endswith(("$", "£", "€")):
        return not re.search(r"[a-z]{2}[,:]$", before)
    if re.match(r"\w|[-–/]\d|:\d", after) and not grammar.unit_after.match(after):
        return True
    return bool(grammar.names_before.search(before[-_REACH:]) or grammar.names_after.match(after))


def _quantity(grammar: _Grammar, text: str, match: re.Match[str], start: int) -> Quantity:
    if match["only"]:
        value, scale = 1.0, match["only"]
    else:
        word = match["number"].lower()
        value = grammar.words.get(word, grammar.tens.get(word, 0.0)) or float(
            word.replace(",", "") if word[0].isdigit() else 0
        )
        scale = match["scale"]
    factor = 1.0
    for name in re.findall(r"[a-z]+", scale.lower()):
        factor *= grammar.magnitudes[name]
    end = match.end()
    kind, unit = _sign(grammar, match)
    after = grammar.unit_after.match(text, end)
    if grammar.age_after.match(text, end) or grammar.age_before.search(text[max(0, start - _REACH) : start]):
        kind = "age"
    elif not kind and after and after["unit"] in grammar.units:
        kind, unit = grammar.units[after["unit"]]
        end = after.end()
    low, high = _interval(grammar, text, start, end, match, value, factor)
    return Quantity(start, end, low * factor * unit, high * factor * unit, kind, value * factor * unit, unit)


def _sign(grammar: _Grammar, match: re.Match[str]) -> tuple[str, float]:
    sign = match["sign"]
    return grammar.units.get(sign, grammar.units.get(sign.upper(), ("", 1.0))) if sign else ("", 1.0)


def _interval(
    grammar: _Grammar,
    text: str,
    start: int,
    end: int,
    match: re.Match[str],
    value: float,
    factor: float,
) -> tuple[float, float]:
    """The bounds of a figure before its magnitude."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    for pattern, low, high in grammar.before:
        if pattern.search(before):
            return _spread(value, low, high)
    for pattern, low, high in grammar.after:
        if pattern.match(after):
            return _spread(value, low, high)
    slack = _rounding(match["number"] or "1", value, factor)
    return value - slack, value + slack


def _spread(value: float, low: float, high: float) -> tuple[float, float]:
    return value * low, value * high if math.isfinite(high) else math.inf


def _rounding(written: str, value: float, factor: float) -> float:
    """How far a figure may be from what was rounded to it."""
    digits = written.replace(",", "")
    if "." in digits:
        return min(0.5 * 10.0 ** -len(digits.partition(".")[2]), _IN_WORDS * value)
    if factor > _NOON:
        return min(0.5, _IN_WORDS * value)
    if not digits[0].isdigit() or value < _EXACT:
        return 0.0
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(0.5 * 10.0**zeros, _ROUNDED * value) if zeros else 0.0


def _times(grammar: _Grammar, text: str) -> Iterator[Quantity]:
    """Times of day, in minutes; one with a zone is left out, for another report may write it in its own."""
    for match in grammar.clock.finditer(text):
        if match["zone"]:
            continue
        hour = int(match["hour"]) % _NOON + (0 if match["half"] in grammar.morning else _NOON)
        minutes = float(hour * 60 + int(match["minute"] or 0))
        before = text[max(0, match.start() - _REACH) : match.start()]
        vague = any(pattern.search(before) for pattern, _, _ in grammar.before)
        slack = _HALF_HOUR if vague else 0
        yield Quantity(*match.span(), minutes - slack, minutes + slack, "clock", minutes)


def _ranges(grammar: _Grammar, text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Two figures that make a range are one: "25 to 35", "between 25 and 35"."""
    skip = False
    for one, two in zip(found, (*found[1:], None), strict=False):
        if skip:
            skip = False
        elif two and _is_range(grammar, text, one, two):
            factor = two.factor if not one.kind else 1.0
            low, value = one.low * factor, one.value * factor
            yield Quantity(one.start, two.end, low, two.high, two.kind, value, two.factor)
            skip = True
        else:
            yield one


def _is_range(grammar: _Grammar, text: str, one: Quantity, two: Quantity) -> bool:
    between = text[one.end : two.start]
    joined = grammar.joined.fullmatch(between) or (
        grammar.closed.fullmatch(between) and grammar.opened.search(text[: one.start])
    )
    first = one.value * (two.factor if not one.kind else 1.0)
    return joined is not None and one.kind in ("", two.kind) and first < two.value < first * _EXACT
