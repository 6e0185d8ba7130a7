"""What several independent sources say counts for more, and all who say it are named."""

from __future__ import annotations

import pytest

from briefing import Document, make_brief, verify
from briefing.exporters import get

SHARED = "Peru and Norway agreed on Tuesday to publish the fish quotas for the season by the end of March."
REPORTS = {
    "one.txt": [
        "Trade minister Ana Reyes met her Norwegian counterpart Kari Holm in Lima on Tuesday.",
        SHARED,
        "The harbour of Callao was closed to visitors for the length of the meeting.",
    ],
    "two.txt": [
        "Kari Holm of Norway held talks in Lima with the trade minister of Peru.",
        "Peru and Norway agreed to publish the fish quotas for the season by the end of March.",
        "Fishing companies have asked for certainty about how much they may land this year.",
    ],
    "three.txt": [
        "A research vessel for cold waters will be built in Bergen, officials told reporters.",
        "Norway and Peru agreed on Tuesday to publish the season's fish quotas by the end of March.",
        "The vessel is to carry forty scientists and a small submarine.",
    ],
}


def documents(*names: str) -> list[Document]:
    return [Document.from_text("\n\n".join(REPORTS[name]), id=name) for name in names or REPORTS]


def said_by(made) -> dict[str, set[str]]:
    return {
        s.text: {s.sentence.document.uri, *(other.document.uri for other in s.also_in)}
        for s in made.statements()
    }


def test_all_sources_that_say_a_thing_are_named_and_it_is_told_once():
    made = make_brief(documents(), structure="light")
    assert said_by(made)[SHARED] == set(REPORTS)
    assert sum("publish" in s.text for s in made.statements()) == 1


def test_what_others_say_too_has_a_reason_of_that_name_and_a_higher_score():
    made = make_brief(documents(), structure="light")
    (shared,) = (s for s in made.statements() if s.text == SHARED)
    (reason,) = (r for r in shared.reasons if r.name == "support")
    assert reason.words == "said by 3 independent sources"
    assert reason.value > 0
    assert not any(r.name == "support" for s in made.statements() if not s.also_in for r in s.reasons)


def test_a_reprint_supports_nothing():
    one, copy = (
        documents("one.txt")[0],
        Document.from_text(
            "Lima, by our own correspondent.\n\n" + "\n\n".join(REPORTS["one.txt"]), id="copy.txt"
        ),
    )
    made = make_brief([one, copy, *documents("three.txt")], structure="light")
    for sources in said_by(made).values():
        assert not {"one.txt", "copy.txt"} <= sources


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "az"])
def test_statements_of_one_source_alone_are_counted_under_limits(language):
    made = make_brief(documents(), structure="light", template="full", labels=language)
    text = get("markdown")(made)
    assert verify(text, documents()).proven
    if language == "en":
        alone = sum(1 for s in made.statements() if not s.also_in)
        assert f"- {alone} statements rest on one source alone." in text.decode()


def test_a_note_of_one_source_does_not_count_them():
    text = get("markdown")(make_brief(documents("one.txt"), structure="light", template="full"))
    assert "alone" not in text.decode()
