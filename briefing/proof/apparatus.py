"""The program's own words in a document: labels, headings, counts, dates, legend, and names that the sources have.

The labels are data of the language; their patterns here are made from them. What only looks like a label is none:
whatever a label leaves open (a name, a title, a description) must stand in a source.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefing.language import languages, table
from briefing.proof.source_text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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
_BRACKETS = re.compile(r"\[[^\[\]]{1,60}\]")
_DIGEST = re.compile(r"\b[0-9a-f]{6,64}\b(?:…|\.\.\.)?")
_ENTRY = re.compile(r"S\d{1,4}\s+(?=\S)")
_IDS = re.compile(r"\bS\d{1,4}\b")
_CLOSED = re.compile(r"""[.!?…。！？][\])}"'’”»]*\s*$""")
_BULLETS = "[•▪●◦·*–-]"
HANDLE = re.compile(rf"\s*(?:\d{{1,4}}[.)]?|{_BULLETS})\s+(?=\S)")
"""A number or a bullet in front of a statement."""

ITEM = re.compile(rf"\s*(?:\d{{1,4}}[.)]|{_BULLETS})\s+(?=\S)")
"""The same in a document of somebody else's, where a number without a stop or bracket is a quantity or a year."""

_CUT = re.compile(r"\s*(?:…|\.\.\.)\s*$")  # a title that a running head has no room for

_LONGEST = 300  # characters of a label
_SUBHEADING = 10  # words of a topic that stands as a heading
_RUNNING = 8  # words of a mark or file reference at the edge of a page


def is_closed(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_CLOSED.search(text))


def fold(text: str) -> str:
    """The words of a label, for comparing: style sheets print some in capitals, with or without the dots of an i."""
    return plain(text).lower().replace("i\u0307", "i").replace("ı", "i")


def _pattern(label: str, slots: Mapping[str, str] = MappingProxyType(_SLOTS)) -> str:
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
    return re.compile(rf"(?<!\w)(?:{_any_of({_pattern(v) for v in _sayings()})})(?!\w)")


@cache
def _rare_words() -> frozenset[str]:
    """A word of each of those sentences, so that it need not be looked for where the word is not."""
    words = (re.findall(r"\w+", re.sub(r"\{\w+\}", " ", v)) for v in _sayings())
    return frozenset(max(found, key=len) for found in words)


@cache
def _literals() -> dict[str, frozenset[str]]:
    """Labels without anything to fill in, folded, by group."""
    groups: dict[str, set[str]] = {}
    for found in _labels():
        for name in ("masthead", "facts", "headings", "differences", "columns", "running", "tables"):
            groups.setdefault(name, set()).update(fold(v) for v in found[name].values() if "{" not in v)
    return {name: frozenset(values) for name, values in groups.items()}


@cache
def _heading_roles() -> dict[str, str]:
    return {fold(v): role for found in _labels() for role, v in found["headings"].items()}


@cache
def _fillers() -> re.Pattern[str]:
    """What may stand between names: labels, counts and dates."""
    made: set[str] = set()
    for found in _labels():
        made |= {_pattern(v) for group in found["counts"].values() for v in group.values()}
        names = ("masthead", "facts", "columns", "running")
        made |= {_pattern(v) for n in names for v in found[n].values() if "{" not in v}
        # The year may stand on the next line.
        made.add(_pattern(found["dates"]["day"].replace("{year}", "").strip(), _of_dates(found)))
        sources = found["sources"]
        of_sources = ("untitled", "address", "file", "digest", "reprint", "cited", "timeline", "people")
        made |= {_pattern(sources[n]) for n in of_sources}
        made.add(_pattern(sources["dated"].replace("{date}", "").strip()))
        made |= {
            _pattern(m.split("{event}")[-1].strip())
            for m in (found["facts"]["planned"], found["facts"]["cancelled"])
        }
        made.add(_pattern(found["facts"]["more"].split("{list}")[-1].strip()))
    made.add(_date())
    return re.compile(rf"(?<![\w])(?:{_any_of({p for p in made if p})})(?![\w])", re.IGNORECASE)


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
        days |= {_pattern(found["dates"][name], _of_dates(found)) for name in ("day", "month", "decade")}
    one = f"(?:{_any_of(days | whole)})"
    for found in _labels():
        whole |= {_pattern(v, {"date": one}) for v in found["qualifiers"].values()}
        whole.add(_pattern(found["dates"]["interval"], {"start": one, "end": one}))
    return f"(?:{_any_of(whole | {one})})"


def is_handle(text: str) -> bool:
    """Whether a text is no more than the number or the date that stands in front of a statement."""
    return re.fullmatch(rf"\d{{1,4}}[.)]?|S\d{{1,4}}|{_date()}", text.strip()) is not None


def is_heading(text: str) -> bool:
    """Whether a text is a heading of the program's."""
    return fold(text) in _heading_roles() or fold(text) in _literals()["differences"]


def is_head_row(text: str) -> bool:
    """Whether a text is the heads of the columns of a table of the program's, in a row."""
    words = fold(text)
    for head in sorted(_literals()["columns"], key=len, reverse=True):
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


@cache
def _addressing() -> frozenset[str]:
    """The labels of the masthead that stand before what the user gives: to, from, copies."""
    heads = (found["masthead"].items() for found in _labels())
    return frozenset(fold(v) for items in heads for name, v in items if not name.startswith("kind"))


