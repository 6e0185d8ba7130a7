"""The head of page one: masthead and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.exporters.blocks import Facts, Masthead
from briefing.text import count_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from briefing.exporters.setting import Setting

_WORDS_A_MINUTE = 200  # careful reading of print; Brysbaert (2019) finds 238 where less hangs on it
_NAMES = 4  # names in one line
_SIDES, _LABEL = 4, 14  # sides of a readout, and characters of the name of one
_EVENTS = 2  # meetings in one line


def masthead(setting: Setting) -> Masthead:
    """Kind, reference, date, title, and to, from and copies where the user gave them."""
    options, words, day = setting.brief.options, setting.words, setting.brief.date
    kind = {"readout": "kind_readout", "chronology": "kind_chronology"}.get(options.template, "kind")
    lines = (("to", options.to), ("from", options.sender), ("copies", options.copies))
    return Masthead(
        kind=words("masthead", kind),
        reference=_filed(options.reference, day),
        date=words.day(day) if day else "",
        title=setting.brief.title or words("masthead", "untitled"),
        lines=tuple((words("masthead", name), value) for name, value in lines if value),
    )


def _filed(pattern: str, day: date | None) -> str:
    """A file reference, with the parts of the brief's day where the house has slots for them: "BN {year}-17"."""
    if day is None:
        return pattern
    for slot, value in (
        ("{year}", f"{day.year}"),
        ("{month}", f"{day.month:02}"),
        ("{day}", f"{day.day:02}"),
    ):
        pattern = pattern.replace(slot, value)
    return pattern


def facts(setting: Setting) -> Facts:
    """What happened, where and with whom, and how much this note rests on."""
    if setting.brief.options.template == "chronology":
        return Facts(event=tuple(_extent(setting)), note=tuple(_note(setting)))
    return Facts(event=(*_events(setting), *_people(setting)), note=tuple(_note(setting)))


def _extent(setting: Setting) -> Iterator[tuple[str, str]]:
    """The first and the last date of a chronology, and how many entries are between them."""
    words, printed = setting.words, {s.sentence for s in setting.statements}
    dates = [entry.date for entry in setting.brief.timeline if entry.sentence in printed]
    if dates:
        first = min(dates, key=lambda d: d.value)
        last = max(dates, key=lambda d: d.until or d.value)
        span = [words.iso(first.value), words.iso(last.until or last.value)]
        both = words("dates", "interval", start=span[0], end=span[1]) if span[0] != span[1] else span[0]
        yield words("facts", "span"), both
    yield words("facts", "entries"), words.count("entries", len(setting.statements))


def _events(setting: Setting) -> Iterator[tuple[str, str]]:
    """Day and place of each encounter; a day alone goes where it stands with a place as well."""
    words = setting.words
    events: dict[str, None] = {}
    for meeting in setting.brief.meetings:
        day = words.iso(meeting.date) if meeting.date else ""
        event = ", ".join(part for part in (day, meeting.place) if part)
        if event:
            held = meeting.status == "held"
            events[event if held else words("facts", meeting.status, event=event)] = None
    told = [e for e in events if not any(other.startswith(f"{e}, ") for other in events)]
    if told:
        yield words("facts", "event"), setting.listed(told, _EVENTS)


def _people(setting: Setting) -> Iterator[tuple[str, str]]:
    """Who came and who received; where one of the two is missing, all who were there in one line.

    Where the sources tell of no encounter nobody took part in one: the block of people names them.
    """
    if not setting.brief.meetings:
        return
    present = [p for p in setting.brief.participants if p.role != "mentioned"]
    by_role = {role: [p.name for p in present if p.role == role] for role in ("visitor", "host", "principal")}
    sides: dict[str, list[str]] = {}
    for person in present:
        sides.setdefault(person.affiliation, []).append(person.name)
    if setting.brief.options.template == "readout" and _are_sides(sides):
        for side, names in sides.items():
            yield side, setting.listed(names, _NAMES)
        return
    groups = [("participants", [p.name for p in present])]
    if by_role["visitor"] and by_role["host"]:
        groups = [("visitor", by_role["visitor"]), ("host", by_role["host"]), ("also", by_role["principal"])]
    for label, names in groups:
        if names:
            yield setting.words("facts", label), setting.listed(names, _NAMES)


def _are_sides(sides: Collection[str]) -> bool:
    """Whether the people of a readout fall into a few sides, each with a name that has room as a label."""
    return 1 < len(sides) <= _SIDES and all(0 < len(name) <= _LABEL for name in sides)


def _note(setting: Setting) -> Iterator[tuple[str, str]]:
    """Sources and length. Only the words of the statements count, so all formats print the same length."""
    words, sources = setting.words, setting.brief.sources
    days = [s.document.published for s in sources if s.document.published]
    count = words.count("documents", len(sources))
    yield (
        words("facts", "sources"),
        (words("facts", "dates", count=count, dates=words.days(days)) if days else count),
    )
    minutes = max(1, -(-sum(count_words(s.text) for s in setting.quoted) // _WORDS_A_MINUTE))
    words.count("minutes", minutes)
    extent = words.count("statements", len(setting.statements)) if setting.full else words.count("pages", 1)
    yield (
        words("facts", "length"),
        words("facts", "size", extent=extent, time=words.count("minutes", minutes)),
    )
