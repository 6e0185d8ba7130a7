"""Who is there, who is only spoken of, and who is at home."""

from articles import article

from briefing.structurer.findings import find
from briefing.structurer.participants import participants

TALKS = (
    "Estonian President Liis Tamm received visiting Chilean Foreign Minister Rodrigo Paz in Tallinn on Thursday. "
    "Tamm and Paz discussed fishing.\n\n"
    "Paz conveyed the greetings of Chilean President Elena Rojas.\n\n"
    "Last year former Estonian President Jaan Kask had visited Chile.\n\n"
    '"It was useful," government spokesman Mart Sepp told reporters.\n'
)


def roles(text, **given):
    """Name to role."""
    return {p.name: p.role for p in participants(article(text, **given))}


def test_those_who_meet_are_there_and_the_others_are_mentioned():
    found = roles(TALKS)
    assert {name for name, role in found.items() if role != "mentioned"} == {"Liis Tamm", "Rodrigo Paz"}
    assert found["Elena Rojas"] == found["Jaan Kask"] == found["Mart Sepp"] == "mentioned"


def parts(text):
    """Name to role, once the place of the encounter is known."""
    return {p.name: p.role for p in find(article(text)).participants}


def test_the_ground_makes_host_and_visitor():
    found = parts(TALKS)
    assert (found["Liis Tamm"], found["Rodrigo Paz"]) == ("host", "visitor")


def test_the_ground_is_where_they_met_and_not_where_the_text_begins():
    found = parts(
        "Estonian President Liis Tamm met Chilean Foreign Minister Rodrigo Paz in Santiago on Thursday. "
        "Tamm had left Tallinn on Tuesday. Tamm and Paz discussed fishing.\n"
    )
    assert (found["Liis Tamm"], found["Rodrigo Paz"]) == ("visitor", "host")


def test_who_comes_from_a_body_of_many_countries_is_a_guest_and_an_ambassador_is_no_host():
    found = parts(
        "Estonian President Liis Tamm received NATO Secretary General Jens Holm in Tallinn on Thursday. "
        "Estonian Ambassador to Chile Jaan Kask joined Tamm and Holm at the meeting.\n"
    )
    assert (found["Liis Tamm"], found["Jens Holm"]) == ("host", "visitor")
    assert found["Jaan Kask"] != "host"


def test_nobody_is_host_or_visitor_where_no_place_is_told():
    found = parts("Estonian President Liis Tamm met Chilean Foreign Minister Rodrigo Paz on Thursday.\n")
    assert set(found.values()) == {"principal"}


def test_those_present_come_first_with_title_affiliation_and_all_mentions():
    first, second, *_ = participants(article(TALKS))
    assert (first.name, first.title, first.affiliation) == ("Liis Tamm", "President", "Estonia")
    assert (second.title, second.affiliation) == ("Foreign Minister", "Chile")
    assert [m.text for m in first.mentions] == ["Liis Tamm", "Tamm"]


def test_a_vague_title_gives_way_to_a_clear_one():
    text = "She met her Chilean counterpart Rodrigo Paz. Paz, the foreign minister, agreed."
    assert participants(article(text))[0].title == "foreign minister"


def test_nobody_named_gives_nobody():
    assert participants(article("The lake fell by a metre.")) == ()
