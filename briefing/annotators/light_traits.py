"""What the light section model sees of one sentence by itself: its words, its verb, its quotation marks, its dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing.language import table
from briefing.text import MOST_WORDS, stem, stop_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|``|''|[\"“”„«»‘’,:;?!()\[\]–—-]")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d(?:s|-\d\d)?$")
# What closes a quotation, by what opened it. English type opens each paragraph of a long quotation anew.
_CLOSES = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", "``": "''", "''": "''", "‘": "’"}
_QUOTES = frozenset((*_CLOSES, "’"))

_POSSESSIVES = ("'s", "’s")

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
_VERB = SPEECH | MEETING | PAST | PRESENT | FUTURE | PLUPERFECT


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


@dataclass(slots=True)
class Traits:
    """What was seen in one sentence. `look` fills it in; nothing changes it after.

    Attributes:
        stream: stems outside quotation marks in order, with names, numbers and years replaced by their kind.
        quoted: stems inside quotation marks.
        names: capitalised words that are no common words, as written.
        kinds: bits of the cue words outside quotation marks.
        words: how many words there are, and of them
        inside: how many in quotation marks, and
        lower: how many that start in lower case.
        first: the first word, or its kind.
        head: base form of what looks like the main verb, "" if nothing does.
        tense: of that verb.
        said, met, occasion, looks_back: the first cue word of each kind, case-folded, "" if there is none.
        now: the same, as written.
        late_speech: a word of speech is among the last of the sentence.
        years: years written out.
        month: the last month named, 0 if none, and its `day`, 0 if none.
        before: what opened the quotation that runs on from the sentence before, "" if none does.
        after: what opened the quotation that runs on into the next.
    """

    stream: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    kinds: int = 0
    words: int = 0
    inside: int = 0
    lower: int = 0
    first: str = ""
    head: str = ""
    tense: str = ""
    said: str = ""
    met: str = ""
    occasion: str = ""
    looks_back: str = ""
    now: str = ""
    late_speech: bool = False
    years: list[int] = field(default_factory=list)
    month: int = 0
    day: int = 0
    before: str = ""
    after: str = ""


def look(text: str, language: str, running: str = "") -> Traits:
    """Look at one sentence.

    Args:
        text: the sentence.
        language: ISO 639-1 code, for cue words, stems and the words that are no names.
        running: the mark that opened a quotation which still runs, "" if none does.
    """
    seen = Traits(before=running, after=running)
    words, word_of = lexicon(language), _words_of(language)
    tokens = _TOKEN.findall(text)
    aside, previous = False, "^"
    for i, piece in enumerate(tokens):
        if piece in _QUOTES:
            _turn(seen, piece)
        elif not piece[0].isalnum():
            seen.stream.append(piece)
            aside = aside and (piece != "," or previous == ",")
        else:
            low, form, kind, shape = word_of(piece)
            if kind and shape == "<name>" and not seen.words:
                shape, form = "", stem(low, language)  # "Last", "Talks": the sentence gives it its capital
            if kind & BASE and not _before_verb(previous, words):
                kind &= ~(SPEECH | MEETING)
            _count(seen, piece, form, shape)
            if kind and not shape and not seen.after:
                aside = aside or (kind & RELATIVE != 0 and previous == ",")
                word = low, form, kind, previous
                _note(seen, words, tokens, i, word)
                if not seen.head and not aside:
                    _verb(seen, words, tokens[i + 1 : i + 4], piece, word)
            piece = low
        previous = piece
    return seen


def _count(seen: Traits, piece: str, form: str, shape: str) -> None:
    """Take down a word, by its stem or kind."""
    seen.words += 1
    seen.lower += piece[0].islower()
    seen.first = seen.first or shape or piece.lower()
    if shape == "<name>":
        seen.names.append(piece[:-2] if piece.endswith(_POSSESSIVES) else piece)
    if seen.after:
        seen.inside += 1
        if not shape:
            seen.quoted.append(form)
        return
    if shape == "<year>":
        seen.years.append(int(piece[:4]))
    if shape != "<name>" or not seen.stream or seen.stream[-1] != shape:
        seen.stream.append(form)


def _before_verb(previous: str, words: Lexicon) -> bool:
    """Whether a base form that follows can be a verb: after "to", a modal, a pronoun or a plural."""
    return words.kinds.get(previous, 0) & BEFORE_BASE != 0 or previous.endswith("s")


def _turn(seen: Traits, mark: str) -> None:
    """A quotation mark opens a quotation, or closes the one that is open."""
    if seen.after:
        if mark in _CLOSES[seen.after]:
            seen.after = ""
    elif mark in _CLOSES:
        seen.after = mark
    seen.stream.append('"')


@cache
def _words_of(language: str) -> Callable[[str], tuple[str, str, int, str]]:
    """What a token of a language is by itself: case-folded, as a stem or kind, bits of its cues, its kind."""
    kinds, base, common = lexicon(language).kinds, lexicon(language).base, stop_words(language)

    @lru_cache(maxsize=MOST_WORDS)
    def word(token: str) -> tuple[str, str, int, str]:
        low = token.lower()
        kind, shape = kinds.get(low, 0), ""
        if kinds and low.endswith("ed"):
            kind |= IN_ED
        if kind & (SPEECH | MEETING) and base[low] == low:
            kind |= BASE
        if token[0].isdigit():
            shape = "<year>" if _YEAR.match(token) else "<num>"
        elif token[0].isupper() and low not in common and not kind & (MONTH | WEEKDAY):
            shape = "<name>"
        return low, shape or stem(low, language), kind, shape

    return word


def _note(seen: Traits, words: Lexicon, tokens: list[str], at: int, word: tuple[str, str, int, str]) -> None:
    """Take down what a cue word tells.

    Args:
        seen: where to.
        words: cue words of the language.
        tokens: of the sentence.
        at: which of them is the word.
        word: case-folded, its stem, the bits of its cues, and the token before it.
    """
    low, _, kind, previous = word
    seen.kinds |= kind
    if kind & SPEECH:
        seen.said = seen.said or low
        seen.late_speech = len(tokens) - at <= 4
    if kind & MEETING:
        seen.met = seen.met or low
    if kind & ENCOUNTER:
        seen.occasion = seen.occasion or low
    if kind & NOW:
        seen.now = seen.now or tokens[at]
    if kind & BACKGROUND:
        seen.looks_back = seen.looks_back or low
    if kind & MONTH and tokens[at][0].isupper():
        seen.month = words.months[low]
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        day = following if following.isdecimal() else previous
        seen.day = int(day) if day.isdecimal() and len(day) < 3 else 0
    if kind & STARTS_PHRASE:
        for rest in words.phrases[low]:
            if tuple(_plain(t) for t in tokens[at + 1 : at + 1 + len(rest)]) == rest:
                seen.looks_back = " ".join((low, *rest))


def _plain(token: str) -> str:
    return (token[:-2] if token.endswith(_POSSESSIVES) else token).lower()


def _verb(
    seen: Traits, words: Lexicon, following: list[str], token: str, word: tuple[str, str, int, str]
) -> None:
    """Take a word for the main verb if it looks like one; `word` is as for `_note`."""
    low, form, kind, previous = word
    if words.kinds.get(previous, 0) & DETERMINER:
        return
    if kind & _VERB and token[0].islower() and not low.endswith("ing"):
        seen.head, seen.tense = words.base[low], _tense(words, low, kind, following)
    elif kind & IN_ED:
        seen.head, seen.tense = form, "past"


def _tense(words: Lexicon, low: str, kind: int, following: list[str]) -> str:
    """Tense of the verb `low`, by the three words that follow it."""
    if kind & FUTURE:
        return "future"
    done = any(t.endswith(("ed", "en")) or words.kinds.get(t, 0) & PARTICIPLE for t in following)
    if kind & PLUPERFECT:
        return "pluperfect" if done else "past"
    if kind & PERFECT:
        return "perfect" if done else "present"
    if kind & BEING and kind & PAST:
        return "passive" if done else "was"
    if kind & PRESENT:
        return "present"
    return "past" if kind & PAST or low.endswith("ed") or not low.endswith("s") else "present"


def age_of(seen: Traits, published: date | None) -> str:
    """How the earliest date of a sentence stands to the day of publication, "" where it has none.

    Returns:
        For years "old" (three years or more before), "years", "this-year" or "ahead"; for months "day-near" (within
        four days), "day-off", "month", "last-month", "next-month" or "months"; where the day of publication is not
        known, "year" or "a-month".
    """
    if seen.years:
        if published is None:
            return "year"
        gap = published.year - min(seen.years)
        return "old" if gap > 2 else "years" if gap > 0 else "this-year" if gap == 0 else "ahead"
    if not seen.month:
        return ""
    if published is None:
        return "a-month"
    gap = (published.month - seen.month) % 12
    if gap == 0 and seen.day:
        return "day-near" if abs(seen.day - published.day) < 5 else "day-off"
    return {0: "month", 1: "last-month", 11: "next-month"}.get(gap, "months")
