"""The cue words of the light section model, ready to be looked up, and what each word of a text is by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.language import table
from briefing.text import Met, stem, stop_words

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|``|''|[\"“”„«»‘’,:;?!()\[\]–—-]")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d(?:s|-\d\d)?$")

_KINDS = (
    "speech", "meeting", "encounter", "past", "present", "future", "now", "months", "weekdays", "background",
    "attribution", "relative", "furniture", "perfect", "pluperfect", "being", "determiners", "participles",
    "before_base",
)  # fmt: skip
(
    SPEECH, MEETING, ENCOUNTER, PAST, PRESENT, FUTURE, NOW, MONTH, WEEKDAY, BACKGROUND,
    ATTRIBUTION, RELATIVE, FURNITURE, PERFECT, PLUPERFECT, BEING, DETERMINER, PARTICIPLE,
    BEFORE_BASE, BASE, STARTS_PHRASE, IN_ED,
) = (1 << i for i in range(len(_KINDS) + 3))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cue words of one language, ready to be looked up: kinds as bits, base forms, numbers of months, phrases."""

    kinds: dict[str, int]
    base: dict[str, str]
    months: dict[str, int]
    phrases: dict[str, tuple[tuple[str, ...], ...]]


@cache
def lexicon(language: str) -> Lexicon:
    """The cue words of `language`; empty where the program has none."""
    cues = table(language, "cues")
    kinds: dict[str, int] = {}
    base: dict[str, str] = {}
    for i, kind in enumerate(_KINDS):
        for line in cues.get(kind, ()):
            forms = line.split()
            for form in forms:
                kinds[form] = kinds.get(form, 0) | 1 << i
                base.setdefault(form, forms[0])
    months = {word: i for i, line in enumerate(cues.get("months", ()), 1) for word in line.split()}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in cues.get("phrases", ()):
        first, *rest = phrase.split()
        phrases[first] = (*phrases.get(first, ()), tuple(rest))
        kinds[first] = kinds.get(first, 0) | STARTS_PHRASE
    return Lexicon(kinds, base, months, phrases)


Word = tuple[str, str, int, str]
"""What a word is by itself: case-folded, as a stem or kind, bits of its cues, its kind."""


class _Pieces(Met[tuple[tuple[str, Word | None], ...]]):
    """What stands between two spaces to its tokens, marks without a `Word`."""

    __slots__ = ("_common", "_language", "_words")

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language, self._words, self._common = language, lexicon(language), stop_words(language)

    def find(self, piece: str) -> tuple[tuple[str, Word | None], ...]:
        return tuple([(t, self._word(t) if t[0].isalnum() else None) for t in _TOKEN.findall(piece)])

    def _word(self, token: str) -> Word:
        low, kinds = token.lower(), self._words.kinds
        kind, shape = kinds.get(low, 0), ""
        if kinds and low.endswith("ed"):
            kind |= IN_ED
        if kind & (SPEECH | MEETING) and self._words.base[low] == low:
            kind |= BASE
        if token[0].isdigit():
            shape = "<year>" if _YEAR.match(token) else "<num>"
        elif token[0].isupper() and low not in self._common and not kind & (MONTH | WEEKDAY):
            shape = "<name>"
        return low, shape or stem(low, self._language), kind, shape


@cache
def pieces(language: str) -> _Pieces:
    """What was met of a language."""
    return _Pieces(language)
