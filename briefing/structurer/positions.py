"""Who is reported to have said a sentence: for notes that set out the positions side by side."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefing.language import table
from briefing.structurer.mentions import short_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Participant
    from briefing.structurer.candidates import Candidate

_NEAR = 40  # characters between a name and the verb of saying that it goes with
_BEFORE = 60  # characters of title between "according to" and a name


@cache
def _speech(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """A verb of saying soon after a name, and words that name a source before one."""
    cues = table(language, "cues")
    verbs = [form for forms in cues.get("speech", ()) for form in forms.split()]
    if not verbs:
        return None
    said = rf"[^.;:]{{0,{_NEAR}}}?\b(?:{'|'.join(map(re.escape, verbs))})\b"
    sources = "|".join(map(re.escape, cues.get("attribution", ()))) or r"(?!)"
    return re.compile(said, re.IGNORECASE), re.compile(rf"\b(?:{sources})\b[^.;:]*$", re.IGNORECASE)


def speaker(candidate: Candidate, participants: Sequence[Participant]) -> Participant | None:
    """The first participant present that a sentence names as its speaker, or explains a pronoun by.

    Args:
        candidate: the sentence, with its glosses.
        participants: of the brief.

    Returns:
        The participant, None where the sentence names none, or where its language has no words of saying.
    """
    sentence = candidate.sentence
    patterns = _speech(sentence.document.language)
    if patterns is None:
        return None
    said, according = patterns
    for end, person in sorted(_named(candidate, participants), key=lambda found: found[0]):
        before = sentence.text[:end]
        if said.match(sentence.text, end) or according.search(before[-_BEFORE - len(person.name) :]):
            return person
    return None


def _named(candidate: Candidate, participants: Sequence[Participant]) -> list[tuple[int, Participant]]:
    """Participants present that the sentence names, and where the name ends."""
    sentence = candidate.sentence
    present = [p for p in participants if p.role != "mentioned"]
    found = [
        (mention.end - sentence.start, person)
        for person in present
        for mention in person.mentions
        if mention.document == sentence.document and sentence.start <= mention.start < sentence.end
    ]
    meant = {short_name(person): person for person in present}
    found += [(g.at, meant[g.text]) for g in candidate.references.glosses if g.text in meant]
    return found


def side(person: Participant) -> str:
    """What the positions of a person are headed by: whom the person stands for, else the name."""
    return person.affiliation or person.name
