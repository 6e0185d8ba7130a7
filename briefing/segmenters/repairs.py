"""Repairs of sentence boundaries, for what a statistical splitter cannot know.

A boundary is a pair: where a sentence ends, and where the next one starts. Each rule looks at the few characters
on both sides of one. Some take a boundary away (a title before a name, "U.S." before an office, initials), some
move it (the marks of footnotes), some add one (an abbreviation before a word that opens sentences).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.language import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIDE = 60
"""Characters that are looked at on each side of a boundary."""

TIDY = 0.15
"""Who starts at most this share of the sentences with small letters does not mean to."""

CREDIT = 6
"""A dash and at most so many words, without a full stop, say who is quoted."""

_CLOSERS = r"""["'”’»)\]]"""
_OPENERS = r"""["'“‘«(\[¿¡„]"""
_UPPER = r"[^\W\d_a-zß-öø-ÿа-яёα-ω]"
_LOWER = r"[a-zß-öø-ÿа-яёα-ω]"
_CODED = r"&(?:quot|#34|#39|#x27|rsquo|rdquo|#8217|#8221);"

_STOP = re.compile(rf"\.{_CLOSERS}*\s+(?={_OPENERS}*{_UPPER})")
_TIGHT = re.compile(r"[.!?…](?=[^\s.,;:!?-])")
_SURE = re.compile(
    rf"[.!?…]{_CODED}\s+(?=[^\W_a-z]|&|{_OPENERS})"  # a quotation mark that stayed coded
    rf"|[.!?](?<={_LOWER}{_LOWER}{_LOWER}.){_CLOSERS}?\d{{1,3}}\s+(?={_UPPER})"  # the number of a footnote
    rf"|[.!?][“„]\s+(?={_UPPER})"  # a quotation mark that was turned the wrong way
)
_GLUED = re.compile(
    rf"(?:[.!?](?<={_LOWER}{_LOWER}{_LOWER}.)|\.(?:(?<=[\w.,] \d\.)|(?<=[\w.,] \d\d\.)|(?<= \d\d\d\d\.)))[\"”’]?"
    rf"(?=[“‘]?{_UPPER}{_LOWER}+[\s,’'&])(?!(?:Com|Net|Org|Gov)\b)"
)

_NO_PART = frozenset('"“”‘([')
_AFTER = re.compile(r"[\"“‘'(\[]*([\w'’-]+)")
# A capital letter first: for that, a text is scanned fastest.
_TITLED = re.compile(r"[A-ZÀ-Þ](?<!\w.)(?=[\w-]{1,30} ([A-ZÀ-Þ][a-z]{1,6})[\s,;'’])")
_NOTES = re.compile(r"(?:\[\d[\d ,;–-]{0,12}\]\s*)+")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[.)]+")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.-?){1,4}")
_DASH = re.compile(r"[-–—]+\s")
_NUMBER = re.compile(r"[\d§]|[IVX]+\b")
_WORD = re.compile(r"[^\W_]")
_ASKED = re.compile(r"[!?][\"”’']{1,3}$")
_LINK = re.compile(r"\(?(?:[^\s()/@]*[/@]|www\.)[^\s()]+\)?")


@dataclass(frozen=True, slots=True)
class Rules:
    """The words of one language that decide about boundaries; case folded, without the last full stop."""

    titles: frozenset[str]
    numbered: frozenset[str]
    inner: frozenset[str]
    common: frozenset[str]
    words: frozenset[str]
    units: frozenset[str]
    states: frozenset[str]
    posts: frozenset[str]
    offices: frozenset[str]
    openers: frozenset[str]
    speech: frozenset[str]
    months: frozenset[str]
    names: frozenset[str] = frozenset()


@cache
def rules_of(language: str) -> Rules:
    """The rules of a language; all empty where it has no data."""
    known = table(language, "segmentation")
    groups = known.get("abbreviations", {})
    abbreviations = ("titles", "numbered", "inner", "common", "words", "units", "states", "posts")
    return Rules(
        **{name: frozenset(groups.get(name, ())) for name in abbreviations},
        **{name: frozenset(known.get(name, ())) for name in ("offices", "openers", "speech")},
        months=frozenset(known.get("dateline", {}).get("months", ())),
    )


def with_names(rules: Rules, text: str) -> Rules:
    """The rules, with the names in a text that end like a title ("Hun Sen"): where no full stop follows one."""
    names = frozenset(
        text[m.start() : m.end(1)] for m in _TITLED.finditer(text) if m[1].casefold() in rules.titles
    )
    return replace(rules, names=names) if names else rules


def is_tidy(starts: Sequence[str]) -> bool:
    """Whether a writer starts sentences with capitals, so that a small letter says that one goes on.

    Args:
        starts: the first characters of the sentences, as far as they are known.
    """
    return sum(map(str.islower, starts)) <= TIDY * len(starts)


