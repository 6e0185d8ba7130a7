"""The labels of the program, which are data of each language, as patterns that tell them in a document."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefing.language import languages, table
from briefing.proof.source_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SLOTS = {
    "paragraphs": r"¶\d+(?:[–-]¶?\d+)?(?:,\s+¶\d+(?:[–-]¶?\d+)?)*",
    "uri": r".{1,300}?",
    "reason": r".{1,300}?",
    "copies": r"S\d{1,4}\s+\(S\d{1,4}\)(?:,\s+S\d{1,4}\s+\(S\d{1,4}\))*",
    "source": r"S\d{1,4}",
    "numbers": r"\d{1,4}(?:[–-]\s*\d{1,4})?(?:,\s+\d{1,4}(?:[–-]\s*\d{1,4})?)*",
    "model": r"[\w\s’']{1,40}?",
}
_NUMBER = r"\d{1,9}"
_LIKE = {
    "’": "['’]",
    "'": "['’]",
    "“": '["“]',
    "”": '["”]',
    "–": "[–-]",
    "\u00a0": r"\s+",
    " ": r"\s+",
    "-": "[–-]",
}
_ENTRY = re.compile(r"S\d{1,4}\s+(?=\S)")
_CLOSED = re.compile(r"""[.!?…。！？][\])}"'’”»]*\s*$""")
_BULLETS = "[•▪●◦·*–-]"
HANDLE = re.compile(rf"\s*(?:\d{{1,4}}[.)]?|{_BULLETS})\s+(?=\S)")
"""A number or a bullet in front of a statement."""

ITEM = re.compile(rf"\s*(?:\d{{1,4}}[.)]|{_BULLETS})\s+(?=\S)")
"""The same in a document of somebody else's, where a number without a stop or bracket is a quantity or a year."""


def is_closed(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_CLOSED.search(text))


def fold(text: str) -> str:
    """The words of a label, for comparing: style sheets print some in capitals, with or without the dots of an i."""
    return plain(text).lower().replace("i\u0307", "i").replace("ı", "i")


def pattern(label: str, slots: Mapping[str, str] = MappingProxyType(_SLOTS)) -> str:
    """A label as a regular expression: what its slots hold, and any kind of space, dash and quotation mark."""
    parts = re.split(r"\{(\w+)\}", label)
    made = ""
    for i, part in enumerate(parts):
        made += slots.get(part, _NUMBER) if i % 2 else "".join(_LIKE.get(c, re.escape(c)) for c in part)
    return made


def _labels() -> Iterator[dict[str, Any]]:
    return (found for found in (table(code, "labels") for code in languages()) if found)


def _any_of(patterns: set[str]) -> str:
    return "|".join(sorted(patterns, key=lambda p: (-len(p), p)))


@cache
def _sayings() -> frozenset[str]:
    """Whole sentences of the program, with their slots: limits, legend, what every page says."""
    made: set[str] = set()
    for found in _labels():
        made |= {v for name in ("limits", "legend", "running") for v in found[name].values()}
        made |= {
            v for name in ("uncited", "single", "missing_glyphs") for v in found["counts"][name].values()
        }
    return frozenset(v for v in made if len(v.split()) > 1 and not v.startswith("the "))


@cache
def _lines() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of({pattern(v) for v in _sayings()})})(?!\w)")


@cache
def _rare_words() -> frozenset[str]:
    """A word of each of those sentences, so that it need not be looked for where the word is not."""
    words = (re.findall(r"\w+", re.sub(r"\{\w+\}", " ", v)) for v in _sayings())
    return frozenset(max(found, key=len) for found in words)


def blank_sayings(text: str) -> str:
    """The text with the program's whole sentences made blank, character by character."""
    if not any(word in text for word in _rare_words()):
        return text
    return _lines().sub(lambda m: " " * len(m.group()), text)


@cache
def literals() -> dict[str, frozenset[str]]:
    """Labels without anything to fill in, folded, by group."""
    groups: dict[str, set[str]] = {}
    for found in _labels():
        for name in ("masthead", "facts", "headings", "differences", "columns", "running", "tables"):
            groups.setdefault(name, set()).update(fold(v) for v in found[name].values() if "{" not in v)
    return {name: frozenset(values) for name, values in groups.items()}


@cache
def heading_roles() -> dict[str, str]:
    """The headings, folded, with the part of the note that each begins."""
    return {fold(v): role for found in _labels() for role, v in found["headings"].items()}


