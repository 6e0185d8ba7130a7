"""A finished document held against its sources: what is proven, and that nothing else is."""

import io
import json
import re
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import Document, make_brief, verify
from briefing.errors import InputError, TooLarge
from briefing.readers.limits import Limits

SEEDS = Path(__file__).parent.parent / "seeds"
FORMATS = ("docx", "pdf", "html", "markdown", "json")
ARTICLE = """TALLINN, 4 May 2024 - The talks opened on Monday.

Minister Anna Kask met her colleague Jonas Petraitis in Tallinn on 3 May and discussed rail links. They agreed to \
spend 412 million euros by 2030. "We will not wait," Kask told reporters after the meeting.

Temperatures fell to -5 degrees during the visit, and the two ministers did not leave the building. Petraitis \
invited Kask to Vilnius in June. The first meeting of the two took place in 2021 in Riga."""


@pytest.fixture(scope="module")
def source():
    return Document.from_text(ARTICLE, id="talks", title="Talks on rail links")


@pytest.fixture(scope="module")
def brief(source):
    return make_brief([source], template="full", marking="OFFICIAL", to="The Minister", reference="RL-7")


def statuses(found):
    return {f.text: f.status for f in found.findings if f.status != "apparatus"}


def note(text):
    """A note by somebody else."""
    return text.encode()


@pytest.mark.parametrize("template", ["brief", "full", "readout", "chronology"])
@pytest.mark.parametrize("name", FORMATS)
def test_an_untouched_brief_is_proven_in_every_format(source, name, template):
    brief = make_brief([source], template=template, marking="OFFICIAL", to="The Minister", reference="RL-7")
    found = verify(brief.render(name), [source])
    assert found.proven, [f for f in found.findings if not f.proven]
    verbatim = {f.place.text for f in found.findings if f.status == "verbatim"}
    assert verbatim >= {s.text for s in brief.statements()}


@pytest.mark.parametrize("name", FORMATS)
def test_a_source_of_as_many_words_as_a_year_and_a_place_in_capitals_are_proven(name):
    lines = (
        f"Councillor number {n} of the city said that the plan for the bridge cost {n} pounds."
        for n in range(70)
    )
    lead = "OTTAWA, 4 May 2024 - Minister Anna Kask met Premier Jonas Petraitis on Saturday to discuss rail links."
    long = Document.from_text("\n\n".join([lead, *lines]), id="long")
    assert 1000 <= long.words <= 2999
    brief = make_brief([long])
    assert brief.meetings[0].place == "Ottawa"
    found = verify(brief.render(name), [long])
    assert found.proven, [f for f in found.findings if not f.proven]


def test_a_chronology_whose_second_page_begins_with_a_heading_is_proven():
    signed = (
        f"The delegations of the two countries signed protocol number {n} on rail links, border crossings and tolls in "
        f"Riga in {2000 + n}."
        for n in range(17)
    )
    talks = Document.from_text("The talks opened on Monday.\n\n" + " ".join(signed), id="talks")
    note = make_brief([talks], template="chronology").render("pdf")
    opened = pypdfium2.PdfDocument(note)
    pages = [page.get_textpage().get_text_range() for page in opened]
    opened.close()
    assert len(pages) == 2
    assert "Limits of this note" in pages[1]
    assert verify(note, [talks]).proven


@pytest.mark.parametrize("labels", ["az", "de", "es", "fr", "ru"])
def test_a_brief_with_labels_of_another_language_is_proven(source, labels):
    for template in ("full", "chronology"):
        brief = make_brief([source], template=template, labels=labels)
        for name in ("docx", "pdf", "markdown"):
            found = verify(brief.render(name), [source])
            assert found.proven, [f for f in found.findings if not f.proven]


@pytest.mark.parametrize("name", FORMATS)
def test_a_place_slices_the_source_to_the_sentence(brief, source, name):
    for finding in verify(brief.render(name), [source]).findings:
        if finding.status == "verbatim":
            assert "".join(finding.place.text.split()) == "".join(
                re.sub(r" \[[^]]*\]", "", finding.text).split()
            )


