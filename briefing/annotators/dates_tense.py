"""Which way the clause around a date looks: back, forward, or untold.

Read from cue words nearest to the date, leftward first: "said Friday that he will go" is past, "will go on
Friday" is future. No parse is made; what the words leave open is settled by distance in `dates_calendar`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.language import table

if TYPE_CHECKING:
    from briefing.annotators.dates_calendar import Tense

_TOKEN = re.compile(r"[A-Za-z][\w’'-]*|[;:]|\d[\d.,]*")

# Words looked at on either side; the verb that governs a date rarely stands farther away.
REACH = 24

# So many words before a date at most stands a verb that surely governs it: "killed 12 people in May".
NEAR = 3


@dataclass(frozen=True, slots=True)
class TenseWords:
    """Cue words of one language, as in its dates.toml."""

    future: frozenset[str]
    past: frozenset[str]
    not_past: frozenset[str]
    to_before: frozenset[str]
    modals: frozenset[str]
    present: frozenset[str]
    infinitives: frozenset[str]


def tense_words(language: str) -> TenseWords:
    """The cue words of a language."""
    cues = table(language, "dates").get("tense", {})
    lists = {name: frozenset(cues.get(name, ())) for name in TenseWords.__slots__}
    verbs = frozenset(" ".join(table(language, "phrases").get("verbs", ())).split())
    return TenseWords(**{**lists, "infinitives": lists["infinitives"] | verbs})


def _governed_by_modal(words: list[str], i: int, cues: TenseWords) -> bool:
    """Whether a participle at `i` hangs on "will be", "to be" and the like."""
    before = [w.lower() for w in words[max(0, i - 4) : i]]
    return "be" in before and any(w in cues.modals or w.endswith("n't") for w in before)


def _vote(words: list[str], i: int, last: int, cues: TenseWords) -> Tense | None:
    """What the word at `i` says of the clause; None where it says nothing.

    An infinitive or a present passive ends the search without a tense: a past verb that governs it does not
    tell when it happens. "Is visiting Friday" and "to begin Friday" are still to come.

    Args:
        words: of the sentence on one side of the date.
        i: the word asked.
        last: how many words stand on the left of the date, prepositions apart, or 0.
        cues: of the language.
    """
    word = words[i].lower()
    if word in cues.future:
        return "future"
    if word == "to" and i + 1 < len(words) and words[i + 1] in cues.infinitives:
        governed = i and words[i - 1].lower() in cues.to_before
        return "future" if governed or i + 2 == last else ""
    if i and words[i - 1].lower() in cues.present and word.endswith("ing"):
        return "future"
    if word in cues.past or (word.endswith("ed") and len(word) > 4 and word not in cues.not_past):
        if i and words[i - 1].lower() in cues.present:
            return ""
        return "future" if _governed_by_modal(words, i, cues) else "past"
    return None


def governs(before: str, cues: TenseWords) -> bool:
    """Whether one of the last words before a date is a past form that tells what happened then.

    Args:
        before: the sentence up to the date.
        cues: of the language.
    """
    words = _TOKEN.findall(before)
    return any(
        _vote(words, i, len(words), cues) == "past" for i in range(max(0, len(words) - NEAR), len(words))
    )


def read_tense(before: str, after: str, cues: TenseWords) -> Tense:
    """The tense of the clause that holds a date.

    Args:
        before: the sentence up to the date.
        after: the sentence from the date on.
        cues: of the language.

    Returns:
        The vote of the nearest cue on the left, else of the first on the right, else "".
    """
    words = _TOKEN.findall(before)
    for i in range(len(words) - 1, max(-1, len(words) - 1 - REACH), -1):
        if (vote := _vote(words, i, len(words), cues)) is not None:
            return vote
    words = _TOKEN.findall(after)
    for i in range(min(len(words), REACH)):
        if (vote := _vote(words, i, 0, cues)) is not None:
            return vote
    return ""
