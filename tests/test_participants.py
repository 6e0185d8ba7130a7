"""Who is there, who is only spoken of, and who is at home."""

from articles import article

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


def test_the_ground_makes_host_and_visitor():
    found = roles(TALKS)
    assert (found["Liis Tamm"], found["Rodrigo Paz"]) == ("host", "visitor")


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