CHANGES = [
    ("a number", "412", "421"),
    ("a sign", "-5", "5"),
    ("a negation gone", "did not leave", "did leave"),
    ("a negation more", "They agreed", "They never agreed"),
    ("a name", "Petraitis invited", "Petrauskas invited"),
    ("a word", "opened", "closed"),
    ("a case", "They agreed", "they agreed"),
    ("a year", "2021", "2012"),
    ("a stop", "in June.", "in June?"),
    ("a negation in brackets", "They agreed", "They [not] agreed"),
    ("a doubt in front", "They agreed", "Reportedly, they agreed"),
    ("a doubt behind", "by 2030.", "by 2030, critics doubt."),
    ("a quotation's marks", '"We will not wait," Kask', "We will not wait, Kask"),
]


@pytest.mark.parametrize(("old", "new"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_a_change_is_shown_word_by_word(source, old, new):
    changed = ARTICLE.split("\n\n", 1)[1].replace(old, new) if old != "opened" else ARTICLE.replace(old, new)
    found = verify(note(changed), [source])
    (finding,) = [f for f in found.findings if not f.proven]
    assert finding.status == "altered"
    assert finding.place.document == source
    shown = " ".join(e.text for e in finding.edits if e.kind == "added")
    assert set(new.split()) - set(old.split()) <= set(re.findall(r"\S+", shown)) | {"not", "[not]"}


@given(st.data())
@settings(max_examples=60)
def test_no_sentence_with_another_letter_or_digit_is_verbatim(data):
    source = Document.from_text(ARTICLE, id="talks")
    sentences = verify(note(ARTICLE), [source]).findings
    sentence = data.draw(st.sampled_from([f.text for f in sentences if len(f.text) > 20]))
    at = data.draw(st.sampled_from([i for i, c in enumerate(sentence) if c.isalnum()]))
    new = data.draw(st.sampled_from([c for c in "abcxyzABC0123456789" if c != sentence[at]]))
    found = verify(note(sentence[:at] + new + sentence[at + 1 :]), [source])
    assert not any(f.status == "verbatim" and f.place.text[:9] == sentence[:9] for f in found.findings)
    assert not found.proven


def test_a_sentence_cut_short_is_trimmed(source):
    found = verify(note("They agreed to spend 412 million euros."), [source])
    (finding,) = found.findings
    assert (finding.status, finding.place.text) == ("trimmed", "They agreed to spend 412 million euros")


def test_a_sentence_of_nobody_is_added(source):
    found = verify(note("Observers praised the weather in the harbour and its gulls."), [source])
    assert [f.status for f in found.findings] == ["added"]


def test_two_sentences_joined_are_altered(source):
    joined = "Petraitis invited Kask to Vilnius in June and the first meeting of the two took place in 2021 in Riga."
    (finding,) = verify(note(joined), [source]).findings
    assert finding.status == "altered"
    assert "invited Kask to Vilnius" in finding.place.text


def test_other_type_is_verbatim_with_a_note(source):
    other = "“We will not wait,” Kask told reporters\u00a0after the meeting. Temperatures fell to −5 degrees"
    other += " during the visit, and the two ministers did not leave the build\u00ading."
    found = verify(note(other), [source])
    assert [f.status for f in found.findings] == ["verbatim", "verbatim"]
    assert all(f.notes == ("typography differs",) for f in found.findings)


def test_the_reference_decides_between_two_places():
    one = Document.from_text("A train came. Nobody was hurt in the accident.", id="one.txt")
    two = Document.from_text("A bus came.\n\nNobody was hurt in the accident.", id="two.txt")
    listed = "\n\nS1 File one.txt.\n\nS2 File two.txt."
    found = verify(note("Nobody was hurt in the accident. S2 ¶2" + listed), [one, two]).findings[0]
    assert (found.status, found.place.document, found.notes) == ("verbatim", two, ())
    first = verify(note("Nobody was hurt in the accident."), [one, two]).findings[0]
    assert first.place.document == one


def test_a_reference_to_the_wrong_place_is_a_finding(source):
    found = verify(note("Petraitis invited Kask to Vilnius in June. S1 ¶1\n\nS1 File talks."), [source])
    assert found.findings[0].status == "verbatim"
    assert not found.proven
    assert "¶3" in found.findings[0].notes[0]


def test_a_source_that_changed_or_is_missing_is_told(brief, source):
    changed = Document.from_text(ARTICLE.replace("June", "July"), id="talks", title="Talks on rail links")
    found = verify(brief.render("json"), [changed])
    assert [c.state for c in found.cited] == ["changed"]
    assert {f.status for f in found.findings if "June" in f.text} == {"source changed"}
    other = Document.from_text("Nothing of this was ever told in another place, said nobody.", id="other")
    gone = verify(brief.render("json"), [other])
    assert [c.state for c in gone.cited] == ["missing"]
    assert set(statuses(gone).values()) >= {"source missing"}
    assert not gone.proven


def test_an_edited_docx_keeps_what_is_verbatim_and_shows_the_rest(brief, source):
    document = docx.Document(io.BytesIO(brief.render("docx")))
    edited = next(p for p in document.paragraphs if "Petraitis invited" in p.text)
    edited.runs[0].text = edited.runs[0].text.replace("June", "July")
    document.add_paragraph("The minister is expected to resign.")
    saved = io.BytesIO()
    document.save(saved)
    found = verify(saved.getvalue(), [source])
    wrong = [f for f in found.findings if not f.proven]
    assert [f.status for f in wrong] == ["altered", "added"]
    assert [e.text for e in wrong[0].edits if e.kind != "same"] == ["June.", "July."]


def test_a_gloss_that_is_no_name_of_the_sources_alters_the_sentence(source):
    good = verify(note("They [Kask, Petraitis] agreed to spend 412 million euros by 2030."), [source])
    assert [(f.status, f.glosses) for f in good.findings] == [("verbatim", ("Kask, Petraitis",))]
    bad = verify(note("They [Kask, Merkel] agreed to spend 412 million euros by 2030."), [source])
    assert [f.status for f in bad.findings] == ["altered"]


def test_the_users_title_and_mark_pass_with_a_note_and_no_other_line_does(source):
    titled = make_brief([source], title="Envoy to resign", marking="Official", reference="BN 7", to="Desk")
    for name in ("docx", "html", "markdown", "pdf"):
        found = verify(titled.render(name), [source])
        assert found.proven
        assert [f.text for f in found.findings if f.notes and f.status == "apparatus"][:2] in (
            ["Envoy to resign", "Official"],
            ["Official", "Envoy to resign"],
        )
    text = titled.render("markdown").decode()
    for line in ("Minister under arrest", "To the surprise of all, minister under arrest"):
        claims = text.replace("# Envoy to resign\n", f"# Envoy to resign\n\n{line}\n", 1)
        claims = claims.replace("**To:** Desk", f"{line}\n\n**To:** Desk", 1)
        found = verify(claims.encode(), [source])
        told = [f for f in found.findings if line in f.text]
        assert told
        assert all(f.status == "added" or f.notes for f in told)


@pytest.mark.parametrize("name", ["docx", "html", "pdf"])
def test_what_a_file_says_of_itself_is_never_trusted(brief, source, name):
    data = brief.render(name)
    if name == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {n: package.read(n) for n in package.namelist()}
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"in June", b"in July")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            for part, content in parts.items():
                package.writestr(part, content)
        data = packed.getvalue()
    elif name == "html":
        at = data.index(b"June", data.index(b"<main>"))
        data = data[:at] + b"July" + data[at + 4 :]
    else:
        other = make_brief([Document.from_text(ARTICLE.replace("June", "July"), id="talks")], template="full")
        data = other.render("pdf")
    assert not verify(data, [source]).proven


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as _bomb:
    _bomb.writestr("word/document.xml", b" " * (301 * 1024 * 1024))
ENTITIES = io.BytesIO()
with zipfile.ZipFile(ENTITIES, "w") as _entities:
    _entities.writestr(
        "word/document.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 nothing",
        b"PK\x03\x04 nothing",
        b'{"schema": "briefing/1"}',
        b'{"schema": "other/1"}',
        b"{" * 100_000,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        b"<html>" + b"<div>" * 100_000,
        BOMB.getvalue(),
        ENTITIES.getvalue(),
    ],
    ids=[
        "empty",
        "pdf",
        "zip",
        "no-brief",
        "other-json",
        "deep-json",
        "binary",
        "deep-html",
        "bomb",
        "entities",
    ],
)
def test_hostile_documents_are_refused_in_one_sentence(source, data):
    with pytest.raises(InputError) as refused:
        verify(data, [source])
    assert "\n" not in str(refused.value)


