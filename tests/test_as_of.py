"""A brief as of a day uses nothing that came later, and says so."""

from __future__ import annotations

from datetime import date

import pytest

from briefing import Document, make_brief
from briefing.errors import NothingToBrief

EARLY = Document.from_text(
    "The two ministers met in Lima on Tuesday.", id="early.txt", published="2024-03-05"
)
LATE = Document.from_text("The ministers will sign in May.", id="late.txt", published="2024-03-09")
UNDATED = Document.from_text("The quota is a matter of dispute.", id="undated.txt")


def test_later_sources_are_listed_and_not_used():
    made = make_brief([EARLY, LATE, UNDATED], as_of=date(2024, 3, 8), structure="light")
    assert [s.document.uri for s in made.sources] == ["early.txt", "undated.txt"]
    assert [(s.uri, s.reason) for s in made.skipped] == [
        ("late.txt", "is dated 2024-03-09, after 2024-03-08")
    ]


def test_the_day_itself_counts():
    made = make_brief([EARLY, LATE], as_of=date(2024, 3, 9), structure="light")
    assert len(made.sources) == 2


def test_nothing_left_is_an_error_that_names_the_source_and_the_day():
    with pytest.raises(NothingToBrief, match=r"late.txt.*is dated 2024-03-09, after 2024-03-08"):
        make_brief([LATE], as_of=date(2024, 3, 8), structure="light")
