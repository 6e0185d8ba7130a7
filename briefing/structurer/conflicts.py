"""Where two sentences that tell of the same thing give another figure, date, place, name or title.

Two facts conflict where they stand in the same place of two sentences that are otherwise alike, cannot both be true
as far as units, rounding and approximation go, and where neither source gives the other's value as well: a report
that has both is a report of two things.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.language import table
from briefing.structurer.facts import Figure, Named, Told, name_words
from briefing.structurer.knowledge import Knowledge, alike
from briefing.structurer.offices import contradict, office
from briefing.text import stem, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.model import DifferenceRole, Place

ALIKE = {"number": 0.55, "date": 0.6, "place": 0.6, "name": 0.6, "title": 0.3}
"""How alike two sentences must be, from 0 to 1, for a conflict of each kind: root of the shares of their stems that
they have in common, of the shorter one's and of both's. Set on development data by `bench/differences.py`."""

COUNTED = 0.4
"""The same for figures of things of which two words are the same and that are not far apart."""

AGES = 0.3
"""The same for the age of one person."""

SAYING = 0.75
"""The same for days on which something was said: officials say many things on many days."""

SAME_SPELLING = 0.25
"""The same for two spellings of one name."""

FAR, APART = 2.5, 5.0
"""How many times one figure is the other at most: where sentences are only so alike (`COUNTED`), and in general,
unless they are nearly the same (`SAYING`)."""

MONTH, SAME_NEWS = 30, 3
"""Days between two reports: at most for any conflict, and for figures and names of sentences that are not nearly the
same (`SAYING`): titles change, counts go on, and every day has other names."""

LEAST = 3
"""Stems that two sentences must have in common."""

_CLOSE = 0.7  # likeness of two spellings of one name
_SHORT = 4  # letters of a name that may be misspelt


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two places, one a sentence, in characters of the sentences.

    Attributes:
        values: what stands at each, in a form that is the same wherever the same is meant.
        about: whom it is about, where that is known.
    """

    role: DifferenceRole
    one: tuple[int, int]
    other: tuple[int, int]
    values: tuple[str, str]
    about: str = ""


def conflicts(a: Told, b: Told, of_a: Knowledge, of_b: Knowledge) -> list[Conflict]:
    """All conflicts of two sentences of two documents; none where they tell of two events."""
    likeness, shared = alike(a.stems, b.stems), len(a.stems & b.stems)
    if shared < LEAST:
        return []
    days = _days_apart(a, b)
    if days > MONTH or _two_events(a, b):
        return []
    found: list[Conflict] = []
    if likeness >= SAYING or days <= SAME_NEWS:
        found += _figures(a, b, of_a, of_b, likeness)
    if likeness >= ALIKE["date"]:
        found += _dates(a, b, of_a, of_b, likeness)
    if likeness >= ALIKE["title"]:
        found += _titles(a, b, of_a, of_b)
    if likeness >= SAME_SPELLING:
        found += _names(a, b, of_a, of_b, likeness if days <= SAME_NEWS else SAME_SPELLING)
    if likeness >= ALIKE["place"]:
        found += _places(a, b, of_a, of_b)
    return found


def _days_apart(a: Told, b: Told) -> int:
    """Days between the two reports, 0 where they are not dated."""
    one, other = a.sentence.document.published, b.sentence.document.published
    return abs((one - other).days) if one and other else 0


def _two_events(a: Told, b: Told) -> bool:
    """Whether each tells of its own day's news, and the days are not the same."""
    mine = [d for d in a.dates if d.near and not d.of_saying]
    theirs = [d for d in b.dates if d.near and not d.of_saying]
    apart = mine and theirs and not any(d.when.agrees(e.when) for d in mine for e in theirs)
    if not apart:
        return False
    one, other = a.sentence.document.published, b.sentence.document.published
    return one is not None and other is not None and one != other