@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b'{"schema"']))
def test_any_bytes_end_in_a_verification_or_in_an_input_error(data, head):
    source = Document.from_text(ARTICLE)
    with suppress(InputError):
        verify(head + data, [source])


def test_a_document_is_read_apart_within_the_limits_of_reading(brief, source):
    for name, limits in (
        ("pdf", Limits(file_size=1000)),
        ("docx", Limits(unpacked_size=1000)),
        ("html", Limits(file_size=1000)),
    ):
        with pytest.raises(TooLarge):
            verify(brief.render(name), [source], limits=limits)
    code = (
        "import sys; from briefing import Document, verify;"
        "assert verify(sys.stdin.buffer, [Document.from_text(sys.argv[1], id='talks')]).findings;"
        "assert not {'pypdfium2', 'lxml'} & set(sys.modules)"
    )
    for name in ("pdf", "docx", "html"):
        words = [sys.executable, "-c", code, source.text]
        subprocess.run(words, input=brief.render(name), check=True, capture_output=True)


def test_a_number_in_front_is_a_numbers_own_only_where_it_counts_the_statements(source):
    text = "Ministers of the region met in Riga on Monday. They spoke for an hour."
    region = Document.from_text(text, id="region")
    for number in ("17", "7", "1500", "2000", "On 5 March 2024", "5 March 2024", "March 2024"):
        found = verify(f"{number} Ministers of the region met in Riga on Monday.".encode(), [region])
        assert [f.status for f in found.findings] == ["altered"]
        assert number in found.findings[0].text
    listed = verify(b"1. Ministers of the region met in Riga on Monday.", [region])
    assert listed.proven
    note = make_brief([region], template="full").render("html").decode()
    assert verify(note.encode(), [region]).proven
    forged = note.replace("Ministers of the region", "17 Ministers of the region")
    assert not verify(forged.encode(), [region]).proven


