"""Which sentences say the same: what folds, and what a number, a date or a name keeps apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Document, Sentence
from briefing.redundancy import Index, likeness, near_duplicates, says_the_same


def sentence(text, name="", language="en"):
    document = Document.from_text(text, id=name or None, language=language)
    return Sentence(document, 0, len(document.text))


SAME = [
    ("The council approved the new pier on Monday.", "On Monday the council approved the new pier."),
    (
        "The next round of talks will be held in Geneva in May, the minister said.",
        "The minister said the next round of talks will be held in Geneva in May.",
    ),
    (
        "The two presidents signed a treaty on the border river in Vienna.",
        "A treaty on the border river was signed in Vienna by the two presidents.",
    ),
]

APART = [
    ("The storm killed 21 people in the harbour town.", "The storm killed 12 people in the harbour town."),
    ("The ministers will meet in Geneva on Monday.", "The ministers will meet in Geneva on Friday."),
    ("The pier was opened in March by the council.", "The pier was opened in August by the council."),
    ("The envoy will meet the president in Baku.", "The envoy met the president in Baku after his speech."),
    ("Talks in Oslo ended without an agreement.", "The price of wheat rose in most markets."),
]

TEXT = st.lists(
    st.sampled_from(
        ["Council", "pier", "met", "the", "in", "Oslo", "Monday", "12", "3.50", "will", "storm", "May"]
    ),
    min_size=1,
    max_size=10,
).map(" ".join)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_in_other_order_folds_both_ways(one, other):
    assert says_the_same(sentence(one), sentence(other))
    assert says_the_same(sentence(other), sentence(one))


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_number_day_month_or_stage_keeps_both(one, other):
    assert not says_the_same(sentence(one), sentence(other))
    assert not says_the_same(sentence(other), sentence(one))


def test_the_fuller_sentence_takes_in_the_shorter_and_not_the_other_way_round():
    fuller = sentence("The council approved the new pier on Monday, at a cost of 9 million crowns.")
    shorter = sentence("The council approved the new pier on Monday, at a cost of millions of crowns.")
    assert says_the_same(fuller, shorter)
    assert not says_the_same(shorter, fuller)


def test_figures_are_compared_by_value():
    assert says_the_same(
        sentence("The pier will cost 1,200 crowns a metre."),
        sentence("The pier will cost 1200 crowns a metre."),
    )
    assert says_the_same(
        sentence("The pier will cost 3.50 crowns a metre."),
        sentence("The pier will cost 3.5 crowns a metre."),
    )


@given(TEXT, TEXT)
def test_likeness_does_not_ask_which_comes_first(one, other):
    assert likeness(sentence(one), sentence(other)) == pytest.approx(likeness(sentence(other), sentence(one)))


@given(TEXT)
def test_a_sentence_says_what_itself_says(text):
    assert says_the_same(sentence(text, "a"), sentence(text, "b"))


@given(st.lists(TEXT, max_size=8))
def test_the_index_finds_what_comparing_all_finds(texts):
    found = [sentence(t, str(i)) for i, t in enumerate(texts)]
    index = Index(found)
    for i, one in enumerate(found):
        alike = [j for j, other in enumerate(found) if j != i and says_the_same(one, other)]
        # What shares no word that two sentences hold is not looked at; equal texts always are.
        assert list(index.twins(i)) == alike


@given(st.lists(TEXT, max_size=8))
def test_a_pair_folds_into_a_sentence_that_stays(texts):
    found = [sentence(t, str(i)) for i, t in enumerate(texts)]
    pairs = near_duplicates(found)
    folded = {other for _, other in pairs}
    assert all(kept < other and kept not in folded for kept, other in pairs)
    assert len(folded) == len(pairs)


def test_the_same_line_many_times_folds_into_the_first():
    found = [sentence("Read more on our pages about the new pier.", str(i)) for i in range(80)]
    assert near_duplicates(found) == tuple((0, i) for i in range(1, 80))


def test_sentences_without_words_are_no_reason_to_fail():
    assert near_duplicates([sentence("…"), sentence("– –"), sentence("?!")]) in ((), ((0, 1), (0, 2)))


def test_another_language_is_compared_by_its_own_stems():
    one = sentence("Der Rat hat den neuen Hafen am Montag genehmigt.", language="de")
    other = sentence("Am Montag hat der Rat den neuen Hafen genehmigt.", language="de")
    assert says_the_same(one, other)