def _figures(a: Told, b: Told, of_a: Knowledge, of_b: Knowledge, likeness: float) -> Iterator[Conflict]:
    """Figures of the same kind, each the other's best match by the words beside them."""
    scores = {
        (i, j): score
        for i, f in enumerate(a.figures)
        for j, g in enumerate(b.figures)
        if (score := _same_thing(f, g)) > 0
    }
    for i, j in _mutual(scores):
        f, g = a.figures[i], b.figures[j]
        if f.quantity.agrees(g.quantity) or not _alike_enough(f, g, likeness):
            continue
        if of_b.has_figure(f) or of_a.has_figure(g):
            continue
        values = (f"{f.quantity.value:.15g} {f.quantity.kind}", f"{g.quantity.value:.15g} {g.quantity.kind}")
        yield Conflict("number", (f.start, f.end), (g.start, g.end), values)


def _alike_enough(f: Figure, g: Figure, likeness: float) -> bool:
    """Whether two sentences are as alike as it takes for two figures to conflict."""
    one, two = sorted((abs(f.quantity.value), abs(g.quantity.value)))
    times = two / one if one else two + 1
    if f.quantity.kind == "age" and f.counted & g.counted:
        return likeness >= AGES
    if likeness >= ALIKE["number"]:
        return times <= APART or likeness >= SAYING
    return likeness >= COUNTED and times <= FAR and len(f.counted & g.counted) > 1


def _same_thing(f: Figure, g: Figure) -> float:
    """How surely two figures count the same thing; 0 if they do not."""
    one, two = f.quantity, g.quantity
    if one.kind != two.kind:
        return 0.0
    counted = len(f.counted & g.counted)
    beside = len(f.beside & g.beside)
    if one.kind == "clock":
        return 0.5 + beside
    if not counted:
        return 0.0
    exact = 0.5 if one.value == two.value else 0.0
    return 2.0 * counted + beside + exact


