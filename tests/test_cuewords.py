"""Lists of cue words find what a plain pattern finds."""

from __future__ import annotations

import random
import re

import pytest

from briefing.language import table
from briefing.structurer.cuewords import CueWords, any_of, whole_words

LISTS = sorted(
    name
    for name, phrases in table("en", "encounters").items()
    if isinstance(phrases, list) and phrases and all(isinstance(p, str) for p in phrases)
)


@pytest.mark.parametrize("name", LISTS)
def test_whole_words_finds_what_a_plain_alternation_finds(name):
    phrases = table("en", "encounters")[name]
    plain = re.compile(rf"\b(?:{any_of(phrases)})\b", re.IGNORECASE)
    guarded, chance = whole_words(phrases), random.Random(1)  # noqa: S311 - texts to try
    words = [word for phrase in phrases for word in phrase.split()] + ["the", "-", "x", "two,", "Xi’s"]
    for _ in range(300):
        text = chance.choice((" ", "", "-")).join(
            getattr(word, chance.choice(("lower", "upper", "title", "strip")))()
            for word in chance.choices([*phrases, *words], k=chance.randint(0, 6))
        )
        assert [m.span() for m in guarded.finditer(text)] == [m.span() for m in plain.finditer(text)], text
        found, wanted = guarded.search(text), plain.search(text)
        assert (found and found.span()) == (wanted and wanted.span()), text


def test_what_has_to_follow_is_asked_for():
    hosted = whole_words(["hosted by"], r" (?:\w+ )?$")
    assert hosted.search("a dinner hosted by the ")
    assert not hosted.search("a dinner hosted by the mayor of the city ")


def test_a_pattern_is_not_tried_where_none_of_its_words_stands():
    guarded = CueWords(".", ["state visit"])
    assert guarded.search("A VISIT to the capital")  # the longest word, in any case
    assert guarded.search("the state, in short") is None


def test_a_letter_with_odd_relatives_is_found_as_re_finds_it():
    for text in ("kiſſ", "KISS", "\u212aiss", "K\u0131SS"):
        plain = re.search(r"\b(?:kiss)\b", text, re.IGNORECASE)
        assert bool(re.search(whole_words(["kiss"])._pattern, text)) == bool(plain), text
