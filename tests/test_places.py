"""Places are found by name, by their kind of building and by what stands around them."""

import pytest
from articles import article


def places(text):
    """Printed words to (name, kind) of the places of a text."""
    return {p.text: (p.name, p.kind) for p in article(text).annotations.places}


def test_countries_are_known_by_all_their_names():
    found = places("Envoys from the U.K., the People's Republic of China and the UAE met in Chad.")
    assert [name for name, _ in found.values()] == ["United Kingdom", "China", "United Arab Emirates", "Chad"]


def test_cities_know_their_country():
    (city,) = article("They met in Reykjavik.").annotations.places
    assert (city.kind, city.country) == ("city", "Iceland")


@pytest.mark.parametrize(
    "building",
    [
        "NATO headquarters",
        "Akasaka Palace",
        "presidential palace",
        "Grand Meridian Hotel",
        "White House",
        "Oslo airport",
    ],
)
def test_buildings_are_places(building):
    assert places(f"The envoys met at the {building} on Monday.")[building][1] == "building"


def test_a_city_of_no_list_is_known_by_its_surroundings():
    assert places("They met in Tarnovo, southern Bulgaria.")["Tarnovo"][1] == "city"
    assert places("QALATA, Egypt, May 16 (Agency) - The talks began.")["QALATA"][1] == "city"
    assert places("The Bulgarian capital was quiet.")["Bulgarian capital"] == ("Sofia", "city")


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The Bank of Japan raised rates.", "Japan"),
        ("Georgia Holloway said no.", "Georgia"),
        ("President Washington spoke.", "Washington"),
        ("The Norwegian minister spoke.", "Norwegian"),
        ("The Lower House voted.", "Lower House"),
        ("Jordan Miller joined Prime Minister Sydney Walsh.", "Sydney"),
    ],
)
def test_parts_of_other_names_are_no_places(text, absent):
    assert absent not in places(text)
