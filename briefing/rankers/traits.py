"""What a sentence looks like: place, words, form. The default ranker weighs these traits.

The traits fall into groups, and a group is one part of the score: `GROUPS` names them and says what each means.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import chain
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from briefing.language import table
from briefing.rankers.terms import inverse_frequency, vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.rankers.terms import Terms

Vector = dict[str, float]

GROUPS: dict[str, tuple[str, ...]] = {
    # place in the article: e^(-n/3), e^(-n/8), e^(-n/20) and log(1 + n) of the n sentences before, their share, the
    # first one, the first one of a paragraph
    "position": ("early3", "early8", "early20", "log_position", "relative", "first", "opens_paragraph"),
    # likeness to all sentences, to later ones less earlier ones, to first sentences; mean frequency of its words
    "central": ("centroid", "ahead", "leads", "frequent"),
    # cosine with the title, and share of the title's words that it holds
    "title": ("title_cosine", "title_share"),
    # logarithm of the number of words, and that less the article's mean; commas; fewer than 6, fewer than 10, more
    # than 45 words
    "length": ("log_words", "relative_words", "commas", "tiny", "short", "long"),
    # share of words that begin with a capital letter, not counting the first, and of words with a figure
    "names": ("capitals",),
    "figures": ("digits",),
    # quotation marks anywhere, at the start; a verb of saying
    "speech": ("quoted", "opens_quoted", "saying"),
    # asks, or speaks to the reader
    "address": ("question", "you"),
    # begins with a word that points back
    "reference": ("points_back",),
    # names a month, a day of the week or a year
    "date": ("dated",),
    # in capitals throughout, ends with a colon, holds a bracket
    "form": ("all_capitals", "colon", "bracket"),
}

TRAITS = tuple(name for names in GROUPS.values() for name in names)
"""Names of the traits, in the order of `describe`."""

_QUOTE = re.compile('["“”„«»]')
_OPENS = re.compile("^[\"“”„«‘']")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIGURE = re.compile(r"\d\S*")
_CAPITAL = re.compile(r"\s[\"“”„«‘'(]*[^\W\d_a-zß-öø-ÿ]")
_TINY, _SHORT, _LONG = 6, 10, 45


@cache
def _signs(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    words = table(language, "words")
    back, you, says, days = (
        frozenset(words.get(name, ())) for name in ("points_back", "address", "saying", "calendar")
    )
    return back, you, says, days


def describe(read: Terms) -> list[tuple[float, ...]]:
    """Values of `TRAITS` of each sentence."""
    idf = inverse_frequency(read.stems)
    central = _central(read, vectors(read.stems, idf))
    rows = []
    for i, length in enumerate(_lengths(read)):
        rows.append((*_place(read, i), *central[i], *_title(read, i, idf), *length, *_form(read, i)))
    return rows


def _place(read: Terms, i: int) -> tuple[float, ...]:
    n, article = read.position[i], read.article[i]
    opens = i == 0 or (read.article[i - 1], read.paragraph[i - 1]) != (article, read.paragraph[i])
    early = (exp(-n / 3), exp(-n / 8), exp(-n / 20), log(1 + n))
    return (*early, n / read.sizes[article], float(n == 0), float(opens))


def _lengths(read: Terms) -> list[tuple[float, ...]]:
    logs = [log(n) for n in read.words]
    total = [0.0] * len(read.sizes)
    count = [0] * len(read.sizes)
    for value, article in zip(logs, read.article, strict=True):
        total[article] += value
        count[article] += 1
    mean = [t / (n or 1) for t, n in zip(total, count, strict=True)]
    return [
        (
            logs[i],
            logs[i] - mean[read.article[i]],
            float(read.texts[i].count(",") + read.texts[i].count(";")),
            float(n < _TINY),
            float(n < _SHORT),
            float(n > _LONG),
        )
        for i, n in enumerate(read.words)
    ]


def _central(read: Terms, vectors: Sequence[Vector]) -> list[tuple[float, float, float, float]]:
    """Centroid, directed centrality (Zheng and Lapata 2019), first sentences, word frequency; the largest is 1."""
    own: list[Vector] = [defaultdict(float) for _ in read.sizes]
    for vector, article in zip(vectors, read.article, strict=True):
        _add(own[article], vector)
    everything = own[0] if len(own) == 1 else _sum(own)
    leads = _sum(v for v, n in zip(vectors, read.position, strict=True) if n == 0)
    counts = Counter(chain.from_iterable(read.stems))
    before: list[Vector] = [defaultdict(float) for _ in own]
    alone = len(own) == 1
    rows = []
    for i, vector in enumerate(vectors):
        article = read.article[i]
        mine, behind = own[article], before[article]
        same = back = first = 0.0
        for term, weight in vector.items():
            same += weight * mine[term]
            back += weight * behind[term]
            behind[term] += weight
            if term in leads:
                first += weight * leads[term]
        total = same if alone else sum([weight * everything[term] for term, weight in vector.items()])
        frequent = sum([counts[w] for w in read.stems[i]]) / (len(read.stems[i]) or 1)
        rows.append((total, (same - back - 1) / read.sizes[article], first, frequent))
    tops = [max((abs(row[k]) for row in rows), default=0.0) or 1.0 for k in range(4)]
    return [(a / tops[0], b / tops[1], c / tops[2], d / tops[3]) for a, b, c, d in rows]


def _sum(vectors: Iterable[Vector]) -> Vector:
    total: Vector = defaultdict(float)
    for vector in vectors:
        _add(total, vector)
    return total


def _add(total: Vector, vector: Vector) -> None:
    for term, weight in vector.items():
        total[term] += weight


def _title(read: Terms, i: int, idf: dict[str, float]) -> tuple[float, float]:
    title = read.titles[read.article[i]]
    shared = title.intersection(read.stems[i])
    if not shared:
        return 0.0, 0.0
    rare = max(idf.values())
    norm = sqrt(sum(sorted(idf.get(t, rare) ** 2 for t in title)))
    own = sqrt(sum(sorted(idf[t] ** 2 for t in set(read.stems[i]))))
    return sum(sorted(idf[t] ** 2 for t in shared)) / (norm * own), len(shared) / len(title)


def _form(read: Terms, i: int) -> tuple[float, ...]:
    text, words, n = read.texts[i], read.tokens[i], read.words[i]
    figures = _FIGURE.findall(text)
    back, you, says, days = _signs(read.languages[read.article[i]])
    return (
        len(_CAPITAL.findall(text)) / n,
        len(figures) / n,
        float(_QUOTE.search(text) is not None),
        float(_OPENS.match(text) is not None),
        float(not says.isdisjoint(words)),
        float("?" in text),
        float(not you.isdisjoint(words)),
        float(bool(words) and words[0] in back),
        float(not days.isdisjoint(words) or (bool(figures) and _YEAR.search(text) is not None)),
        float(text.isupper()),
        float(text.endswith(":")),
        float("(" in text),
    )
