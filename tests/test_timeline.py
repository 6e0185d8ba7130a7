"""The timeline: which dates tell a past event, and in what order."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefing.annotators.dates import find_dates
from briefing.model import Annotations, Article, Document, Meeting, Reading, Sentence, TimelineEntry
from briefing.structurer.timeline import timeline

BACKGROUND = Reading(meeting=0.0, topics=0.0, background=1.0, none=0.0, key=0.0)
TOPICS = Reading(meeting=0.0, topics=1.0, background=0.0, none=0.0, key=0.0)
NONE = Reading(meeting=0.0, topics=0.0, background=0.0, none=1.0, key=0.0)


def article(text: str, reading: Reading | None = BACKGROUND, published: str | None = "2022-04-29") -> Article:
    document = Document.from_text(text, published=published)
    sentences = tuple(
        Sentence(document, m.start(), m.end())
        for m in re.finditer(r"\S.*?(?:[.?!](?=\s+[A-Z]|\s*$)|$)", text)
    )
    readings = (reading,) * len(sentences) if reading else ()
    return Article(document, sentences, Annotations(dates=find_dates(document, sentences), readings=readings))


def dates(entries: tuple[TimelineEntry, ...]) -> list[str]:
    return [e.date.value for e in entries]


def test_entries_stand_in_order_of_date_then_of_text() -> None:
    text = (
        "The pact of 1997 held. It was signed in 1992. In March 1997 talks began. A fund was set up in 1997."
    )
    found = timeline(article(text))
    assert dates(found) == ["1992", "1997", "1997", "1997-03"]
    assert [e.sentence.start for e in found[1:3]] == sorted(e.sentence.start for e in found[1:3])


def test_a_sentence_may_date_several_events_but_each_once() -> None:
    found = timeline(
        article("The ferries were built in 1987 and 1991, and the first one, of 1987, was sold.")
    )
    assert dates(found) == ["1987", "1991"]


def test_the_future_and_the_day_itself_are_no_past() -> None:
    text = "The pact will end in 2030. They will meet on May 3. They met on Friday. They met today."
    assert timeline(article(text)) == ()


def test_the_encounter_itself_is_left_out() -> None:
    found = article("They met on April 20. He was elected on March 3.")
    meeting = Meeting("2022-04-20", "Oslo", (), "held", ())
    assert dates(timeline(found)) == ["2022-03-03", "2022-04-20"]
    assert dates(timeline(found, [meeting])) == ["2022-03-03"]


def test_weeks_seasons_and_quarters_are_given_as_months_and_years() -> None:
    found = timeline(article("The court ruled three weeks ago."))
    assert [(e.date.value, e.date.precision, e.date.text) for e in found] == [
        ("2022-04", "month", "three weeks ago")
    ]


def test_decades_and_what_only_came_before_a_date_are_no_events() -> None:
    assert timeline(article("Trade grew in the 1990s. It was small before 1992.")) == ()


def test_this_year_and_statements_of_the_news_are_no_history() -> None:
    assert timeline(article("Exports grew this year. He said on Thursday that it works.", TOPICS)) == ()


def test_what_stands_outside_the_body_tells_nothing() -> None:
    assert timeline(article("Photo taken in 1992.", NONE)) == ()


def test_works_without_a_model_and_without_a_date_of_publication() -> None:
    assert dates(timeline(article("It was founded in 1992.", None))) == ["1992"]
    assert dates(timeline(article("It was founded in 1992.", None, None))) == ["1992"]
    assert dates(
        timeline(article("The pact of 1992 ended on May 3, 2021. It will end in 2030.", None, None))
    ) == ["1992"]


def test_an_article_without_dates_has_no_timeline() -> None:
    assert timeline(article("Nothing is dated here.")) == ()


@pytest.mark.data
def test_dated_events_of_labelled_articles(data: Path) -> None:
    hits = given = asked = 0
    for name in (data / "readouts" / "dev.txt").read_text().split():
        gold = json.loads((data / "readouts" / "articles" / f"{name}.json").read_text(encoding="utf-8"))
        document = Document.from_text(gold["text"], published=gold["date"])
        sentences = tuple(Sentence(document, s["start"], s["end"]) for s in gold["sentences"])
        readings = tuple(
            Reading(
                *(float(s["section"].lower() == n) for n in ("meeting", "topics", "background", "none")),
                key=0.0,
            )
            for s in gold["sentences"]
        )
        notes = Annotations(dates=find_dates(document, sentences), readings=readings)
        found = [(e.date.value, e.sentence.start) for e in timeline(Article(document, sentences, notes))]
        given += len(found)
        for event in gold["timeline"]:
            asked += 1
            place = event["date"], gold["sentences"][event["sentence"]]["start"]
            if place in found:
                found.remove(place)
                hits += 1
    assert 2 * hits / (given + asked) >= 0.80
