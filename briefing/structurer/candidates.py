"""Which sentences may stand in the brief, and where: the table that selection chooses from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from briefing.language import table
from briefing.layout import BODY
from briefing.model import (
    Article,
    Label,
    Participant,
    Reading,
    Reason,
    Score,
    Sentence,
    TimelineEntry,
)
from briefing.structurer.captions import is_caption
from briefing.structurer.cuewords import CueWords, whole_words
from briefing.structurer.fragments import fragments
from briefing.structurer.references import References, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

SECTIONS: tuple[Label, ...] = ("topics", "meeting", "background")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with all that decides whether it is chosen.

    Attributes:
        place: its position among all sentences of all articles, from 0.
        article: the position of its article.
        label: the section that it belongs to.
        entries: past events that it dates.
        references: what its references mean, and whether it leans on its neighbour.
        protocol: whether it only reports courtesies.
        recalls: whether somebody looks back in it.
    """

    place: int
    article: int
    sentence: Sentence
    label: Label
    score: Score
    entries: tuple[TimelineEntry, ...]
    references: References
    protocol: bool
    recalls: bool = False

    def weighed(self, reason: Reason) -> Candidate:
        """With one more reason for its score, and the score changed by the value of that reason."""
        score = self.score
        return replace(self, score=Score(score.value + reason.value, (*score.reasons, reason)))


@cache
def _recalling(language: str) -> CueWords | None:
    verbs = table(language, "cues").get("recalling", ())
    return whole_words(verbs) if verbs else None


@cache
def _protocol(language: str, about: Literal["always", "about_the_encounter"]) -> CueWords | None:
    phrases = table(language, "protocol").get(about, ())
    return whole_words(phrases) if phrases else None


def _is_courtesy(sentence: Sentence, label: Label) -> bool:
    """Whether a sentence tells no more than that people were polite to each other."""
    kinds: tuple[Literal["always", "about_the_encounter"], ...] = ("always", "about_the_encounter")
    return any(
        pattern.search(sentence.text)
        for about in (kinds if label == "meeting" else kinds[:1])
        if (pattern := _protocol(sentence.document.language, about))
    )


def labels(article: Article) -> tuple[Label, ...]:
    """The section of each sentence, from the readings of the model.

    Args:
        article: with one reading a sentence, or none at all: then body text is filed under topics.

    Returns:
        One label for each sentence, in order. What is no body text, or a caption or a fragment within it, is filed
        under none, unless the text is fragments alone. Where the model finds nothing at all to state, as in a language
        that it does not know, each goes where it is likeliest to belong.
    """
    readings: Sequence[Reading | None] = article.annotations.readings or (None,) * len(article.sentences)
    body = [s.block.kind in BODY and not is_caption(s) for s in article.sentences]
    scraps = fragments(article.sentences)
    whole = [is_body and i not in scraps for i, is_body in enumerate(body)]
    body = whole if any(whole) else body
    blank = all(r is None or r.label == "none" for r, is_body in zip(readings, body, strict=True) if is_body)
    return tuple(
        "none" if not is_body else _section(reading, certain=blank) if reading else "topics"
        for reading, is_body in zip(readings, body, strict=True)
    )


def _section(reading: Reading, *, certain: bool) -> Label:
    """The label of a reading; of the three sections the likeliest where the sentence is `certain` to be in one."""
    if not certain:
        return reading.label
    return max(SECTIONS, key=lambda name: (getattr(reading, name), -SECTIONS.index(name)))


def candidates(
    articles: Sequence[Article],
    scores: Sequence[Score],
    participants: Sequence[Sequence[Participant]],
    timelines: Sequence[Sequence[TimelineEntry]],
) -> tuple[Candidate, ...]:
    """The table of all sentences.

    Args:
        articles: in order.
        scores: one for each sentence, in order of articles and sentences.
        participants: of each article.
        timelines: of each article.

    Returns:
        One candidate for each sentence, those of section none too.
    """
    found: list[Candidate] = []
    for a, article in enumerate(articles):
        dated: dict[int, list[TimelineEntry]] = {}
        for entry in timelines[a]:
            dated.setdefault(entry.sentence.start, []).append(entry)
        references = resolve(article, participants[a])
        recalling = _recalling(article.document.language)
        for sentence, label, refs in zip(article.sentences, labels(article), references, strict=True):
            entries = tuple(dated.get(sentence.start, ()))
            place = len(found)
            courtesy = _is_courtesy(sentence, label)
            recalls = recalling is None or recalling.search(sentence.text) is not None
            found.append(
                Candidate(place, a, sentence, label, scores[place], entries, refs, courtesy, recalls)
            )
    return tuple(found)
