"""Topics: what was spoken about, as noun phrases of the text, with the sentences that treat each.

The annotator says how likely a phrase is a topic by its words and its place; here the article as a whole decides:
the section of its sentence, whether it names a participant, and whether a better phrase says the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from briefing.language import table
from briefing.layout import BODY
from briefing.model import Article, Phrase, Reading, Sentence, Span, Topic
from briefing.text import content_stems

# A phrase is a topic where its log-odds are at least this: where precision and recall met in cross-validation. The
# labelled articles have two to six topics each; the best two are given however weak they are.
ENOUGH = -1.0
FEWEST = 2
MOST = 6

# Two phrases are near-duplicates where they share this much of the words of the shorter one.
SAME = 0.6

# So many places of a phrase are compared with those of another.
PLACES = 20

# A sentence treats a topic where it holds this much of the words of its label.
TREATS = 0.6

_LETTERS = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[A-Z][\w’'-]{2,}")


class _Ranked(NamedTuple):
    """A phrase with its final log-odds, the stems of its words, its sentence, and all places of these words."""

    weight: float
    phrase: Phrase
    stems: frozenset[str]
    sentence: int
    places: list[tuple[int, int]]


def topics(article: Article) -> tuple[Topic, ...]:
    """The topics of an article, the likeliest first.

    Args:
        article: with people and phrases, and with readings where a model made them.

    Returns:
        Two to six topics, fewer where the text has no such phrases. Each label is a span of the text; the
        sentences are those of the body that hold most of its words, in text order, its own among them.
    """
    chosen: list[_Ranked] = []
    for ranked in _rank(article):
        if len(chosen) == MOST or (ranked.weight < ENOUGH and len(chosen) >= FEWEST):
            break
        if not any(_same(ranked, other) for other in chosen):
            chosen.append(ranked)
    held = _stems(article) if chosen else []
    return tuple(
        Topic(Span(article.document, r.phrase.start, r.phrase.end), _treating(article, r, held))
        for r in chosen
    )


def _rank(article: Article) -> list[_Ranked]:
    """All phrases that may be topics, best first: none that ends in an abbreviation before a name ("Lima Gov.")."""
    language, whole = article.document.language, article.document.text
    weights = table(language, "phrases", "en").get("sections", {})
    names = {word for person in article.annotations.people for word in _NAME.findall(person.name)}
    readings = article.annotations.readings
    nations = _nations(language)
    unread = weights.get("unread", 0.0)
    sections = [_section(reading, weights) for reading in readings] or [unread] * len(article.sentences)
    ranked: list[_Ranked] = []
    places: dict[frozenset[str], list[tuple[int, int]]] = {}
    at = 0
    for phrase in article.annotations.phrases:
        while at < len(article.sentences) and article.sentences[at].end <= phrase.start:
            at += 1
        if at == len(article.sentences):
            break
        text = phrase.text
        cut = whole.startswith(".", phrase.end) and phrase.end + 1 < article.sentences[at].end
        named = not text.islower() and not names.isdisjoint(_NAME.findall(text))
        if cut or named or phrase.start < article.sentences[at].start or _is_only_who(text, nations):
            continue
        weight = phrase.weight + sections[at]
        stems = frozenset(content_stems(text, language))
        if stems:
            found = places.setdefault(stems, [])
            if len(found) < PLACES:
                found.append(phrase.span)
            ranked.append(_Ranked(round(weight, 4), phrase, stems, at, found))
    return sorted(ranked, key=lambda r: (-r.weight, r.phrase.start, r.phrase.end))


@cache
def _nations(language: str) -> frozenset[str]:
    """Words for countries and for who lives there, and the small words that join them."""
    named = table(language, "demonyms", "en").get("demonyms", {})
    forms = [
        w for country, words in named.items() for name in (country, *words) for w in name.casefold().split()
    ]
    who = table(language, "phrases", "en").get("who", ())
    return frozenset((*forms, *(f"{w}s" for w in forms), *who))


def _is_only_who(text: str, nations: frozenset[str]) -> bool:
    """Whether a phrase names nothing but countries and their people ("North Koreans"): a party and no topic."""
    words = text.casefold().replace("’s", "").replace("'s", "")
    return all(match.group() in nations for match in _LETTERS.finditer(words))


def _section(reading: Reading, weights: dict[str, float]) -> float:
    """What the section of a sentence says for its phrases."""
    names = ("meeting", "topics", "background", "none", "key")
    return float(sum(getattr(reading, name) * weights.get(name, 0.0) for name in names))


def _same(one: _Ranked, other: _Ranked) -> bool:
    """Whether two phrases share most words, or stand partly in the same place anywhere in the text."""
    common = len(one.stems & other.stems)
    if common >= SAME * min(len(one.stems), len(other.stems)):
        return True
    return common > 0 and any(a < d and c < b for a, b in one.places for c, d in other.places)


def _stems(article: Article) -> list[frozenset[str]]:
    """The stems of each sentence; none for what is no body text."""
    language = article.document.language
    return [
        frozenset(content_stems(s.text, language)) if s.block.kind in BODY else frozenset()
        for s in article.sentences
    ]


def _treating(article: Article, ranked: _Ranked, held: Sequence[frozenset[str]]) -> tuple[Sentence, ...]:
    """The sentences that treat a topic."""
    readings = article.annotations.readings
    enough = TREATS * len(ranked.stems)
    return tuple(
        sentence
        for i, sentence in enumerate(article.sentences)
        if i == ranked.sentence
        or (len(held[i] & ranked.stems) >= enough and not (readings and readings[i].label == "none"))
    )
