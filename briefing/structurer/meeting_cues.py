"""The words that show who takes part in an encounter and how it stands with it, as patterns of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from briefing.language import table
from briefing.structurer.cuewords import CueWords, any_of, whole_words

TITLE_WORDS = 6  # of the title that may stand between a name and what makes the mention another's business


@dataclass(frozen=True, slots=True)
class Cues:
    """The patterns of a language, see `encounters.toml`."""

    takes_part: CueWords
    is_met: CueWords
    barriers: re.Pattern[str]
    speaks: CueWords
    belongs: re.Pattern[str]
    absent: CueWords
    outside: CueWords
    voice: CueWords
    past: CueWords
    office: CueWords
    encounter: CueWords
    sitting: CueWords
    elsewhere: CueWords
    planned: CueWords
    held: CueWords
    cancelled: CueWords
    further: CueWords
    departing: CueWords
    remote: CueWords
    calls: CueWords


@cache
def cues(language: str) -> Cues:
    """The cue patterns of a language, those of English where it has none."""
    data = table(language, "encounters", fallback="en")

    shaped = {"barriers", "belongs", "absent"}
    lists = {f.name: whole_words(data[f.name]) for f in fields(Cues) if f.name not in shaped}
    belongs = any_of(data["belongs"])
    return Cues(
        **lists,
        barriers=re.compile(rf"\b(?:{any_of(data['barriers'])})\b|[;:“\"]", re.IGNORECASE),
        belongs=re.compile(rf"^['’]s? (?:\w+ ){{0,2}}(?:{belongs})\b|^ (?:{belongs})\b"),
        absent=whole_words(data["absent"], rf" (?:[\w.'’-]+ ){{0,{TITLE_WORDS}}}$"),
    )
