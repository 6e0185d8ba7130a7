"""Places: countries, cities, regions, and buildings where people meet.

Known ones come from the gazetteer of the language; a building is known by its last word ("Akasaka Palace", "NATO
headquarters"), and a city of no list by its surroundings ("in Pyatigorsk, southern Russia", a dateline). Names inside
the names of people and bodies are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.annotators.gazetteer import Entry
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
    POSSESSIVE,
    STOP,
    SURNAME,
    UPPER,
    Lexicon,
    Line,
)
from briefing.model import Document, Person, Place

Found = tuple[int, int, Entry]
"""First word, index after the last, and what it is."""

LONGEST_CITY, SHORTEST_CITY = (
    3,
    3,
)  # words, and letters of its first, of a city in capitals that opens a dateline
LONGEST_BUILDING = 6  # words before the last of a building's name: "Bangladesh China Friendship Conference"


def places_in(
    document: Document, words: Lexicon, lines: Sequence[Line], people: Sequence[Person]
) -> tuple[Place, ...]:
    """Every mention of a place outside the names of people and bodies.

    Args:
        document: the text.
        words: what is known of its language.
        lines: its sentences and datelines, read.
        people: of the document.

    Returns:
        Mentions in text order, disjoint; of two that lie in one another the longer.
    """
    names = {at for p in people for at in range(p.start, p.end)}
    loose = _loose_words(words, lines)
    found: list[Place] = []
    for line in lines:
        for start, end, entry in _in_line(words, line, loose):
            first, last = line.starts[start], line.ends[end - 1]
            if first in names:
                continue
            name = " ".join(document.text[first:last].split())
            found.append(Place(document, first, last, entry.name or name, entry.kind, entry.country))
    return tuple(sorted(found, key=lambda p: p.start))


def _in_line(words: Lexicon, line: Line, loose: frozenset[str]) -> Iterator[Found]:
    """The places of one line, left to right."""
    flags = line.flags
    i, count = 0, len(flags)
    if line.number <= 0 and 0 not in line.places and (end := _opening(line)):
        yield 0, end, Entry("", "city", "")
        i = end
    while i < count:
        building = _building(words, line, i)
        if building:
            yield i, building, Entry("", "building", "")
            i = building
        elif i in line.places:
            end, entry = line.places[i]
            if _stands(words, line, i, end, entry):
                yield i, end, entry
            i = end
        elif flags[i] & DEMONYM and (capital := _capital(words, line, i)):
            yield i, i + 2, capital
            i += 2
        elif flags[i] & CAPITAL and (end := _unlisted(words, line, i, loose)):
            yield i, end, Entry("", "city", "")
            i = end
        else:
            i += 1


def _stands(words: Lexicon, line: Line, start: int, end: int, entry: Entry) -> bool:
    """Whether a listed name is the place here, and no part of a body's name."""
    flags, low = line.flags, line.low
    after = flags[end] if end < len(flags) else 0
    before = low[start - 1] if start else ""
    if after & CAPITAL and after & BODY and not after & PLACE and entry.kind != "building":
        return False
    if before == "of" and start > 1 and flags[start - 2] & CAPITAL and flags[start - 2] & BODY:
        return low[start - 2] in words.places.words["realms"]
    if entry.common:
        opens = start == 0 or (line.number < 0)
        located = before in words.places.words["prepositions"] or (
            end + 1 < len(low) and line.words[end] == "," and end + 1 in line.places
        )
        return located or (opens and not after & CAPITAL)
    return not (
        after & CAPITAL
        and not after & (STOP | NEVER | HEAD | DEMONYM | PLACE | HONORIFIC | UPPER | MODIFIER)
        and flags[start] & GIVEN
    )