def repaired(
    text: str, spans: Sequence[tuple[int, int]], rules: Rules, *, tidy: bool
) -> list[tuple[int, int]]:
    """The spans of the sentences of a block, put right.

    Args:
        text: the block.
        spans: of a splitter, in order, disjoint, none empty, without white space at their ends.
        rules: of the block's language.
        tidy: whether sentences start with capitals in this text.

    Returns:
        Spans in order, disjoint, covering what `spans` cover, with only white space between them.
    """
    if not spans:
        return []
    cuts = {end: start for (_, end), (start, _) in pairwise(spans)}
    cuts.update(_missed(text, rules))
    low, last = spans[0][0], spans[-1][1]
    moved = sorted({_past_notes(text, end, start) for end, start in cuts.items()})
    worded = moved == [] or bool(_WORD.search(text, low, moved[0][0]))
    result = []
    for i, (end, start) in enumerate(moved):
        until = moved[i + 1][0] if i + 1 < len(moved) else last
        if not low < end <= start < until:
            continue
        both = worded and bool(_WORD.search(text, start, until))
        if both and not _goes_on(text, (low, end), (start, until), rules, tidy=tidy):
            result.append((low, end))
            low = start
        worded = worded or bool(_WORD.search(text, start, until))
    return [*result, (low, last)]


def _missed(text: str, rules: Rules) -> Iterator[tuple[int, int]]:
    """Boundaries that a splitter tends to miss."""
    for match in _STOP.finditer(text):
        end = match.start() + 1
        if _is_name(text, end, rules) or _ends_with(_before(text, end), _after(text, match.end()), rules):
            yield match.start() + len(match.group().rstrip()), match.end()
    for place in _TIGHT.finditer(text):
        if sure := _SURE.match(text, place.start()):
            yield sure.start() + len(sure.group().rstrip()), sure.end()
        elif (glued := _GLUED.match(text, place.start())) and (
            _before(text, glued.start()).casefold() not in rules.titles
        ):
            yield glued.end(), glued.end()


def _past_notes(text: str, end: int, start: int) -> tuple[int, int]:
    """The boundary, moved behind the marks of footnotes: they belong to the sentence before them."""
    notes = _NOTES.match(text, start)
    return (start + len(notes.group().rstrip()), notes.end()) if notes else (end, start)


def _before(text: str, end: int) -> str:
    """The last word up to `end`, with its full stop, without quotation marks."""
    at, low = end, max(0, end - SIDE)
    while at > low and text[at - 1] not in _NO_PART and not text[at - 1].isspace():
        at -= 1
    return text[at:end]


def _after(text: str, start: int) -> str:
    """The first word from `start` on, without quotation marks."""
    match = _AFTER.match(text[start : start + SIDE])
    return match.group(1) if match else ""


def _is_name(text: str, end: int, rules: Rules) -> bool:
    """Whether the two words up to `end` are a name that only looks like a title."""
    return (
        bool(rules.names) and " ".join(text[max(0, end - SIDE) : end].split()[-2:]).rstrip(".") in rules.names
    )


def _ends_with(word: str, after: str, rules: Rules) -> bool:
    """Whether a sentence ends with an abbreviation, seeing the word that follows it."""
    plain = word.removesuffix(".").casefold()
    if plain in rules.units or (plain in rules.words and word.islower()):
        return True
    if plain in rules.titles or plain in rules.inner:
        return False
    if plain in rules.numbered:
        return not _NUMBER.match(after)
    return (plain in rules.common or bool(_INITIALS.fullmatch(word))) and after.casefold() in rules.openers


def _goes_on(text: str, left: tuple[int, int], right: tuple[int, int], rules: Rules, *, tidy: bool) -> bool:
    """Whether two spans are one sentence."""
    rest = text[right[0] : right[0] + SIDE]
    if tidy and rest[0].islower() and not rest[1:2].isupper():
        return True
    if _ENUMERATOR.fullmatch(text, *left) or (_DASH.match(rest) and _is_credit(text[slice(*right)])):
        return True
    if _LINK.fullmatch(text, *right):
        return True
    if _ASKED.search(text, max(0, left[1] - 4), left[1]):
        return _is_tag(rest, rules)
    if _is_name(text, left[1], rules):
        return False
    return _abbreviates(_before(text, left[1]), _after(text, right[0]), rules)


def _abbreviates(word: str, after: str, rules: Rules) -> bool:
    """Whether a full stop marks an abbreviation and nothing else, seeing the word that follows it."""
    if not word.endswith("."):
        return False
    plain, follows = word[:-1].casefold(), after.casefold()
    if plain in rules.inner or (plain in rules.titles and not word.islower()):
        return True
    if after[:1].isdigit() and (plain in rules.numbered or plain in rules.months):
        return True
    country = plain.rpartition("-")[2]
    if country in rules.states and (
        follows in rules.offices or (country != plain and follows not in rules.openers)
    ):
        return True
    if plain in rules.common and follows in rules.posts:
        return True
    return bool(_INITIALS.fullmatch(word)) and plain not in rules.common and follows not in rules.openers


def _is_credit(piece: str) -> bool:
    """Whether a dash and what follows it belong to the quotation before: a name, or words in small letters."""
    words = piece[: 4 * SIDE].split(None, CREDIT + 2)[1:]
    return bool(words) and (words[0][0].islower() or (len(words) <= CREDIT and piece[-1] not in ".!?"))


def _is_tag(rest: str, rules: Rules) -> bool:
    """Whether what follows a quoted question says who asked it: capitals up to a verb of speech."""
    for word in rest.split()[:7]:
        if word.strip(".,:") in rules.speech:
            return True
        if not word[0].isupper():
            return False
    return False
