"""The readout and the chronology: what they print, and under which headings."""

from __future__ import annotations

from datetime import date

import pytest

from briefing import Document, make_brief
from briefing.exporters.blocks import Statements, Timeline
from briefing.exporters.outline import outline

VISIT = """\
Foreign Minister Ana Silva of Portugal met Energy Minister Tom Berg of Norway in Lisbon on 3 May 2024.

The ministers discussed the price of gas and the safety of the pipeline.

Berg said that Norway would keep its deliveries at the level of last year.

According to Silva, the port of Sines needs a second terminal before winter.

The two sides agreed to sign a memorandum on storage in June.

Portugal and Norway opened talks on gas in 1998.

In 2005, the two countries signed a treaty on shipping.

In 2005, the port of Sines received its first Norwegian tanker.

Trade between the two countries doubled in 2015.
"""


def noted(template, text=VISIT):
    document = Document.from_text(text, title="Berg in Lisbon", published=date(2024, 5, 4))
    return make_brief([document], template=template)


def under(brief):
    """Printed statements by their heading."""
    blocks = [b for b in outline(brief).blocks if isinstance(b, Statements)]
    return {b.heading: [p.statement.text.split(" ")[0] for p in b.points] for b in blocks}


def test_a_readout_parts_what_was_raised_from_positions_and_from_what_was_agreed():
    brief = noted("readout")
    found = under(brief)
    assert next(iter(found)) == "Topics raised"
    assert list(found)[-1] == "Agreed and next steps"
    assert "The" in found["Agreed and next steps"]
    said = [text for heading, texts in found.items() for text in texts if heading not in ("Topics raised",)]
    assert {"Berg", "According"} <= set(said)
    assert not any("1998" in s.text or "2015" in s.text for s in brief.statements())


def test_a_readout_without_a_decision_says_so():
    text = VISIT.replace("The two sides agreed to sign a memorandum on storage in June.\n\n", "")
    assert any("decision, an agreement" in line for line in noted("readout", text).limits)


def test_a_chronology_is_a_table_of_dated_sentences_in_order_of_date():
    brief = noted("chronology")
    blocks = outline(brief).blocks
    assert not any(isinstance(b, Statements) for b in blocks)
    (table,) = [b for b in blocks if isinstance(b, Timeline)]
    years = [p.handle[-4:] for p in table.points]
    assert years == sorted(years)
    assert {"1998", "2005", "2015"} <= set(years)
    facts = dict(outline(brief).facts.event)
    assert facts["Period"].startswith("1998")
    assert facts["Entries"] == f"{len(table.points)} dated entries"


def test_a_chronology_of_nothing_says_so():
    brief = noted("chronology", "The ministers talked about gas.\n\nThey praised the harbour.")
    assert list(brief.statements()) == []
    assert any("dated event" in line for line in brief.limits)


@pytest.mark.parametrize("template", ["readout", "chronology"])
def test_numbers_follow_the_printed_order(template):
    printed = [int(p.statement.number) for p in outline(noted(template)).points()]
    assert printed == list(range(1, len(printed) + 1))
