"""What the light section model sees of one sentence by itself: its words, its verb, its quotation marks, its dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.annotators.light_words import (
    BACKGROUND,
    BASE,
    BEFORE_BASE,
    BEING,
    DETERMINER,
    ENCOUNTER,
    FUTURE,
    IN_ED,
    MEETING,
    MONTH,
    NOW,
    PARTICIPLE,
    PAST,
    PERFECT,
    PLUPERFECT,
    PRESENT,
    RELATIVE,
    SPEECH,
    STARTS_PHRASE,
    Lexicon,
    lexicon,
    pieces,
)
from briefing.text import stem

if TYPE_CHECKING:
    from datetime import date

# What closes a quotation, by what opened it. English type opens each paragraph of a long quotation anew.
_CLOSES = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", "``": "''", "''": "''", "‘": "’"}
_QUOTES = frozenset((*_CLOSES, "’"))

_POSSESSIVES = ("'s", "’s")

_VERB = SPEECH | MEETING | PAST | PRESENT | FUTURE | PLUPERFECT


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
    words, known = lexicon(language), pieces(language)
    found = [entry for piece in text.split() for entry in known[piece]]
    tokens = [token for token, _ in found]
    aside, previous = False, "^"
    for i, (piece, by_itself) in enumerate(found):
        if piece in _QUOTES:
            _turn(seen, piece)
        elif by_itself is None:
            seen.stream.append(piece)
            aside = aside and (piece != "," or previous == ",")
        else:
            low, form, kind, shape = by_itself
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
