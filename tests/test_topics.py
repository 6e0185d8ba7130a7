"""Noun phrases, and the topics that are made of them."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.annotators.dates import find_dates
from briefing.annotators.phrases import find_phrases
from briefing.model import Annotations, Article, Document, Person, Phrase, Place, Reading, Sentence, Topic
from briefing.structurer.topics import MOST, topics

TALKS = (
    "Foreign Minister Ana Horvat and the envoy discussed border security, trade in farm goods and the fate of "
    "the refugee camps. Horvat said on 3 May that energy security comes first. The parties agreed on a plan for "
    "the refugee camps. She thanked the envoy for his visit to Zagreb."
)


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(document, block.start + m.start(), block.start + m.end())
        for block in document.blocks
        for m in re.finditer(r"\S.*?(?:[.?!](?=\s+[A-Z]|\s*$)|$)", document.text[block.start : block.end])
    )


def article(text: str, readings: tuple[Reading, ...] = ()) -> Article:
    document = Document.from_text(text, published="2022-05-04")
    sentences = sentences_of(document)
    people = tuple(
        Person(document, m.start(), m.end(), "Ana Horvat") for m in re.finditer(r"Ana Horvat|Horvat", text)
    )
    places = tuple(Place(document, m.start(), m.end(), m[0], "city") for m in re.finditer("Zagreb", text))
    dates = find_dates(document, sentences)
    phrases = find_phrases(document, sentences, people, places, dates)
    notes = Annotations(people=people, places=places, dates=dates, phrases=phrases, readings=readings)
    return Article(document, sentences, notes)


def labels(found: tuple[Topic, ...]) -> list[str]:
    return [t.label.text for t in found]


def texts(found: tuple[Phrase, ...]) -> set[str]:
    return {p.text for p in found}


def test_phrases_are_whole_noun_phrases() -> None:
    found = texts(article(TALKS).annotations.phrases)
    assert {"border security", "trade in farm goods", "fate of the refugee camps", "energy security"} <= found


def test_no_phrase_holds_a_name_a_date_or_is_a_place() -> None:
    found = article(TALKS).annotations.phrases
    assert not [p for p in found if "Horvat" in p.text or "May" in p.text or p.text == "Zagreb"]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("They spoke of the ties between Norland and Westria.", "ties between Norland"),
        ("The council's new budget was passed.", "council's"),
        ("He led the Joint Northern Sea Fisheries Board.", "Northern Sea Fisheries Board"),
    ],
)
def test_phrases_are_not_cut(text: str, cut: str) -> None:
    assert cut not in texts(article(text).annotations.phrases)


def test_verbs_are_told_from_nouns_by_what_stands_before() -> None:
    assert "proposed tax" in texts(article("They opposed the proposed tax on fuel.").annotations.phrases)
    found = texts(article("The board proposed a tax to support schools.").annotations.phrases)
    assert "schools" in found
    assert not [t for t in found if "proposed" in t or "support" in t]


def test_topics_of_talks_come_first() -> None:
    found = labels(topics(article(TALKS)))
    assert any("security" in label for label in found)
    assert any("refugee camps" in label for label in found)
    assert not [label for label in found if "envoy" in label or "Horvat" in label]


def test_a_text_without_verbs_of_discussion_has_topics_too() -> None:
    text = (
        "The water level of Lake Mirna fell again. Drinking water for the town comes from the lake. "
        "The drought has lowered the water level since spring. Fishing rights are suspended."
    )
    assert any("water level" in label for label in labels(topics(article(text))))


def test_each_topic_lists_the_sentences_that_treat_it() -> None:
    found = article(TALKS)
    camps = next(t for t in topics(found) if "camps" in t.label.text)
    assert [found.sentences.index(s) for s in camps.sentences] == [0, 2]
    for topic in topics(found):
        assert any(s.start <= topic.label.start and topic.label.end <= s.end for s in topic.sentences)


def test_the_section_of_its_sentence_counts_for_a_phrase() -> None:
    text = "The two spoke about grain exports. The country has a sugar industry."
    talk = Reading(meeting=0.0, topics=1.0, background=0.0, none=0.0, key=1.0)
    past = Reading(meeting=0.0, topics=0.0, background=0.0, none=1.0, key=0.0)

    def rank(readings: tuple[Reading, ...]) -> int:
        return next(i for i, label in enumerate(labels(topics(article(text, readings)))) if "grain" in label)

    assert rank((talk, past)) <= rank((past, talk))


def test_no_topic_ends_in_an_abbreviation_before_a_name() -> None:
    found = topics(article("They discussed border security. They met the Lakeland farm Gov. and left."))
    assert "border security" in labels(found)
    assert not any(label.endswith("Gov") for label in labels(found))


def test_countries_and_their_people_are_no_topic() -> None:
    found = topics(
        article("They discussed border security with the North Koreans and the people of South Lebanon.")
    )
    assert labels(found) == ["border security"]


def test_nothing_said_no_topics() -> None:
    assert topics(article("They met.")) == ()
    assert find_phrases(Document.from_text("Sie sprachen.", language="de"), (), (), (), ()) == ()


VOCABULARY = """
trade security Lake of the and discussed on border Ana Horvat talks water 's between new 2021 , .
U.S. refugees to support ( growing ended &amp;
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, min_size=1, max_size=40))
def test_labels_are_spans_of_the_text_and_no_two_are_near_duplicates(words: list[str]) -> None:
    found = article(" ".join(words))
    chosen = topics(found)
    assert len(chosen) <= MOST
    assert chosen == topics(found)
    for topic in chosen:
        assert topic.label.text == found.document.text[topic.label.start : topic.label.end]
        assert topic.label.text.strip() == topic.label.text != ""
        assert topic.sentences == tuple(sorted(topic.sentences, key=lambda s: s.start))
    for one, other in combinations(chosen, 2):
        assert one.label.text.lower() != other.label.text.lower()
        assert one.label.end <= other.label.start or other.label.end <= one.label.start
