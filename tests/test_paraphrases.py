"""Who else tells the same, be it in other words or with other details; and what keeps two accounts apart."""

from __future__ import annotations

import pytest

from briefing.model import Document, Sentence
from briefing.paraphrases import Accounts
from briefing.redundancy import says_the_same

PADDING = (
    "Farmers in the valley expect a poor harvest of barley after the dry spring.",
    "A museum of glass opened in the old customs house near the railway station.",
    "Two swimmers crossed the strait in record time with the help of a strong current.",
    "Teachers asked the mayor for smaller classes and for heating that works.",
    "The orchestra cancelled its tour because the conductor had broken a wrist.",
    "Engineers found cracks in the dam above the village and closed the road below.",
)

TOLD = [
    (
        "Ana Silva and Tom Berg signed a treaty on the border river in Vienna after three years of talks.",
        "A treaty on the border river was signed in Vienna by Ana Silva and Tom Berg, to end a quarrel over 12 dams.",
    ),
    (
        "The coast guard closed the harbour of Turku to all ships as the storm approached.",
        "As the storm approached, the harbour of Turku was closed to ships, said the coast guard with its 12 boats.",
    ),
]

APART = [
    (
        "The storm killed 21 people in the harbour of Turku, the coast guard said.",
        "The storm killed 12 people in the harbour of Turku, the coast guard said.",
    ),
    (
        "The coast guard closed the harbour of Turku to all ships on Monday.",
        "The coast guard closed the harbour of Turku to all ships on Friday.",
    ),
    (
        "Ana Silva will sign a treaty on the border river in Vienna.",
        "Ana Silva signed a treaty on the border river in Vienna.",
    ),
    (
        "The coast guard closed the harbour of Turku to all ships.",
        "Farmers in the valley expect a poor harvest of barley after the dry spring.",
    ),
]


def sentences(*texts):
    return [Sentence(Document.from_text(t, id=str(n)), 0, len(t)) for n, t in enumerate(texts)]


@pytest.mark.parametrize(("one", "other"), TOLD)
def test_two_accounts_of_one_thing_are_found_though_neither_can_go(one, other):
    found = sentences(one, other, *PADDING)
    accounts = Accounts(found)
    assert accounts.of(0) == [1]
    assert accounts.of(1) == [0]
    assert not says_the_same(found[0], found[1])


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_number_day_stage_or_subject_is_another_thing(one, other):
    accounts = Accounts(sentences(one, other, *PADDING))
    assert not accounts.same(0, 1)
    assert not accounts.same(1, 0)


def test_what_all_sentences_share_makes_no_account():
    texts = [
        f"Envoy Tom Berg told the Turku council on shipping about {t}."
        for t in ("dams and wheat", "glass and wool")
    ]
    more = [
        f"Envoy Tom Berg told the Turku council on shipping about {t}."
        for t in ("rail and iron", "salt and cod")
    ]
    assert not Accounts(sentences(*texts, *more)).same(0, 1)


def test_headings_and_exclamations_are_no_accounts():
    assert Accounts(sentences("Storm in Turku", "Storm in Turku", *PADDING)).of(0) == []
