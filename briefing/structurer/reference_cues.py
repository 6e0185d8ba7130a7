"""The words that point at something said before, as patterns of a language."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefing.language import table
from briefing.structurer.cuewords import CueWords, any_of, whole_words
from briefing.structurer.mentions import VERB

# "On 13 September, two days after the ruling, he said …": so long is either part before the pronoun at most.
INTRODUCTION = 60


class ReferenceCues(NamedTuple):
    """The patterns of a language, see `references.toml`."""

    pairs: CueWords
    opening_pairs: re.Pattern[str]
    roles: CueWords
    general: CueWords
    institution: re.Pattern[str]
    lesser: re.Pattern[str]
    pronoun: re.Pattern[str]
    introduced: re.Pattern[str]
    acting: re.Pattern[str]
    speech: frozenset[str]
    speaker: re.Pattern[str]
    leaning: re.Pattern[str]


@cache
def reference_cues(language: str) -> ReferenceCues | None:
    """The patterns of a language, None where it has no words for them."""
    words = table(language, "references")
    if not words:
        return None
    pairs = words["pairs"]
    # One pattern for all; "the two" alone only where a verb follows.
    two = rf"the two(?=\s+(?:{any_of(words['after_two'])}|(?-i:[a-z]+ed))\b)"
    opening = rf"(?:{any_of([p.rstrip('*') for p in pairs if p != 'the two*'])}|{two})\b(?!['’])"
    modifier = r"(?P<modifier>(?:[A-Z][\w.'’-]+\s+){0,2})"
    demonstrative = any_of(words["demonstratives"])
    institution, evident = any_of(words["institutions"]), any_of(words["self_evident"])
    lone = any_of(words["other_pronouns"])
    # Neither whose it is nor who follows, and no first part of an office ("the general secretary").
    office = rf"\s+(?:[a-z]+\s+)?(?:{any_of(words['roles'])})\b"
    described = rf"\s+(?:{any_of(words['described'])})\b"
    alone = rf"(?!['’]s?\b|\s+of\b|-|,?\s+[A-Z]|{office}|{described})"
    he = any_of(words["pronouns"])
    clitic = rf"(?:['’](?:{any_of(words['clitics'])})\b)?"
    part = rf"[^“”\",–—]{{2,{INTRODUCTION}}}?"

    def role(name: str) -> CueWords:
        known = words[name]
        return CueWords(rf"\b[Tt]he\s+{modifier}(?P<role>(?>{any_of(known)}))\b{alone}", known)

    return ReferenceCues(
        pairs=whole_words((p for p in pairs if not p.endswith("*")), r"(?!['’])"),
        opening_pairs=re.compile(opening, re.IGNORECASE),
        roles=role("roles"),
        general=role("general_roles"),
        lesser=re.compile(rf"\b(?:{any_of(words['other_offices'])})\b"),
        institution=re.compile(rf"(?:{demonstrative})\s+(?:{institution})\b(?:\s+for\s+\w+)?", re.IGNORECASE),
        pronoun=re.compile(rf"(?P<who>{he})\b{clitic}", re.IGNORECASE),
        introduced=re.compile(
            rf"(?:{any_of(words['introductory'])})\b{part}"
            rf"(?:\s*[,–—]\s*(?:{any_of(words['intervals'])}|\d+)\b{part})?\s*[,–—]\s+(?P<who>{he})\b{clitic}",
            re.IGNORECASE,
        ),
        acting=re.compile(rf"\b(?:{he})\b", re.IGNORECASE),
        speech=frozenset(form for verb in table(language, "cues")["speech"] for form in verb.split()),
        speaker=re.compile(rf"[,”\"’']\s+(?P<who>{he}){VERB}", re.IGNORECASE),
        leaning=re.compile(
            rf"(?:{any_of(words['leaning'])})\b|(?:{lone})\b|(?:{demonstrative})\b(?!\s+(?:\w+\s+)?(?:{evident})\b)",
            re.IGNORECASE,
        ),
    )