def _building(words: Lexicon, line: Line, i: int) -> int:
    """The index after the building whose name begins at word `i`, 0 if none does."""
    known, flags, low = words.places.words, line.flags, line.low
    if i in line.places and line.places[i][1].kind == "building":
        return 0
    if not flags[i] & CAPITAL:
        fits = low[i] in known["adjectives"] and i + 1 < len(low) and low[i + 1] in known["common"]
        return i + 2 if fits else 0
    if flags[i] & (STOP | NEVER | HONORIFIC) or (
        i and flags[i - 1] & CAPITAL and not flags[i - 1] & (STOP | NEVER)
    ):
        return 0
    end = i
    while (
        end < len(flags)
        and end - i <= LONGEST_BUILDING
        and flags[end] & CAPITAL
        and not flags[end] & (STOP | NEVER)
    ):
        if flags[end] & HEAD and not flags[end] & (MODIFIER | SURNAME):
            return 0
        end += 1
        if (
            end - i > 1
            and low[end - 1] in known["proper"]
            and not (end < len(flags) and flags[end] & CAPITAL)
        ):
            return 0 if low[end - 1] == "house" and _chamber(words, line, end - 2) else end
    if end > i and end < len(low) and low[end] in known["common"] and end - i <= 3:
        return end + 1
    if end > i and end + 1 < len(low) and flags[end] & POSSESSIVE and low[end + 1] in known["common"]:
        return end + 2
    return 0


def _capital(words: Lexicon, line: Line, i: int) -> Entry | None:
    """The capital that a demonym and the word for it name: "the Belgian capital"."""
    if i + 1 >= len(line.low) or line.low[i + 1] not in words.places.words["capital_words"]:
        return None
    country = words.country.get(line.low[i], "")
    city = words.places.capitals.get(country)
    return Entry(city, "city", country) if city else None


def _opening(line: Line) -> int:
    """The index after a city of no list in capitals that opens a text: "COTABATO, Philippines, April 25 (AFP)"."""
    end = 0
    while (
        end < len(line.flags) and end < LONGEST_CITY and line.flags[end] & UPPER and line.words[end].isalpha()
    ):
        end += 1
    closed = end + 1 < len(line.words) and line.words[end] in {",", "(", "-", "–", "—"}
    dated = closed and (line.words[end] == "(" or end + 1 in line.places or line.flags[end + 1] & NEVER)
    return end if dated and len(line.words[0]) > SHORTEST_CITY else 0


def _chamber(words: Lexicon, line: Line, before: int) -> bool:
    """Whether the word before "House" makes it a chamber of parliament and not a building."""
    word = line.low[before]
    return (
        word in words.places.words["chambers"]
        or "-" in word
        or bool(line.flags[before] & (UPPER | PLACE | DEMONYM))
    )


def _loose_words(words: Lexicon, lines: Sequence[Line]) -> frozenset[str]:
    """Capitalised words that stand somewhere without a preposition of place, so that they are no places."""
    loose: set[str] = set()
    near = words.places.words["prepositions"]
    for line in lines:
        flags, low = line.flags, line.low
        for i, flag in enumerate(flags):
            if flag & CAPITAL and i and not flag & PLACE and low[i - 1] not in near:
                loose.add(low[i])
    return frozenset(loose)


def _unlisted(words: Lexicon, line: Line, i: int, loose: frozenset[str]) -> int:
    """The index after a city of no list that begins at word `i`, 0 if there is none."""
    flags, low = line.flags, line.low
    if i == 0 or low[i - 1] not in words.places.words["locating"]:
        return 0
    barred = STOP | NEVER | HEAD | BODY | UPPER | DEMONYM | MODIFIER | HONORIFIC | GIVEN | SURNAME
    end = i
    while end < len(flags) and end - i < 3 and flags[end] & CAPITAL and not flags[end] & barred:
        end += 1
    if end == i or (end < len(flags) and flags[end] & CAPITAL and not flags[end] & (STOP | NEVER)):
        return 0
    if low[i] in words.places.words["no_places"] or low[i].endswith(
        ("-led", "-wide", "-based", "-controlled", "-backed")
    ):
        return 0
    if low[i - 1] == "of" and not (i > 1 and low[i - 2] in words.places.words["kinds"]):
        return 0
    followed = (
        end + 1 < len(low) and line.words[end] == "," and (end + 1 in line.places or end + 2 in line.places)
    )
    followed = followed or (i > 1 and low[i - 2] in words.places.words["gatherings"])
    return end if followed or low[i - 1] == "of" or not any(low[k] in loose for k in range(i, end)) else 0
