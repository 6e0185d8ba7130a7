from __future__ import annotations

import io
import itertools
import json
import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import page as validator
import pikepdf
import pypdf
import pytest
from gold import gold_brief
from pages import brief_of, document, long_brief, squeezed, without_glosses
from pdf_checks import faults as pdf_faults
from pdf_checks import structure

from briefing.exporters import json as json_exporter
from briefing.exporters import pdf, pdf_finish, pdf_pages
from briefing.exporters.outline import outline
from briefing.model import Query

LONG = (
    "The two delegations spoke at length about the price of gas, the length of the pipeline and its safety."
)


def failures(data: bytes, tmp_path: Path, *profiles: str) -> list[str]:
    path = tmp_path / "note.pdf"
    path.write_bytes(data)
    results = [validator.validate_pdf(str(path), profile=p) for p in profiles or ("3a", "ua1")]
    return [f"{f.rule_id}: {f.message}" for r in results for f in r.failures]


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.fixture(scope="module", params=["brief", "full", "letter"])
def fitted(request):
    template = "full" if request.param == "full" else "brief"
    paper = "letter" if request.param == "letter" else "a4"
    return pdf.fit(gold_brief(template, paper=paper, marking="OPEN SOURCE", reference="BN 1"))


def test_the_file_is_pdf_a_3a_and_pdf_ua_1(fitted, tmp_path):
    assert failures(fitted.pdf, tmp_path) == []


def test_the_validator_sees_a_file_that_is_not(tmp_path):
    import weasyprint

    assert failures(weasyprint.HTML(string="<p>Text.").write_pdf(), tmp_path)


def test_statements_can_be_copied_from_the_pages_word_for_word(fitted):
    found = without_glosses("".join(texts(fitted.pdf)))
    assert [s.text for s in fitted.brief.statements() if squeezed(s.text) not in found] == []


def test_the_same_brief_for_machines_is_attached_and_nothing_else(fitted):
    with pikepdf.open(io.BytesIO(fitted.pdf)) as file:
        assert list(file.attachments) == ["briefing.json"]
        attached = file.attachments["briefing.json"].get_file().read_bytes()
    assert attached == json_exporter.export(fitted.brief)
    assert [s["number"] for x in json.loads(attached)["sections"] for s in x["statements"]] == [
        s.number for s in fitted.brief.statements()
    ]


def test_the_file_can_be_read_aloud(fitted):
    with pikepdf.open(io.BytesIO(fitted.pdf)) as file:
        root = file.Root
        assert str(root.Lang) == "en"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert "/Outlines" in root
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == fitted.brief.title
        kinds = [str(e.S) for e in structure(root.StructTreeRoot.K, [])]
        levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
        assert kinds.count("/TH") >= kinds.count("/Table")


def test_every_reference_is_a_link_with_a_name_to_a_place_that_exists(fitted):
    page = outline(fitted.brief)
    printed = [r for p in page.points() for r in (p.reference, *p.also)]
    with pikepdf.open(io.BytesIO(fitted.pdf)) as file:
        names = file.Root.Names.Dests.Names
        places = {str(names[i]) for i in range(0, len(names), 2)}
        links = [a for p in file.pages for a in p.get("/Annots", []) if a.Subtype == "/Link"]
        assert {str(link.Dest) for link in links} <= places
        assert all(str(link.Contents).startswith("Source ") for link in links)
        assert len(links) >= len(printed)


def test_marking_reference_and_page_number_stand_on_every_page(fitted):
    pages = texts(fitted.pdf)
    for number, text in enumerate(pages, 1):
        assert text.count("OPEN SOURCE") == 2
        assert "BN 1" in text
        assert f"Page {number} of {len(pages)}" in text


