"""Copies of a text are found, counted as one source, and confirm nothing."""

from __future__ import annotations

from datetime import date

from briefing import Document, make_brief
from briefing.reprints import reprints

WIRE = (
    "Trade minister Ana Reyes met her Norwegian counterpart Kari Holm in Lima on Tuesday. "
    "The two discussed fish quotas, shipping insurance and a joint research vessel for cold waters. "
    "Reyes said the quota for the coming season would be published before the end of the month. "
    "Holm offered to send two inspectors to the northern ports during the first weeks of the season. "
    "Peru and Norway signed their first fisheries agreement in 2011 and renewed it in 2017."
)
OTHER = (
    "Norway's fisheries minister Kari Holm was in Lima for talks on Tuesday. "
    "Her hosts want inspectors in the northern ports when the season opens, an official told reporters. "
    "Fishing companies have asked for certainty about how much they may land this year."
)


def document(text: str, name: str, day: date | None = None) -> Document:
    return Document.from_text(text, id=name, published=day)


def test_copies_of_a_text_are_found_and_other_reports_are_not():
    cut = " ".join(WIRE.split()[:55])
    edited = WIRE.replace("discussed", "talked about").replace("offered", "promised").replace("before", "by")
    found = reprints([
        document(WIRE, "a"), document(OTHER, "b"), document(cut, "c"),
        document("Fish quotas top agenda\n\n" + WIRE, "d"), document(edited, "e"),
    ])  # fmt: skip
    assert found == {2: 0, 3: 0, 4: 0}


def test_the_earlier_one_is_the_original():
    late, early = document(WIRE, "late", date(2024, 3, 6)), document(WIRE, "early", date(2024, 3, 5))
    assert reprints([late, early]) == {0: 1}


def test_a_formula_in_common_makes_no_copy():
    end = " The ministry published the text of the statement on its website."
    assert reprints([document(WIRE + end, "a"), document(OTHER + end, "b")]) == {}


def test_short_and_empty_texts_are_nobodys_copies():
    assert (
        reprints([document("", "a"), document("", "b"), document("Yes.", "c"), document("Yes.", "d")]) == {}
    )


def test_a_brief_counts_reprints_as_one_source_and_never_as_confirmation():
    one, copy, other = (
        document(WIRE, "a.txt"),
        document("Fish quotas top agenda\n\n" + WIRE, "b.txt"),
        document(OTHER, "c.txt"),
    )
    made = make_brief([one, copy, other], structure="light")
    assert "Independent sources: 2. Reprints, which confirm nothing: S2 (S1)." in made.limits
    for statement in made.statements():
        told = {statement.sentence.document.uri, *(s.document.uri for s in statement.also_in)}
        assert not {"a.txt", "b.txt"} <= told


def test_nothing_but_copies_is_one_source():
    made = make_brief(
        [document(WIRE, "a.txt"), document("Fish quotas top agenda\n\n" + WIRE, "b.txt")], structure="light"
    )
    assert any(line.startswith("One source;") for line in made.limits)
