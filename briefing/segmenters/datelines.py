"""Datelines: a place, perhaps a date, an agency, and a dash; and lines that hold a date and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from briefing.layout import BlockKind

HEAD = 400
"""A dateline lies in so many characters at the start of a paragraph."""

LINE = 80
"""A line that holds a date and nothing else has at most so many characters."""

_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_CAPITALS = r"(?:ST\.|[A-ZÀ-Þ][A-ZÀ-Þ'’.-]*[A-ZÀ-Þ])"
_CITY = rf"{_CAPITALS}(?: (?:{_CAPITALS}|de|del|la|al|and|y|e))*"
_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_REGION = rf"(?:, ?{_NAME}(?: (?:of|and|the|{_NAME})){{0,3}}){{0,2}}"
_DASH = r"(?:\s*(?:--+|[—–―]|(?<!\w)_+)\s*|\s+[-_]+\s+|(?<=\)):\s+)"
_SENTENCE = r"""(?=["“”‘'«(\[]{0,2}[A-ZÀ-Þ0-9])"""


class Datelines:
    """What a dateline looks like, in a language and with the agencies that are known.

    Two groups are told apart by how sure they are: a city in capitals with a date or a known agency ("BAKU, April
    28 (Agency) --") is one wherever it stands; a city in capitals and a dash, or a city in small letters with an
    agency or a date ("London (CNN)"), only where the text begins. A known city in small letters and a long dash
    ("Geneva — ") is one only at the very first, and if no second dash makes it the subject of its sentence ("Cairo —
    Egypt's capital — was calm").
    """

    def __init__(
        self,
        months: Sequence[str],
        weekdays: Sequence[str],
        agencies: Sequence[str],
        openers: Sequence[str],
        known_cities: Collection[str],
    ) -> None:
        month, weekday, agency = any_of(months), any_of(weekdays), any_of(agencies)
        date = rf"(?:(?i:{month})\.?\s+{_DAY}|{_DAY}\s+(?:de\s+)?(?i:{month})\.?)(?:,?\s+\d{{4}})?"
        day = rf"(?:(?:(?i:{weekday})\.?,?\s+)?{date}|(?i:{weekday}))"
        cities = rf"{_CITY}{_REGION}(?:/{_CITY}{_REGION}){{0,3}}"
        known = rf"\({agency}(?:[,/] ?{agency})*\)"
        source = r"\(\s*[A-ZÀ-Þ][^()\n]{0,60}(?:\)|(?=\s--))"
        self._strong = re.compile(
            rf"(?<!\S){cities}(?:,?\s+{day})?\s*{known}(?:{_DASH}|\s+)(?=\S)"
            rf"|(?<!\S){cities},?\s+{day}(?:\s*{source})?(?:{_DASH}|(?<=\d)\.\s+){_SENTENCE}"
        )
        city = rf"{_NAME}(?: {_NAME}){{0,3}}{_REGION}"
        self._leading = re.compile(
            rf"{cities}(?:\s*{source})?{_DASH}{_SENTENCE}"
            rf"|{city}(?:,?\s+{day})?\s*(?:{known}|{source}(?=\s*(?:--|[—–]|-\s))){_DASH}?\s*{_SENTENCE}"
            rf"|{city},?\s+{date}{_DASH}(?=\S)"
            rf"|{known}{_DASH}?\s*{_SENTENCE}"
        )
        long_dash = r"\s*(?:--+|—|(?<=\s)–(?=\s))\s*"
        self._first = re.compile(
            rf"(?P<city>{_NAME}(?: {_NAME}){{0,3}}){_REGION}{long_dash}{_SENTENCE}(?!.*?\s(?:--+|[—–])\s)"
        )
        self._cities = known_cities
        time = r"\d{1,2}[:.]\d\d.{0,20}"
        self._alone = re.compile(
            rf"(?:{_NAME}[ ,/]+){{0,4}}(?:(?i:{weekday})\.?,?\s+)?{date}(?:[,;]?\s+(?:\(?{agency}\)?|{time}))?\.?"
            rf"|{time}"
        )
        self._agency = re.compile(agency)
        self._openers = frozenset(openers)

    def heads(self, text: str, *, leading: bool, first: bool) -> Iterator[tuple[int, BlockKind]]:
        """The parts that come before the words of a paragraph: where each ends, and what it is.

        Args:
            text: the paragraph.
            leading: whether it is one of the first.
            first: whether it is the very first; then a headline may be glued to the dateline.
        """
        text = text[:HEAD]
        match = self._strong.match(text) or (self._leading.match(text) if leading else None)
        if first and match is None and (named := self._first.match(text)) and named["city"] in self._cities:
            match = named
        if match:
            if self._is_place(match.group()):
                yield match.end(), "dateline"
        elif first and (match := self._strong.search(text)):
            yield match.start(), "heading"
            yield match.end(), "dateline"

    def _is_place(self, head: str) -> bool:
        """Whether a head names a place: neither an agency alone nor the first words of a sentence do."""
        if self._agency.fullmatch(head.strip(" -–—_:")):
            return False
        return head.split(None, 1)[0].casefold() not in self._openers

    def stands_alone(self, text: str) -> bool:
        """Whether a line is a date, with a place or a weekday perhaps, and nothing else."""
        return len(text) <= LINE and bool(self._alone.fullmatch(text))


def any_of(words: Sequence[str]) -> str:
    """A pattern for any of the words, the longest first; one that matches nothing for none."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True)) or '(?!)'})"
