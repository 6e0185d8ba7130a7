"""What a sentence tells that another report may tell differently: figures, dates, places, people and their titles."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from briefing.language import table
from briefing.structurer.quantities import Quantity, quantities
from briefing.text import MOST_WORDS, content_stems, stem, stop_words, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.model import Article, DateMention, Person, Place, Sentence

_BESIDE = 3  # words with content that are looked at on each side of a figure or a date
_ANY_YEAR = 2000  # stands for the year of a date that gives none; a leap year
_NEAR = 16  # characters from "20-year-old" to the name of the person
_WEEK = 7  # days
_BREAK = re.compile(r"[;:!?—]|\.\s|--")
_WORD = re.compile(r"\w+(?:[.'’\-]\w+)*")


@dataclass(frozen=True, slots=True)
class When:
    """A date as days.

    Attributes:
        low, high: first and last day.
        yearless: whether the year is not told.
        weekday: where nothing else is known.
        loose: whether it may be a week off: "last Thursday".
    """

    low: int
    high: int
    yearless: bool = False
    weekday: int | None = None
    loose: bool = False

    @property
    def key(self) -> str:
        """The same for the same days."""
        return f"{self.low} {self.high} {self.weekday}"

    def agrees(self, other: When) -> bool:
        """Whether both may be one day, as far as both tell it."""
        if (self.loose or other.loose) and abs(self.low - other.low) == _WEEK:
            return True
        if self.weekday is not None or other.weekday is not None:
            one, two = self._weekday(), other._weekday()
            return one is None or two is None or one == two
        if self.yearless or other.yearless:
            (low, high), (from_, to) = self._in_any_year(), other._in_any_year()
            return low <= to and from_ <= high
        return self.low <= other.high and other.low <= self.high

    def _weekday(self) -> int | None:
        if self.weekday is not None:
            return self.weekday
        return date.fromordinal(self.low).weekday() if self.low == self.high and not self.yearless else None

    def _in_any_year(self) -> tuple[int, int]:
        low, high = date.fromordinal(self.low), date.fromordinal(self.high)
        if low.year != high.year or high.toordinal() - low.toordinal() > 360:
            return 0, 10**7
        return low.replace(year=_ANY_YEAR).toordinal(), high.replace(year=_ANY_YEAR).toordinal()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, with the stems beside it."""

    start: int
    end: int
    quantity: Quantity
    beside: frozenset[str]
    counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, with the stems beside it; `of_saying` where it tells when something was said."""

    start: int
    end: int
    when: When
    beside: frozenset[str]
    of_saying: bool
    near: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A person, by the words of the name as it stands there and in full, and of the title as it stands there."""

    start: int
    end: int
    words: tuple[str, ...]
    full: tuple[str, ...]
    title: tuple[str, ...]
    person: Person


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and its facts.

    Attributes:
        stems: of its content, without figures and dates.
        words: as they stand, with their places in the sentence.
    """

    sentence: Sentence
    stems: frozenset[str]
    words: tuple[tuple[str, int, int], ...]
    figures: tuple[Figure, ...]
    dates: tuple[Dated, ...]
    people: tuple[Named, ...]
    places: tuple[Place, ...]


def told(article: Article, sentences: Sequence[Sentence]) -> list[Told]:
    """The facts of some sentences of an article."""
    found = article.annotations
    starts = {
        name: [x.start for x in spans]
        for name, spans in (("people", found.people), ("places", found.places), ("dates", found.dates))
    }

    def within(name: str, spans: Sequence[Any], sentence: Sentence) -> list[Any]:
        low = bisect_left(starts[name], sentence.start)
        high = bisect_left(starts[name], sentence.end)
        return [x for x in spans[low:high] if x.end <= sentence.end]

    return [
        _told(
            s,
            within("dates", found.dates, s),
            within("people", found.people, s),
            within("places", found.places, s),
        )
        for s in sentences
    ]


def _told(sentence: Sentence, dates: list[DateMention], people: list[Person], places: list[Place]) -> Told:
    text, language, offset = sentence.text, sentence.document.language, sentence.start
    spans = [(d.start - offset, d.end - offset) for d in dates]
    figures = quantities(text, language, spans)
    blank = list(text)
    for start, end in (*spans, *((q.start, q.end) for q in figures)):
        blank[start:end] = " " * (end - start)
    return Told(
        sentence=sentence,
        stems=frozenset(content_stems("".join(blank), language)),
        words=tuple((m.group(), m.start(), m.end()) for m in _WORD.finditer(text)),
        figures=tuple(_figure(text, language, q, people, offset) for q in figures),
        dates=tuple(_dated(sentence, d, when) for d in dates if (when := _when(d, sentence)) is not None),
        people=tuple(_named(p, offset) for p in people),
        places=tuple(places),
    )


def _figure(text: str, language: str, quantity: Quantity, people: Sequence[Person], offset: int) -> Figure:
    for person in people:
        between = text[person.end - offset : quantity.start]
        if not quantity.kind and between == ", " and text[quantity.end :].startswith(","):
            quantity = replace(quantity, kind="age")  # "Cummings, 20, of Rockaway"
        if quantity.kind == "age" and (between == ", " or 0 <= person.start - offset - quantity.end < _NEAR):
            surname = frozenset(list(name_words(person.name))[-1:])
            return Figure(quantity.start, quantity.end, quantity, surname, surname)
    loose = _words(language, "quantities", "loose", "words")
    before, after = _sides(text, language, quantity.start, quantity.end, loose)
    return Figure(
        quantity.start,
        quantity.end,
        quantity,
        frozenset((*before, *after)),
        frozenset((*after[:2], *before[-1:])),
    )


def _sides(
    text: str, language: str, start: int, end: int, without: frozenset[str] = frozenset()
) -> tuple[list[str], list[str]]:
    """Stems of the words with content before and after a place, up to a break of the sentence."""
    stops = stop_words(language)

    def kept(part: str) -> list[str]:
        return [stem(w, language) for w in tokens(part) if len(w) > 1 and w not in stops and w not in without]

    return kept(_BREAK.split(text[:start])[-1])[-_BESIDE:], kept(_BREAK.split(text[end:])[0])[:_BESIDE]


@cache
def _words(language: str, name: str, group: str, key: str) -> frozenset[str]:
    return frozenset(table(language, name).get(group, {}).get(key, ()))


def _dated(sentence: Sentence, mention: DateMention, when: When) -> Dated:
    text, language = sentence.text, sentence.document.language
    start, end = mention.start - sentence.start, mention.end - sentence.start
    before, after = _sides(text, language, start, end)
    near_words = [*tokens(text[:start])[-3:], *tokens(text[end:])[:3]]
    saying = _words(language, "differences", "dates", "saying")
    published = sentence.document.published
    near = published is not None and abs(when.low - published.toordinal()) <= 2
    return Dated(start, end, when, frozenset((*before, *after)), not saying.isdisjoint(near_words), near)


def _when(mention: DateMention, sentence: Sentence) -> When | None:
    """A date as days, None for one that is too vague or hangs on a day of publication that is not known."""
    if mention.qualifier in ("before", "after", "since"):
        return None
    bounds = _bounds(mention.value), _bounds(mention.until or mention.value)
    if bounds[0] is None or bounds[1] is None:
        return None
    low, high = bounds[0][0].toordinal(), bounds[1][1].toordinal()
    text, language = mention.text, sentence.document.language
    dates = table(language, "dates")
    names = {**dates.get("months", {}), **dates.get("month_abbreviations", {})}
    said = re.findall(r"[^\W\d_]+", text)
    by_month = any(w.capitalize() in names for w in said)
    by_year = re.search(r"(?:1[5-9]|20)\d\d", text) is not None
    if by_year:
        return When(low, high)
    if by_month:  # the year that was made out for it may be another report's guess
        return _yearless(low, high)
    if not set(dates.get("shifts", {})).isdisjoint(w.lower() for w in said):
        return None  # "three years later" hangs on what was told before
    days = [dates["weekdays"][w.capitalize()] for w in said if w.capitalize() in dates.get("weekdays", {})]
    if sentence.document.published:
        determiners = dates.get("determiners", {})
        turns = {w for group in ("past", "future") for w in determiners.get(group, ())}
        return When(low, high, loose=bool(days) and not turns.isdisjoint(w.lower() for w in said))
    return When(0, 0, weekday=days[0]) if days else None


def _yearless(low: int, high: int) -> When | None:
    first, last = date.fromordinal(low), date.fromordinal(high)
    if first.year != last.year:
        return None
    return When(
        first.replace(year=_ANY_YEAR).toordinal(), last.replace(year=_ANY_YEAR).toordinal(), yearless=True
    )


def _bounds(value: str) -> tuple[date, date] | None:
    """First and last day of a date cut to its precision; None for weeks, seasons and the like."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = date.fromisoformat(value)
            return day, day
        if re.fullmatch(r"\d{4}-\d\d", value):
            first = date.fromisoformat(f"{value}-01")
            return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        if re.fullmatch(r"\d{4}", value):
            return date(int(value), 1, 1), date(int(value), 12, 31)
    except ValueError:
        return None
    return None


def _named(person: Person, offset: int) -> Named:
    return Named(
        person.start - offset,
        person.end - offset,
        tuple(name_words(person.text)),
        tuple(name_words(person.name)),
        tuple(tokens(person.title)),
        person,
    )


def name_words(name: str) -> Iterator[str]:
    """The words of a name, without initials, possessives and accents: Yulín is Yulin."""
    for word in tokens(name):
        bare = _plain(word)
        if len(bare) > 1:
            yield bare


@lru_cache(maxsize=MOST_WORDS)
def _plain(word: str) -> str:
    """A word without its possessive and its accents."""
    bare = word.removesuffix("'s")
    if bare.isascii():
        return bare
    return "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c))
