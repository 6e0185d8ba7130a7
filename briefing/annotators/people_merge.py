"""From mentions to people: full names first, then every shorter form, then offices that stand for a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.annotators.names import (
    BODY,
    CAPITAL,
    DEMONYM,
    GIVEN,
    HEAD,
    HONORIFIC,
    INITIAL,
    LINK,
    MODIFIER,
    NEVER,
    PLACE,
    POSSESSIVE,
    PUNCTUATION,
    SPEECH,
    STOP,
    SUFFIX,
    UPPER,
    Lexicon,
    Line,
)
from briefing.annotators.people_mentions import Mention, Scan
from briefing.annotators.people_runs import run_end
from briefing.annotators.people_titles import read_title

# An office stands for the person who held it within this many sentences before, where several have held it.
REACH = 3


_QUOTED = re.compile(r"([\"“‘'])\s+(.+?)\s+([\"”’'])")


@dataclass(slots=True)
class Holder:
    """A person, with the words of the fullest name.

    Attributes:
        name: fullest form printed.
        words: its case-folded words.
        mentions: in the order they were joined.
        offices: case-folded words of each title.
        affiliation: the first that a title gives.
    """

    name: str
    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    offices: list[frozenset[str]] = field(default_factory=list)
    affiliation: str = ""

    def add(self, mention: Mention) -> None:
        """Take a mention in, with its office and affiliation."""
        self.mentions.append(mention)
        if mention.title[1] > mention.title[0]:
            self.offices.append(_office(mention.line, *mention.title))
        self.affiliation = self.affiliation or mention.affiliation


def join(words: Lexicon, lines: Sequence[Line]) -> list[Holder]:
    """All people of a document with all their mentions."""
    scans = [Scan(words, line) for line in lines]
    mentions = [mention for scan in scans for mention in scan.run()]
    mentions += _by_speech(words, scans)
    holders = _holders(mentions)
    _shorter_forms(holders, scans)
    _offices(words, holders, scans)
    for holder in holders:
        holder.mentions.sort(key=lambda m: (m.line.number, m.start))
    return holders


def _name_words(line: Line, start: int, end: int) -> tuple[str, ...]:
    return tuple(word.rstrip(".") for word in line.low[start:end] if word[0].isalpha())


def _office(line: Line, start: int, end: int) -> frozenset[str]:
    found = {word.strip(".") for word in line.low[start:end] if word[0].isalpha()}
    return frozenset(part for word in found for part in (word.split("-") if "-" in word else (word,)))


def _by_speech(words: Lexicon, scans: Sequence[Scan]) -> list[Mention]:
    """Full names of no list before or after a verb of speech, if the last name returns alone."""
    alone: dict[str, int] = {}
    for scan in scans:
        flags, low = scan.line.flags, scan.line.low
        for i, flag in enumerate(flags):
            if flag & CAPITAL and not scan.taken[i]:
                beside = (i and flags[i - 1] & CAPITAL and not flags[i - 1] & STOP) or (
                    i + 1 < len(flags) and flags[i + 1] & CAPITAL
                )
                if not beside:
                    alone[low[i]] = alone.get(low[i], 0) + 1
    found = []
    barred = STOP | NEVER | HEAD | BODY | PLACE | UPPER | DEMONYM | MODIFIER
    for scan in scans:
        flags = scan.line.flags
        i, count = 0, len(flags)
        while i < count:
            if not flags[i] & CAPITAL or scan.taken[i] or flags[i] & barred:
                i += 1
                continue
            end = run_end(words, scan.line, i, titled=False)
            if (
                end - i >= 2
                and not any(scan.taken[i:end])
                and not any(flags[k] & barred for k in range(i, end))
            ):
                spoken = (
                    (end < count and flags[end] & SPEECH)
                    or (i and flags[i - 1] & SPEECH)
                    or (end + 1 < count and scan.line.words[end] == "," and flags[end + 1] & SPEECH)
                )
                if spoken and scan.line.low[end - 1] in alone and scan.line.low[i] not in alone:
                    mention = Mention(scan.line, i, end)
                    found.append(mention)
                    for k in range(i, end):
                        scan.taken[k] = 1
            i = max(end, i + 1)
    return found


def _holders(mentions: Sequence[Mention]) -> list[Holder]:
    """People from full names, the longest first, then from single ones; in order of the first mention."""
    named = [(m, _name_words(m.line, m.start, m.end)) for m in mentions]
    order = {id(m): (m.line.number, m.start) for m, _ in named}
    holders: list[Holder] = []
    for mention, name in sorted(named, key=lambda pair: (-len(pair[1]), order[id(pair[0])])):
        fitting = [h for h in holders if _same(h.words, name)]
        if fitting:
            _choose(fitting, mention).add(mention)
        else:
            line = mention.line
            text = " ".join(
                word for word in line.words[mention.start : mention.end] if word not in {")", "("}
            )
            holder = Holder(_printed(text), name)
            holder.add(mention)
            holders.append(holder)
    return sorted(holders, key=lambda h: min((m.line.number, m.start) for m in h.mentions))


def _printed(text: str) -> str:
    """A name as printed: the quotation marks of a nickname close up to it."""
    return _QUOTED.sub(r"\1\2\3", text)


def _same(full: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a shorter name is a form of a fuller one: its words stand there in order, beginning or ending alike."""
    if not name or len(name) > len(full):
        return False
    if len(name) == 1:
        return name[0] in full
    at = 0
    for word in full:
        if at < len(name) and (word == name[at] or (len(name[at]) == 1 and word.startswith(name[at]))):
            at += 1
    return at == len(name) and (full[-1] == name[-1] or full[0] == name[0])


