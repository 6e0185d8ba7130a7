"""Figures as intervals: what units, rounding and words of approximation leave open."""

from __future__ import annotations

import pytest

from briefing.structurer.quantities import quantities


def only(text: str):
    found = quantities(text, "en")
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nearly 300 people", "297 people"),
        ("about 1.5 million refugees", "1,480,000 refugees"),
        ("more than 200 men", "250 men"),
        ("250 or more men", "400 men"),
        ("up to 60 people", "41 people"),
        ("six kilometres", "6,000 metres"),
        ("60 miles", "about 100 km"),
        ("five million dollars", "$5 million"),
        ("12 percent", "12%"),
        ("twenty-five soldiers", "25 soldiers"),
        ("between 20 and 30 men", "24 men"),
        ("20 to 30 men", "24 men"),
        ("two dozen boats", "24 boats"),
        ("3 million barrels", "2.8 million barrels"),
        ("around 10:40 p.m.", "10:55 p.m."),
        ("18 years old", "an 18-year-old"),
    ],
)
def test_figures_that_may_both_be_true_agree(one, other):
    assert only(one).kind == only(other).kind
    assert only(one).agrees(only(other))
    assert only(other).agrees(only(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("20 people", "21 people"),
        ("nearly 300 people", "340 people"),
        ("about 1.5 million refugees", "2.1 million refugees"),
        ("fewer than 200 men", "250 men"),
        ("at least 60 men", "41 men"),
        ("six kilometres", "nine kilometres"),
        ("1,480 seats", "1,520 seats"),
        ("11:15 p.m.", "10:40 p.m."),
    ],
)
def test_figures_of_which_one_must_be_wrong_do_not(one, other):
    assert not only(one).agrees(only(other))


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1483",
        "an F-16 jet",
        "the 21st century",
        "Article 5",
        "won 3-2",
        "the G7 leaders",
        "room 12",
    ],
)
def test_names_and_scores_are_no_quantities(text):
    assert quantities(text, "en") == ()


def test_dates_are_left_out_and_places_are_right():
    text = "On May 5 some 40 men left."
    (found,) = quantities(text, "en", [(3, 8)])
    assert text[found.start : found.end] == "40"


def test_a_language_without_data_has_none():
    assert quantities("12 Boote", "de") == ()
