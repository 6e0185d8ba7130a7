"""No source fills the brief because it is longer; what each gave, and what it was used for, is told."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from briefing import Document, make_brief, verify
from briefing.cli.explain import explain as command
from briefing.exporters import get
from briefing.model import Options
from briefing.pipeline import explain, together

SHORT = (
    "Trade minister Ana Reyes met her Norwegian counterpart Kari Holm in Lima on 5 March 2024.\n\n"
    "Holm offered inspectors for the ports of Peru during the herring season.\n\n"
    "Reyes said that the quota would be published by the end of the month."
)
LONG = "\n\n".join(
    f"The {thing} of the fishing port was discussed by the {who} of the town council for {n} hours."
    for n, (thing, who) in enumerate(
        (
            ("harbour wall", "engineers"), ("cold store", "merchants"), ("fish market", "traders"),
            ("slipway", "boat builders"), ("lighthouse", "pilots"), ("customs shed", "officers"),
            ("railway yard", "drivers"), ("ice factory", "owners"), ("dry dock", "welders"),
            ("canteen", "cooks"), ("water tower", "plumbers"), ("crane", "dockers"),
        ),
        3,
    )
)  # fmt: skip


def documents() -> list[Document]:
    return [Document.from_text(LONG, id="long.txt"), Document.from_text(SHORT, id="short.txt")]


def test_later_statements_of_a_source_have_a_reason_and_a_lower_score():
    made = make_brief(documents(), structure="rules", template="full")
    lost = {s.text: r.value for s in made.statements() for r in s.reasons if r.name == "balance"}
    assert lost
    assert all(value < 0 for value in lost.values())
    for uri in ("long.txt", "short.txt"):
        assert any(
            s.sentence.document.uri == uri and not any(r.name == "balance" for r in s.reasons)
            for s in made.statements()
        )


def test_a_single_source_is_not_balanced():
    made = make_brief(documents()[:1], structure="rules")
    assert not any(r.name == "balance" for s in made.statements() for r in s.reasons)


def test_a_long_source_does_not_crowd_out_a_short_one():
    made = make_brief(documents(), structure="rules", sentences=4)
    assert {s.sentence.document.uri for s in made.statements()} == {"long.txt", "short.txt"}


def test_what_each_source_gave_adds_up():
    explained = list(explain(documents(), structure="rules"))
    found, differ = together(explained, Options(structure="rules"))
    assert differ == ()
    assert [c.source.id for c in found] == ["S1", "S2"]
    assert sum(c.share for c in found) == pytest.approx(1.0)
    numbers = [n for c in found for n in c.statements]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert found[0].left_out
    assert found[0].sentences == 12


def test_the_command_tells_what_each_source_gave(tmp_path):
    for document in documents():
        (tmp_path / document.uri).write_text(document.text)
    paths = [str(tmp_path / d.uri) for d in documents()]
    shown = CliRunner().invoke(command, ["--structure", "light", *paths], env={"COLUMNS": "160"})
    assert shown.exit_code == 0
    assert "In one brief of all sources" in shown.output
    alone = CliRunner().invoke(command, ["--structure", "light", paths[0]], env={"COLUMNS": "160"})
    assert "In one brief" not in alone.output


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "az"])
def test_the_list_of_sources_says_what_each_was_used_for_and_of_what_it_is_a_copy(language):
    one, copy = (
        Document.from_text(SHORT, id="short.txt"),
        Document.from_text(f"Lima.\n\n{SHORT}", id="copy.txt"),
    )
    sources = [one, copy, Document.from_text(LONG, id="long.txt")]
    made = make_brief(sources, structure="rules", template="full", labels=language)
    assert [s.reprint_of for s in made.sources] == ["", "S1", ""]
    text = get("markdown")(made)
    assert verify(text, sources).proven
    if language == "en":
        assert "Reprint of S1." in text.decode()
        assert "Cited in 1" in text.decode()