@pytest.mark.parametrize("name", FORMATS)
def test_a_figure_that_opens_a_statement_is_shown_where_it_was_changed(name):
    text = "Talks began in Riga.\n\n{} ministers of the region met on Monday to discuss the dam. They left early."
    note = make_brief([Document.from_text(text.format(2), id="region")], template="full").render(name)
    found = verify(note, [Document.from_text(text.format(12), id="region")])
    shown = [f for f in found.findings if f.edits]
    assert [f.text.split()[0] for f in shown] == ["2"]
    assert {(e.kind, e.text) for e in shown[0].edits} >= {("removed", "12"), ("added", "2")}


def test_the_command_tells_by_its_exit_code(run, seed, tmp_path):
    assert run(seed, "-o", "note.docx", "-o", "note.pdf").returncode == 0
    for name in ("note.docx", "note.pdf"):
        done = run("verify", name, "--sources", seed)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"all proven" in done.stdout
    (tmp_path / "claim.txt").write_text("Aliyev refused to meet Colomina in Baku.", encoding="utf-8")
    found = run("verify", "claim.txt", "--sources", seed, "--json")
    told = json.loads(found.stdout)
    assert (found.returncode, told["schema"], told["proven"]) == (1, "briefing-verification/1", False)
    assert run("verify", "note.docx").returncode == 2
    assert run("verify", "missing.docx", "--sources", seed).returncode == 4
    assert run("verify", "note.docx", "--sources", "missing.txt").returncode == 4


