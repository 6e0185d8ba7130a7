"""The gold example: a brief of the first seed, put together by hand.

It shows every kind of block that a brief can print, so all exporters are tested on it.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing.model import (
    Block,
    Brief,
    DateMention,
    Document,
    Gloss,
    Meeting,
    Options,
    Participant,
    Person,
    Section,
    Sentence,
    Source,
    Span,
    Statement,
    TimelineEntry,
    Topic,
)

SEED = Path(__file__).parent.parent / "seeds" / "000_f406d97bb98f9431.txt"

TITLE = "Visit of NATO Special Representative Javier Colomina to Baku"

# Statements by their first words, in printed order; the glosses stand after the words they explain.
BOTTOM_LINE = "Azerbaijani President Ilham Aliyev and visiting"
KEY_POINTS = (
    "NATO, according to Colomina",
    "Bayramov stated that",
    "The minister also provided",
    "The parties discussed energy security",
)
MEETINGS = ("At a meeting that took place", "Furthermore, Colomina was received")
MEETINGS_FULL = (MEETINGS[0], "Azerbaijan’s participation in NATO's", MEETINGS[1])
CONTEXT = ("This visit is part of",)
CONTEXT_FULL = ("In his capacity as", "This visit is part of", "The NATO official earlier visited")
TIMELINE = (
    ("Relations with NATO started", "1992", "1992", ""),
    ("Bilateral cooperation began", "1994", "1994", ""),
    ("This forum for dialogue", "1997", "1997", ""),
    ("Azerbaijan’s participation in the PfP", "since 1997", "1997", "since"),
    ("NATO and Azerbaijan started work", "2008", "2008", ""),
    ("In 2018, Azerbaijan asked", "2018", "2018", ""),
    ("The sides recalled", "late 2021", "2021", "late"),
)
GLOSSES = {
    "The minister also provided": (("The minister", "Bayramov"),),
    "The parties discussed energy security": (("The parties", "Bayramov, Colomina"),),
    "At a meeting that took place": (("the two officials", "Aliyev, Colomina"),),
    "In his capacity as": (("In his", "Colomina"),),
    "The NATO official earlier visited": (("The NATO official", "Colomina"),),
    "This forum for dialogue": (("This forum for dialogue", "North Atlantic Cooperation Council"),),
    "The sides recalled": (("The sides", "Aliyev, Colomina"),),
}


@cache
def document() -> Document:
    """The seed as its reader leaves it: one block a paragraph, the date marker outside of them all."""
    data = SEED.read_bytes()
    text = data.decode("utf-8")
    breaks = list(re.finditer(r"\n\n", text.rstrip()))
    starts, ends = [17, *(m.end() for m in breaks)], [*(m.start() for m in breaks), len(text.rstrip())]
    blocks = (Block("paragraph", s, e, n) for n, (s, e) in enumerate(zip(starts, ends, strict=True), 1))
    return Document(
        id="000_f406d97bb98f9431",
        uri=SEED.name,
        title="",
        text=text,
        blocks=tuple(blocks),
        published=date(2022, 4, 29),
        publisher="",
        author="",
        language="en",
        digest=sha256(data).hexdigest(),
    )


def sentence(first_words: str) -> Sentence:
    """The sentence that begins with these words, as far as a full stop before white space."""
    text = document().text
    start = text.find(first_words)
    end = re.compile(r"\.(?=\s|$)").search(text, start)
    assert start >= 0
    assert end is not None
    return Sentence(document(), start, end.end())


def person(name: str, mention: str, title: str, affiliation: str = "") -> Person:
    """The mention of a person, found by words that occur once or where they come first."""
    start = document().text.find(mention)
    return Person(document(), start, start + len(mention), name, title, affiliation)


def statement(number: int, first_words: str) -> Statement:
    """A numbered statement with its glosses; the score falls with the number."""
    found = sentence(first_words)
    glosses = (Gloss(found.text.find(w) + len(w), g) for w, g in GLOSSES.get(first_words, ()))
    return Statement(number, found, score=1 - number / 100, glosses=tuple(glosses))


def timeline() -> tuple[TimelineEntry, ...]:
    """The dated entries in order of date."""
    entries = []
    for first_words, written, value, qualifier in TIMELINE:
        told = sentence(first_words)
        start = told.start + told.text.find(written)
        mention = DateMention(document(), start, start + len(written), value, "year", qualifier=qualifier)
        entries.append(TimelineEntry(mention, told))
    return tuple(entries)


def participants() -> tuple[Participant, ...]:
    """Those present first."""
    president = person("Ilham Aliyev", "Ilham Aliyev", "Azerbaijani President", "Azerbaijan")
    visitor = person(
        "Javier Colomina",
        "Javier Colomina",
        "NATO Secretary General's Special Representative for the Caucasus and Central Asia",
        "NATO",
    )
    minister = person("Jeyhun Bayramov", "Jeyhun Bayramov", "Azerbaijani Foreign Minister", "Azerbaijan")
    absent = person("Jens Stoltenberg", "Jens Stoltenberg", "NATO Secretary-General", "NATO")
    roles = ((president, "host"), (visitor, "visitor"), (minister, "host"), (absent, "mentioned"))
    return tuple(Participant(p.name, p.title, p.affiliation, role, (p,)) for p, role in roles)


def meetings() -> tuple[Meeting, ...]:
    """Two encounters, of which the article dates one."""
    first, second = (sentence(words) for words in MEETINGS)
    lead = sentence(BOTTOM_LINE)
    return (
        Meeting("2022-04-28", "Baku", ("Ilham Aliyev", "Javier Colomina"), "held", (lead, first)),
        Meeting("2022-04-28", "Baku", ("Jeyhun Bayramov", "Javier Colomina"), "held", (second,)),
    )


def gold_brief(template: str = "brief", **options: Any) -> Brief:
    """The gold example.

    Args:
        template: "brief" (one page) or "full" (two).
        options: other fields of `Options`.
    """
    full = template == "full"
    context = (*CONTEXT_FULL, *(words for words, *_ in TIMELINE)) if full else CONTEXT
    runs = (
        ("topics", "Key points", (BOTTOM_LINE, *KEY_POINTS)),
        ("meeting", "The meetings", MEETINGS_FULL if full else MEETINGS),
        (
            "background",
            "Background history",
            context,
        ),
    )
    sections, number = [], 0
    for kind, heading, run in runs:
        sections.append(
            Section(kind, heading, tuple(statement(number + i, words) for i, words in enumerate(run, 1)))
        )
        number += len(run)
    energy = document().text.find("energy security")
    limits = ("One source; not corroborated.",)
    if full:
        limits = (
            "One source. Nothing here is corroborated by a second one.",
            "The text supplied names no publisher, author or web address.",
            "No sentence matched the generator’s patterns for a decision, an agreement or a next meeting.",
        )
    return Brief(
        title=TITLE,
        date=date(2022, 4, 29),
        bottom_line=1,
        meetings=meetings(),
        participants=participants(),
        sections=tuple(sections),
        topics=(
            Topic(
                Span(document(), energy, energy + len("energy security")),
                (sentence("The parties discussed energy security"),),
            ),
        ),
        timeline=timeline() if full else (),
        sources=(Source("S1", document()),),
        skipped=(),
        limits=limits,
        options=Options(template=template, title=TITLE, **options),
        read=23,
    )
