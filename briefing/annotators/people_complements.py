"""What follows the head of a title: "of Foreign Affairs", "for the Caucasus and Central Asia"."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.annotators.names import (
    BODY,
    CAPITAL,
    DEMONYM,
    FAMILY_FIRST,
    GIVEN,
    HEAD,
    HONORIFIC,
    INITIAL,
    LINK,
    MODIFIER,
    NEVER,
    PARTICLE,
    PLACE,
    PORTFOLIO,
    POSSESSIVE,
    PUNCTUATION,
    SPEECH,
    STOP,
    UPPER,
    Lexicon,
    Line,
)
from briefing.annotators.people_affiliations import affiliation
from briefing.annotators.people_runs import run_end, skip_honorifics

# Small words of no list that may follow one another in a complement, and the words it may have.
UNKNOWN_AFTER = 3
LONGEST_COMPLEMENT = 22


@dataclass(slots=True)
class Complement:
    """What follows a head after "of", "for" or the like.

    Attributes:
        end: index after its last word.
        name: index where the holder's name begins inside it, -1 if there is none.
        affiliation: country or body after "of", "" if none.
        inner: index of a head inside it right before the name, -1 if there is none.
    """

    end: int
    name: int = -1
    affiliation: str = ""
    inner: int = -1


def read_complement(words: Lexicon, line: Line, at: int) -> Complement:
    """The complement that begins at the link at word `at`.

    A name may follow it without a comma ("Special Representative for Central Asia Javier Colomina"): it begins after
    a word that cannot be a name's, or, where there is none, with a given name.
    """
    if line.low[at : at + 2] == ["and", "first"]:  # "the President and First Lady Melania Trump" are two
        return Complement(at)
    end, name = _walk_complement(words, line, at)
    if end <= at + 1:
        return Complement(at)
    inner = name - 1 if name > 0 and line.flags[name - 1] & HEAD else -1
    found = affiliation(words, line, at + 1, end) if line.low[at] == "of" else ""
    return Complement(end, name, found, inner)


def _walk_complement(words: Lexicon, line: Line, at: int) -> tuple[int, int]:
    """The index after the complement, and that of the name that ends it, -1 if none does."""
    flags, low, count = line.flags, line.low, len(line.flags)
    i, unknown, solid = at, 0, False
    while i < count and i - at < LONGEST_COMPLEMENT:
        flag = flags[i]
        if i in line.places and not line.places[i][1].common and not flag & GIVEN:
            i, unknown, solid = line.places[i][0], 0, True
            continue
        if low[i] == "(" and solid and i + 2 < count and low[i + 2] == ")" and flags[i + 1] & CAPITAL:
            i += 3
            continue
        if flag & CAPITAL and solid and not flags[i - 1] & LINK and (name := _holder(words, line, i)):
            return i, name
        if not _inside(line, i):
            if not (
                flag == 0
                and unknown < UNKNOWN_AFTER
                and low[i][0].isalpha()
                and not low[i].endswith(("ed", "ly"))
            ):
                break
            unknown += 1
        else:
            unknown = 0
        solid = solid or not flag & LINK
        i += 1
    while i > at and flags[i - 1] & (LINK | PUNCTUATION):
        i -= 1
    return i, -1


def _holder(words: Lexicon, line: Line, i: int) -> int:
    """`i` if the name of the office's holder begins there, else 0."""
    flags = line.flags
    flag, before = flags[i], flags[i - 1]
    start = skip_honorifics(words, line, i)
    if start > i:
        return start
    if flag & (DEMONYM | PORTFOLIO | MODIFIER | BODY | UPPER) and not flag & (GIVEN | FAMILY_FIRST):
        return 0
    end = run_end(words, line, i, titled=True)
    if end == i or (end < len(flags) and flags[end] & CAPITAL and not flags[end] & STOP):
        return 0
    certain = bool(flag & (GIVEN | INITIAL)) and end - i >= 2
    if before & (DEMONYM | POSSESSIVE) or not before & (PLACE | PORTFOLIO | MODIFIER | BODY | HEAD | UPPER):
        return i if certain else 0
    return i if certain or end - i >= 2 or before & (PORTFOLIO | HEAD | PLACE) else 0


def _inside(line: Line, i: int) -> bool:
    """Whether word `i` can stand in a complement."""
    flag = line.flags[i]
    if flag & LINK and not flag & PARTICLE:
        return _opens_complement(line, i, line.flags[i + 1] if i + 1 < len(line.flags) else 0)
    if flag & POSSESSIVE:
        return True
    if flag & PUNCTUATION:
        return line.low[i] in {",", "&", "/"} and _enumerates(line, i)
    if flag & (PORTFOLIO | MODIFIER | HEAD | DEMONYM | PLACE | PARTICLE):
        return True
    if flag & NEVER and flag & CAPITAL and i + 1 < len(line.flags):  # "East Asian and Pacific Affairs"
        return bool(line.flags[i + 1] & DEMONYM)
    return bool(flag & CAPITAL) and not flag & (STOP | SPEECH | NEVER)


def _opens_complement(line: Line, i: int, after: int) -> bool:
    """Whether a link goes on to a noun: "to" before a verb and "in" before a year do not."""
    word = line.low[i]
    if not after or after & PUNCTUATION:
        return word in {"of", "the"} and not after
    if word in {"to", "on", "in", "at", "for"}:
        return bool(after & (CAPITAL | PORTFOLIO | MODIFIER | HEAD | DEMONYM)) or line.low[i + 1] == "the"
    if word in {"and", "&"}:
        return bool(after & (CAPITAL | PORTFOLIO | MODIFIER | DEMONYM | LINK)) and not (
            after & STOP and not after & LINK
        )
    return True


def _enumerates(line: Line, i: int) -> bool:
    """Whether a comma stands between portfolios: "National Security, Lands, Land Reform and Resettlement"."""
    if i + 2 >= len(line.flags) or i == 0:
        return False
    if line.words[i] in {"/", "&"}:
        return True
    before, after = line.flags[i - 1], line.flags[i + 1]
    if before & PLACE and (after & PLACE or (line.low[i + 1] == "and" and any(line.flags[i + 2 : i + 4]))):
        return any(line.low[k] == "and" for k in range(i + 1, min(i + 8, len(line.low))))
    if line.low[i + 1] == "and":
        return any(line.words[k] == "," for k in range(max(0, i - 4), i)) and bool(before & CAPITAL)
    if not (before & CAPITAL and after & CAPITAL and not after & (HEAD | HONORIFIC)):
        return False
    return any(line.low[k] == "and" for k in range(i + 2, min(i + 8, len(line.low)))) and bool(
        (before | after) & PORTFOLIO
    )
