"""The look of one's own house: colours, typefaces, logo, words, reference document, templates and footnotes."""

from __future__ import annotations

import importlib.util
import io
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import page as validator
import pikepdf
import pytest
from docx import Document
from docx.shared import Pt
from docx_checks import faults, find, parts
from docx_plus.lint import lint
from gold import gold_brief
from ooxml_integrity import check
from openxml_audit import FileFormat, OpenXmlValidator

from briefing.exporters import docx, html, pdf
from briefing.model import House

ROOT = Path(__file__).parent.parent


def picture():
    """A red PNG of 300 by 100 points."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x7a\x1f\x3d" * 300 for _ in range(100))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 300, 100, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def dressed(**look):
    brief = gold_brief("full", marking="OPEN", reference="BN {year}/{month}-{day}")
    return replace(brief, options=replace(brief.options, house=House(**look)))


def foreign(*, template=False, plain=False):
    """A document as another office suite's user has it, as DOCX or DOTX."""
    document = Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Heading 1"].font.size = Pt(20)
    if not plain:
        document.styles.add_style("Brief Statement", 1).font.size = Pt(13)
        document.styles.add_style("Bottom Line", 1)
    document.add_paragraph("A letter that goes")
    buffer = io.BytesIO()
    document.save(buffer)
    if not template:
        return buffer.getvalue()
    packed = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(b"document.main+xml", b"template.main+xml")
            target.writestr(name, part)
    return packed.getvalue()


