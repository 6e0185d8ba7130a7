"""A brief that is printed again from its JSON is the same file."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from gold import gold_brief

from briefing import make_brief
from briefing.errors import UnreadableDocument
from briefing.exporters import get, render_all
from briefing.exporters.json import export
from briefing.exporters.restoring import is_brief, restore

FORMATS = ("html", "docx", "markdown", "json")
SEEDS = sorted((Path(__file__).parent.parent / "seeds").iterdir())


@pytest.mark.parametrize("template", ["brief", "full", "readout", "chronology"])
def test_every_format_comes_out_of_the_json_again(template):
    for brief in (make_brief(SEEDS[:2], template=template, reference="BN 1"), gold_brief(template)):
        again = restore(export(brief), "x.json")
        assert {f: get(f)(again) == get(f)(brief) for f in FORMATS} == dict.fromkeys(FORMATS, True)


def test_the_pdf_comes_out_again_even_where_the_page_was_full():
    made = render_all(make_brief(SEEDS), ["pdf", "json"])
    again = render_all(restore(made["json"], "x.json"), ["pdf", "json"])
    assert again == made


def test_options_come_back():
    options = dataclasses.replace(
        gold_brief().options,
        marking="OPEN",
        sender="Desk",
        date=gold_brief().date,
        as_of=gold_brief().date,
        paper="letter",
    )
    options = dataclasses.replace(options, query=dataclasses.replace(options.query, focus="gas", words=90))
    brief = dataclasses.replace(gold_brief(), options=options)
    assert restore(export(brief), "x.json").options == options


def test_the_command_prints_a_brief_from_its_json(run, seed, tmp_path):
    done = run(seed, "-o", "a.json", "-o", "a.pdf", "-o", "a.docx", "--marking", "OPEN")
    assert done.returncode == 0, done.stderr
    done = run("a.json", "-o", "b.pdf", "-o", "b.docx", "-o", "b.json")
    assert done.returncode == 0, done.stderr
    for suffix in ("pdf", "docx", "json"):
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()
    run("a.json", "-o", "c.json", "--marking", "SECRET")
    assert json.loads((tmp_path / "c.json").read_text())["options"]["marking"] == "SECRET"


def test_a_finished_brief_is_not_packed_with_sources_that_are_not_there(run, seed):
    assert run(seed, "-o", "note.json").returncode == 0
    done = run("note.json", "--bundle", "note.zip")
    assert done.returncode == 2
    assert b"note.json: is a finished brief" in done.stderr
    assert b"Traceback" not in done.stderr


def test_what_decided_the_choice_cannot_be_changed_afterwards(run, seed, tmp_path):
    run(seed, "-o", "a.json")
    done = run("a.json", "-o", "b.pdf", "--words", "20")
    assert (done.returncode, b"--words" in done.stderr) == (2, True)
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.parametrize("damage", ["sources", "sections", "read"])
def test_a_damaged_brief_is_named_with_what_is_missing(damage):
    told = json.loads(export(gold_brief()))
    del told[damage]
    data = json.dumps(told).encode()
    with pytest.raises(UnreadableDocument, match=rf"x.json.*'{damage}' is missing"):
        restore(data, "x.json")


def test_only_a_brief_is_taken_for_one():
    assert is_brief(export(gold_brief()))
    assert not is_brief(b'{"text": "Gas.", "schema": "briefing/1"}')
    assert not is_brief(b"\xff\xfe{}")
