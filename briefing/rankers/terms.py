"""The words of all sentences, read once: what every ranker of this folder counts with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, takewhile
from math import log, sqrt
from typing import TYPE_CHECKING

from briefing.layout import BODY
from briefing.text import content_stems
from briefing.text import words as read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.model import Article

Bigram = tuple[str, str]
"""Two neighbouring stems."""

DIGITS = 9
"""Decimals that are kept of a score, so that the last bit of a sum decides nothing."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Sentences of a run as words. Unless said otherwise, a column has one entry a sentence, in order.

    Attributes:
        texts: the sentences.
        article: index of the sentence's article.
        position: how many sentences of body text stand before it in its article.
        paragraph: printed number of its paragraph.
        body: whether it is body text, which statements come from.
        words: number of words, at least 1.
        tokens: its words, case folded, in order.
        roots: the stem of each of these.
        stems: stems of the content words, in order, with repetitions.
        bigrams: pairs of neighbouring stems of which at least one is a content word, each once, in order.
        sizes: one entry an article: sentences of body text, at least 1.
        titles: one entry an article: stems of the content words of its title, else of the headings that lead it.
        languages: one entry an article: language of its stop words and stems.
    """

    texts: tuple[str, ...]
    article: tuple[int, ...]
    position: tuple[int, ...]
    paragraph: tuple[int, ...]
    body: tuple[bool, ...]
    words: tuple[int, ...]
    tokens: tuple[tuple[str, ...], ...]
    roots: tuple[tuple[str, ...], ...]
    stems: tuple[tuple[str, ...], ...]
    bigrams: tuple[tuple[Bigram, ...], ...]
    sizes: tuple[int, ...]
    titles: tuple[frozenset[str], ...]
    languages: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.article)


def _language(article: Article) -> str:
    """Language of the stop words and stems; English where the reader could not tell, as for short texts."""
    code = article.document.language
    return code if code and code != "und" else "en"


def _headline(article: Article) -> str:
    """The headings before the first sentence of body text."""
    before = takewhile(lambda s: s.block.kind not in BODY, article.sentences)
    return " ".join(s.text for s in before if s.block.kind == "heading")


def read(articles: Sequence[Article]) -> Terms:
    """Count the words of all sentences of `articles`."""
    texts, owner, position, paragraph, body = [], [], [], [], []
    split, roots, words, stems, bigrams, sizes, titles, languages = [], [], [], [], [], [], [], []
    for number, article in enumerate(articles):
        languages.append(_language(article))
        text, before = article.document.text, 0
        for sentence in article.sentences:
            block = sentence.block
            texts.append(text[sentence.start : sentence.end])
            owner.append(number)
            position.append(before)
            paragraph.append(block.number)
            body.append(block.kind in BODY)
            before += body[-1]
            found = read_words(texts[-1], languages[-1])
            split.append(tuple([word for word, _, _ in found]))
            roots.append(tuple([stem for _, stem, _ in found]))
            words.append(len(found) or 1)
            stems.append(tuple([stem for _, stem, content in found if content]))
            bigrams.append(tuple(dict.fromkeys([(a[1], b[1]) for a, b in pairwise(found) if a[2] or b[2]])))
        sizes.append(max(1, before))
        titles.append(frozenset(content_stems(article.document.title or _headline(article), languages[-1])))
    return Terms(
        tuple(texts),
        tuple(owner),
        tuple(position),
        tuple(paragraph),
        tuple(body),
        tuple(words),
        tuple(split),
        tuple(roots),
        tuple(stems),
        tuple(bigrams),
        tuple(sizes),
        tuple(titles),
        tuple(languages),
    )


def inverse_frequency(stems: Sequence[Sequence[str]]) -> dict[str, float]:
    """Weight of each term: log((1 + n) / (0.5 + df)), with df of the n sentences holding it.

    It stays above zero even for a term of every sentence.
    """
    df = Counter([term for words in stems for term in dict.fromkeys(words)])
    n = 1 + len(stems)
    return {term: log(n / (0.5 + count)) for term, count in df.items()}


def vectors(stems: Iterable[Sequence[str]], idf: dict[str, float]) -> list[dict[str, float]]:
    """TF-IDF vectors of unit length, one a sentence; empty for a sentence without content words."""
    result = []
    for words in stems:
        weights: dict[str, float] = {}
        for term in words:
            weights[term] = weights.get(term, 0.0) + idf[term]
        norm = sqrt(sum([w * w for w in weights.values()]))
        result.append({term: w / norm for term, w in weights.items()})
    return result


def scaled(values: Sequence[float]) -> list[float]:
    """`values` divided by the largest, rounded; all 0 where none is above 0."""
    top = max(values, default=0.0)
    return [round(v / top, DIGITS) for v in values] if top > 0 else [0.0] * len(values)
