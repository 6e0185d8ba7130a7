"""People are found by what stands beside their names, with title, affiliation and every shorter form."""

from itertools import pairwise

import pytest
from articles import article
from hypothesis import given
from hypothesis import strategies as st

from briefing.annotators.people import find_people, merge
from briefing.model import Document, Sentence


def people(text):
    """Full name to (title, affiliation, forms) of everybody in a text."""
    groups = merge(article(text).annotations.people)
    return {
        g[0].name: (
            next((p.title for p in g if p.title), ""),
            next((p.affiliation for p in g if p.affiliation), ""),
            [p.text for p in g],
        )
        for g in groups
    }


@pytest.mark.parametrize(
    ("text", "name", "title", "affiliation"),
    [
        ("Norwegian Foreign Minister Berit Solhaug spoke.", "Berit Solhaug", "Foreign Minister", "Norway"),
        (
            "He thanked U.S. Trade Representative Owen Hartley.",
            "Owen Hartley",
            "Trade Representative",
            "United States",
        ),
        (
            "She met Women’s Front (WF) leader Rana Sethi.",
            "Rana Sethi",
            "Women’s Front (WF) leader",
            "Women’s Front",
        ),
        (
            "The NATO Secretary General's Special Envoy for the Western Balkans Piet Maas landed.",
            "Piet Maas",
            "NATO Secretary General's Special Envoy for the Western Balkans",
            "NATO",
        ),
        (
            "Rosa Lindqvist, the NATO secretary-general, agreed.",
            "Rosa Lindqvist",
            "NATO secretary-general",
            "NATO",
        ),
        (
            "Pavel Horak, deputy chairman of the Harbour Council, objected.",
            "Pavel Horak",
            "deputy chairman of the Harbour Council",
            "Harbour Council",
        ),
        ("Kenya's finance minister, Grace Odinga, flew home.", "Grace Odinga", "finance minister", "Kenya"),
        ("The Belgian prime minister, Luc Verbeke, left.", "Luc Verbeke", "prime minister", "Belgium"),
        ("President of Ecuador Marta Villacis signed.", "Marta Villacis", "President of Ecuador", "Ecuador"),
        ("Chief Executive Officer Dana Whitlock resigned.", "Dana Whitlock", "Chief Executive Officer", ""),
        ("Union leader Bert Mulder called a strike.", "Bert Mulder", "Union leader", ""),
        ("Justice Amelia Thornbury dissented.", "Amelia Thornbury", "Justice", ""),
        ("Shadow Attorney-General Colm Sweeney replied.", "Colm Sweeney", "Shadow Attorney-General", ""),
        ("Nordbank spokeswoman Ida Falk declined.", "Ida Falk", "Nordbank spokeswoman", "Nordbank"),
        (
            "Deputy Prime Minister and Foreign Minister Milan Kovac attended.",
            "Milan Kovac",
            "Deputy Prime Minister and Foreign Minister",
            "",
        ),
        ("Former President Tomasz Zielony waved.", "Tomasz Zielony", "Former President", ""),
        (
            "Saturday Norwegian Foreign Minister Berit Solhaug spoke.",
            "Berit Solhaug",
            "Foreign Minister",
            "Norway",
        ),
        ("The President and First Lady Molly Phee came.", "Molly Phee", "First Lady", ""),
        (
            "Assistant Secretary for East Asian and Pacific Affairs Molly Phee spoke.",
            "Molly Phee",
            "Assistant Secretary for East Asian and Pacific Affairs",
            "",
        ),
        (
            "The Minister for Growth, Energy, and the Environment, Molly Phee, spoke.",
            "Molly Phee",
            "Minister for Growth, Energy, and the Environment",
            "",
        ),
    ],
)
def test_the_whole_printed_title_goes_with_the_name(text, name, title, affiliation):
    assert people(text)[name][:2] == (title, affiliation)


@pytest.mark.parametrize(
    "name",
    [
        "Ursula von Halden",
        "Maarten van der Heuvel",
        "Khalid bin Rashid Al Qasimi",
        "Salim al-Hadithi",
        "Luis de la Torre",
        "Ri Myong-guk",
        "Nguyen Van Lam",
        "J.B. Hartono",
        "Siobhan O'Dwyer",
        "Anne-Marie Duclos",
        "George W. Pelham Jr",
        "Abdullah II",
        "Habibullo",
    ],
)
def test_names_of_many_cultures_are_taken_whole(name):
    assert name in people(f"She met President {name} on Monday.")


def test_every_shorter_form_is_the_same_person():
    found = people(
        "Minister Hwang Seo-yun met Chancellor Karl Ebner. Hwang said she trusted Mr Ebner. "
        "Chancellor Ebner thanked Hwang Seo-yun."
    )
    assert found["Hwang Seo-yun"][2] == ["Hwang Seo-yun", "Hwang", "Hwang Seo-yun"]
    assert found["Karl Ebner"][2] == ["Karl Ebner", "Ebner", "Ebner"]
    assert len(found) == 2


