"""Runs of statements under one heading, in the order in which each template prints them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.language import labels
from briefing.model import printed_first
from briefing.structurer.limits import tells_decision
from briefing.structurer.positions import side, speaker
from briefing.structurer.selection import Choice, section_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.model import Findings, Options, Participant, SectionKind, Topic
    from briefing.structurer.candidates import Candidate

# Sections in printed order: the substance first, then the encounter, then what came before.
ORDER: tuple[SectionKind, ...] = ("topics", "meeting", "background")

# Templates that print the history as a table take dated events from the talks, too.
HISTORY = {"full", "chronology"}

FEWEST_GROUPS = 2


@dataclass(frozen=True, slots=True)
class Run:
    """Statements under a heading; `parts` are runs of their own under headings of the next level."""

    kind: SectionKind
    heading: str
    candidates: tuple[Candidate, ...]
    parts: tuple[Run, ...] = ()

    def walk(self) -> Iterable[Candidate]:
        """All of them in printed order."""
        yield from self.candidates
        for part in self.parts:
            yield from part.walk()


def eligible(
    pool: Sequence[Candidate], template: str, participants: Sequence[Participant]
) -> tuple[Candidate, ...]:
    """The candidates that a template prints: a chronology dated events alone, a readout nothing of the background.

    What a participant said and what was agreed is no background, whatever the model filed it under, unless it is
    dated in the past.

    Args:
        pool: all candidates, in order of place.
        template: name of the template.
        participants: of the brief.
    """
    if template == "chronology":
        return tuple(replace(c, label="background") for c in pool if c.entries and c.label != "none")
    if template == "readout":
        told = (
            replace(c, label="topics")
            if c.label == "background" and not c.entries and _is_of_the_day(c, participants)
            else c
            for c in pool
        )
        return tuple(c for c in told if c.label != "background")
    return tuple(pool)


def _is_of_the_day(candidate: Candidate, participants: Sequence[Participant]) -> bool:
    return tells_decision(candidate, known=True) or speaker(candidate, participants) is not None


def runs(choice: Choice, found: Findings, options: Options) -> tuple[Run, ...]:
    """The chosen candidates as runs in printed order; some may be empty.

    Args:
        choice: what was chosen.
        found: participants and meetings.
        options: template, and language of the headings.
    """
    words: dict[str, str] = labels(options.labels, options.house.wording)["headings"]
    if options.template == "readout":
        return _readout(choice.chosen, found.participants, words)
    headings = {
        "topics": words["topics"],
        "meeting": words["meetings" if len(found.meetings) > 1 else "meeting"],
        "background": words["background"],
    }
    kept: dict[SectionKind, list[Candidate]] = {kind: [] for kind in ORDER}
    for candidate in choice.chosen:
        kind = section_of(candidate, history=options.template in HISTORY)
        if kind:
            kept[kind].append(candidate)
    in_order = {
        kind: tuple(sorted(kept[kind], key=_by_date if kind == "background" else _by_place)) for kind in ORDER
    }
    if options.template == "full":
        points, parts = _by_topic(in_order["topics"], found.topics)
        in_order["topics"] = points
    else:
        parts = ()
    return tuple(
        Run(kind, headings[kind], in_order[kind], parts if kind == "topics" else ()) for kind in ORDER
    )


def _by_topic(
    points: Sequence[Candidate], topics: Sequence[Topic]
) -> tuple[tuple[Candidate, ...], tuple[Run, ...]]:
    """The statements that share a topic under its name, and before them those that stand alone.

    A statement goes under the first topic that it treats, with the sentences that lean on it. A single one gets no
    heading of its own, and where there would be one heading only, there is none.
    """
    units: list[list[Candidate]] = []
    for candidate in points:
        tied = candidate.references.leans or candidate.references.carries
        if units and tied and units[-1][-1].place == candidate.place - 1:
            units[-1].append(candidate)
        else:
            units.append([candidate])
    groups: list[tuple[str, list[list[Candidate]]]] = []
    left = units
    for topic in topics:
        treating = {(s.document, s.start) for s in topic.sentences}
        under = [u for u in left if any((c.sentence.document, c.sentence.start) in treating for c in u)]
        if sum(map(len, under)) > 1:
            groups.append((" ".join(topic.label.text.split()), under))
            left = [u for u in left if u not in under]
    if len(groups) < FEWEST_GROUPS:
        return tuple(points), ()
    groups.sort(key=lambda group: group[1][0][0].place)
    parts = (
        Run("topics", name[:1].upper() + name[1:], tuple(c for unit in under for c in unit))
        for name, under in groups
    )
    return tuple(c for unit in left for c in unit), tuple(parts)


def _readout(
    chosen: Sequence[Candidate], participants: Sequence[Participant], words: dict[str, str]
) -> tuple[Run, ...]:
    """What was raised, who said what, and what was agreed. What leans on a sentence goes where that one goes."""
    raised: list[Candidate] = []
    agreed: list[Candidate] = []
    positions: dict[str, list[Candidate]] = {}
    before: tuple[int, list[Candidate]] | None = None
    for candidate in sorted(chosen, key=_by_place):
        person = speaker(candidate, participants)
        if candidate.references.leans and before is not None and before[0] == candidate.place - 1:
            home = before[1]
        elif tells_decision(candidate, known=True):
            home = agreed
        else:
            home = positions.setdefault(side(person), []) if person else raised
        home.append(candidate)
        before = candidate.place, home
    sides = tuple(Run("topics", name, tuple(said)) for name, said in positions.items())
    return (
        Run("topics", words["raised"], tuple(raised)),
        Run("topics", words["positions"], (), sides),
        Run("meeting", words["agreed"], tuple(agreed)),
    )


def _by_place(candidate: Candidate) -> int:
    return candidate.place


def _by_date(candidate: Candidate) -> tuple[bool, str, int]:
    """Undated background in the order of the text, then the dated in order of the date that each prints first."""
    first = printed_first(candidate.entries)
    return first is not None, first.date.value if first else "", candidate.place
