"""Why a sentence has its score, in words for a person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefing.model import Reason
from briefing.rankers.terms import DIGITS
from briefing.rankers.traits import TRAITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article
    from briefing.rankers.terms import Terms

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_AT = {name: i for i, name in enumerate(TRAITS)}

NOTABLE = 0.7
"""From this share of the largest value on, a trait is spoken of."""

TITLE = 0.3
"""Share of the title's words from which a sentence is said to overlap it."""


def reasons(
    articles: Sequence[Article],
    read: Terms,
    rows: Sequence[tuple[float, ...]],
    fixed: Sequence[dict[str, float]],
    gains: Sequence[float],
    repeats: dict[int, int],
    cost: float,
) -> list[tuple[Reason, ...]]:
    """The parts of every score.

    Args:
        articles: where the sentences stand.
        read: the sentences.
        rows: their traits.
        fixed: their parts that do not depend on what else was taken.
        gains: what each covered when it was taken.
        repeats: those that say the same as another, and which.
        cost: what that takes off.
    """
    named = _principals(articles)
    found = []
    for i, part in enumerate(fixed):
        words = _words(read, i, rows[i], named.get(i, ""))
        parts = [Reason(name, round(value, DIGITS), words.get(name, "")) for name, value in part.items()]
        if gains[i]:
            says = "covers much that the sources tell" if gains[i] >= NOTABLE else ""
            parts.insert(0, Reason("covers", round(gains[i], DIGITS), says))
        if named.get(i) and "names" not in part:
            parts.append(Reason("names", 0.0, words["names"]))
        if i in repeats:
            parts.append(Reason("repeats", cost, _same_as(articles, read, repeats[i])))
        found.append(tuple(parts))
    return found


def _words(read: Terms, i: int, row: tuple[float, ...], named: str) -> dict[str, str]:
    """What can be said of a sentence, by the name of the part that says it."""

    def trait(name: str) -> float:
        return row[_AT[name]]

    told = {
        "position": "first sentence" if read.position[i] == 0 else _paragraph(read.paragraph[i]),
        "central": "central" if trait("centroid") >= NOTABLE else "",
        "title": "overlaps the title" if trait("title_share") >= TITLE else "",
        "length": "short" if trait("short") else "long" if trait("long") else "",
        "names": named,
        "figures": "gives figures" if trait("digits") else "",
        "speech": "quotation" if trait("opens_quoted") else "reported speech" if trait("saying") else "",
        "address": "asks" if trait("question") else "speaks to the reader" if trait("you") else "",
        "reference": "leans on the sentence before" if trait("points_back") else "",
        "date": "gives a date" if trait("dated") else "",
        "not_body": "not body text",
        "focus": "speaks of what was asked for",
        "brief": "the kind of sentence that a brief of talks keeps",
    }
    return {name: words for name, words in told.items() if words}


def _paragraph(number: int) -> str:
    return f"{_ORDINALS[number - 1]} paragraph" if 1 <= number <= len(_ORDINALS) else f"paragraph {number}"


def _principals(articles: Sequence[Article]) -> dict[int, str]:
    """Sentences that name both of the two people who are mentioned most, and what to say of that."""
    found, start = {}, 0
    for article in articles:
        mentions = Counter(person.name for person in article.annotations.people)
        if len(mentions) > 1:
            (one, _), (two, _) = mentions.most_common(2)
            for n, sentence in enumerate(article.sentences, start):
                inside = {
                    p.name for p in article.annotations.people if sentence.start <= p.start < sentence.end
                }
                if one in inside and two in inside:
                    found[n] = f"names the two principals, {one} and {two}"
        start += len(article.sentences)
    return found


def _same_as(articles: Sequence[Article], read: Terms, i: int) -> str:
    where = f" of {articles[read.article[i]].document.uri}" if len(articles) > 1 else ""
    return f"says the same as a sentence in paragraph {read.paragraph[i]}{where}"
