"""The cues of a language, ready to be asked: is this a caption, a byline, boilerplate, a dateline?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing.language import table
from briefing.layout import HEADING_CHARACTERS, HEADING_WORDS, looks_like_heading
from briefing.segmenters.datelines import Datelines, any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

BOILERPLATE_WORDS = 60
"""A line of boilerplate has at most so many words; longer text is body text, however it begins."""

CAPTION_WORDS = 80
"""A caption has at most so many words."""

BYLINE_WORDS = 14
"""A byline has at most so many words."""

QUESTION_WORDS = 9
"""A question that is a heading has at most so many words."""

SENTENCE_WORDS = 6
"""A line without a full stop that begins like a sentence is one if it has at least so many words."""

AGENCIES = "en"
"""The language whose table holds the names of news agencies; they are the same in all."""

CREDITED_WORDS = 20
"""A caption that ends with "Photo: Jo Doe" has fewer words."""

CREDIT = 80
"""The credit of a picture has at most so many characters."""

LONGEST_TITLE = 40
"""An abbreviated title has less than so many characters."""

_FINAL = ".!?…\"”’'»"
_INNER = re.compile(r"[a-z0-9”\"][.!?][”\"]?\s+[A-ZÀ-Þ]")
_CREDITED = ("/", " via ", "photo", "image")  # without one of these, there is no credit
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = r"[A-ZÀ-Þ][\w.'’-]*"


@dataclass(frozen=True, slots=True)
class Cues:
    """What the words of one language tell of a block."""

    boilerplate: tuple[str, ...]
    boilerplate_ends: tuple[str, ...]
    lines: frozenset[str]
    marks: frozenset[str]
    captions: tuple[str, ...]
    caption_ends: tuple[str, ...]
    positions: tuple[str, ...]
    bylines: tuple[str, ...]
    credits: tuple[str, ...]
    credit_ends: tuple[str, ...]
    sentences: frozenset[str]
    questions: frozenset[str]
    titles: re.Pattern[str]
    signature: re.Pattern[str]
    credit: re.Pattern[str]
    signed: re.Pattern[str]
    dateline: Datelines

    def is_boilerplate(self, text: str, plain: str) -> bool:
        """Whether a block is a line that any note would leave out; `plain` is it in small letters, as below."""
        if plain.count(" ") >= BOILERPLATE_WORDS:
            return False
        return (
            plain.strip(" .:!-–—*#\\()[]|>»›→") in self.lines
            or self.is_signature(text)
            or _begins(plain, self.boilerplate)
            or _begins(plain, self.credits)
            or (
                plain.rstrip(" .)").endswith((*self.credit_ends, *self.boilerplate_ends))
                and not _INNER.search(text)
            )
        )

    def is_caption(self, text: str, plain: str) -> bool:
        """Whether a block describes a picture, or credits one."""
        if plain.count(" ") >= CAPTION_WORDS:
            return False
        return (
            _begins(plain, self.captions)
            or plain.rstrip(" .").endswith(self.caption_ends)
            or ("(" in plain and any(p in plain for p in self.positions) and bool(_YEAR.search(text)))
            or self._is_credited(text)
        )

    def is_byline(self, text: str, plain: str) -> bool:
        """Whether a block names its author and does nothing else."""
        if plain.count(" ") >= BYLINE_WORDS or text.endswith((".", "!", "?", ":")):
            return False
        return any(
            plain.startswith(f"{opening} ") and re.match(_NAME, text[len(opening) + 1 :])
            for opening in self.bylines
        )

    def may_sign_off(self, tail: str) -> bool:
        """Whether it is worth while to look for a sign-off in the case-folded end of a paragraph."""
        return (
            tail[-1] not in _FINAL
            or tail.rstrip(" .)").endswith((*self.credit_ends, *self.boilerplate_ends))
            or any(opening in tail for opening in self.credits)
        )

    def is_signature(self, piece: str) -> bool:
        """Whether a text is the name of an agency and nothing else."""
        return bool(self.signature.fullmatch(piece))

    def is_sign_off(self, plain: str) -> bool:
        """Whether the last words of a paragraph are an editor's, not the reporter's."""
        bare = plain.strip(" -–—*#\\()[]")
        return (
            (bare in self.marks and bare != plain)
            or _begins(plain, self.credits)
            or plain.rstrip(" .)").endswith((*self.credit_ends, *self.boilerplate_ends))
        )

    def is_sentence(self, plain: str) -> bool:
        """Whether a line that looks like a heading is a sentence that lost its full stop."""
        words = plain.split()
        return len(words) >= SENTENCE_WORDS and words[0] in self.sentences

    def is_heading(self, text: str, plain: str) -> bool:
        """Whether a paragraph is a short question, or a line whose only full stops are in abbreviations."""
        words = plain.split()
        if text.endswith("?"):
            return len(words) <= QUESTION_WORDS and words[0] in self.questions
        if len(text) > HEADING_CHARACTERS or len(words) > HEADING_WORDS or "\n" in text:
            return False
        # Only the full stop of a title at the very end could be taken away, and then the line ends without one.
        if text.endswith(".") and not self.titles.search(text, len(text) - LONGEST_TITLE):
            return False
        return looks_like_heading(self.titles.sub(lambda m: m.group()[:-1], text))

    def _is_credited(self, text: str) -> bool:
        """Whether a text ends with the credit of a picture."""
        low = max(0, len(text) - CREDIT)
        end = text[low:].lower()
        if any(sign in end for sign in _CREDITED) and self.credit.search(text, low):
            return True
        # In a longer block "Photo: Jo Doe" has run into a paragraph of the text.
        return text.count(" ") < CREDITED_WORDS and self.signed.search(text, low) is not None

    def is_credit(self, text: str) -> bool:
        """Whether a line is the credit of a picture and nothing else."""
        match = self.credit.search(text) if len(text) <= CREDIT else None
        return match is not None and match.start() <= len(text) // 2


@cache
def cues_of(language: str) -> Cues:
    """The cues of a language, and of no language in particular."""
    known = table(language, "segmentation")

    def listed(group: str, name: str) -> tuple[str, ...]:
        return tuple(known.get(group, {}).get(name, ()))

    agencies = table(AGENCIES, "segmentation")["agencies"]
    places = table(language, "places", fallback="en")
    agency = any_of(agencies)
    return Cues(
        boilerplate=listed("boilerplate", "openings"),
        boilerplate_ends=listed("boilerplate", "endings"),
        lines=frozenset(listed("boilerplate", "lines")),
        marks=frozenset(listed("boilerplate", "marks")),
        captions=listed("caption", "openings"),
        caption_ends=listed("caption", "endings"),
        positions=listed("caption", "positions"),
        bylines=listed("byline", "openings"),
        credits=listed("byline", "credit_openings"),
        credit_ends=listed("byline", "credit_endings"),
        sentences=frozenset(listed("heading", "not_openings")),
        questions=frozenset(listed("heading", "questions")),
        titles=re.compile(rf"\b(?i:{any_of(listed('abbreviations', 'titles'))})\."),
        signature=re.compile(rf"[(\[]?{agency}(?:[ /]{agency})*[)\]]?"),
        credit=_credit(agency),
        signed=_signed(listed("caption", "credits")),
        dateline=Datelines(
            listed("dateline", "months"),
            listed("dateline", "weekdays"),
            agencies,
            known.get("openers", ()),
            frozenset(city for found in places.get("cities", {}).values() for city in found),
        ),
    )


def _credit(agency: str) -> re.Pattern[str]:
    """Credits at the end of a text: "REUTERS/Jo Doe", "(AFP Photo)", "Jo Doe/Pool via REUTERS"."""
    names = r"(?:/[^\s/]+(?: [^\s/]+){0,3})"
    kinds = (
        rf"{agency}(?: (?i:photo|images?))?{names}+|{agency} (?i:photo|images?)|[^.()]{{1,50}} via {agency}"
    )
    glued = rf"\s{agency}(?: (?i:photo))?/[A-ZÀ-Þ]\w+ [A-ZÀ-Þ][\w-]+"
    return re.compile(rf"""(?:(?:\A|[.!?”"')]\s*)\(?(?:{kinds})|{glued})\)?\.?$""")


def _signed(words: Sequence[str]) -> re.Pattern[str]:
    """Credits behind a word at the end of a text: "… on fire? Photo: Jo Doe", "… on fire (Photo: Jo Doe)"."""
    name = r"\s*[A-ZÀ-Þ][^.()]{1,50}"
    return re.compile(rf"""(?:[.!?”"')]\s*\(?|\s\()(?i:{any_of(words)}){name}\)?\.?$""")


def _begins(plain: str, openings: Sequence[str]) -> bool:
    """Whether a text begins with one of the phrases, as whole words."""
    if not plain.startswith(tuple(openings)):
        return False
    return any(
        plain.startswith(o) and not (o[-1].isalnum() and plain[len(o) : len(o) + 1].isalpha())
        for o in openings
    )
