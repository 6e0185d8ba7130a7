"""Where the scan for dates stands, what it finds, and what it reads on the left of an anchor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefing.annotators.dates_grammar import WORD
from briefing.annotators.dates_tense import governs, read_tense

if TYPE_CHECKING:
    from briefing.annotators.dates_calendar import Tense
    from briefing.annotators.dates_grammar import Grammar
    from briefing.model import Precision

# Characters looked at on the left of an anchor: "approximately twenty-five and a half ".
WINDOW = 48

# Characters on either side of an expression that may tell its tense.
CLAUSE = 288

# Characters between the sentence that tells a date and one that counts from it: "two years later".
TOLD_REACH = 200

WORD_BEFORE = re.compile(r"([\w.’'$€£#]+)[,(]?\s*$")
WORD_AFTER = re.compile(r"[\s-]+([A-Za-z]+(?: so)?)")


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression of a text; fields as in `DateMention`."""

    start: int
    end: int
    value: str
    precision: Precision
    until: str = ""
    qualifier: str = ""


@dataclass(slots=True)
class Scan:
    """Where the scan stands.

    Attributes:
        grammar: of the language.
        text: the document's.
        reference: the day of publication, None where it is not known.
        start: first character of the sentence.
        end: one past its last.
        floor: end of the last expression found in it; nothing left of it is looked at.
        told: value of the date last told in the text, "" before any.
        told_at: where that ended.
        american: whether the text writes the month first, None as long as nobody asked.
    """

    grammar: Grammar
    text: str
    reference: date | None
    start: int = 0
    end: int = 0
    floor: int = 0
    told: str = ""
    told_at: int = 0
    american: bool | None = None

    def after(self, name: str, at: int) -> re.Match[str] | None:
        """A pattern of the grammar, where it matches at `at`, within the sentence."""
        return self.grammar.patterns[name].match(self.text, at, self.end)

    def before(self, name: str, at: int) -> re.Match[str] | None:
        """A pattern of the grammar that ends in `$`, where it matches what ends at `at`."""
        return self.grammar.patterns[name].search(self.text, self.low(at), at)

    def low(self, at: int) -> int:
        """The first character before `at` that may be looked at."""
        return max(self.start, self.floor, at - WINDOW)

    def word_before(self, at: int) -> str:
        """The word before `at` in the sentence, "" if none."""
        found = WORD_BEFORE.search(self.text, max(self.start, at - WINDOW), at)
        return found[1] if found else ""

    def word_after(self, at: int) -> str:
        """The word after `at` in the sentence, "" if none."""
        found = WORD_AFTER.match(self.text, at, self.end)
        return found[1] if found else ""

    def tense(self, start: int, end: int) -> Tense:
        """Tense of the clause around an expression."""
        before = self.text[max(self.start, start - CLAUSE) : start]
        return read_tense(before, self.text[end : min(self.end, end + CLAUSE)], self.grammar.tense)

    def told_before(self, start: int) -> bool:
        """Whether a past form right before an expression tells what happened then: "elected in May"."""
        return governs(self.text[max(self.start, start - CLAUSE) : start], self.grammar.tense)

    def month(self, name: str) -> int:
        """Number of a month as printed, full stop included."""
        return self.grammar.months[name.rstrip(".")]

    def month_first(self) -> bool:
        """Whether 11/12/2005 is the twelfth of November: judged by the dates in words, then by American signs."""
        if self.american is None:
            shapes = self.grammar.patterns
            votes = len(shapes["month_day"].findall(self.text)) - len(shapes["day_month"].findall(self.text))
            signs = self.grammar.words["american"]["signs"]
            self.american = votes > 0 if votes else any(s in self.text for s in signs)
        return self.american

    def year(self, match: re.Match[str] | None) -> int | None:
        """The year that a match names, as a number (`y`) or by its relation (`rel`: "last year"), or None."""
        if match is None:
            return None
        return int(match["y"]) if match["y"] else self._relative_year(match["rel"]) if match["rel"] else None

    def _relative_year(self, words: str) -> int | None:
        kind = self.grammar.determiners[plain(words)]
        if kind.startswith("told"):
            base = int(self.told[:4]) if self.told[:4].isdigit() else None
        else:
            base = self.reference.year if self.reference else None
        return None if base is None else base + STEPS[kind]


STEPS = {"past": -1, "present": 0, "future": 1, "told_before": -1, "told_same": 0, "told_after": 1}
"""Where the groups of determiners point."""


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before an anchor.

    Attributes:
        start: where the quoted expression begins.
        prep: preposition, in lower case, "" if none.
        qualifier: as in `DateMention`.
        edge: "early", "mid", "late" or "".
        group: group of the determiner in dates.toml, "" if none.
        definite: whether an article stands before the anchor.
        cued: whether anything at all marks the anchor as a date.
        kind: "fiscal", "calendar" … before a year, "" if none.
    """

    start: int
    prep: str = ""
    qualifier: str = ""
    edge: str = ""
    group: str = ""
    definite: bool = False
    cued: bool = False
    kind: str = ""

    def says(self, precision: Precision) -> str:
        """The qualifier of a find: "late Thursday" is an hour, not a part of a day."""
        return self.qualifier or (self.edge if precision != "day" else "")


def plain(words: str | None) -> str:
    """In lower case, with single spaces."""
    return " ".join((words or "").lower().split())


def look_left(scan: Scan, at: int) -> Left:
    """Read the words that end at `at`."""
    # Most anchors have no word of dates before them, and then the long pattern need not be tried.
    words_before = WORD.findall(scan.text, scan.low(at), at)
    if not words_before or words_before[-1].casefold() not in scan.grammar.left_ends:
        return Left(at)
    match = scan.before("left", at)
    if match is None or match.start() == match.end():
        return Left(at)
    prep, qualifier, edge, determiner = (plain(match[g]) for g in ("prep", "qual", "edge", "det"))
    start = match.start()
    if prep and prep not in scan.grammar.left["quoted"]:
        rest = scan.text[match.end("prep") : at]
        start = at - len(rest.lstrip())
    words = scan.grammar.words["left"]
    return Left(
        start,
        prep,
        words["qualifiers"].get(qualifier, ""),
        words["edges"].get(edge, ""),
        scan.grammar.determiners.get(determiner, ""),
        definite=bool(match["the"]) or " " in edge,
        cued=bool(prep or qualifier or edge or determiner or match["kind"]),
        kind=plain(match["kind"]),
    )
