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
    MODIFIER,
    NEVER,
    PLACE,
    PLURAL,
    PORTFOLIO,
    POSSESSIVE,
    PUNCTUATION,
    SPEECH,
    STOP,
    SURNAME,
    UPPER,
    Lexicon,
    Line,
)
from briefing.annotators.people_affiliations import affiliation, country_at

TITLE_WORD = HEAD | MODIFIER
# Small words of no list that may stand in a title ("resources analyst", "billionaire property developer").
UNKNOWN_BEFORE = 2


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
    phrase, start, owner = _leftwards(line, head, taken)
    title = Title(phrase, start, last, last + 1, owner=owner)
    title.affiliation = affiliation(words, line, phrase, last + 1, start if owner else None)
    title.start = _without_country(words, line, start, last)
    while title.start < last and line.low[title.start] in {"and", "&", ","}:
        title.start += 1
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


def _leftwards(line: Line, head: int, taken: bytearray) -> tuple[int, int, bool]:
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
        if not _belongs(line, i):
            if not (flag or start >= 0) and unknown < UNKNOWN_BEFORE and _adjective_like(line, i):
                unknown += 1
            elif not (low[i] in {"and", "/", "&", "of", ",", "-"} and start < 0 and _joins(line, i)):
                break
        i -= 1
    phrase = i + 1
    while phrase < head and low[phrase] in {"and", ",", "of", "'s", "’s", "&", "/", "-"}:
        phrase += 1
    while phrase < head and (
        low[phrase] == "visiting" or (low[phrase].endswith("day") and flags[phrase] & NEVER)
    ):
        phrase += 1  # "Saturday US Deputy Assistant Secretary"
    if start < 0 or start > head:
        return phrase, phrase, False
    return phrase, start, True


def _belongs(line: Line, i: int) -> bool:
    """Whether word `i` can stand in a title before its head."""
    flag, low = line.flags[i], line.low[i]
    after = line.flags[i + 1] if i + 1 < len(line.flags) else 0
    if low in {"under", "then"}:
        if low == "under":
            return line.low[i + 1] in {"secretary", "secretaries"}
        former = bool(after & CAPITAL) or i == 0 or line.low[i - 1] in {"the", "'s", "’s"}
        return former and bool(after & TITLE_WORD)  # and not "will then head to the State Floor"
    if flag & TITLE_WORD:
        return not flag & NEVER and not (flag & PLURAL and after & CAPITAL)
    if (flag & PLACE and flag & CAPITAL) or flag & DEMONYM:
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
    if i and line.low[i - 1] == "to":  # "to question former dictator Gen. …"
        return False
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
    if line.low[i : i + 2] == ["and", "first"]:  # "the President and First Lady Melania Trump" are two
        return False
    if word == ",":
        capital = before & CAPITAL and after & CAPITAL
        return bool(capital and before & after & MODIFIER) and any(
            w == "and" for w in line.low[i + 2 : i + 6]
        )
    if word == "of":  # "Ministry of Defence spokesman", not "Government of Prime Minister"
        whose = after & MODIFIER and not after & (PORTFOLIO | BODY | PLACE)
        return bool(
            before & BODY
            and before & CAPITAL
            and after & (CAPITAL | PORTFOLIO)
            and not (after & HEAD or whose)
        )
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