def _choose(fitting: Sequence[Holder], mention: Mention) -> Holder:
    """Of several people who share a name: who has held the same office, else who was named last before."""
    if len(fitting) == 1:
        return fitting[0]
    office = _office(mention.line, *mention.title)
    at = (mention.line.number, mention.start)

    def rank(holder: Holder) -> tuple[int, tuple[int, int]]:
        shared = max((len(office & o) for o in holder.offices), default=0)
        before = [(m.line.number, m.start) for m in holder.mentions if (m.line.number, m.start) < at]
        return shared, max(before, default=(-1, -1))

    return max(fitting, key=rank)


def _shorter_forms(holders: Sequence[Holder], scans: Sequence[Scan]) -> None:
    """Add every capitalised word or run that is part of a known name and of nothing else."""
    index: dict[str, list[Holder]] = {}
    for holder in holders:
        for word in holder.words:
            if len(word) > 1:
                index.setdefault(word, []).append(holder)
    for scan in scans:
        line = scan.line
        i, count = 0, len(line.words)
        while i < count:
            if not line.flags[i] & CAPITAL or scan.taken[i] or line.low[i] not in index:
                i += 1
                continue
            fitting = index[line.low[i]]
            end = i + 1
            while end < count and line.flags[end] & (CAPITAL | 128) and not scan.taken[end]:
                longer = [h for h in fitting if _same(h.words, _name_words(line, i, end + 1))]
                if not longer:
                    break
                fitting, end = longer, end + 1
            if _free(line, i, end):
                mention = Mention(line, i, end)
                _choose(fitting, mention).add(mention)
                for k in range(i, end):
                    scan.taken[k] = 1
            i = end


def _free(line: Line, start: int, end: int) -> bool:
    """Whether a short form stands by itself, and is neither a place here nor part of a longer name."""
    flags = line.flags
    flag = flags[start]
    numeral = flag & SUFFIX and line.words[start].isupper()  # "XI" may be Pius's, "Xi" is a name
    if end - start == 1 and (numeral or flag & (STOP | NEVER | INITIAL)) and not flag & GIVEN:
        return start > 0 and bool(flag & NEVER)
    before = flags[start - 1] if start else 0
    after = flags[end] if end < len(flags) else 0
    if start in line.places:
        place_end, entry = line.places[start]
        if (
            place_end > end
            or not entry.common
            or line.low[start - 1 if start else 0] in {"in", "at", "to", "from", "near"}
        ):
            return False
    elif flag & PLACE:
        return False
    if after & CAPITAL and after & BODY:
        return False
    if end < len(flags) and after & CAPITAL and not after & (STOP | NEVER | HEAD | DEMONYM | PLACE):
        return False
    return not (
        before & CAPITAL
        and start > 1
        and not before & (STOP | HEAD | MODIFIER | DEMONYM | HONORIFIC | NEVER | PLACE)
    )


def _offices(words: Lexicon, holders: Sequence[Holder], scans: Sequence[Scan]) -> None:
    """Add "the minister" where one person only can be meant: the one holder, or the one last named."""
    ranked: list[tuple[int, int, Holder]] = sorted(
        ((m.line.number, m.start, h) for h in holders for m in h.mentions), key=lambda t: t[:2]
    )
    for scan in scans:
        line, flags = scan.line, scan.line.flags
        for i in range(1, len(flags)):
            if not flags[i] & HEAD or scan.taken[i]:
                continue
            title = read_title(words, line, i, scan.taken)
            if title.owner or not title.phrase or line.low[title.phrase - 1] != "the" or title.head != i:
                continue
            if any(scan.taken[k] for k in range(title.phrase, title.end)) or not _alone(line, title.end):
                continue
            office = _office(line, title.start, title.end)
            fitting = [
                h
                for h in holders
                if any(office <= o for o in h.offices)
                and (not title.affiliation or not h.affiliation or h.affiliation == title.affiliation)
            ]
            if len(fitting) > 1:
                fitting = _last_named(fitting, ranked, line.number, title.phrase)
            if len(fitting) == 1:
                fitting[0].mentions.append(Mention(line, title.phrase - 1, title.end, reference=True))
                for k in range(title.phrase - 1, title.end):
                    scan.taken[k] = 1


def _alone(line: Line, end: int) -> bool:
    """Whether nothing that follows says which office it is, or names another holder."""
    if end >= len(line.flags):
        return True
    flag, low = line.flags[end], line.low[end]
    if flag & CAPITAL or flag & POSSESSIVE:
        return bool(flag & POSSESSIVE)
    if flag & LINK and low in {"of", "for"}:
        return False
    return bool(flag & (STOP | SPEECH | PUNCTUATION)) or not flag


def _last_named(
    fitting: Sequence[Holder], ranked: Sequence[tuple[int, int, Holder]], number: int, at: int
) -> list[Holder]:
    """The one of several holders who was named last, if only one was within reach."""
    for back in range(REACH):
        near = {
            id(h): h
            for n, start, h in ranked
            if n == number - back and (back or start < at) and any(h is f for f in fitting)
        }
        if near:
            return list(near.values()) if len(near) == 1 else []
    return []
