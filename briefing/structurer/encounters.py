"""What a report tells of encounters, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from operator import mul

from briefing.model import Article, DateMention, Participant, Place, Sentence, Span, Status
from briefing.structurer.attendance import content, other_days
from briefing.structurer.meeting_cues import Cues, cues
from briefing.text import encounter_stems, words

# A sentence with this probability of telling of the encounter does so.
TELLS = 0.5
# Log-odds that a text reports an encounter: constant, by each of `report_traits` (`bench/train_reports.py`).
REPORTS = (12.83, 0.38, 3.87)
# Below this there is none: so are 4 % of the reports to learn from, and three in four other texts.
LIKELY = -2.0
# One of the first sentences that tells so surely of an encounter is believed where several people are there, whatever
# the other words are.
SURE, LEAD = 0.9, 3
# Below this in every sentence there is none, and where a language has no words for it, below `TELLS`.
UNLIKELY = 0.1
_CERTAIN, _LEAST_SHARE = 0.999, 0.01
# Sentences from the beginning in which the encounter that is the news must come up.
UPPER = 6
# Characters after "will" or "is due to" within which its verb of meeting stands.
GOVERNS = 45

_DATELINE_END = re.compile(r"^[.,]?\s*(?:\d{4})?\s*(?:\([^)]{0,40}\)|/[\w\s]{2,20}/)?\s*(?:--|[-–—_]|:)")
DATELINE_REACH = 70  # characters from the beginning of a text to the end of its dateline


@dataclass(slots=True)
class Scene:
    """An article as a series of sentences about encounters.

    Attributes:
        article: the article.
        cues: patterns of its language.
        told: indices of its body sentences.
        first: index of the sentence that introduces the encounter that is the news.
        news: indices of the sentences that tell of it, the first one first.
        present: participants who are there.
        starts: where the sentences begin.
        dates: dates by sentence, without the dateline's.
        places: places by sentence, without the dateline's.
        far: indices of the sentences whose dates are far from the report.
        dateline_date: the date in the dateline, None if there is none.
        dateline_place: the place in the dateline, None if there is none.
    """

    article: Article
    cues: Cues
    told: list[int]
    first: int
    news: list[int]
    present: tuple[Participant, ...]
    starts: list[int]
    dates: dict[int, list[DateMention]] = field(default_factory=dict)
    places: dict[int, list[Place]] = field(default_factory=dict)
    far: frozenset[int] = frozenset()
    dateline_date: DateMention | None = None
    dateline_place: Place | None = None
    _named: list[frozenset[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._named = [frozenset(self.sentence_at(m.start) for m in p.mentions) for p in self.present]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds a character."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentences(self, indices: Sequence[int]) -> tuple[Sentence, ...]:
        """The sentences at some indices."""
        return tuple(self.article.sentences[i] for i in indices)

    def text(self, i: int) -> str:
        """The words of sentence `i`."""
        return self.article.sentences[i].text

    def named_in(self, i: int) -> tuple[Participant, ...]:
        """Those present whom sentence `i` names."""
        return tuple(p for p, places in zip(self.present, self._named, strict=True) if i in places)

    def sure(self, i: int) -> bool:
        """Whether sentence `i` surely tells of an encounter: a model says so, or a word of meeting stands there."""
        readings = self.article.annotations.readings
        return readings[i].meeting >= TELLS if readings else bool(self.cues.takes_part.search(self.text(i)))

    def meets(self, i: int) -> bool:
        """Whether somebody meets or is met in sentence `i`, by its words."""
        text = self.text(i)
        return self.cues.takes_part.search(text) is not None or self.cues.is_met.search(text) is not None

    def status(self, i: int) -> Status:
        """Whether sentence `i` tells of an encounter that was held, is planned or was called off."""
        text = self.text(i)
        if self.cues.cancelled.search(text):
            return "cancelled"
        for planned in self.cues.planned.finditer(text):
            follows = text[planned.start() : planned.end() + GOVERNS]
            if self.cues.encounter.search(follows) or self.cues.takes_part.search(follows):
                held = self.cues.held.search(text)
                return "held" if held and held.start() < planned.start() else "planned"
        leaves = self.cues.departing.search(text)
        return "planned" if leaves and not self.cues.held.search(text.replace(leaves.group(), "")) else "held"


def read_scene(article: Article, participants: Sequence[Participant]) -> Scene | None:
    """Find what tells of the encounter that is the news, or None if nothing does."""
    patterns = cues(article.document.language)
    told = content(article)
    starts = [s.start for s in article.sentences]
    present = tuple(p for p in participants if p.role != "mentioned")
    telling = [i for i in told if _tells(article, patterns, i)]
    if article.annotations.readings and not _is_report(article, told, several=len(present) > 1):
        return None
    first = _first(article, patterns, told, telling)
    if first is None:
        return None
    news = [first, *(i for i in telling if i != first and i > first)]
    scene = Scene(article, patterns, told, first, news, present, starts, far=other_days(article))
    _place_mentions(scene)
    return scene


def _tells(article: Article, patterns: Cues, i: int) -> bool:
    readings = article.annotations.readings
    if readings:
        return readings[i].meeting >= TELLS
    text = article.sentences[i].text
    return bool(patterns.encounter.search(text)) and not patterns.elsewhere.search(text)


def _first(article: Article, patterns: Cues, told: Sequence[int], telling: Sequence[int]) -> int | None:
    """The sentence that introduces it: one of the first two that speaks of an encounter, else the first that tells."""
    for i in told[:2]:
        if i in telling or patterns.encounter.search(article.sentences[i].text):
            return i
    if telling:
        return telling[0]
    for i in told[:UPPER]:
        if patterns.encounter.search(article.sentences[i].text) or patterns.sitting.search(
            article.sentences[i].text
        ):
            return i
    return None


def _is_report(article: Article, told: Sequence[int], *, several: bool) -> bool:
    """Whether an article that a model has read reports an encounter, and not a fire, a match or somebody's life."""
    readings = article.annotations.readings
    likeliest = max((readings[i].meeting for i in told), default=0.0)
    if likeliest < UNLIKELY:
        return False
    if several and max(readings[i].meeting for i in told[:LEAD]) >= SURE:
        return True
    traits = report_traits(article, told)
    if traits is None:
        return likeliest >= TELLS
    constant, *weights = REPORTS
    odds: float = constant + sum(map(mul, weights, traits))
    return odds >= LIKELY


