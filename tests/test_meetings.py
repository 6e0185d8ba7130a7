"""When and where an encounter takes place, with whom, and whether it was held."""

import pytest
from articles import article

from briefing import Document, make_brief
from briefing.structurer.meetings import meetings
from briefing.structurer.participants import participants

VILLAGE = (
    "At dawn, the farmer Sok Prem wakes to feed his two cows and walks to his small field by the river. Rice sells for "
    "little this year, and the paved road ends at the next village. Floods took half of the harvest in 2022. On "
    "Saturday he sat down with his neighbour Chan Dara in Takeo to mend a plough, and at sunset they went home."
)


def told(text, **given):
    """The encounters of a text."""
    made = article(text, **given)
    return meetings(made, participants(made))


@pytest.mark.parametrize(
    ("text", "day", "place", "status"),
    [
        (
            "Prime Minister Jon Dahl met Chancellor Eva Wolf in Vienna on Tuesday.",
            "2024-05-14",
            "Vienna",
            "held",
        ),
        ("Prime Minister Jon Dahl met Chancellor Eva Wolf in Vienna today.", "2024-05-16", "Vienna", "held"),
        (
            "Prime Minister Jon Dahl will meet Chancellor Eva Wolf in Vienna on May 21.",
            "2024-05-21",
            "Vienna",
            "planned",
        ),
        (
            "Prime Minister Jon Dahl met Chancellor Eva Wolf on Wednesday at the White House.",
            "2024-05-15",
            "White House",
            "held",
        ),
        (
            "Talks between Prime Minister Jon Dahl and Chancellor Eva Wolf were called off.",
            "2024-05-16",
            "",
            "cancelled",
        ),
        (
            "VIENNA, May 15 (Agency) -- Prime Minister Jon Dahl held talks here with Chancellor Eva Wolf.",
            "2024-05-15",
            "Vienna",
            "held",
        ),
        (
            "Prime Minister Jon Dahl ended a three-day visit to Vienna on Wednesday.",
            "2024-05-13",
            "Vienna",
            "held",
        ),
    ],
)
def test_date_place_and_status(text, day, place, status):
    first = told(text)[0]
    assert (first.date, first.place, first.status) == (day, place, status)


def test_a_building_is_told_with_its_city():
    text = "ATHENS, May 15 (Agency) -- President Ilse Brand met Premier Olga Ruiz at Maximos Palace on Wednesday."
    assert told(text)[0].place == "Maximos Palace, Athens"


def test_where_no_date_is_told_the_day_of_the_report_stands():
    assert told("President Ilse Brand met Premier Olga Ruiz.")[0].date == "2024-05-16"
    assert told("President Ilse Brand met Premier Olga Ruiz.", published=None)[0].date == ""


def test_an_earlier_occasion_is_not_the_news():
    text = (
        "President Ilse Brand met Premier Olga Ruiz in Oslo on Tuesday.\n\n"
        "They recalled their meeting in Lima in late 2021, and Brand's visit to NATO headquarters.\n"
    )
    first, *others = told(text)
    assert (first.date, first.place) == ("2024-05-14", "Oslo")
    assert others == []


def test_one_more_encounter_of_the_same_round_is_told_apart():
    text = (
        "Peruvian President Ilse Brand met visiting envoy Olga Ruiz in Lima on Tuesday.\n\n"
        "Furthermore, Ruiz was received by Peruvian Foreign Minister Hugo Salas.\n"
    )
    first, second = told(text)
    assert first.participants == ("Ilse Brand", "Olga Ruiz")
    assert second.participants == ("Olga Ruiz", "Hugo Salas")
    assert second.date == first.date == "2024-05-14"
    assert second.place == first.place == "Lima"


def test_an_encounter_on_another_day_follows():
    text = (
        "President Ilse Brand met Premier Olga Ruiz in Oslo on Tuesday.\n\n"
        "Ruiz will visit Brand in Lima on June 3.\n"
    )
    assert [(m.date, m.status) for m in told(text)] == [("2024-05-14", "held"), ("2024-06-03", "planned")]


def test_an_article_without_an_encounter_has_none():
    assert told("The lake fell by a metre in April. Researchers measure it twice a year.") == ()


def test_its_sentences_are_those_of_the_document():
    made = article("President Ilse Brand met Premier Olga Ruiz in Oslo on Tuesday.")
    (meeting,) = meetings(made, participants(made))
    assert meeting.sentences == made.sentences


def test_a_day_to_come_is_planned_whatever_the_verb():
    text = "Premier Olga Ruiz is in Oslo for talks with President Ilse Brand on May 17.\n"
    assert [(m.date, m.status) for m in told(text)] == [("2024-05-17", "planned")]


def test_a_call_has_no_place():
    text = (
        "President Ilse Brand spoke by phone on Tuesday with Premier Olga Ruiz, who was in Lima for a fair.\n"
    )
    assert [(m.date, m.place) for m in told(text)] == [("2024-05-14", "")]


def test_what_is_called_a_call_in_its_title_has_no_place():
    text = "President Ilse Brand held talks this morning with Premier Olga Ruiz about the harbour in Lima.\n"
    title = "Readout of President Brand’s Call with Premier Ruiz"
    assert [(m.date, m.place) for m in told(text, title=title)] == [("2024-05-16", "")]


def test_a_call_that_came_before_the_meeting_takes_no_place_from_it():
    text = "President Ilse Brand met Premier Olga Ruiz in Lima on Tuesday.\n"
    assert told(text, title="Brand meets Ruiz after call with Vos")[0].place == "Lima"


def test_an_unlikely_place_is_none():
    text = (
        "President Ilse Brand met Premier Olga Ruiz on Tuesday.\n\nBrand and Ruiz spoke about the port.\n\n"
        "They met again in the evening.\n\nThe group discussed the release of hostages who are held in Chad.\n"
    )
    assert told(text)[0].place == ""


def test_the_country_of_a_guest_is_not_where_they_met():
    text = "President Ilse Brand met Prime Minister Olga Ruiz of Peru on Tuesday to discuss the crisis of Ecuador.\n"
    assert [(m.date, m.place) for m in told(text)] == [("2024-05-14", "")]


def test_who_deals_with_the_white_house_is_not_in_it():
    text = "President Ilse Brand met Premier Olga Ruiz on Tuesday to prepare a deal with the White House.\n"
    assert [m.place for m in told(text)] == [""]
    text = "President Ilse Brand met Premier Olga Ruiz on Tuesday at the White House.\n"
    assert "White House" in told(text)[0].place


def test_where_somebody_will_travel_next_is_not_where_he_met():
    text = (
        "President Ilse Brand met Premier Olga Ruiz on Tuesday. The talks were held in Oslo.\n\n"
        "Brand will now travel to Lima to meet Ruiz's deputy.\n"
    )
    assert told(text)[0].place == "Oslo"


def test_an_everyday_story_has_no_encounter_though_people_sit_down_in_it():
    brief = make_brief([Document.from_text(VILLAGE, published="2024-05-16")], structure="encoder")
    assert brief.meetings == ()
    assert {s.kind for s in brief.sections} <= {"topics", "background"}
    assert "Participants" not in brief.render("markdown").decode()


def test_an_audience_is_an_encounter_though_no_word_of_diplomacy_is_in_it():
    text = "Pope Leo received King Felipe of Spain at the Vatican on Friday. They spoke of old books and of sea charts."
    (meeting,) = make_brief([Document.from_text(text, published="2024-03-30")], structure="encoder").meetings
    assert (meeting.date, meeting.place) == ("2024-03-29", "Vatican")
