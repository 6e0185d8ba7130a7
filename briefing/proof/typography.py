"""When two texts say the same in other type: words one by one, and what stands between them.

A text is taken as words and the gaps between them. Words are compared letter by letter, case and all; only what a
typesetter does to letters is undone: ligatures, soft hyphens, characters of no width, accents written apart. Gaps
are compared by their marks: kinds of quotation marks, of dashes and of spaces are one each, and a space beside a
mark means nothing. A digit keeps the space before it, so that a minus sign is not taken for a dash between words.

No rule touches a letter, a digit or a sign, so no two texts that differ in one of those compare as equal.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

_NO_WIDTH = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_ACCENTS = "\u0300-\u036f"
# Scripts that part words by nothing: there each character is a word.
_UNPARTED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"[{_UNPARTED}]|(?:(?![{_UNPARTED}])\w)(?:(?:(?![{_UNPARTED}])\w)|[{_ACCENTS}]|[{_NO_WIDTH}]+(?=[\w{_ACCENTS}]))*"
)
_UNPARTED_ONLY = re.compile(f"[{_UNPARTED}]")

_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "\u017ft", 0xFB06: "st",
}  # fmt: skip
_DROP = re.compile(f"[{_NO_WIDTH}]")

_QUOTES = re.compile(
    "[\"'`\u00b4\u2018-\u201f\u2032\u2033\u2035\u2036\u2039\u203a\u00ab\u00bb\u300c-\u300f\u301d-\u301f\uff02\uff07]+"
)
_DASHES = re.compile("[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+")
_QUOTE, _DASH = "'", "-"
_BLANK = re.compile(r"\s+")
_LONE_DASH = re.compile(r"(\s*)-(\s*)")

LINE_HYPHEN = re.compile("[-\u2010\u00ad]\n")
"""A hyphen at the end of a line: it may belong to the word, or to the line."""


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word of `text`."""
    return [m.span() for m in _WORD.finditer(text)]


def plain_words(text: str) -> list[str]:
    """The words of `text` as `Words` compares them."""
    found = _WORD.findall(text)
    return found if text.isascii() else [w if w.isascii() else plain_word(w) for w in found]


def plain_word(word: str) -> str:
    """A word without what a typesetter did to its letters."""
    return unicodedata.normalize("NFC", _DROP.sub("", word).translate(_LIGATURES))


@lru_cache(maxsize=20_000)
def plain_gap(gap: str, before: str, after: str) -> str:
    """What stands between two words, with its marks in one form each.

    Args:
        gap: the characters between the words.
        before: last character of the word before, "" at the start of a text.
        after: first character of the word after, "" at the end.
    """
    if gap == " " and before and after:
        return "" if _UNPARTED_ONLY.match(before or " ") and _UNPARTED_ONLY.match(after or " ") else " "
    marks = unicodedata.normalize("NFC", _DROP.sub("", gap)).replace("…", "...")
    marks = _BLANK.sub(" ", _DASHES.sub(_DASH, _QUOTES.sub(_QUOTE, marks)))
    if not marks.strip():
        return plain_gap(marks, before, after) if marks and before and after else ""
    lone = _LONE_DASH.fullmatch(marks)
    if lone and before and bool(lone.group(1)) == bool(lone.group(2)):
        return _DASH
    if after.isnumeric():
        kept = marks.rstrip() if not before else marks
        # Between words a space may stand before a number; only what touches the digit can change it.
        head, touching = _parted(kept if before else kept.lstrip())
        return head.replace(" ", "") + touching
    return marks.replace(" ", "")


def _parted(marks: str) -> tuple[str, str]:
    """The marks before the last space, and that space with what follows it up to a digit."""
    at = marks.rfind(" ")
    return ("", marks) if at < 0 else (marks[:at], marks[at:])


@dataclass(frozen=True)
class Words:
    """The words of a text and the gaps between them.

    Attributes:
        text: the text.
        spans: start and end of each word.
        keys: each word as it is compared.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """Take a text apart."""
        spans = tuple(word_spans(text))
        found = (text[start:end] for start, end in spans)
        return cls(text, spans, tuple(w if w.isascii() else plain_word(w) for w in found))

    def __len__(self) -> int:
        return len(self.keys)

    def gaps(self, low: int, high: int) -> list[str]:
        """What parts each of the words `low` to `high` from the one before; the first of the text has none."""
        keys, spans, text = self.keys, self.spans, self.text
        return [
            plain_gap(text[spans[i - 1][1] : spans[i][0]], keys[i - 1][-1], keys[i][0])
            for i in range(low, high)
        ]

    def head(self, start: int, first: int) -> str:
        """The marks from the character `start` to the word `first`, where a sentence begins at `start`."""
        return plain_gap(self.text[start : self.spans[first][0]], "", self.keys[first][0])

    def tail(self, last: int, end: int) -> str:
        """The marks from the word `last` to the character `end`, where a sentence ends at `end`."""
        return plain_gap(self.text[self.spans[last][1] : end], self.keys[last][-1], "")

    def same(self, low: int, high: int, other: Words, at: int) -> bool:
        """Whether the words `low` to `high` are those of `other` from `at`, with the gaps between them."""
        end = at + high - low
        same = self.keys[low:high] == other.keys[at:end]
        return same and self.gaps(low + 1, high) == other.gaps(at + 1, end)

    def starting_in(self, start: int, end: int) -> tuple[int, int]:
        """The words that begin in the characters `start` to `end`, as the first and one past the last."""
        return bisect_left(self.spans, (start, -1)), bisect_left(self.spans, (end, -1))


def unbroken(text: str) -> str:
    """A text whose lines end in print, as running text: hyphens at line ends touch what follows."""
    return LINE_HYPHEN.sub(lambda m: m.group()[0], text).replace("\u00ad", "")


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but type."""
    a, b = Words.of(one), Words.of(other)
    if len(a) != len(b) or not len(a):
        return False
    heads = a.head(0, 0) == b.head(0, 0)
    return heads and a.same(0, len(a), b, 0) and a.tail(-1, len(one)) == b.tail(-1, len(other))
