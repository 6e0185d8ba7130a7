"""`summarise`: the plain call that a user of an extractive library looks for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import Document, UsageError, summarise
from briefing.errors import NothingToBrief
from briefing.text import count_words

TEXT = """The harbour council met on Monday to discuss the new pier at Westport.

Fishing crews want the pier to be finished before the autumn storms. The council has set aside nine million crowns.

A second tender will be opened in May, the council said. The first one failed because no builder could meet the date.

Westport's old pier was built in 1931. It was damaged by ice in 1987 and again in 2010."""


def test_it_keeps_to_the_room_in_words():
    found = summarise([Document.from_text(TEXT)], words=40)
    assert 0 < sum(count_words(s.text) for s in found) <= 40


def test_with_overrun_the_crossing_sentence_is_taken():
    found = summarise([Document.from_text(TEXT)], words=40, overrun=True)
    assert sum(count_words(s.text) for s in found) >= 40


def test_it_keeps_to_the_number_of_sentences_and_numbers_them():
    found = summarise([Document.from_text(TEXT)], sentences=3)
    assert [s.number for s in found] == [1, 2, 3]


def test_order_by_source_and_by_rank_hold_the_same_sentences():
    by_source = summarise([Document.from_text(TEXT)], sentences=4)
    by_rank = summarise([Document.from_text(TEXT)], sentences=4, order="rank")
    assert {s.text for s in by_source} == {s.text for s in by_rank}
    assert [s.sentence.start for s in by_source] == sorted(s.sentence.start for s in by_source)
    assert [s.score for s in by_rank] == sorted((s.score for s in by_rank), reverse=True)


def test_a_focus_moves_the_choice():
    (found,) = summarise([Document.from_text(TEXT)], sentences=1, focus="ice damage 1987")
    assert "damaged by ice" in found.text


def test_another_order_is_refused():
    with pytest.raises(UsageError, match="order is 'source' or 'rank'"):
        summarise([Document.from_text(TEXT)], order="length")


def test_a_text_without_a_sentence_is_refused():
    with pytest.raises(NothingToBrief):
        summarise([Document.from_text(" \n\n ")])


@given(st.lists(st.text(max_size=80), max_size=12), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_whatever_comes_out_stood_in_the_source(paragraphs, words):
    document = Document.from_text("\n\n".join(paragraphs))
    try:
        found = summarise([document], words=words)
    except NothingToBrief:
        return
    for statement in found:
        start, end = statement.sentence.span
        assert document.text[start:end] == statement.text
    spans = [s.sentence.span for s in found]
    assert len(spans) == len(set(spans))
    assert sum(count_words(s.text) for s in found) <= words
