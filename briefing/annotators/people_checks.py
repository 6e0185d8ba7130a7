"""Questions that decide whether a name and a title beside it belong together."""

from __future__ import annotations

from briefing.annotators.names import (
    BODY,
    CAPITAL,
    DEMONYM,
    GIVEN,
    HEAD,
    MODIFIER,
    NEVER,
    PARTICLE,
    PLACE,
    PLURAL,
    POSSESSIVE,
    PUNCTUATION,
    SPEECH,
    STOP,
    UPPER,
    Lexicon,
    Line,
)
from briefing.annotators.people_complements import Complement
from briefing.annotators.people_runs import has_given, run_end, skip_honorifics
from briefing.annotators.people_titles import Title, read_title


def is_nested(words: Lexicon, line: Line, taken: bytearray, title: Title, rest: Complement) -> bool:
    """Whether the head before the name is another's ("aide to President Mitterrand") and no rank of the holder."""
    low, outer = line.low, line.flags[title.head]
    if low[rest.inner].rstrip(".") in words.ranks and outer & CAPITAL and not outer & PLURAL:
        return False
    inner = read_title(words, line, rest.inner, taken)
    return inner.phrase > title.end and low[inner.phrase - 1] not in {"and", "&", "/"}


def is_credible(words: Lexicon, line: Line, title: Title, start: int, end: int) -> bool:
    """Whether the name after a title is a person's: one word after "rival" or "member" is often a company."""
    flag = line.flags[start]
    if start in line.places and line.places[start][0] >= end:
        return False
    if line.low[title.head] in words.vague and not has_given(line, start, end):
        return end - start >= 2 or (not flag & (BODY | UPPER) and bool(line.flags[title.start] & CAPITAL))
    following = line.flags[end] if end < len(line.flags) else 0
    return not (end - start == 1 and following & BODY and following & CAPITAL)


def is_remark(words: Lexicon, line: Line, title: Title, rest: Complement) -> bool:
    """Whether the phrase is a remark: "the first Russian prime minister to visit the country"."""
    for k in range(title.phrase, title.head):
        if line.low[k] in words.ranking and line.low[k + 1] not in words.ranked:
            return True
    end = rest.end
    return end + 1 < len(line.low) and line.low[end] in {"to", "since"} and not line.flags[end + 1] & CAPITAL


def ends_phrase(line: Line, end: int) -> bool:
    """Whether a title that ends at word `end` is an apposition: a comma, a bracket, a verb or the end follows."""
    if end >= len(line.flags):
        return True
    flag = line.flags[end]
    if flag & PUNCTUATION:
        return True
    return not flag & CAPITAL and bool(flag & (SPEECH | STOP)) and not flag & POSSESSIVE


def is_likely(line: Line, title: Title, start: int, end: int) -> bool:
    """Whether a full name after "title," belongs to it: a comma must close it, or a given name open it."""
    certain = has_given(line, start, end)
    closed = end >= len(line.words) or line.words[end] in {",", ".", ")", ";"}
    closed = closed or (certain and line.low[end] in {"and", "in", "at", "on"})
    before = line.low[title.phrase - 1] if title.phrase else ""
    definite = title.owner or before in {"the", "his", "her", "its", "their", "s", "new"} or title.phrase == 0
    definite = definite or bool(line.flags[title.phrase] & (CAPITAL | DEMONYM))
    return closed and (definite or certain) and not line.flags[start] & (BODY | UPPER)


def opens_name(line: Line, taken: bytearray, before: int) -> bool:
    """Whether a name may begin after the capitalised word `before`."""
    flag = line.flags[before]
    if taken[before]:
        return False
    return (
        before == 0
        or bool(flag & (STOP | DEMONYM | HEAD | MODIFIER | SPEECH | PLACE))
        or line.words[before - 1] in '"“.:('
    )


def name_ending_at(words: Lexicon, line: Line, end: int) -> int:
    """Where the name begins whose last word is before `end`, -1 if none ends there."""
    flags = line.flags
    start = end
    while start > 0 and flags[start - 1] & (CAPITAL | PARTICLE) and not flags[start - 1] & (STOP | HEAD):
        start -= 1
        if flags[start] & (NEVER | PLACE | DEMONYM) and not flags[start] & GIVEN:
            start += 1
            break
    while start < end:
        first = skip_honorifics(words, line, start)
        if first < end and flags[first] & CAPITAL and run_end(words, line, first, titled=True) == end:
            if first in line.places and line.places[first][0] >= end:
                return -1
            if end - first == 1 and flags[first] & (UPPER | BODY | DEMONYM | NEVER):
                return -1
            return first
        start = max(first, start) + 1
    return -1