def _mutual(scores: dict[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """Pairs of which each is the other's best; none where two are equally good."""
    for (i, j), score in scores.items():
        rivals = [s for (k, m), s in scores.items() if (k == i) != (m == j)]
        if all(s < score for s in rivals):
            yield i, j


def _dates(a: Told, b: Told, of_a: Knowledge, of_b: Knowledge, likeness: float) -> Iterator[Conflict]:
    scores = {
        (i, j): 1.0 + len(d.beside & e.beside) + (2.0 if d.when.agrees(e.when) else 0.0)
        for i, d in enumerate(a.dates)
        for j, e in enumerate(b.dates)
        if d.beside & e.beside
    }
    for i, j in _mutual(scores):
        d, e = a.dates[i], b.dates[j]
        if d.when.agrees(e.when) or of_b.has_date(d, a.stems) or of_a.has_date(e, b.stems):
            continue
        if (d.of_saying or e.of_saying) and likeness < SAYING:
            continue
        yield Conflict("date", (d.start, d.end), (e.start, e.end), (d.when.key, e.when.key))


def _titles(a: Told, b: Told, of_a: Knowledge, of_b: Knowledge) -> Iterator[Conflict]:
    """Titles of one person."""
    language = a.sentence.document.language
    for p in a.people:
        for q in b.people:
            if not p.title or not q.title or not p.full or not q.full or p.full[-1] != q.full[-1]:
                continue
            name = p.full[-1]
            if (
                contradict(p.title, q.title, language)
                and all(contradict(t, q.title, language) for t in of_a.titles[name])
                and all(contradict(p.title, t, language) for t in of_b.titles[name])
            ):
                one, other = _title_place(a, p), _title_place(b, q)
                if one and other:
                    values = office(p.title, language).key, office(q.title, language).key
                    yield Conflict("title", one, other, values, name)


def _title_place(told: Told, named: Named) -> tuple[int, int] | None:
    """Where the title of a person stands in the sentence, near the name."""
    text, title = told.sentence.text, named.person.title
    at = text.rfind(title, 0, named.end)
    at = at if at >= 0 else text.find(title, named.end)
    return (at, at + len(named.person.title)) if at >= 0 else None


def _names(a: Told, b: Told, of_a: Knowledge, of_b: Knowledge, likeness: float) -> Iterator[Conflict]:
    """Names that stand in the same place and that the other source does not know, or two spellings of one name."""
    done = set()
    for p in a.people:
        for q in b.people:
            mine = [w for w in p.words if w not in of_b.words]
            theirs = [w for w in q.words if w not in of_a.words]
            if not mine or not theirs or not _spellings(p, q, mine, theirs):
                continue
            done.add((p.start, q.start))
            values = " ".join(mine), " ".join(theirs)
            yield Conflict("name", (p.start, p.end), (q.start, q.end), values)
    if likeness < ALIKE["name"]:
        return
    for one, other in _replaced(a, b):
        if any(one[0] <= p < one[1] and other[0] <= q < other[1] for p, q in done):
            continue
        mine = list(name_words(a.sentence.text[slice(*one)]))
        theirs = list(name_words(b.sentence.text[slice(*other)]))
        if of_b.words.isdisjoint(mine) and of_a.words.isdisjoint(theirs):
            role: DifferenceRole = (
                "place" if _is_place(a.places, a, one) and _is_place(b.places, b, other) else "name"
            )
            yield Conflict(role, one, other, (" ".join(mine), " ".join(theirs)))


def _is_place(places: Iterable[Place], told: Told, span: tuple[int, int]) -> bool:
    start = told.sentence.start
    return any(p.start - start < span[1] and span[0] < p.end - start for p in places)


def _spellings(p: Named, q: Named, mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two names are one in two spellings: a word in common, and the others nearly."""
    common = set(p.words) & set(q.words)
    pairs = [(x, y) for x in mine for y in theirs if min(len(x), len(y)) >= _SHORT]
    close = any(_near(x, y) for x, y in pairs)
    return close and (
        bool(common) or bool(p.title and set(p.title) & set(q.title)) or len(mine) == len(theirs) == 1
    )


@lru_cache(maxsize=20_000)
def _near(one: str, two: str) -> bool:
    if one.startswith(two) or two.startswith(one):
        return False  # Jeff and Jeffrey are no two names
    return one[0] == two[0] and SequenceMatcher(None, one, two, autojunk=False).ratio() >= _CLOSE


def _replaced(a: Told, b: Told) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Runs of capitalised words that stand in the same place of two sentences, with the same words around them."""
    language = a.sentence.document.language
    one, two = ([stem(w.lower(), language) for w, _, _ in t.words] for t in (a, b))
    codes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    for k, (tag, i, j, m, n) in enumerate(codes):
        if tag != "replace" or j - i > 3 or n - m > 3:
            continue
        before = codes[k - 1][2] - codes[k - 1][1] if k else 0
        after = codes[k + 1][2] - codes[k + 1][1] if k + 1 < len(codes) else 0
        if before + after < 3 or (not before and i) or (not after and j < len(one)):
            continue
        if all(w[0].isupper() for w, _, _ in (*a.words[i:j], *b.words[m:n])) and i and m:
            yield (a.words[i][1], a.words[j - 1][2]), (b.words[m][1], b.words[n - 1][2])


def _places(a: Told, b: Told, of_a: Knowledge, of_b: Knowledge) -> Iterator[Conflict]:
    """Places of one kind after the same preposition, of which neither lies in the other or is known to both."""
    language = a.sentence.document.language
    prepositions = frozenset(table(language, "differences").get("places", {}).get("prepositions", ()))
    for p in a.places:
        for q in b.places:
            if p.kind != q.kind or p.name == q.name or p.name in of_b.places or q.name in of_a.places:
                continue
            one, other = _before(a, p), _before(b, q)
            if one and one == other and one in prepositions:
                yield Conflict(
                    "place",
                    (p.start - a.sentence.start, p.end - a.sentence.start),
                    (q.start - b.sentence.start, q.end - b.sentence.start),
                    (p.name, q.name),
                )


def _before(told: Told, place: Place) -> str:
    """The word before a place."""
    words = tokens(told.sentence.text[: place.start - told.sentence.start])
    return words[-1] if words else ""