def report_traits(article: Article, told: Sequence[int]) -> tuple[float, float] | None:
    """What tells a report of an encounter from other texts.

    Args:
        article: with readings.
        told: indices of the sentences of its content.

    Returns:
        The log-odds of the sentence likeliest to tell of one, and the logarithm of the share of words that such reports
        are full of; None where the language has no list of these.
    """
    language = article.document.language
    known = encounter_stems(language)
    if not known:
        return None
    found = [word for i in told for word in words(article.sentences[i].text, language)]
    share = sum(content and stem in known for _, stem, content in found) / (len(found) or 1)
    likeliest = max((article.annotations.readings[i].meeting for i in told), default=0.0)
    p = min(max(likeliest, 1 - _CERTAIN), _CERTAIN)
    return log(p / (1 - p)), log(share + _LEAST_SHARE)


def _place_mentions(scene: Scene) -> None:
    """Sort dates and places into sentences, and set the dateline's apart."""
    document = scene.article.document
    opening = scene.article.sentences[scene.told[0]].start
    lines = [(b.start, b.end) for b in document.blocks if b.kind == "dateline" and b.start <= opening]
    for mention in scene.article.annotations.dates:
        if _inside(lines, mention) or _closes_dateline(document.text, opening, mention):
            scene.dateline_date = scene.dateline_date or mention
        else:
            scene.dates.setdefault(scene.sentence_at(mention.start), []).append(mention)
    for place in scene.article.annotations.places:
        if _inside(lines, place) or _opens_dateline(document.text, opening, place):
            scene.dateline_place = scene.dateline_place or place
        else:
            scene.places.setdefault(scene.sentence_at(place.start), []).append(place)


def _inside(lines: Sequence[tuple[int, int]], span: Span) -> bool:
    """Whether a span lies in a block that is a dateline."""
    return any(start <= span.start and span.end <= end for start, end in lines)


def _closes_dateline(text: str, opening: int, span: Span) -> bool:
    """Whether a date stands at the end of a dateline that the first sentence begins with."""
    near = opening <= span.start and span.end - opening < DATELINE_REACH
    return near and _DATELINE_END.match(text[span.end :]) is not None


def _opens_dateline(text: str, opening: int, span: Span) -> bool:
    """Whether a place in capitals begins the first sentence, as datelines do."""
    head = text[opening : span.start]
    if (
        not opening <= span.start < opening + DATELINE_REACH
        or head.upper() != head
        or not span.text.isupper()
    ):
        return False
    return _DATELINE_END.match(text[span.end :]) is not None or text[span.end : span.end + 1] == ","