def test_a_rewritten_statement_is_known_by_its_bookmark(brief, source):
    document = docx.Document(io.BytesIO(brief.render("docx")))
    edited = next(p for p in document.paragraphs if "Petraitis invited" in p.text)
    edited.runs[0].text = "Another visit seems to be planned."
    saved = io.BytesIO()
    document.save(saved)
    (finding,) = [f for f in verify(saved.getvalue(), [source]).findings if not f.proven]
    assert (finding.status, finding.place.text) == ("altered", "Petraitis invited Kask to Vilnius in June.")
    assert re.fullmatch(r"_briefing_\d+_S1_\d+_\d+", finding.identity)


def test_the_copy_with_comments_is_a_sound_document_and_says_what_was_found(run, seed, tmp_path):
    assert run(seed, "-o", "note.docx").returncode == 0
    document = docx.Document(tmp_path / "note.docx")
    edited = next(p for p in document.paragraphs if "Baku" in p.text and len(p.text) > 80)
    edited.runs[0].text = edited.runs[0].text.replace("Baku", "Kyiv")
    document.save(tmp_path / "edited.docx")
    before = (tmp_path / "edited.docx").read_bytes()
    done = run("verify", "edited.docx", "--sources", seed, "--annotate", "marked.docx")
    assert (done.returncode, done.stderr) == (1, b"")
    assert (tmp_path / "edited.docx").read_bytes() == before
    comments = [c.text for c in docx.Document(tmp_path / "marked.docx").comments]
    assert any("[-Baku-] {+Kyiv+}" in c or "{+Kyiv+}" in c for c in comments)
    assert sum(c.startswith("verbatim") for c in comments) > 2
    audit = subprocess.run(
        [Path(sys.executable).parent / "openxml-audit", "-f", "microsoft365", tmp_path / "marked.docx"],
        capture_output=True,
        text=True,
    )
    assert audit.returncode == 0, audit.stdout


def test_both_texts_stand_side_by_side_with_what_differs_marked(run, seed, tmp_path):
    (tmp_path / "claim.txt").write_text(
        "Colomina arrived in Georgia on April 28. <script>alert(1)</script>", encoding="utf-8"
    )
    done = run("verify", "claim.txt", "--sources", seed, "--annotate", "shown.html")
    page = (tmp_path / "shown.html").read_text(encoding="utf-8")
    assert done.returncode == 1
    assert "<ins>Georgia</ins>" in page
    assert "<del>Azerbaijan</del>" in page
    assert "<script>" not in page


@pytest.mark.parametrize("target", ["out.pdf", "claim.docx", "claim.txt"])
def test_a_copy_that_cannot_be_is_refused_before_anything_is_written(run, seed, tmp_path, target):
    (tmp_path / "claim.txt").write_text("Colomina arrived.", encoding="utf-8")
    done = run("verify", "claim.txt", "--sources", seed, "--annotate", target)
    assert done.returncode == 2
    assert (tmp_path / "claim.txt").read_text(encoding="utf-8") == "Colomina arrived."


@pytest.mark.parametrize("template", ["brief", "full", "readout", "chronology"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_long_note_of_several_sources_is_proven_with_all_its_references_and_running_heads(name, template):
    sources = sorted(SEEDS.glob("*.txt"))
    brief = make_brief(sources, template=template, pages=4, structure="light")
    assert template in {"brief", "chronology"} or any(s.also_in for s in brief.statements())
    found = verify(brief.render(name), sources)
    assert [(f.status, f.text) for f in found.findings if not f.proven] == []
