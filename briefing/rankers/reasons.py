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
NOTABLE = 0.7
"""From this share of the largest value on, a trait is spoken of."""

_SAYINGS = tuple(
    (TRAITS.index(trait), least, group, says)
    for trait, least, group, says in (
        ("centroid", NOTABLE, "central", "central"),
        ("ahead", NOTABLE, "central", "later sentences come back to it"),
        ("title_share", 0.3, "title", "overlaps the title"),
        ("short", 1, "length", "short"),
        ("long", 1, "length", "long"),
        ("digits", 0.01, "figures", "gives figures"),
        ("opens_quoted", 1, "speech", "quotation"),
        ("saying", 1, "speech", "reported speech"),
        ("question", 1, "address", "asks"),
        ("you", 1, "address", "speaks to the reader"),
        ("points_back", 1, "reference", "leans on the sentence before"),
        ("dated", 1, "date", "gives a date"),
    )
)
"""From which value of a trait on what is said under which part; of two that are true the first one."""


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
    words = {
        "position": "first sentence" if read.position[i] == 0 else _paragraph(read.paragraph[i]),
        "names": named,
        "not_body": "not body text",
        "focus": "speaks of what was asked for",
        "brief": "the kind of sentence that a brief of talks keeps",
    }
    for at, least, name, says in _SAYINGS:
        if row[at] >= least:
            words.setdefault(name, says)
    return words


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
