"""Titles as they are printed: "NATO Secretary General's Special Representative for Central Asia"."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.annotators.names import (
    BODY,
    CAPITAL,
    DEMONYM,
    GIVEN,
    HEAD,
    HONORIFIC,
    LINK,
    MODIFIER,
    NEVER,
    PARTICLE,
    PLACE,
    PLURAL,
    PORTFOLIO,
    POSSESSIVE,
    PUNCTUATION,
    SPEECH,
    STOP,
    SURNAME,
    UPPER,
    FAMILY_FIRST,
    INITIAL,
    Lexicon,
    Line,
)
from briefing.annotators.people_runs import run_end, skip_honorifics

TITLE_WORD = HEAD | MODIFIER
# Small words of no list that may stand in a title ("resources analyst", "billionaire property developer").
UNKNOWN_BEFORE = 2
UNKNOWN_AFTER = 3
LONGEST_COMPLEMENT = 22


@dataclass(slots=True)
class Title:
    """A title in a sentence, by word indices.

    Attributes:
        phrase: first word of the phrase, its possessor included ("Russia's top negotiator").
        start: first word of the title proper.
        head: last word of the part that ends with its head noun.
        end: index after its last word.
        affiliation: country or body, "" if none.
        owner: whether a possessor stood before it.
    """

    phrase: int
    start: int
    head: int
    end: int
    affiliation: str = ""
    owner: bool = False


def read_title(words: Lexicon, line: Line, head: int, taken: bytearray) -> Title:
    """The title around a head: leftwards over modifiers, bodies and possessors, and on to its last head.

    Words that are `taken` belong to names and titles before it.
    """
    last = _last_head(words, line, head)
    phrase, start, owner = _leftwards(words, line, head, taken)
    title = Title(phrase, start, last, last + 1, owner=owner)
    title.affiliation = affiliation(words, line, phrase, last + 1, start if owner else None)
    title.start = _without_country(words, line, start, last)
    return title


def _last_head(words: Lexicon, line: Line, head: int) -> int:
    """The last of a run of heads: "Chief Executive Officer", "Lieutenant General"."""
    flags, count = line.flags, len(line.flags)
    last = head
    while last + 1 < count:
        flag = flags[last + 1]
        after = flags[last + 2] if last + 2 < count else 0
        if (line.low[last], line.low[last + 1]) in words.compounds:
            last += 1
        elif flags[last] & PLURAL and flag & HEAD and flag & CAPITAL:
            break
        elif flag & HEAD and not (flag & SURNAME and flag & CAPITAL and not after & CAPITAL):
            last += 1
        elif flag & (MODIFIER | PORTFOLIO) and after & HEAD and not flag & STOP and not flag & GIVEN:
            last += 2
        else:
            break
    return last


def _leftwards(words: Lexicon, line: Line, head: int, taken: bytearray) -> tuple[int, int, bool]:
    """First word of the phrase, first word of the title proper, and whether a possessor lies between them."""
    flags, low = line.flags, line.low
    i, unknown, start = head - 1, 0, -1
    while i >= 0 and not taken[i]:
        flag = flags[i]
        if flag & POSSESSIVE and i > 0:
            if start < 0 and not flags[i - 1] & HEAD:
                start = i + 1
            elif not flags[i - 1] & (CAPITAL | HEAD | MODIFIER):
                break
            i -= 1
            continue
        if low[i] == ")" and i > 2 and low[i - 2] == "(" and flags[i - 1] & UPPER:
            i -= 3
            continue
        if not _belongs(words, line, i):
            if not (flag or start >= 0) and unknown < UNKNOWN_BEFORE and _adjective_like(line, i):
                unknown += 1
            elif not (low[i] in {"and", "/", "&", "of", ",", "-"} and start < 0 and _joins(line, i)):
                break
        i -= 1
    phrase = i + 1
    while phrase < head and low[phrase] in {"and", ",", "of", "'s", "’s", "&", "/", "-"}:
        phrase += 1
    while phrase < head and low[phrase] == "visiting":
        phrase += 1
    if start < 0 or start > head:
        return phrase, phrase, False
    return phrase, start, True


def _belongs(words: Lexicon, line: Line, i: int) -> bool:
    """Whether word `i` can stand in a title before its head."""
    flag, low = line.flags[i], line.low[i]
    after = line.flags[i + 1] if i + 1 < len(line.flags) else 0
    if low in {"under", "then"}:
        return line.low[i + 1] in {"secretary", "secretaries"} if low == "under" else bool(after & TITLE_WORD)
    if flag & TITLE_WORD:
        return not flag & NEVER and not (flag & PLURAL and after & CAPITAL)
    if flag & PLACE and flag & CAPITAL or flag & DEMONYM:
        return True
    if flag & NEVER:
        return bool(after & (DEMONYM | PLACE)) and bool(flag & CAPITAL)
    if flag & (STOP | PUNCTUATION | SPEECH | HONORIFIC):
        return False
    if flag & CAPITAL:
        return not (i == 0 and low.endswith(("ing", "ed", "ly")))
    return False


def _adjective_like(line: Line, i: int) -> bool:
    """Whether a small word of no list may be an adjective or a noun of a title, and no verb or adverb."""
    word = line.words[i]
    return (
        word[0].isalpha()
        and word[0].islower()
        and len(word) > 2
        and not word.endswith(("ing", "ed", "ly"))
        and not (word.endswith("s") and not word.endswith(("ss", "us", "ics")))
        and bool(line.flags[i + 1] & (TITLE_WORD | DEMONYM) or not line.flags[i + 1])
    )


def _joins(line: Line, i: int) -> bool:
    """Whether a link before a title word joins two parts of one title: "Prime Minister and Foreign Minister"."""
    if i == 0 or i + 1 >= len(line.flags):
        return False
    before, after, word = line.flags[i - 1], line.flags[i + 1], line.words[i]
    if word == ",":
        capital = before & CAPITAL and after & CAPITAL
        return bool(capital and before & after & MODIFIER) and any(
            w == "and" for w in line.low[i + 2 : i + 6]
        )
    if word == "of":
        return bool(before & BODY and before & CAPITAL and after & (CAPITAL | PORTFOLIO) and not after & HEAD)
    if word == "-":
        return False
    if before & TITLE_WORD and after & TITLE_WORD and not before & (STOP | PLACE):
        return True
    part = TITLE_WORD | DEMONYM | PLACE | PORTFOLIO
    following = line.flags[i + 2] if i + 2 < len(line.flags) else 0
    return bool(before & part and after & part and before & after & following & CAPITAL) and not before & HEAD


def _without_country(words: Lexicon, line: Line, start: int, head: int) -> int:
    """The title's start less a leading country, which is the affiliation: "Azerbaijani Foreign Minister"."""
    i = start
    while i < head:
        if i in line.places and line.places[i][1].kind in {"country", "city", "region"}:
            after = line.places[i][0]
        elif country_at(words, line, i):
            after = i + (1 if line.flags[i] & DEMONYM and line.low[i] in words.country else 2)
        else:
            break
        if after > head or not _plain(line, after, head) or line.low[head].startswith("counterpart"):
            break
        i = after
    return i


