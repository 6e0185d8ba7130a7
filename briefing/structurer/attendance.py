"""Who of the people named takes part in the encounter that is the news: a linear model over what the text shows.

Each trait is a fact of the wording that a reader can check ("stands in the first sentence", "is the object of met");
the weights are those of a logistic regression fitted by `bench/train_attendance.py` on labelled articles. With
readings of a model at hand, the section of the sentences that name a person counts too, and other weights are used.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from briefing.language import table
from briefing.model import Article, Person
from briefing.structurer.attendance_weights import WITH_READINGS, WITHOUT_READINGS

# Characters after a name within which its verb is looked for, and before it within which what governs it.
AFTER, BEFORE = 130, 220
NEAR_DAYS = 5


@dataclass(frozen=True, slots=True)
class Cues:
    """The patterns of a language, see `encounters.toml`."""

    takes_part: re.Pattern[str]
    is_met: re.Pattern[str]
    barriers: re.Pattern[str]
    speaks: re.Pattern[str]
    belongs: re.Pattern[str]
    outside: re.Pattern[str]
    voice: re.Pattern[str]
    past: re.Pattern[str]
    office: re.Pattern[str]
    encounter: re.Pattern[str]
    sitting: re.Pattern[str]
    elsewhere: re.Pattern[str]
    planned: re.Pattern[str]
    held: re.Pattern[str]
    cancelled: re.Pattern[str]


def any_of(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def cues(language: str) -> Cues:
    """The cue patterns of a language, those of English where it has none."""
    data = table(language, "encounters", fallback="en")

    def whole(name: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{any_of(data[name])})\b", re.IGNORECASE)

    return Cues(
        takes_part=whole("takes_part"),
        is_met=whole("is_met"),
        barriers=re.compile(rf"\b(?:{any_of(data['barriers'])})\b|[;:“\"]", re.IGNORECASE),
        speaks=whole("speaks"),
        belongs=re.compile(
            rf"^['’]s? (?:\w+ ){{0,2}}(?:{any_of(data['belongs'])})\b|^ (?:{any_of(data['belongs'])})\b"
        ),
        outside=whole("outside"),
        voice=whole("voice"),
        past=whole("past"),
        office=whole("office"),
        encounter=whole("encounter"),
        sitting=whole("sitting"),
        elsewhere=whole("elsewhere"),
        planned=whole("planned"),
        held=whole("held"),
        cancelled=whole("cancelled"),
    )


class Traits:
    """Traits of the people of one article."""

    def __init__(self, article: Article) -> None:
        document = article.document
        self.article = article
        self.cues = cues(document.language)
        self.starts = [s.start for s in article.sentences]
        self.told = content(article)
        self.people_in: dict[int, list[Person]] = {}
        for person in article.annotations.people:
            self.people_in.setdefault(self.sentence_of(person), []).append(person)
        self.title_words = set(re.findall(r"\w+", document.title.casefold()))
        self.far = _other_days(article, self.starts)
        self.meeting_like = [bool(self.cues.encounter.search(s.text)) for s in article.sentences]
        self.busiest = max((len(found) for found in _by_name(article.annotations.people).values()), default=1)
        self.aside = [bool(self.cues.elsewhere.search(s.text)) for s in article.sentences]

    def sentence_of(self, person: Person) -> int:
        """Index of the sentence that holds a mention."""
        return max(0, bisect_right(self.starts, person.start) - 1)

    def of(self, mentions: Sequence[Person]) -> dict[str, float]:
        """The traits of one person, each from 0 to about 1.

        Args:
            mentions: all the mentions of the person, in text order.
        """
        named = [m for m in mentions if not m.text.casefold().startswith("the ")] or list(mentions)
        places = [self.sentence_of(m) for m in named]
        order = [self.told.index(i) if i in self.told else len(self.told) for i in places]
        found: dict[str, float] = {"bias": 1.0}
        first = min(order)
        for name, top in (("lead", 0), ("second", 1), ("third", 2), ("upper", 5)):
            if first <= top:
                found[name] = 1.0
                break
        else:
            found["depth"] = min(1.0, first / max(1, len(self.told)))
        found["often"] = min(1.5, math.log2(len(mentions)) / 2)
        found["once"] = float(len(mentions) == 1)
        found["share"] = len(mentions) / self.busiest
        found["headline"] = float(named[0].name.split()[-1].casefold() in self.title_words)
        titles = " ".join(m.title for m in mentions).casefold()
        found["voice"] = float(bool(self.cues.voice.search(titles)))
        found["outside"] = float(bool(self.cues.outside.search(titles)))
        found["past"] = float(bool(self.cues.past.search(titles)))
        found["office"] = float(bool(self.cues.office.search(titles)))
        found["untitled"] = float(not titles.strip())
        found["full"] = float(" " in named[0].name)
        for mention, i in zip(named, places, strict=True):
            for name, value in self._mention(mention, i).items():
                found[name] = max(found.get(name, 0.0), value)
        for name in ("possessed", "aside", "quoted", "speaks", "other_day"):
            found[name] = sum(
                self._mention(m, i).get(name, 0.0) for m, i in zip(named, places, strict=True)
            ) / len(named)
        found["only_speaks"] = float(found["speaks"] > 0.6 and not (found.get("met") or found.get("acts")))
        found["voice_speaks"] = found["voice"] * found["speaks"]
        found["apart"] = float(all(self.aside[i] or i in self.far for i in places))
        found["idle"] = float(not any(found.get(n) for n in ("met", "met_far", "acts", "acts_far", "speaks")))
        self._read(found, places)
        return found

    def _mention(self, mention: Person, i: int) -> dict[str, float]:
        """What the words around one mention show."""
        sentence, text = self.article.sentences[i], self.article.document.text
        before = text[max(sentence.start, mention.start - BEFORE) : mention.start]
        after = text[mention.end : min(sentence.end, mention.end + AFTER)]
        found: dict[str, float] = {"encounter": float(self.meeting_like[i]), "aside": float(self.aside[i])}
        found["encounter_now"] = float(self.meeting_like[i] and not self.aside[i])
        found["possessed"] = float(after[:2] in {"'s", "’s"} or bool(self.cues.belongs.match(after)))
        found["quoted"] = float(_inside_quotes(text[sentence.start : mention.start]))
        acts, speaks = self.cues.takes_part.search(after), self.cues.speaks.search(after)
        plain = not found["possessed"]
        said = self.cues.speaks.search(before[-25:])
        found["other_day"] = float(i in self.far)
        if said and not self.cues.is_met.search(before[-25:]):
            found["speaks"] = 1.0
        elif speaks and (not acts or speaks.start() < acts.start()):
            found["speaks"] = float(speaks.start() < 25 or after.startswith(","))
        elif acts and plain:
            near = acts.start() < 45
            found["acts"] = float(near)
            found["acts_far"] = float(not near)
        met = None
        for met in self.cues.is_met.finditer(before):
            pass
        if met is not None and plain:
            free = not self.cues.barriers.search(before[met.end() :])
            found["met"] = float(free and len(before) - met.end() < 90)
            found["met_far"] = float(free and len(before) - met.end() >= 90)
        found["opens"] = float(mention.start - sentence.start < 60 and i == self.told[0])
        others = len({p.name for p in self.people_in.get(i, ())})
        found["company"] = float(others > 1 and self.meeting_like[i])
        found["crowd"] = float(others > 3)
        return found

    def _read(self, found: dict[str, float], places: Sequence[int]) -> None:
        """Add what a model says of the sentences that name the person."""
        readings = self.article.annotations.readings
        if not readings:
            return
        at = [readings[i] for i in sorted(set(places))]
        found["p_meeting"] = max(r.meeting for r in at)
        found["p_meeting_mean"] = sum(r.meeting for r in at) / len(at)
        found["p_topics"] = max(r.topics for r in at)
        found["p_background"] = sum(r.background for r in at) / len(at)
        found["p_none"] = sum(r.none for r in at) / len(at)
        found["p_clear"] = max(
            (r.meeting for r, i in zip(at, sorted(set(places)), strict=True) if not self.aside[i]),
            default=0.0,
        )
        found["p_first"] = readings[places[0]].meeting
        found["never_meeting"] = float(found["p_meeting"] < 0.3)
        found["speaks_apart"] = found["only_speaks"] * found["never_meeting"]
        found["met_in_meeting"] = found["p_meeting"] * max(found.get("met", 0.0), found.get("acts", 0.0))


def _other_days(article: Article, starts: Sequence[int]) -> frozenset[int]:
    """Indices of the sentences whose dates are all far from the day of the report: they tell of something else."""
    told = article.document.published
    if told is None:
        return frozenset()
    far: dict[int, bool] = {}
    for mention in article.annotations.dates:
        i = max(0, bisect_right(starts, mention.start) - 1)
        far[i] = far.get(i, True) and not _near(mention.value, told)
    return frozenset(i for i, away in far.items() if away)


def _near(value: str, told: date) -> bool:
    """Whether a date of day precision lies within some days of the report."""
    if len(value) != len("2022-04-28"):
        return False
    try:
        return abs((date.fromisoformat(value) - told).days) <= NEAR_DAYS
    except ValueError:
        return False


def _by_name(people: Sequence[Person]) -> dict[str, list[Person]]:
    groups: dict[str, list[Person]] = {}
    for person in people:
        groups.setdefault(person.name, []).append(person)
    return groups


def content(article: Article) -> list[int]:
    """Indices of the sentences that are body text."""
    body = {"paragraph", "list-item", "quote", "table"}
    kept = [i for i, s in enumerate(article.sentences) if s.block.kind in body]
    readings = article.annotations.readings
    if readings:
        kept = [i for i in kept if readings[i].none < 0.5] or kept
    return kept or list(range(len(article.sentences)))


def _inside_quotes(before: str) -> bool:
    """Whether a quotation was opened and not closed before this point of a sentence."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def probability(traits: dict[str, float], *, read: bool) -> float:
    """How likely a person with these traits takes part, from 0 to 1."""
    weights = WITH_READINGS if read else WITHOUT_READINGS
    total = sum(weights.get(name, 0.0) * value for name, value in sorted(traits.items()))
    return round(1 / (1 + math.exp(-total)), 6)
