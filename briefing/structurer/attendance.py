"""Who of the people named takes part in the encounter that is the news: a linear model over what the text shows.

Each trait is a fact of the wording that a reader can check ("stands in the first sentence", "is the object of met");
the weights are those of a logistic regression fitted by `bench/train_encounters.py` on labelled articles. With
readings of a model at hand, the section of the sentences that name a person counts too, and other weights are used.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from briefing.model import Article, Person
from briefing.structurer.attendance_weights import (
    COMPANY_WITH_READINGS,
    COMPANY_WITHOUT_READINGS,
    WITH_READINGS,
    WITHOUT_READINGS,
)
from briefing.structurer.captions import is_caption
from briefing.structurer.meeting_cues import cues

# Characters after a name within which its verb is looked for, and before it within which what governs it.
AFTER, BEFORE = 130, 220
NEAR_AFTER, NEAR_BEFORE = 45, 90  # within which it is near
NEAR_SPEECH = 25
# Up to which body sentence the first mention stands.
RANKS = (("lead", 0), ("second", 1), ("third", 2), ("upper", 5))
MOSTLY = 0.6  # of the mentions
# A date so long before the report belongs to another encounter.
OLD = timedelta(days=45)
NEAR_DAYS = 5  # a date farther from the report than this is another occasion's


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
        self.far = other_days(article)
        self.meeting_like = [bool(self.cues.encounter.search(s.text)) for s in article.sentences]
        self.busiest = max((len(found) for found in by_name(article.annotations.people).values()), default=1)
        self.aside = [bool(self.cues.elsewhere.search(s.text)) for s in article.sentences]

    def sentence_of(self, person: Person) -> int:
        """Index of the sentence that holds a mention."""
        return max(0, bisect_right(self.starts, person.start) - 1)

    def of(self, mentions: Sequence[Person]) -> dict[str, float]:
        """The traits of one person, each from 0 to 2, most of them to 1.

        Args:
            mentions: all the mentions of the person, in text order.
        """
        named = [m for m in mentions if not m.text.casefold().startswith("the ")] or list(mentions)
        places = [self.sentence_of(m) for m in named]
        found = {"bias": 1.0, "full": float(" " in named[0].name)}
        found |= self._prominence(mentions, named[0], places) | self._office(mentions)
        shown = [self._mention(m, i) for m, i in zip(named, places, strict=True)]
        for traits in shown:
            for name, value in traits.items():
                found[name] = max(found.get(name, 0.0), value)
        for name in ("possessed", "aside", "quoted", "speaks", "other_day", "reports"):
            found[name] = sum(traits.get(name, 0.0) for traits in shown) / len(shown)
        active = max(found.get("met", 0.0), found.get("acts", 0.0))
        found["only_speaks"] = float(found["speaks"] > MOSTLY and not active)
        found["voice_near"] = found["voice"] * max(active, found["speaks"])
        found["apart"] = float(all(self.aside[i] or i in self.far for i in places))
        found["idle"] = float(not any(found.get(n) for n in ("met", "met_far", "acts", "acts_far", "speaks")))
        self._read(found, places)
        return found

    def _prominence(
        self, mentions: Sequence[Person], first: Person, places: Sequence[int]
    ) -> dict[str, float]:
        """Where a person comes up first, and how often."""
        found: dict[str, float] = {}
        rank = min(self.told.index(i) if i in self.told else len(self.told) for i in places)
        name = next((name for name, last in RANKS if rank <= last), "depth")
        found[name] = 1.0 if name != "depth" else min(1.0, rank / max(1, len(self.told)))
        found["often"] = min(1.5, math.log2(len(mentions)) / 2)
        found["once"] = float(len(mentions) == 1)
        found["share"] = len(mentions) / self.busiest
        found["headline"] = float(first.name.split()[-1].casefold() in self.title_words)
        return found

    def _office(self, mentions: Sequence[Person]) -> dict[str, float]:
        """What the titles say. Twice the size, so that the fit is less shy of what is rare and clear."""
        titles = " ".join(m.title for m in mentions).casefold()
        kinds = {"voice": self.cues.voice, "outside": self.cues.outside, "past": self.cues.past}
        found = {name: 2.0 * bool(pattern.search(titles)) for name, pattern in kinds.items()}
        found["office"] = float(bool(self.cues.office.search(titles)))
        found["untitled"] = 2.0 * (not titles.strip())
        return found

    def _mention(self, mention: Person, i: int) -> dict[str, float]:
        """What the words around one mention show."""
        sentence, text = self.article.sentences[i], self.article.document.text
        before = text[max(sentence.start, mention.start - BEFORE) : mention.start]
        after = text[mention.end : min(sentence.end, mention.end + AFTER)]
        found: dict[str, float] = {"encounter": float(self.meeting_like[i]), "aside": float(self.aside[i])}
        found["encounter_now"] = float(self.meeting_like[i] and not self.aside[i])
        owned = after[:2] in {"'s", "’s"} or self.cues.belongs.match(after) or self.cues.absent.search(before)
        found["possessed"] = float(bool(owned))
        found["quoted"] = float(_inside_quotes(text[sentence.start : mention.start]))
        acts, speaks = self.cues.takes_part.search(after), self.cues.speaks.search(after)
        plain = not found["possessed"]
        away = self.aside[i] or i in self.far
        said = self.cues.speaks.search(before[-25:])
        found["other_day"] = float(i in self.far)
        if said and not self.cues.is_met.search(before[-25:]):
            found["speaks"] = 1.0
        elif speaks and (not acts or speaks.start() < acts.start()):
            found["speaks"] = float(speaks.start() < NEAR_SPEECH or after.startswith(","))
        elif acts and plain:
            near = acts.start() < NEAR_AFTER
            found["acts"], found["acts_far"] = float(near and not away), float(not near and not away)
            found["acts_away"] = float(away)
        met = max((match.end() for match in self.cues.is_met.finditer(before)), default=-1)
        if met >= 0 and plain:
            free, near = not self.cues.barriers.search(before[met:]), len(before) - met < NEAR_BEFORE
            found["met"], found["met_far"] = float(free and near and not away), float(free and not near)
            found["met_away"] = float(free and away)
        found["opens"] = float(mention.start - sentence.start < 60 and i == self.told[0])
        others = len({p.name for p in self.people_in.get(i, ())})
        found["company"] = float(others > 1 and self.meeting_like[i])
        found["crowd"] = float(others > 3)
        found["reports"] = found.get("speaks", 0.0) * found["company"]
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


def other_days(article: Article) -> frozenset[int]:
    """Indices of the sentences whose dates are all far from the day of the report: they tell of something else."""
    told, starts = article.document.published, [s.start for s in article.sentences]
    if told is None:
        return frozenset()
    far: dict[int, bool] = {}
    for mention in article.annotations.dates:
        i = max(0, bisect_right(starts, mention.start) - 1)
        far[i] = far.get(i, True) and not _near(mention.value, told)
    return frozenset(i for i, away in far.items() if away)


def long_ago(article: Article) -> frozenset[int]:
    """Indices of the sentences whose dates all lie `OLD` or more before the day of the report."""
    told, starts = article.document.published, [s.start for s in article.sentences]
    if told is None:
        return frozenset()
    limit = (told - OLD).isoformat()
    old: dict[int, bool] = {}
    for mention in article.annotations.dates:
        i = max(0, bisect_right(starts, mention.start) - 1)
        latest = (mention.until or mention.value).replace("X", "9")
        old[i] = old.get(i, True) and latest + "-99"[: len(limit) - len(latest)] < limit
    return frozenset(i for i, past in old.items() if past)


def _near(value: str, told: date) -> bool:
    """Whether a date of day precision lies within some days of the report."""
    if len(value) != len("2022-04-28"):
        return False
    try:
        return abs((date.fromisoformat(value) - told).days) <= NEAR_DAYS
    except ValueError:
        return False


def by_name(people: Sequence[Person]) -> dict[str, list[Person]]:
    """The mentions of each person, by full name, in order of the first one."""
    groups: dict[str, list[Person]] = {}
    for person in people:
        groups.setdefault(person.name, []).append(person)
    return groups


def content(article: Article) -> list[int]:
    """Indices of the sentences that are body text."""
    body = {"paragraph", "list-item", "quote", "table"}
    kept = [i for i, s in enumerate(article.sentences) if s.block.kind in body and not is_caption(s)]
    readings = article.annotations.readings
    if readings:
        kept = [i for i in kept if readings[i].none < 0.5] or kept
    return kept or list(range(len(article.sentences)))


def _inside_quotes(before: str) -> bool:
    """Whether a quotation was opened and not closed before this point of a sentence."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def probabilities(people: Sequence[dict[str, float]], *, read: bool) -> list[float]:
    """How likely each person of an article takes part, from 0 to 1.

    Each is weighed alone first, then beside the two others who are likeliest to be there: where an encounter has its
    two sides already, who is merely spoken of is an outsider; where nobody else is there, he may be the news.

    Args:
        people: the traits of each.
        read: whether a model has read the article.
    """
    weights = WITH_READINGS if read else WITHOUT_READINGS
    alone = [sum(weights.get(name, 0.0) * value for name, value in sorted(p.items())) for p in people]
    company = COMPANY_WITH_READINGS if read else COMPANY_WITHOUT_READINGS
    return [
        round(_logistic(sum(company[name] * value for name, value in sorted(row.items()))), 6)
        for row in in_company(alone)
    ]


def in_company(log_odds: Sequence[float]) -> list[dict[str, float]]:
    """Of each person: the log-odds, and the probabilities of the two likeliest others.

    Args:
        log_odds: of all people of an article, each weighed alone.
    """
    chances = [_logistic(value) for value in log_odds]
    found = []
    for i, own in enumerate(log_odds):
        first, second = sorted((*chances[:i], *chances[i + 1 :], 0.0, 0.0), reverse=True)[:2]
        found.append({"bias": 1.0, "own": own, "first": first, "second": second})
    return found


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))
