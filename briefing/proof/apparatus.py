"""The program's own words in a document: labels, headings, counts, dates, legend, and names that the sources have.

What only looks like a label is none: whatever a label leaves open (a name, a title, a description) must stand in a
source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.proof.labels import (
    addressing,
    blank_sayings,
    fillers,
    fold,
    heading_roles,
    is_closed,
    is_handle,
    is_head_row,
    literals,
    names_kind,
    pattern,
)
from briefing.proof.source_text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_BRACKETS = re.compile(r"\[[^\[\]]{1,60}\]")
_DIGEST = re.compile(r"\b[0-9a-f]{6,64}\b(?:…|\.\.\.)?")
_IDS = re.compile(r"\bS\d{1,4}\b")
_CUT = re.compile(r"\s*(?:…|\.\.\.)\s*$")  # a title that a running head has no room for

_LONGEST = 300  # characters of a label
_SUBHEADING = 10  # words of a topic that stands as a heading
_RUNNING = 8  # words of a mark or file reference at the edge of a page


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
        told = "|".join(sorted({pattern(note) for note in notes}, key=lambda p: (-len(p), p)))
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
        return blank_sayings(text)

    def enter(self, text: str) -> None:
        """Go on to the part of the note that a heading begins."""
        role = heading_roles().get(fold(text)) if self.own else None
        if role:
            self.region = role if role in ("people", "sources", "limits") else "body"

    def is_label(self, text: str) -> bool:
        """Whether a passage is a label as a whole, or a date, or a column's head."""
        if len(text) > _LONGEST:
            return False
        words = fold(text)
        if not words.strip():
            return True
        if self.region == "head" and words in addressing():
            self._addressed = True
        if is_head_row(text) or any(words in group for group in literals().values()):
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
        named = names_kind(text)
        self._named |= named
        left = self._leftovers(text)
        if not left:
            self._given.add(fold(text))
            words = {fold(w) for w in re.split(r"[\t\n]", text.strip())}
            self._addressed = bool(words) and words <= addressing()
            return True
        first = fold(re.split(r"[\t\n:]", text.strip(), maxsplit=1)[0])
        if first in literals()["facts"] or is_closed(text):
            return False
        if not (addressed or named or first in addressing()):
            role = "title" if self._named else "marking"
            if self._is_given(text):
                return True
            if not self._room[role] and not fold(text).startswith(tuple(f"{w} " for w in addressing())):
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
        for own in (_DIGEST, fillers(), _IDS):
            rest = own.sub(" · ", rest)
        parts = (p.strip() for p in re.split(r"[·;\"“”„«»()\t\n|:]|(?<=[.,])\s", rest))
        return [p for p in parts if plain(p).strip() and not self._known(p)]

    def _known(self, text: str) -> bool:
        """Whether a source has these words, the first letter aside; or, part for part, between separators."""
        words = plain(text).strip()
        small = words[:1].lower() + words[1:]
        if not words or self._has(words) or self._says(small):
            return True
        parts = [plain(p).strip() for p in re.split(r"[,–—/]|\s-\s", text)]
        return len(parts) > 1 and all(not p or self._has(p) for p in parts)

    def _has(self, words: str) -> bool:
        """Whether a source has these words, or has them in capitals, as datelines do."""
        return self._says(words) or self._says(words.upper())
