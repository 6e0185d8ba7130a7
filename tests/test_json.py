"""The public JSON: what the schema says, in its order, with places that slice the source."""

import dataclasses
import json
from importlib.resources import files

import pytest
from gold import document, gold_brief, sentence
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from small import small_brief, small_document

from briefing import Document, verify
from briefing.exporters.json import _written, describe, export
from briefing.model import Options, Query, Reason, Sentence, Source, Statement
from briefing.proof import record


def schema(name):
    return json.loads(
        files("briefing").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")
    )


def written(*arguments, **options):
    return json.loads(export(gold_brief(*arguments, **options)))


def statements(told):
    """Every statement of a written brief."""

    def walk(sections):
        for section in sections:
            yield from section["statements"]
            yield from walk(section["subsections"])

    return list(walk(told["sections"]))


def assert_ordered(value, described, root):
    """The keys of every object stand in the order in which its schema lists them."""
    if "$ref" in described:
        described = root["$defs"][described["$ref"].rpartition("/")[2]]
    if isinstance(value, dict) and "properties" in described:
        assert list(value) == [name for name in described["properties"] if name in value]
        for name, inside in value.items():
            assert_ordered(inside, described["properties"][name], root)
    elif isinstance(value, list):
        for inside in value:
            assert_ordered(inside, described["items"], root)


@pytest.mark.parametrize("name", ["briefing-1", "briefing-explain-1", "briefing-verification-1"])
def test_the_shipped_schemas_are_valid_schemas(name):
    Draft202012Validator.check_schema(schema(name))


def test_a_verification_is_as_its_schema_says_in_the_order_of_its_schema():
    source = Document.from_text("The board met in Varsund on Monday.\n\nIt chose a yard.", id="board")
    text = "S1: The board met in Varsund on Tuesday. It chose a yard. Nobody was asked about it."
    told = json.loads(record.export(verify(text.encode(), [source])))
    described = schema("briefing-verification-1")
    assert {s["status"] for s in told["sentences"]} == {"altered", "verbatim", "added"}
    Draft202012Validator(described).validate(told)
    assert_ordered(told, described, described)


@pytest.mark.parametrize("template", ["brief", "full"])
def test_a_brief_is_as_its_schema_says_in_the_order_of_its_schema(template):
    told, described = written(template, reference="BN 7", sender="Desk", paper="letter"), schema("briefing-1")
    Draft202012Validator(described).validate(told)
    assert_ordered(told, described, described)


def test_the_schema_refuses_what_is_not_in_it_and_what_is_missing():
    validator, told = Draft202012Validator(schema("briefing-1")), written()
    with pytest.raises(ValidationError):
        validator.validate(told | {"recommendation": "Invented"})
    with pytest.raises(ValidationError):
        validator.validate({name: value for name, value in told.items() if name != "sources"})


def test_the_explanation_schema_takes_the_documented_example():
    sentence_line = {
        "start": 0, "end": 9, "section": "none", "score": 0.5, "rank": 1, "chosen": True,
        "reasons": {"position": 0.5}, "why": ["first sentence"], "cues": [],
    }  # fmt: skip
    line = {
        "schema": "briefing-explain/1", "id": "a", "title": "", "date": None, "model": None,
        "sentences": [sentence_line], "participants": [],
        "meetings": [{"date": None, "place": "Baku", "status": "held", "participants": []}],
        "topics": [{"label": "gas", "start": 3, "end": 6}],
        "timeline": [{"date": "199X", "precision": "decade", "as_written": "the 1990s", "start": 0, "end": 9}],
        "dates": [{"start": 0, "end": 4, "value": "1992", "as_written": "in 1992"}],
    }  # fmt: skip
    validator = Draft202012Validator(schema("briefing-explain-1"))
    validator.validate(line)
    line["sentences"][0]["section"] = "other"
    with pytest.raises(ValidationError):
        validator.validate(line)


def test_every_place_slices_the_source_to_the_words_beside_it():
    told, text = written("full"), document().text
    assert len(statements(told)) == 18
    for place in (*statements(told), *told["timeline"]):
        assert text[place["start"] : place["end"]] == place["text"]
    for topic in told["topics"]:
        assert text[topic["start"] : topic["end"]] == topic["label"]
    for entry in told["timeline"]:
        assert text[entry["mention"]["start"] : entry["mention"]["end"]] == entry["as_written"]


def test_paragraphs_are_the_printed_ones():
    brief, told = gold_brief(), written()
    assert [s["paragraph"] for s in statements(told)] == [s.sentence.paragraph for s in brief.statements()]


def test_the_page_is_told_where_the_source_has_pages():
    paged = small_document(["On page nine."])
    paged = dataclasses.replace(paged, blocks=(dataclasses.replace(paged.blocks[0], page=9),))
    brief = small_brief(["On no page."])
    section = dataclasses.replace(brief.sections[0], statements=(Statement(1, Sentence(paged, 0, 13)),))
    told = describe(dataclasses.replace(brief, sections=(section,), sources=(Source("S1", paged),)))
    assert statements(told)[0]["page"] == 9
    Draft202012Validator(schema("briefing-1")).validate(told)
    assert "page" not in statements(describe(brief))[0]


def test_the_timeline_names_the_statement_only_where_it_is_printed():
    full = gold_brief("full")
    short = dataclasses.replace(gold_brief("brief"), timeline=full.timeline)
    assert all(entry["statement"] is None for entry in describe(short)["timeline"])
    numbered = {s["number"]: s["text"] for s in statements(describe(full))}
    assert [numbered[e["statement"]] for e in describe(full)["timeline"]] == [
        e.sentence.text for e in full.timeline
    ]


def test_a_meeting_names_the_first_printed_sentence_that_tells_of_it():
    assert [meeting["statement"] for meeting in written()["meetings"]] == [1, 7]


def test_only_what_was_asked_for_is_an_option():
    assert written()["options"] == {"title": gold_brief().title}
    asked = written("full", sender="Desk", marking="OFFICIAL")["options"]
    assert asked == {"template": "full", "title": gold_brief().title, "marking": "OFFICIAL", "from": "Desk"}


def test_every_option_has_a_place_in_the_schema():
    fields = {f.name for f in (*dataclasses.fields(Options), *dataclasses.fields(Query))} - {
        "query",
        "sender",
        "house",
    }
    assert set(schema("briefing-1")["properties"]["options"]["properties"]) == fields | {"from"}


def test_scores_keep_six_decimals():
    found = sentence("NATO, according to Colomina")
    statement = Statement(1, found, score=1 / 3, reasons=(Reason("position", 2 / 3),))
    section = dataclasses.replace(gold_brief().sections[0], statements=(statement,))
    told = describe(dataclasses.replace(gold_brief(), sections=(section,)))
    assert statements(told)[0]["score"] == 0.333333
    assert statements(told)[0]["reasons"] == {"position": 0.666667}


def test_the_file_is_utf_8_that_people_can_read_and_ends_with_a_line_feed():
    text = export(gold_brief()).decode("utf-8")
    assert text.endswith("}\n")
    assert "\\u" not in text
    assert "¶" not in text  # references in print are the other formats' business
    assert "’" in export(gold_brief("full")).decode("utf-8")


PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)


@given(
    st.recursive(
        PLAIN,
        lambda inside: st.lists(inside) | st.lists(inside).map(tuple) | st.dictionaries(st.text(), inside),
    )
)
def test_a_value_is_written_as_the_library_writes_it(value):
    assert _written(value, "\n") == json.dumps(value, indent=2, ensure_ascii=False)