def is_own(texts: Iterable[str]) -> bool:
    """Whether a document is one of the program's: some passage begins with the kind of note that it makes."""
    return any(_tight(text).startswith(_kinds()) for text in texts)


class Apparatus:
    """Tells the program's own words in one document.

    Args:
        own: whether the document is one of the program's.
        says: whether some source has a phrase, given as `plain` words.
        notes: what the readers of the sources noted, which a brief repeats under Limits.
    """

    def __init__(self, *, own: bool, says: Callable[[str], bool], notes: Iterable[str] = ()) -> None:
        self.own = own
        self._says = says
        told = "|".join(sorted({_pattern(note) for note in notes}, key=lambda p: (-len(p), p)))
        self._noted = re.compile(rf"S\d{{1,4}}(?:,\s+S\d{{1,4}})*:\s+(?:{told})\.") if told and own else None
        self._given: set[str] = set()
        self._unsaid: set[str] = set()
        self._room = {"marking": 1, "title": 1}
        self._addressed = self._named = False
        self.region = "head" if own else "body"

    def blank(self, text: str) -> str:
        """The text with the program's whole sentences made blank, character by character."""
        if self._noted is not None:
            text = self._noted.sub(lambda m: " " * len(m.group()), text)
        if not any(word in text for word in _rare_words()):
            return text
        return _lines().sub(lambda m: " " * len(m.group()), text)

    def enter(self, text: str) -> None:
        """Go on to the part of the note that a heading begins."""
        role = _heading_roles().get(fold(text)) if self.own else None
        if role:
            self.region = role if role in ("people", "sources", "limits") else "body"

    def is_label(self, text: str) -> bool:
        """Whether a passage is a label as a whole, or a date, or a column's head."""
        if len(text) > _LONGEST:
            return False
        words = fold(text)
        if not words.strip():
            return True
        if self.region == "head" and words in _addressing():
            self._addressed = True
        if is_head_row(text) or any(words in group for group in _literals().values()):
            return True
        return self.own and is_handle(text)

    def is_running(self, text: str) -> bool:
        """Whether a line at the edge of every page may be the program's: marking, reference, title; no sentence."""
        if not self.own:
            return False
        if is_closed(text):
            return self._is_given(text)
        left = [p for p in self._leftovers(text) if not self._is_given(p)]
        if not left:
            return True
        if sum(len(p.split()) for p in left) > _RUNNING:
            return False
        self._unsaid.add(fold(text))
        self._given.update(map(fold, left))
        return True

    def is_unsaid(self, text: str) -> bool:
        """Whether a title or a mark that was let pass is in no source, the first time that it stands there."""
        words = fold(text)
        found = words in self._unsaid
        self._unsaid.discard(words)
        return found

    def is_filled(self, text: str, *, bare: bool) -> bool:
        """Whether a passage is made of labels, counts, dates and phrases of the sources, where such may stand.

        Args:
            text: the passage without its references.
            bare: whether it has neither a number nor a reference of its own.
        """
        if not self.own:
            return False
        if self._is_given(text):
            return True
        if self.region == "head":
            return self._is_head(text)
        if self.region in ("people", "sources"):
            return self._leftovers(text, people=self.region == "people") == []
        return bare and not is_closed(text) and len(text.split()) <= _SUBHEADING and self._known(text)

    def _is_head(self, text: str) -> bool:
        """Title and addressee are the user's; what is said of the event must be in the sources."""
        addressed, self._addressed = self._addressed, False
        named = _tight(text).startswith(_kinds())
        self._named |= named
        left = self._leftovers(text)
        if not left:
            self._given.add(fold(text))
            words = {fold(w) for w in re.split(r"[\t\n]", text.strip())}
            self._addressed = bool(words) and words <= _addressing()
            return True
        first = fold(re.split(r"[\t\n:]", text.strip(), maxsplit=1)[0])
        if first in _literals()["facts"] or is_closed(text):
            return False
        if not (addressed or named or first in _addressing()):
            role = "title" if self._named else "marking"
            if self._is_given(text):
                return True
            if not self._room[role] and not fold(text).startswith(tuple(f"{w} " for w in _addressing())):
                return False
            self._room[role] = 0
            self._unsaid.add(fold(text))
        self._given |= {fold(text), *map(fold, left)}
        return True

    def _is_given(self, text: str) -> bool:
        """Whether a text is the title, or what a running head has room for of it, or another line given before."""
        words = fold(text)
        if words in self._given:
            return True
        is_cut = _CUT.search(text) is not None
        return is_cut and any(given.startswith(words.rstrip()) for given in self._given)

    def _leftovers(self, text: str, *, people: bool = False) -> list[str]:
        """Stretches of a text that are neither the program's words nor in a source."""
        rest = _BRACKETS.sub("·", text) if people else text
        for pattern in (_DIGEST, _fillers(), _IDS):
            rest = pattern.sub(" · ", rest)
        parts = (p.strip() for p in re.split(r"[·;\"“”„«»()\t\n|:]|(?<=[.,])\s", rest))
        return [p for p in parts if plain(p).strip() and not self._known(p)]

    def _known(self, text: str) -> bool:
        """Whether a source has these words, the first letter aside; or, part for part, between separators."""
        words = plain(text).strip()
        small = words[:1].lower() + words[1:]
        if not words or self._says(words) or self._says(small):
            return True
        parts = [plain(p).strip() for p in re.split(r"[,–—/]|\s-\s", text)]
        return len(parts) > 1 and all(not p or self._says(p) for p in parts)
