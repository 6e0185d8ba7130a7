"""Why a sentence got its label, in a few words: the features that weigh most for it and can be said aloud."""

from __future__ import annotations

from functools import cache

from briefing.annotators.light import load, unpack
from briefing.annotators.light_features import Described
from briefing.language import table

MOST = 4
"""Cues given at most."""
LEAST_GAIN = 10
"""Hundredths by which a feature must favour a label over the mean of the four to be worth telling."""


def cues_of(sentence: Described, label: int, language: str, dated: str = "") -> tuple[str, ...]:
    """Cues that point to a label, the strongest first.

    Args:
        sentence: its features.
        label: place of the label in `model.LABELS`. It may come from any model; the weights of the light one say
            what points to it.
        language: ISO 639-1 code, for the weights.
        dated: the first date of the sentence as printed, "" if there is none.
    """
    sayable = _sayable(language)
    found: dict[str, float] = {}
    for mark in sentence.marks:
        if mark in sayable:
            pattern, gains = sayable[mark]
            words = pattern.format(_seen(sentence, mark, dated)) if "{" in pattern else pattern
            found[words] = gains[label] + found.get(words, 0.0)
    telling = [words for words, gain in found.items() if gain >= LEAST_GAIN]
    return tuple(sorted(telling, key=lambda words: (-found[words], words))[:MOST])


@cache
def _sayable(language: str) -> dict[str, tuple[str, tuple[float, ...]]]:
    """The features that have words in `cues.toml`: those words, and how much they favour each label."""
    reasons = table("en", "cues")["reasons"]
    sayable = {}
    for mark, packed in load(language).marks.items():
        # Of two that are joined ("met at=0"), the second is what the first alone does not tell.
        last = mark.rpartition(" ")[2]
        pattern = reasons.get(mark) or reasons.get(last) or reasons.get(last.partition("=")[0])
        if pattern:
            weights = unpack(packed)[:4]
            sayable[mark] = pattern, tuple(weight - sum(weights) / 4 for weight in weights)
    return sayable


def _seen(sentence: Described, mark: str, dated: str) -> str:
    """What goes into the slot of a cue's wording."""
    seen = sentence.seen
    family, _, value = mark.rpartition(" ")[2].partition("=")
    if family == "age":
        return dated or str(min(seen.years, default=""))
    if family == "other-names":
        return ", ".join(dict.fromkeys(seen.names))
    if family == "starts":
        return value
    found = {"speech": seen.said, "met": seen.met, "encounter": seen.occasion, "now": seen.now}
    return found.get(family, seen.looks_back)
