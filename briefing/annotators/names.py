"""Words of a document with what the language data says of each: the common ground of people and places.

A sentence becomes a `Line` of parallel lists, made in one pass; the finders then look at flags, never at the
text again, which is what keeps them at several hundred thousand words a second.

The flags, what a language gives to them and the lines stand in one file: each is of no use without the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntFlag
from functools import cache

from briefing.annotators.gazetteer import Entry, Gazetteer, gazetteer
from briefing.language import table
from briefing.model import Document, Sentence
from briefing.text import Met


class Flag(IntFlag):
    """What a word can be."""

    CAPITAL = 1  # begins with a capital letter, or is a name like al-Assad
    UPPER = 2  # is written in capitals altogether
    HEAD = 4  # can end a title
    MODIFIER = 8  # can stand in a title before its head
    PORTFOLIO = 16  # can stand in a title after "of" or "for"
    HONORIFIC = 32  # announces a name
    DEMONYM = 64  # belongs to a country or a larger region
    PARTICLE = 128  # may stand inside a name in small letters
    SUFFIX = 256  # may follow a name
    STOP = 512  # cannot stand in a title
    SPEECH = 1024  # has a person as its subject
    BODY = 2048  # ends the name of a body, a plan or a place
    NEVER = 4096  # is no part of a name
    GIVEN = 8192  # begins a person's full name
    FAMILY_FIRST = 16384  # is a family name that may come first
    PUNCTUATION = 32768
    INITIAL = 65536  # "J." or "B.J."
    PLACE = 131072  # is part of a place's name
    POSSESSIVE = 262144  # 's
    LINK = 524288  # joins a head with what it is the head of
    PLURAL = 1048576  # the plural of a head
    SURNAME = 2097152  # a head that is a surname as well


# Plain integers: the flags are tested for every word, and arithmetic on enum members is ten times slower.
CAPITAL, UPPER, PLACE = int(Flag.CAPITAL), int(Flag.UPPER), int(Flag.PLACE)
HEAD, MODIFIER, PORTFOLIO, HONORIFIC = (
    int(Flag.HEAD),
    int(Flag.MODIFIER),
    int(Flag.PORTFOLIO),
    int(Flag.HONORIFIC),
)
DEMONYM, PARTICLE, SUFFIX, STOP = int(Flag.DEMONYM), int(Flag.PARTICLE), int(Flag.SUFFIX), int(Flag.STOP)
SPEECH, BODY, NEVER, GIVEN = int(Flag.SPEECH), int(Flag.BODY), int(Flag.NEVER), int(Flag.GIVEN)
FAMILY_FIRST, PUNCTUATION, INITIAL = int(Flag.FAMILY_FIRST), int(Flag.PUNCTUATION), int(Flag.INITIAL)
POSSESSIVE, LINK, PLURAL, SURNAME = int(Flag.POSSESSIVE), int(Flag.LINK), int(Flag.PLURAL), int(Flag.SURNAME)


class _Seen(Met[tuple[str, int]]):
    """Word as printed to its lower case and its flags."""

    __slots__ = ("_bodies", "_country", "_known")

    def __init__(self, flags: dict[str, int], country: dict[str, str], bodies: frozenset[str]) -> None:
        super().__init__()
        self._known, self._country, self._bodies = flags, country, bodies

    def find(self, word: str) -> tuple[str, int]:
        low = word.lower().replace("’", "'")
        return low, self._flags(word, low)

    def _flags(self, word: str, low: str) -> int:
        first = word[0]
        if not first.isalpha():
            return POSSESSIVE if low == "'s" else PUNCTUATION
        flag = self._known.get(low, 0)
        if first.isupper():
            flag |= CAPITAL
            if len(word) > 1 and word.isupper():
                flag |= UPPER
            if low in self._country:
                flag |= DEMONYM
            if word[-1] == ".":
                flag |= self._dotted(word, low, flag)
            elif len(word) == 1 and word not in "AIO":
                flag |= INITIAL
        elif "-" in word[2:4] and first in "aeu" and word[-1].islower() and _lowered_article(word):
            flag |= CAPITAL
        return flag

    def _dotted(self, word: str, low: str, flag: int) -> int:
        """What the full stop at its end makes of a word: "Gen.", "U.S.", "J."."""
        if flag & HEAD:
            return 0
        if word[1] == ".":
            return 0 if low in self._bodies else INITIAL
        return self._known.get(low[:-1], 0)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The language data, by word.

    Attributes:
        flags: case-folded word to the sum of its flags.
        compounds: word pairs that are one head: ("secretary", "general").
        country: case-folded demonym to its country, "" for a larger region.
        leading: particles that may begin a printed name.
        weak: honorifics that are surnames as well.
        ranks: heads that may stand behind another title.
        ranking: words that make an apposition a remark: "the first president to visit".
        ranked: words that make such a word part of a title after all: "first deputy".
        vague: heads that tell less of a person than any other title.
        bodies: bodies and countries that are written like initials.
        companies: case-folded names of companies that look like people's.
        pattern: cuts a text into words.
        places: the gazetteer.
        seen: flags of the words that were met.
    """

    flags: dict[str, int]
    compounds: frozenset[tuple[str, str]]
    country: dict[str, str]
    leading: frozenset[str]
    weak: frozenset[str]
    ranks: frozenset[str]
    ranking: frozenset[str]
    ranked: frozenset[str]
    vague: frozenset[str]
    companies: frozenset[str]
    bodies: frozenset[str]
    pattern: re.Pattern[str]
    places: Gazetteer
    seen: _Seen


