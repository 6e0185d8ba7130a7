"""Where sources differ: both statements, with their references, and never where both may be true."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from io import BytesIO
from itertools import permutations

import pikepdf
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from briefing import Document, make_brief, verify
from briefing.cli.explain import explain as command
from briefing.exporters import get
from briefing.exporters.pdf import fit
from briefing.exporters.restoring import restore

ONE = [
    "Trade minister Ana Reyes met her Norwegian counterpart Kari Holm in Lima on 5 March 2024.",
    "The ferry accident off the northern coast killed 24 people and injured 60 others, the coast guard said.",
    "Reyes said the quota for the coming season would be published before the end of the month.",
    "Holm offered to send inspectors to the northern ports during the first weeks of the season.",
]
OTHER = [
    "Kari Holm of Norway held talks in Lima with Ana Reyes, the trade minister of Peru.",
    "The coast guard said the ferry accident off the northern coast killed 31 people and injured 60 others.",
    "Fishing companies have asked for certainty about how much they may land this year.",
    "The talks are a first sign that the long quarrel over quotas may be coming to an end.",
]


def document(paragraphs: list[str], name: str, day: date | None = date(2024, 3, 6)) -> Document:
    return Document.from_text("\n\n".join(paragraphs), id=name, published=day)


def differences(one: list[str], other: list[str], **options):
    made = make_brief([document(one, "one.txt"), document(other, "other.txt")], structure="light", **options)
    return [(d.role, *(side.value.text for side in d.sides)) for d in made.differences]


def brief(template: str = "brief", **options):
    sources = [document(ONE, "one.txt"), document(OTHER, "other.txt")]
    return make_brief(sources, structure="light", template=template, **options)


def pair(a: str, b: str):
    """Two reports that have one sentence in common but for what is asked about."""
    return differences([ONE[0], a, ONE[2]], [OTHER[0], b, OTHER[2]])


def test_another_number_is_shown_with_both_statements():
    assert differences(ONE, OTHER) == [("number", "24", "31")]
    (found,) = brief().differences
    assert [side.statement.text for side in found.sides] == [ONE[1], OTHER[1]]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            "The harbour commission will open the new terminal at Callao on 12 April.",
            "The new terminal at Callao will open on 19 April, the harbour commission said.",
            ("date", "on 12 April", "on 19 April"),
        ),
        (
            "The survey of the cold waters was led by Foreign Minister Jon Dahl for two weeks.",
            "The survey of the cold waters was led by Defence Minister Jon Dahl for two weeks.",
            ("title", "Foreign Minister", "Defence Minister"),
        ),
        (
            "The report on the accident was written by Captain Pedro Quispe of the coast guard.",
            "The report on the accident was written by Captain Pedro Quisbe of the coast guard.",
            ("name", "Pedro Quispe", "Pedro Quisbe"),
        ),
        (
            "The two delegations will hold the next round of talks on fish quotas in Oslo.",
            "The delegations will hold the next round of talks on fish quotas in Madrid.",
            ("place", "Oslo", "Madrid"),
        ),
    ],
)
def test_another_date_title_name_or_place_is_shown(a, b, expected):
    assert pair(a, b) == [expected]
    role, first, second = expected
    assert pair(b, a) == [(role, second, first)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "The ferry accident off the northern coast injured nearly 300 people, the guard said.",
            "The guard said the ferry accident off the northern coast injured 297 people.",
        ),
        (
            "The coast guard searched the northern waters for the missing ferry on Tuesday.",
            "The coast guard searched the northern waters for the missing ferry on 5 March 2024.",
        ),
        (
            "President Jorge Salas thanked the crews of the northern coast for their long search.",
            "Jorge Salas thanked the crews of the northern coast for their long search.",
        ),
        (
            "The crews of the northern coast will train for a month in London this summer.",
            "The crews of the northern coast will train for a month in the United Kingdom this summer.",
        ),
        (
            "The inspection of the northern port was led by Captain José Peña of the guard.",
            "The inspection of the northern port was led by Captain Jose Pena of the guard.",
        ),
        (
            "The ferry company said it had sold 80 tickets for the journey along the coast.",
            "The navy said it had sent 12 divers to the wreck of the ferry off the coast.",
        ),
    ],
)
def test_what_may_both_be_true_is_no_difference(a, b):
    assert pair(a, b) == []


def test_a_source_that_gives_both_values_differs_from_nobody():
    both = [*OTHER, "Earlier the coast guard had said that the ferry accident killed 24 people."]
    assert differences(ONE, both) == []


def test_the_news_of_another_day_is_another_event():
    later = "The coast guard said a ferry accident off the northern coast killed 31 people on {}."
    sources = [
        document([ONE[0], later.format("Tuesday")], "a.txt", date(2024, 3, 6)),
        document([OTHER[0], later.format("Tuesday").replace("31", "12")], "b.txt", date(2024, 3, 20)),
    ]
    assert make_brief(sources, structure="light").differences == ()


def test_a_copy_with_another_number_differs_from_its_original():
    copy = [ONE[0], ONE[1].replace("24", "42"), *ONE[2:]]
    made = make_brief([document(ONE, "one.txt"), document(copy, "copy.txt")], structure="light")
    assert any("S2 (S1)" in line for line in made.limits)
    assert [[s.value.text for s in d.sides] for d in made.differences] == [["24", "42"]]


def test_sources_that_side_with_one_are_named_beside_it():
    third = [
        "Ports were closed.",
        "The ferry accident off the northern coast killed 31 people, rescuers said.",
    ]
    sources = [document(ONE, "one.txt"), document(OTHER, "other.txt"), document(third, "third.txt")]
    (found,) = make_brief(sources, structure="light").differences
    told = {s.document.uri for side in found.sides[1:] for s in side.statement.also_in}
    assert told == {"third.txt"}
    assert found.sides[0].statement.also_in == ()


def test_the_order_of_the_sources_changes_no_difference():
    sources = [document(ONE, "one.txt"), document(OTHER, "other.txt"), document(["Rain fell."], "rain.txt")]
    found = {
        frozenset(
            side.value.text for d in make_brief(order, structure="light").differences for side in d.sides
        )
        for order in permutations(sources)
    }
    assert found == {frozenset({"24", "31"})}


def test_a_disputed_statement_stands_nowhere_else():
    made = brief("full")
    printed = [s.sentence for s in made.statements()]
    assert not {side.statement.sentence for d in made.differences for side in d.sides} & set(printed)
    numbers = [s.number for s in made.statements()]
    numbers += [side.statement.number for d in made.differences for side in d.sides]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("template", "kind"),
    [("brief", kind) for kind in ("markdown", "html", "docx", "json", "pdf")]
    + [("full", "docx"), ("full", "pdf"), ("readout", "markdown")],
)
def test_every_format_prints_both_statements_and_they_are_proven(template, kind):
    made = brief(template)
    assert made.differences
    found = verify(get(kind)(made), [document(ONE, "one.txt"), document(OTHER, "other.txt")])
    assert found.proven
    shown = {f.text for f in found.findings if f.status == "verbatim"}
    assert {ONE[1], OTHER[1]} <= shown


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "ru", "az"])
def test_the_heading_is_in_the_language_of_the_labels_and_is_the_programs(language):
    made = brief(labels=language)
    text = get("markdown")(made)
    assert verify(text, [document(ONE, "one.txt"), document(OTHER, "other.txt")]).proven
    assert ("Sources differ" in text.decode()) == (language == "en")


def test_the_json_holds_to_its_schema_and_comes_back():
    made = brief("full")
    data = get("json")(made)
    told = json.loads(data)
    schema = json.loads((files("briefing") / "schemas" / "briefing-1.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(told)
    (difference,) = told["differences"]
    for side in difference["sides"]:
        value = side["value"]
        assert side["text"][value["start"] - side["start"] : value["end"] - side["start"]] == value["text"]
    again = restore(data, "brief.json")
    assert [get(kind)(again) for kind in ("json", "markdown", "docx")] == [
        get(kind)(made) for kind in ("json", "markdown", "docx")
    ]


def test_a_chronology_and_a_single_source_have_none():
    assert brief("chronology").differences == ()
    assert make_brief([document(ONE, "one.txt")], structure="light").differences == ()


def test_the_command_explains_them(tmp_path):
    for name, paragraphs in (("one.txt", ONE), ("other.txt", OTHER)):
        (tmp_path / name).write_text("\n\n".join(paragraphs))
    paths = [str(tmp_path / name) for name in ("one.txt", "other.txt")]
    shown = CliRunner().invoke(command, ["--structure", "light", *paths], env={"COLUMNS": "160"})
    assert shown.exit_code == 0
    assert "Sources differ" in shown.output
    assert "31" in shown.output.partition("Sources differ")[2]


def test_a_page_with_a_difference_stays_one_page():
    long = [
        f"{ONE[3][:-1]}, for the {n}th year in a row, officials of both countries said." for n in range(40)
    ]
    sources = [document([*ONE, *long], "one.txt"), document(OTHER, "other.txt")]
    made = make_brief(sources, structure="light")
    assert made.differences
    assert fit(made).brief.differences
    with pikepdf.open(BytesIO(fit(made).pdf)) as printed:
        assert len(printed.pages) == 1


def test_two_things_of_one_number_are_two_differences_and_a_third_value_is_a_third_side():
    storm = "The storm killed {} people in the harbour town of Almira on Friday night, officials said."
    theft = "Thieves took {} paintings from the museum of Castel on Sunday, the museum director said."
    sources = [
        Document.from_text(f"{text.format(n)} {more}", id=f"s{i}", title="", published="2024-05-04")
        for i, (text, n, more) in enumerate(
            [
                (storm, 12, "Boats sank in the bay."),
                (storm, 15, "The mayor wept on the quay."),
                (theft, 12, "Guards slept in the hall."),
                (theft, 15, "A window was found open at the back."),
                (storm, 18, "Help came from the capital by train."),
            ]
        )
    ]
    brief = make_brief(sources, template="full", structure="light")
    sides = [sorted(side.value.text for side in d.sides) for d in brief.differences]
    assert [len(s) for s in sides] in ([3, 2], [2, 3])
    assert not any(side.statement.also_in for d in brief.differences for side in d.sides)