def test_a_short_form_that_is_a_numeral_in_capitals_is_still_a_name():
    found = people(
        "Chinese President Xi Jinping met Premier Li Qiang. Talks with Xi went on. Li agreed with Xi."
    )
    assert found["Xi Jinping"][2] == ["Xi Jinping", "Xi", "Xi"]


def test_an_adverb_before_an_office_is_no_name():
    assert list(people("Secretary Ana Prado arrived. Finally, the secretary will go home.")) == ["Ana Prado"]


def test_an_office_stands_for_its_only_holder():
    found = people("Foreign Minister Ana Prado met Judge Ivo Kranz. The minister smiled.")
    assert found["Ana Prado"][2] == ["Ana Prado", "The minister"]


def test_an_office_that_two_hold_stands_for_the_one_named_last_or_for_nobody():
    near = "Minister Ana Prado spoke first. Minister Ivo Kranz was silent. The minister left."
    both = "Minister Ana Prado met Minister Ivo Kranz. The minister left."
    assert people(near)["Ivo Kranz"][2][-1] == "The minister"
    assert all("The minister" not in forms for *_, forms in people(both).values())


def test_the_office_of_another_country_is_not_hers():
    found = people("Polish President Ewa Nowak arrived. The Greek president was ill.")
    assert found["Ewa Nowak"][2] == ["Ewa Nowak"]


def test_plural_offices_are_shared():
    found = people("Presidents Femi Adewale of Nigeria and Paul Mbeki of Zambia embraced.")
    assert found["Femi Adewale"][:2] == ("Presidents", "Nigeria")
    assert found["Paul Mbeki"][:2] == ("Presidents", "Zambia")


def test_one_person_has_no_plural_office():
    text = "To honour National Heritage Month, senior ministers hosted a dinner."
    assert people(text) == {}
    assert people("Unlike Ewa Nowak, ministers stayed away.")["Ewa Nowak"][0] == ""
    assert people("Femi Adewale and Paul Mbeki, the presidents, embraced.")["Paul Mbeki"][0] == "presidents"


def test_the_title_of_who_leads_a_body_ends_before_the_body():
    found = people("She met members of the Government of Prime Minister V.P. Rao.")
    assert found["V.P. Rao"][0] == "Prime Minister"


def test_a_verb_before_the_office_is_no_part_of_it():
    found = people(
        "Spain wants to question former dictator Gen. Rui Mora. It hopes to topple President Ana Prado."
    )
    assert found["Rui Mora"][0] == "former dictator Gen."
    assert found["Ana Prado"][0] == "President"


def test_offices_and_papers_are_no_people():
    found = people("Senior Advisor for Public Engagement Rosa Lind spoke. An Executive Order followed.")
    assert set(found) == {"Rosa Lind"}
    assert found["Rosa Lind"][0] == "Senior Advisor for Public Engagement"
    assert people("This afternoon President Ana Prado spoke.")["Ana Prado"][0] == "President"


def test_an_aide_is_not_taken_for_the_one_served():
    found = people("Rolf Brandt, an aide to President Carla Mota, denied it.")
    assert found["Rolf Brandt"][0] == "aide"
    assert found["Carla Mota"][0] == "President"


def test_a_remark_is_no_title():
    assert people("Ewa Nowak, the first Polish president to visit the island, smiled.")["Ewa Nowak"][0] == ""


def test_a_nickname_and_a_bracket_belong_to_the_name():
    assert 'Rui "Zito" da Costa' in people('President Rui "Zito" da Costa laughed.')
    assert "Yuji Tamura" in people('"If (Prime Minister Yuji) Tamura agrees, we sign," one official said.')


@pytest.mark.parametrize(
    "text",
    [
        "The Foreign Ministry in Berlin welcomed the Paris Agreement in October.",
        "General Motors and the United Nations signed on Monday.",
        "New Zealand, South Africa and the West Bank were discussed at the White House.",
        "British and Norwegian officials met the European Commission.",
        "The Martin Luther University and the James Baker Institute took part.",
        "Prime Minister's Questions were put off until Wednesday.",
        "The president of the bank told reporters nothing.",
        "A member NATO state and rival Microsoft objected.",
        "MINUTES OF THE MEETING",
    ],
)
def test_places_bodies_days_and_nations_are_no_people(text):
    assert people(text) == {}


def test_bylines_and_headings_name_nobody():
    text = (
        "Minister Ewa Nowak Flies Home\n\nBy Rolf Brandt\n\nThe harbour was closed all day and nobody came."
    )
    assert people(text) == {}


def test_a_language_without_titles_has_no_people():
    document = Document.from_text("Bundeskanzler Olaf Brandt sprach.", language="de")
    sentence = Sentence(document, 0, len(document.text))
    assert find_people(document, (sentence,)) == ()


@given(st.text(alphabet="ABab .,'’s-()\n\"MmrPresidentof", max_size=120))
def test_any_text_gives_disjoint_mentions_in_order(text):
    mentions = article(text).annotations.people if text.strip() else ()
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(m.text.strip() == m.text != "" and m.name for m in mentions)
