"""A chronology of several sources: the days that many of them tell, each by one sentence."""

from __future__ import annotations

from datetime import date

from briefing import Document, make_brief

FIRST = """\
A barge ran aground off the harbour of Turku on Monday, the coast guard said.

Tugs pulled at the hull through the evening while the wind rose.

The harbour was last dredged in 1998.
"""
SECOND = """\
The barge that ran aground on 6 May 2024 was pulled free by three tugs on Thursday.

A crane operator in Oslo won a prize for his roses on 7 May 2024.
"""
THIRD = """\
An inquiry heard that the barge hit the sandbank on 6 May 2024 in fog.

The pilot told the panel that the tow line had been cut on 9 May 2024, as soon as the hull floated.

The panel will report on 30 September 2024.
"""


def sources():
    return [
        Document.from_text(text, id=name, published=day)
        for text, name, day in (
            (FIRST, "first", date(2024, 5, 7)),
            (SECOND, "second", date(2024, 5, 10)),
            (THIRD, "third", date(2024, 6, 20)),
        )
    ]


def told(brief):
    """The printed dates, in printed order."""
    when = {e.sentence: e.date.value for e in brief.timeline}
    return [when[s.sentence] for s in brief.statements()]


def chronology(documents, **asked):
    return make_brief(documents, template="chronology", structure="light", **asked)


def test_the_days_that_most_sources_tell_come_in_first():
    assert told(chronology(sources(), sentences=1)) == ["2024-05-06"]
    assert told(chronology(sources(), sentences=2)) == ["2024-05-06", "2024-05-09"]


def test_what_is_still_to_come_is_no_entry():
    assert "2024-09-30" not in told(chronology([*sources(), Document.from_text(THIRD + "It sits.", id="x")]))


def test_reprints_of_one_source_make_no_day_weightier():
    copies = [
        Document.from_text(f"Roses in bloom {n}\n\n" + SECOND, id=f"c{n}", published="2024-05-10")
        for n in range(4)
    ]
    assert told(chronology([*sources(), *copies], sentences=2)) == ["2024-05-06", "2024-05-09"]


def test_every_sentence_stands_under_one_date():
    brief = chronology(sources())
    assert len({e.sentence for e in brief.timeline}) == len(brief.timeline)
    assert told(brief) == sorted(told(brief))


def test_a_day_is_told_by_a_source_that_came_out_when_it_was_over():
    plan = "The barge will be towed to Riga on 12 May 2024, its owner said.\n\nThe hull is to be mended in a dry dock."
    news = "On 12 May 2024 two tugs took the barge to Riga.\n\nA crowd had come to the pier to see the ship arrive."
    before = Document.from_text(plan, id="a", published="2024-05-08")
    after = Document.from_text(news, id="b", published="2024-05-14")
    (statement,) = chronology([before, after], sentences=1).statements()
    assert statement.sentence.document.uri == "b"