def test_no_marking_is_printed_where_none_is_set():
    assert "UNCLASSIFIED" not in "".join(texts(pdf.export(gold_brief()))).upper()


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper(paper, size):
    box = pypdf.PdfReader(io.BytesIO(pdf.export(brief_of(document(LONG), paper=paper)))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


@pytest.mark.parametrize("count", [1, 40, 300])
def test_the_short_note_has_one_page(count):
    fitted = pdf.fit(brief_of(document(*[f"{n}: {LONG}" for n in range(count)]), marking="OPEN"))
    assert len(texts(fitted.pdf)) == 1
    left = [s.text for s in fitted.brief.statements()]
    assert left == [f"{n}: {LONG}" for n in range(len(left))]
    assert len(left) == min(count, len(left))
    assert len(left) >= min(count, 12)


def test_pages_asked_for_are_kept_to():
    fitted = pdf.fit(brief_of(document(*[f"{n}: {LONG}" for n in range(200)]), template="full", pages=2))
    assert len(texts(fitted.pdf)) == 2


def test_room_measured_in_words_is_not_cut_by_pages():
    brief = brief_of(
        document(*[f"{n}: {LONG}" for n in range(150)]), template="full", query=Query(words=9999)
    )
    assert len(list(pdf.fit(brief).brief.statements())) == 150


def test_a_page_that_the_estimate_takes_for_empty_is_cut_by_the_renderer(monkeypatch):
    monkeypatch.setattr("briefing.exporters.fitting.fill", lambda brief: 0.0)
    fitted = pdf.fit(brief_of(document(*[f"{n}: {LONG}" for n in range(30)])))
    assert len(texts(fitted.pdf)) == 1
    assert len(list(fitted.brief.statements())) > 12


def test_a_note_of_nothing_is_a_page(tmp_path):
    brief = replace(brief_of(document("Nothing was chosen.")), sections=(), bottom_line=None, date=None)
    assert failures(pdf.export(brief), tmp_path) == []


def scant():
    """A long note of one line too many for its page."""
    for count in range(25, 60):
        brief = brief_of(
            document(*[f"{n}: The ministers spoke of gas." for n in range(count)]), template="full"
        )
        if len(pdf._lay_out(brief).pages) == 2:
            return brief
    raise AssertionError("no note had two pages")


def test_a_last_page_of_a_few_lines_is_saved_by_setting_the_note_closer(monkeypatch):
    brief = scant()
    fitted = pdf.fit(brief)
    assert fitted.brief == brief
    assert len(texts(fitted.pdf)) == 1
    monkeypatch.setattr(pdf, "_SCANT", 0.0)
    pages = texts(pdf.export(brief))
    assert len(pages) == 2
    assert "Limits of this note" in pages[1]  # the list of sources is never alone
    assert "Limits of this note" not in pages[0]


def test_a_note_whose_last_page_is_well_filled_keeps_its_measure():
    brief = brief_of(document(*[f"{n}: The ministers spoke of gas." for n in range(58)]), template="full")
    layout = pdf._lay_out(brief)
    assert len(layout.pages) == 2
    assert pdf._without_a_scant_end(brief, layout, pdf_finish.NO_FAULTS) is layout


def test_a_full_page_has_room_for_the_line_that_tells_of_missing_glyphs():
    fitted = pdf.fit(brief_of(document(*[f"{n}: \U0001f1e6 {LONG}" for n in range(40)])))
    (page,) = texts(fitted.pdf)
    assert "no glyph in the fonts at hand" in " ".join(page.split())


def test_a_long_note_lists_its_contents_with_the_pages_where_they_begin(tmp_path):
    data = pdf.export(long_brief())
    pages = texts(data)
    assert len(pages) > 5
    headings = ["Key points", "Gas & <oil>", "Storage", "Context", "Limits of this note", "Sources"]
    lines = [[" ".join(line.split()) for line in page.splitlines()] for page in pages]
    told = [
        line.rsplit(" ", 1) for line in lines[0] if line.rsplit(" ", 1)[0] in headings and line[-1].isdigit()
    ]
    assert [heading for heading, _ in told] == headings
    begins = [next(n for n, page in enumerate(lines, 1) if heading in page) for heading in headings]
    assert [int(number) for _, number in told] == begins
    assert failures(data, tmp_path) == []
    assert list(pdf_faults(tmp_path / "note.pdf")) == []


def test_a_note_of_five_pages_lists_no_contents():
    pages = texts(pdf.export(long_brief(80)))
    assert 1 < len(pages) <= 5
    assert "Contents" not in "".join(pages)


@pytest.mark.parametrize("estimate", [0.0, 99.0])
def test_the_pages_themselves_decide_whether_contents_are_listed(monkeypatch, estimate):
    monkeypatch.setattr("briefing.measure.fill", lambda brief: estimate)
    for count in (60, 130):
        pages = texts(pdf.export(long_brief(count)))
        assert ("Contents" in pages[0]) == (len(pages) > 5) == (count == 130)


SCRIPT = """
import sys
sys.path.insert(0, "tests")
from hashlib import sha256
from gold import gold_brief
from briefing.exporters import html, pdf
for template in ("brief", "full"):
    brief = gold_brief(template, marking="OPEN")
    for data in (pdf.export(brief), pdf.export(brief), html.export(brief)):
        print(sha256(data).hexdigest())
"""


def test_the_same_bytes_come_out_anywhere_and_at_any_time():
    outputs = []
    for seed, zone, language in (("0", "UTC", "C"), ("1", "Asia/Tokyo", "tr_TR.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "LC_ALL": language}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True,
            cwd=Path(__file__).parent.parent,
        )  # fmt: skip
        outputs.append(done.stdout.split())
    assert outputs[0] == outputs[1]
    assert outputs[0][0] == outputs[0][1]
    assert outputs[0][3] == outputs[0][4]


def test_characters_without_a_glyph_are_squares_and_are_counted(tmp_path, caplog):
    text = "The flag \U0001f1e6\U0001f1ff was raised over \U00016a40 the square."
    with caplog.at_level(logging.WARNING):
        fitted = pdf.fit(brief_of(document(text)))
    printed = "".join(texts(fitted.pdf))
    assert failures(fitted.pdf, tmp_path) == []
    assert "□" in printed
    assert "no glyph in the fonts at hand" in " ".join(printed.split())
    assert next(fitted.brief.statements()).text == text
    assert caplog.records == []


def test_the_renderer_has_nothing_to_complain_about(caplog):
    with caplog.at_level(logging.WARNING):
        pdf.export(gold_brief("full", marking="OPEN"))
    assert caplog.records == []


BAIT = (
    '<img src="http://127.0.0.1:9/a.png"><link rel="attachment" href="file:///etc/hostname">'
    "<style>@import url(http://127.0.0.1:9/b.css);</style>"
)


def test_markup_in_a_source_is_printed_and_fetches_nothing():
    data = pdf.export(brief_of(document(BAIT), title=BAIT))
    assert squeezed(BAIT) in squeezed("".join(texts(data)))
    assert list(pikepdf.open(io.BytesIO(data)).attachments) == ["briefing.json"]


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1:9/", "asset:other.ttf", "data:,x"])
def test_the_fetcher_gives_what_the_program_made_and_nothing_else(url):
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        pdf_pages.fetcher()(url)
    assert pdf_pages.fetcher()("asset:sans.ttf").read()[:4] == b"\x00\x01\x00\x00"


def test_fonts_are_embedded_and_are_the_four_faces_of_the_page():
    with pikepdf.open(io.BytesIO(pdf.export(gold_brief("full")))) as file:
        fonts = [
            o
            for o in file.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert len(fonts) == 4
        assert all("/FontFile2" in font and "Source-S" in str(font.FontName) for font in fonts)


WITHOUT_PANGO = """
import sys
import cffi
from gold import gold_brief
from briefing.errors import MissingLibrary
from briefing.exporters import pdf

def dlopen(self, *names):
    raise OSError("no such library")

cffi.FFI.dlopen = dlopen
print(pdf.trouble())
try:
    pdf.export(gold_brief())
except MissingLibrary as error:
    print(error)
"""


def test_a_machine_without_pango_is_told_what_to_install():
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANGO], capture_output=True, text=True, check=True, env=environment
    )
    trouble, error = done.stdout.splitlines()
    assert "apt-get install libpango-1.0-0" in trouble
    assert error == f"pdf: {trouble}"
    assert done.stderr == ""
    assert pdf.trouble() == ""


def test_a_stream_that_would_end_in_a_carriage_return_is_written_otherwise():
    import zlib

    import pydyf

    text = next(t for n in range(10_000) if zlib.compress(t := f"BT {n} ET".encode(), 9).endswith(b"\r"))
    stream = pydyf.Stream([text], compress=True)
    assert not pdf_finish.ends_safely(stream.data)
    pdf_finish._end_safely(stream)
    assert pdf_finish.ends_safely(stream.data)
    _, _, body = stream.data.partition(b"stream\n")
    assert zlib.decompress(bytes.fromhex(body.split(b">")[0].decode())) == text


def test_a_file_whose_index_ends_badly_is_written_again(monkeypatch):
    answers = iter([False, True])
    monkeypatch.setattr(pdf, "ends_safely", lambda data: next(answers))
    first = pdf.export(brief_of(document(LONG)))
    assert next(answers, None) is None
    monkeypatch.setattr(pdf, "ends_safely", lambda data: True)
    assert len(first) != len(pdf.export(brief_of(document(LONG))))


LATER = """
import ctypes.util, sys
search = ctypes.util.find_library
from briefing.exporters.pdf_pages import lay_out
lay_out("<p>Text.")
assert ctypes.util.find_library is search
assert not [n for n in sys.modules if n.startswith(("fontTools.subset", "fontTools.varLib"))]
from weasyprint.pdf import fonts
options = fonts.subset.Options(hinting=True)
import fontTools.subset
assert type(options) is fontTools.subset.Options
print("good")
"""


def test_tools_that_are_hardly_ever_needed_are_loaded_when_they_are():
    done = subprocess.run([sys.executable, "-c", LATER], capture_output=True, text=True, check=True)
    assert done.stdout == "good\n"