@cache
def fillers() -> re.Pattern[str]:
    """What may stand between names: labels, counts and dates."""
    made: set[str] = set()
    for found in _labels():
        made |= {pattern(v) for group in found["counts"].values() for v in group.values()}
        names = ("masthead", "facts", "columns", "running")
        made |= {pattern(v) for n in names for v in found[n].values() if "{" not in v}
        # The year may stand on the next line.
        made.add(pattern(found["dates"]["day"].replace("{year}", "").strip(), _of_dates(found)))
        sources = found["sources"]
        of_sources = ("untitled", "address", "file", "digest", "reprint", "cited", "timeline", "people")
        made |= {pattern(sources[n]) for n in of_sources}
        made.add(pattern(sources["dated"].replace("{date}", "").strip()))
        made |= {
            pattern(m.split("{event}")[-1].strip())
            for m in (found["facts"]["planned"], found["facts"]["cancelled"])
        }
        made.add(pattern(found["facts"]["more"].split("{list}")[-1].strip()))
    # A date comes last: in "1024 words" there is no year.
    either = f"{_any_of({p for p in made if p})}|{_date()}"
    return re.compile(rf"(?<![\w])(?:{either})(?![\w])", re.IGNORECASE)


def _of_dates(found: dict[str, Any]) -> dict[str, str]:
    """What the slots of a date hold in a language."""
    return {
        "month": f"(?:{_any_of({re.escape(m) for names in found['months'].values() for m in names})})",
        "day": r"\d{1,2}(?:[–-]\d{1,2})?",
        "year": r"\d{4}",
    }


@cache
def _date() -> str:
    """A date in the program's form, in one of the languages of its labels."""
    days: set[str] = set()
    whole: set[str] = {r"\d{4}(?:-\d\d){0,2}"}
    for found in _labels():
        days |= {pattern(found["dates"][name], _of_dates(found)) for name in ("day", "month", "decade")}
    one = f"(?:{_any_of(days | whole)})"
    for found in _labels():
        whole |= {pattern(v, {"date": one}) for v in found["qualifiers"].values()}
        whole.add(pattern(found["dates"]["interval"], {"start": one, "end": one}))
    return f"(?:{_any_of(whole | {one})})"


def is_handle(text: str) -> bool:
    """Whether a text is no more than the number or the date that stands in front of a statement."""
    return re.fullmatch(rf"\d{{1,4}}[.)]?|S\d{{1,4}}|{_date()}", text.strip()) is not None


def is_heading(text: str) -> bool:
    """Whether a text is a heading of the program's."""
    return fold(text) in heading_roles() or fold(text) in literals()["differences"]


def is_head_row(text: str) -> bool:
    """Whether a text is the heads of the columns of a table of the program's, in a row."""
    words = fold(text)
    for head in sorted(literals()["columns"], key=len, reverse=True):
        words = words.replace(head, " ", 1) if head in words else words
    return not words.strip()


def begins_anew(text: str) -> bool:
    """Whether a line begins a statement or a source: with a number, a date or an id in front, or it is a heading."""
    return bool(HANDLE.match(text) or _ENTRY.match(text) or dated().match(text)) or is_heading(text)


@cache
def dated() -> re.Pattern[str]:
    """A date in front of a statement of the timeline."""
    return re.compile(rf"\s*{_date()}\s+(?=\S)")


def _tight(text: str) -> str:
    """A folded text without spaces: capitals that a style sheet sets apart may be read with spaces between them."""
    return fold(text).replace(" ", "")


@cache
def _kinds() -> tuple[str, ...]:
    """The kinds of note, as the first line of the masthead has them, without spaces."""
    heads = (found["masthead"].items() for found in _labels())
    return tuple(_tight(v) for items in heads for name, v in items if name.startswith("kind"))


def names_kind(text: str) -> bool:
    """Whether a text begins with the kind of note, as the masthead does."""
    return _tight(text).startswith(_kinds())


@cache
def addressing() -> frozenset[str]:
    """The labels of the masthead that stand before what the user gives: to, from, copies."""
    heads = (found["masthead"].items() for found in _labels())
    return frozenset(fold(v) for items in heads for name, v in items if not name.startswith("kind"))


def is_own(texts: Iterable[str]) -> bool:
    """Whether a document is one of the program's: some passage begins with the kind of note that it makes."""
    return any(names_kind(text) for text in texts)