@dataclass(slots=True)
class Line:
    """The words of one sentence, side by side.

    Attributes:
        number: index of the sentence, -1 for a stretch that is none (a dateline).
        words, low, starts, ends, flags: word, its case-folded form, its span, its flags.
        places: index of a place's first word to the index after its last and what it is.
    """

    number: int
    words: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    places: dict[int, tuple[int, Entry]] = field(default_factory=dict)


def plural(word: str) -> str:
    """The regular English plural of a noun."""
    if word.endswith(("man", "men")) and not word.endswith("german"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")


def _word_flags(titles: dict[str, list[str]], names: dict[str, list[str]]) -> dict[str, int]:
    flags: dict[str, int] = {}
    lists = (
        ("heads", HEAD), ("modifiers", MODIFIER), ("owners", MODIFIER), ("portfolio", PORTFOLIO),
        ("honorifics", HONORIFIC), ("particles", PARTICLE), ("suffixes", SUFFIX), ("stops", STOP),
        ("speech", SPEECH), ("body_words", BODY), ("never", NEVER), ("links", LINK), ("surnames", SURNAME),
    )  # fmt: skip
    for name, flag in lists:
        for word in titles.get(name, ()):
            flags[word] = flags.get(word, 0) | flag
    for word in titles.get("abbreviations", ()):
        flags[f"{word}."] = HEAD
    for word in titles.get("heads", ()):
        flags.setdefault(plural(word), HEAD | PLURAL)
    ambiguous = set(names.get("ambiguous", ()))
    for word in names.get("given", ()):
        if word not in ambiguous:
            flags[word] = flags.get(word, 0) | GIVEN
    for word in names.get("family_first", ()):
        flags[word] = flags.get(word, 0) | FAMILY_FIRST
    return flags


def _demonyms(data: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    country: dict[str, str] = {word.casefold(): "" for word in data.get("regional", {}).get("words", ())}
    for name, words in data.get("demonyms", {}).items():
        for word in words:
            country[word.casefold()] = name
            country.setdefault(plural(word.casefold()), name)
    return country


def _pattern(titles: dict[str, list[str]]) -> re.Pattern[str]:
    short = sorted({*titles.get("abbreviations", ()), *titles.get("honorifics", ()), "st", "jr", "sr"})
    dotted = "|".join(word[0].upper() + re.escape(word[1:]) for word in short if " " not in word)
    letters, first = r"[^\W\d_]", "".join(sorted({word[0].upper() for word in short}))
    owners = [word.capitalize().replace("'", "['’]") for word in titles.get("owners", ())]
    owned = rf"(?:{'|'.join(owners)})(?=\s+[A-Z])|" if owners else ""
    return re.compile(
        rf"{owned}(?=[{first}])(?:{dotted})\.(?=\s)|(?:[A-Z]\.[ -]?)*[A-Z]\.(?![a-z])(?:[A-Z]\b)?"
        rf"|{letters}+(?:[-‑–]?['’](?![sS]\b){letters}+|[-‑–]{letters}+)*|['’][sS]\b|\d[\d.,:]*|[^\w\s]"
    )


@cache
def lexicon(language: str) -> Lexicon | None:
    """What the program knows of a language's names, or None where it knows no titles in it."""
    titles, names = table(language, "titles"), table(language, "names")
    if not titles:
        return None
    flags, country = _word_flags(titles, names), _demonyms(table(language, "demonyms"))
    bodies = frozenset(titles.get("bodies", ()))
    return Lexicon(
        flags=flags,
        compounds=frozenset(
            (a, b)
            for head in titles.get("compound_heads", ())
            for a, b in [head.rsplit(" ", 1)]
            if " " not in a
        ),
        country=country,
        leading=frozenset(titles.get("leading_particles", ())),
        weak=frozenset(titles.get("weak_honorifics", ())),
        ranks=frozenset(titles.get("ranks", ())),
        ranking=frozenset(titles.get("ranking", ())),
        ranked=frozenset(titles.get("ranked_titles", ())),
        vague=frozenset(titles.get("vague", ())),
        companies=frozenset(titles.get("companies", ())),
        bodies=bodies,
        pattern=_pattern(titles),
        places=gazetteer(language),
        seen=_Seen(flags, country, bodies),
    )


def language_of(document: Document) -> str:
    """The language whose data to use: English where the document's is not known."""
    return "en" if document.language in {"und", ""} else document.language


def read_lines(words: Lexicon, document: Document, sentences: Sequence[Sentence]) -> list[Line]:
    """The lines of the sentences, and of datelines that are no part of one."""
    lines = [read_line(words, document.text, s.start, s.end, i) for i, s in enumerate(sentences)]
    inside = {s.start for s in sentences}
    datelines = [b for b in document.blocks if b.kind == "dateline" and b.start not in inside]
    return lines + [read_line(words, document.text, b.start, b.end, -1) for b in datelines]


def read_line(words: Lexicon, text: str, start: int, end: int, number: int) -> Line:
    """Cut one stretch of text into words and look each up."""
    line = Line(number)
    known = words.seen
    for match in words.pattern.finditer(text, start, end):
        word = match.group()
        low, flag = known[word]
        if flag == PUNCTUATION and word in "'’" and _follows_s(line, match.start()):
            flag = POSSESSIVE
        line.words.append(word)
        line.low.append(low)
        line.starts.append(match.start())
        line.ends.append(match.end())
        line.flags.append(flag)
    _mark_places(words.places, line)
    return line


def _follows_s(line: Line, at: int) -> bool:
    """Whether an apostrophe stands right behind a word that ends with s: "the workers' leader"."""
    return bool(line.ends) and line.ends[-1] == at and line.low[-1].endswith("s")


def _lowered_article(word: str) -> bool:
    """Whether a small Arabic article begins a name: al-Assad, el-Sisi."""
    article, _, rest = word.partition("-")
    return len(article) == 2 and rest[:1].isupper()


def _mark_places(places: Gazetteer, line: Line) -> None:
    """Note the longest place that begins at each capitalised word, left to right."""
    at, flags, count = 0, line.flags, len(line.words)
    while at < count:
        if flags[at] & CAPITAL:
            found = places.longest(line.words, line.low, at)
            if found is not None:
                end, _ = found
                line.places[at] = found
                for i in range(at, end):
                    flags[i] |= PLACE
                at = end
                continue
        at += 1


def between(text: str, line: Line, start: int, end: int) -> str:
    """The words from `start` to before `end` as printed, white space folded."""
    if start >= end:
        return ""
    return " ".join(text[line.starts[start] : line.ends[end - 1]].split())