def _plain(line: Line, i: int, head: int) -> bool:
    """Whether what follows a country in a title is an office, and not the rest of a body's name."""
    if line.flags[i] & BODY and line.flags[i] & CAPITAL and i < head and not line.flags[i] & MODIFIER:
        return False
    if not line.flags[i] & (HEAD | MODIFIER | DEMONYM | PLACE) and line.flags[i] & CAPITAL:
        return False
    return not any(
        line.flags[k] & BODY and line.flags[k] & CAPITAL and not line.flags[k] & MODIFIER
        for k in range(i, head)
    )


def country_at(words: Lexicon, line: Line, i: int) -> str | None:
    """The country of the demonym at word `i`, "" for a larger region's, None where there is none."""
    if not line.flags[i] & CAPITAL:
        return None
    if i + 1 < len(line.low) and line.flags[i + 1] & CAPITAL:
        pair = words.country.get(f"{line.low[i]} {line.low[i + 1]}")
        if pair is not None:
            return pair
    return words.country.get(line.low[i])


def affiliation(words: Lexicon, line: Line, start: int, end: int, possessed: int | None = None) -> str:
    """Country or body that a title names between two words, its country first.

    Args:
        words: the language's names and titles.
        line: the sentence.
        start: first word to look at.
        end: index after the last.
        possessed: where a possessor ends, None if there is none.
    """
    body = _body(line, start, end if possessed is None else possessed)
    i = start
    while i < end:
        if i in line.places:
            after, entry = line.places[i]
            if entry.kind == "country":
                return entry.name if not _inside_body(line, after, end) else _body_at(line, i, end)
            i = after
            continue
        country = country_at(words, line, i)
        if country:
            return country if not _inside_body(line, i + 1, end) else _body_at(line, i, end)
        i += 1
    return body


def _inside_body(line: Line, i: int, end: int) -> bool:
    """Whether the capitalised words from `i` end in a body's noun: "Palestinian" of "Palestinian Authority"."""
    while i < end and line.flags[i] & CAPITAL and not line.flags[i] & HEAD:
        if line.flags[i] & BODY and not line.flags[i] & (MODIFIER | PLACE):
            return line.low[i] in {
                "authority",
                "court",
                "commission",
                "council",
                "airways",
                "airlines",
                "party",
            }
        i += 1
    return False


def _body_at(line: Line, i: int, end: int) -> str:
    """The capitalised words from `i` to the last body's noun among them."""
    stop = i
    for k in range(i, end):
        if not line.flags[k] & CAPITAL:
            break
        if line.flags[k] & BODY:
            stop = k + 1
    return " ".join(line.words[i:stop])


def _body(line: Line, start: int, end: int) -> str:
    """The first capitalised run that is no office: "NATO", "White House", "Coffee Marketing Board"."""
    i = start
    while i < end:
        if not line.flags[i] & CAPITAL or line.flags[i] & STOP:
            i += 1
            continue
        stop = i + 1
        while (
            stop < end
            and not line.flags[stop] & POSSESSIVE
            and (
                line.flags[stop] & CAPITAL
                or (line.flags[stop] & LINK and stop + 1 < end and line.flags[stop + 1] & (CAPITAL | LINK))
            )
        ):
            stop += 1
        while stop > i and line.flags[stop - 1] & HEAD and not line.flags[stop - 1] & BODY:
            stop -= 1
        named = [k for k in range(i, stop) if line.flags[k] & CAPITAL]
        office = TITLE_WORD | PORTFOLIO | DEMONYM
        if any(line.flags[k] & (UPPER | BODY) or not line.flags[k] & office for k in named):
            while (
                stop > i + 1 and line.flags[stop - 1] & MODIFIER and not line.flags[stop - 1] & (BODY | UPPER)
            ):
                stop -= 1
            return " ".join(line.words[i:stop])
        i = max(stop, i + 1)
    return ""


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
        if i in line.places and not line.places[i][1].common:
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
