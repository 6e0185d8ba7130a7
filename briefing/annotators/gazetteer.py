"""Names of places, looked up word by word."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Literal

from briefing.language import table

PlaceKind = Literal["city", "country", "building", "region"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a place.

    Attributes:
        name: its name in the gazetteer, for a country the one that affiliations use.
        kind: what it is.
        country: where it lies; of a building, the city or country it stands in.
        common: whether the word is a common one too, so that only the context makes it a place.
    """

    name: str
    kind: PlaceKind
    country: str
    common: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries by first word, then by all words; the longest come first.

    Attributes:
        by_first: case-folded first word to the rest of the words and the entry.
        capitals: country to its capital.
        words: the lists of the table `heads`: last words of buildings' names, prepositions and the like.
    """

    by_first: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    capitals: dict[str, str]
    words: dict[str, frozenset[str]]

    def longest(self, words: list[str], low: list[str], at: int) -> tuple[int, Entry] | None:
        """The longest place that begins at word `at`: the index after it, and what it is."""
        for rest, entry in self.by_first.get(low[at], ()):
            end = at + 1 + len(rest)
            if rest and tuple(low[at + 1 : end]) != rest:
                continue
            if rest and not words[end - 1][0].isupper() and words[end - 1][0].isalpha():
                continue
            if len(low[at]) < 4 and not rest and words[at] not in {entry.name, words[at].upper()}:
                continue
            return end, entry
        return None


def _split(name: str, owners: Collection[str]) -> list[str]:
    """Cut a place's name as the words of a text are cut: "L'Aquila" and "U.S." stay whole, "Cox's" does not.

    Owners that are part of a name ("People's") stay whole, too.
    """
    pieces: list[str] = []
    for word in name.replace("’", "'").casefold().split():
        pieces += [word] if word in owners or not word.endswith("'s") else [word[:-2], "'s"]
    return pieces


@cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language, with English names where it has none of its own."""
    data = table(language, "places", fallback="en")
    common = {word.casefold() for word in data.get("common_words", {}).get("words", ())}
    owners = frozenset(table(language, "titles", fallback="en").get("owners", ()))
    found: dict[str, dict[tuple[str, ...], Entry]] = {}

    def add(name: str, entry: Entry) -> None:
        first, *rest = _split(name, owners)
        found.setdefault(first, {}).setdefault(tuple(rest), entry)

    for name, aliases in data.get("countries", {}).items():
        for alias in (name, *aliases):
            add(alias, Entry(name, "country", name, alias.casefold() in common))
    for building, where in data.get("buildings", {}).items():
        add(building, Entry(building, "building", where))
    for country, cities in data.get("cities", {}).items():
        for city in cities:
            add(city, Entry(city, "city", country, city.casefold() in common))
    for country, regions in data.get("regions", {}).items():
        for region in regions:
            add(region, Entry(region, "region", country, region.casefold() in common))
    by_first = {
        first: tuple(sorted(entries.items(), key=lambda pair: (-len(pair[0]), pair[0])))
        for first, entries in found.items()
    }
    words = {
        name: frozenset(word.casefold() for word in found) for name, found in data.get("heads", {}).items()
    }
    capitals = {country: cities[0] for country, cities in data.get("cities", {}).items()}
    return Gazetteer(by_first, capitals, words)