def clean(data, tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    assert not OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors
    assert not check(path)
    assert not [f for f in lint(Document(str(path))) if f.severity == "error"]
    assert faults(data) == []


def as_word_saves(monkeypatch, kind, **how):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    spec = importlib.util.spec_from_file_location("make_house_docx", ROOT / "scripts" / "make_house_docx.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script.build(kind, **how)


@pytest.mark.parametrize(("kind", "template"), [("german", True), ("english", False), ("plain", True)])
def test_a_document_of_word_gives_its_styles_whatever_their_ids(
    monkeypatch, tmp_path, caplog, kind, template
):
    house = as_word_saves(monkeypatch, kind, template=template)
    (tmp_path / f"house.{'dotx' if template else 'docx'}").write_bytes(house)
    for notes in ("references", "footnotes"):
        brief = dressed(reference_doc=house)
        data = docx.export(replace(brief, options=replace(brief.options, notes=notes)))
        clean(data, tmp_path)
    body, styles = parts(data)["word/document.xml"], parts(data)["word/styles.xml"]
    used = find(body, "//w:pStyle/@w:val")
    named = {
        s.get(f"{{{styles.nsmap['w']}}}styleId"): find(s, "string(w:name/@w:val)")
        for s in find(styles, "//w:style")
    }
    ids = {name: [key for key, n in named.items() if n == name] for name in set(named.values())}
    assert all(len(keys) == 1 for keys in ids.values())
    heading = {"german": "berschrift1", "english": "Heading1", "plain": "Heading1"}[kind]
    assert heading in used
    assert named[heading] == "heading 1"
    assert find(styles, "//w:docDefaults//w:rFonts/@w:asciiTheme") == ["minorHAnsi"]
    look = find(styles, f"//w:style[@w:styleId='{heading}']/w:rPr/w:color/@w:val")
    assert look == (["1F3A5F"] if kind == "plain" else ["7A1F3D"])
    assert ("heading 1" in caplog.text.lower()) == (kind == "plain")
    assert "A letter" not in body.xpath("string()")
    footer = next(p for n, p in parts(data).items() if "footer" in n and find(p, "//w:instrText"))
    assert len(find(footer, "//w:p[.//w:instrText]//w:r/w:tab")) == (1 if kind == "plain" else 2)


@pytest.mark.parametrize("kind", [{}, {"template": True}, {"plain": True}])
def test_a_foreign_reference_document_gives_its_styles_and_none_of_its_text(kind, tmp_path, caplog):
    data = docx.export(dressed(reference_doc=foreign(**kind)))
    clean(data, tmp_path)
    opened = Document(io.BytesIO(data))
    assert opened.styles["Normal"].font.name == "Arial"
    assert opened.styles["Heading 1"].font.size == Pt(20)
    assert "A letter" not in " ".join(p.text for p in opened.paragraphs)
    assert "no style" in caplog.text
    assert ("Brief Statement" in caplog.text) == kind.get("plain", False)
    numbered = [p for p in opened.paragraphs if p.style.name == "Brief Statement"]
    style = opened.styles["Brief Statement"].element
    assert numbered
    assert find(style, "w:pPr/w:numPr/w:numId")


def test_what_is_no_docx_is_refused(run, seed, tmp_path):
    (tmp_path / "house.docx").write_bytes(b"PK no")
    done = run(seed, "-o", "a.docx", "--reference-doc", "house.docx")
    assert (done.returncode, b"is no DOCX" in done.stderr) == (5, True)
    assert not (tmp_path / "a.docx").exists()


def test_colours_typefaces_and_logo_are_the_house_s_and_the_files_stay_clean(tmp_path):
    look = {
        "accent": "#7a1f3d",
        "tint": "#f7f1f3",
        "logo": picture(),
        "logo_alt": "Arms",
        "sans": "DejaVu Sans",
    }
    brief = dressed(**look)
    page = html.export(brief).decode()
    assert "#1f3a5f" not in page
    assert "#7a1f3d" in page
    assert 'alt="Arms"' in page
    (tmp_path / "x.pdf").write_bytes(data := pdf.export(brief))
    assert not [
        f for p in ("3a", "ua1") for f in validator.validate_pdf(str(tmp_path / "x.pdf"), profile=p).failures
    ]
    with pikepdf.open(io.BytesIO(data)) as file:
        assert len(file.pages[0].get_images()) == 1
    written = docx.export(brief)
    clean(written, tmp_path)
    styles = parts(written)["word/styles.xml"]
    assert not find(styles, "//@w:val[. = '1F3A5F']")
    assert find(styles, "//w:rFonts[@w:ascii = 'DejaVu Sans']")


def test_labels_and_reference_are_the_house_s():
    page = html.export(dressed(wording=(("headings.people", "Who is who"),))).decode()
    assert ">Who is who</h2>" in page
    assert "BN 2022/04-29" in page


def test_footnotes_are_native_and_say_where_each_statement_stands(tmp_path):
    brief = gold_brief("brief", notes="footnotes")
    data = docx.export(brief)
    clean(data, tmp_path)
    notes, body = parts(data)["word/footnotes.xml"], parts(data)["word/document.xml"]
    marks = find(body, "//w:footnoteReference/@w:id")
    assert marks == [str(n) for n in range(1, len(list(brief.statements())) + 1)]
    told = [
        n.xpath("string()").strip().replace("\u00a0", " ") for n in find(notes, "//w:footnote[@w:id > 0]")
    ]
    assert told[:2] == ["S1 ¶1", "S1 ¶10"]


def test_a_faulty_template_is_named_with_its_line(run, seed, tmp_path):
    (tmp_path / "my.jinja").write_text("<p>\n{{ outline.title }}\n{% if %}\n")
    done = run(seed, "-o", "a.html", "--page-template", "my.jinja")
    assert done.returncode == 5
    assert b"my.jinja: line 3" in done.stderr
    (tmp_path / "my.jinja").write_text("<p>\n{{ outline.nothing }}\n")
    done = run(seed, "-o", "a.html", "--page-template", "my.jinja")
    assert b"my.jinja: line 2" in done.stderr


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--accent", "red"], b"not a colour"),
        (["--accent", "#ffee00"], b"too pale"),
        (["--tint", "#335577"], b"too dark"),
        (["--wording", "headings.nothing=X"], b"no label"),
        (["--wording", "headings.topics={evil}"], b"braces"),
        (["--serif", "a; } body {"], b"typeface"),
    ],
)
def test_what_cannot_be_used_is_refused(run, seed, asked, said):
    done = run(seed, "-o", "a.html", *asked)
    assert done.returncode == 2
    assert said in done.stderr


def test_templates_are_shown_and_copied_and_nothing_is_written_over(run, tmp_path):
    assert b"@page" in run("templates", "show", "brief.css").stdout
    assert run("templates", "copy", "note.html.jinja").returncode == 0
    assert (tmp_path / "note.html.jinja").exists()
    assert run("templates", "copy", "note.html.jinja").returncode == 2
