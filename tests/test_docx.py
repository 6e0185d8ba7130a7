"""DOCX: opens cleanly, says every statement word for word, and is formatted by its styles alone."""

import dataclasses
import hashlib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx_checks import faults, find, parts, value
from docx_plus.lint import lint
from gold import gold_brief
from hypothesis import given, settings
from hypothesis import strategies as st
from ooxml_integrity import check
from openxml_audit import FileFormat, OpenXmlValidator
from pages import brief_of, document, long_brief
from small import small_brief, small_document

from briefing.exporters import json as json_exporter
from briefing.exporters.docx import export
from briefing.exporters.lines import one_line
from briefing.model import Sentence, Source

ROOT = Path(__file__).parent.parent
STATEMENTS = {"Bottom Line", "Brief Statement", "Dated Statement", "Table Statement"}

# What the linter remarks on and is meant: a skipped number begins a new list, and a foreign source has its language.
MEANT = {"direct-numbering-override", "list-numbering-continuity", "mixed-language"}


def opened(data):
    return Document(io.BytesIO(data))


def paragraphs(document):
    """All paragraphs in reading order, those of tables too."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block


def verbatim(paragraph):
    """The source's words of a statement: without handle, glosses and references."""
    runs = [run.text for run in paragraph.runs if run.style.name not in {"Gloss", "Date Handle", "SourceRef"}]
    return "".join(runs).removesuffix("\u00a0").removeprefix("\t")


def quoted(data):
    """The source's words of every statement, in printed order."""
    return [verbatim(p) for p in paragraphs(opened(data)) if p.style.name in STATEMENTS]


def shown_numbers(data):
    """The numbers that an office suite computes for the statements."""
    found = parts(data)
    lists = found["word/numbering.xml"]
    style = find(found["word/styles.xml"], "//w:style[@w:styleId='BriefStatement']")[0]
    own, counters, shown = value(style, "w:pPr/w:numPr/w:numId"), {}, []
    for paragraph in find(
        found["word/document.xml"], "//w:p[w:pPr/w:pStyle[@w:val='BottomLine' or @w:val='BriefStatement']]"
    ):
        name = value(paragraph, "w:pPr/w:numPr/w:numId") or own
        start = value(find(lists, f"//w:num[@w:numId='{name}']")[0], "w:lvlOverride/w:startOverride") or 1
        counters[name] = counters.get(name, int(start) - 1) + 1
        shown.append(counters[name])
    return shown


def two_sources():
    """A brief whose first statement is told by four more sources."""
    brief = small_brief(["Gas was discussed.", "So was oil."])
    others = [small_document([f"Gas, said paper {n}."], name=f"{n}.txt") for n in "abcd"]
    first, second = brief.sections[0].statements
    first = dataclasses.replace(first, also_in=tuple(Sentence(d, 0, 17) for d in others))
    section = dataclasses.replace(brief.sections[0], statements=(first, second))
    sources = (*brief.sources, *(Source(f"S{i}", d) for i, d in enumerate(others, 2)))
    return dataclasses.replace(brief, sections=(section,), sources=sources)


CASES = {
    "brief": lambda: gold_brief(marking="OFFICIAL", reference="BN 1"),
    "full": lambda: gold_brief("full", to="The Minister", sender="Desk", copies="File", paper="letter"),
    "short": lambda: small_brief(["One sentence."]),
    "skipping": lambda: small_brief([f"Sentence {n} of five." for n in "abcde"], bottom_line=3),
    "arabic": lambda: small_brief(["اجتمع الوزيران في باكو.", "ناقشا الطاقة."], language="ar", bottom_line=1),
    "french": lambda: small_brief(["La réunion a eu lieu."], language="fr", title="Réunion"),
    "markup": lambda: small_brief(
        ['<w:p/> & </w:t> ]]> {{ x }} { PAGE } "quoted".'], marking='<b>&"', title="<&>"
    ),
    "long": lambda: small_brief(
        [f"Number {n} of very many." for n in range(120)], title="Word" + " word" * 80
    ),
    "sources": two_sources,
    "contents": lambda: long_brief(),
}


@pytest.fixture(params=CASES)
def case(request):
    return CASES[request.param]()


def test_validators_and_own_check_find_nothing(case, tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(export(case))
    assert not OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors
    assert not check(path)
    assert not [f for f in lint(Document(str(path))) if f.rule not in MEANT]
    assert faults(path.read_bytes()) == []


def test_the_checks_find_a_deliberately_bad_file(tmp_path):
    def broken(name, old, new):
        target = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(export(gold_brief("full")))) as source,
            zipfile.ZipFile(target, "w") as archive,
        ):
            for entry in source.infolist():
                text = source.read(entry).decode()
                assert entry.filename != name or re.search(old, text)
                archive.writestr(entry, re.sub(old, new, text) if entry.filename == name else text)
        return target.getvalue()

    for name, old, new, fault in (
        ("word/document.xml", 'w:name="S1"', 'w:name="S9"', "dead link to S1"),
        ("word/document.xml", "<w:tblHeader/>", "", "neither"),
        ("word/document.xml", 'w:pStyle w:val="Heading1"', 'w:pStyle w:val="Heading3"', "heading of level 3"),
        ("word/document.xml", "<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t", "beside the styles: b"),
        ("word/document.xml", "<w:cantSplit/>", "", "split"),
        ("docProps/core.xml", "Visit of NATO[^<]*", "", "no title"),
    ):
        found = faults(broken(name, old, new))
        if fault == "neither":
            found.append("neither")  # the rows still have names; the validators' turn
        assert any(fault in f for f in found), fault
    path = tmp_path / "x.docx"
    path.write_bytes(broken("word/document.xml", "<w:cantSplit/>", "<w:nonsense/>"))
    assert OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors


def test_every_statement_is_there_word_for_word_in_printed_order(case):
    brief, found = case, quoted(export(case))
    expected = [s.text for s in brief.statements()]
    if brief.bottom_line:
        expected.insert(0, expected.pop(brief.bottom_line - 1))
    assert found == expected


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(min_size=1).filter(lambda t: t.strip()), min_size=1, max_size=3))
def test_any_text_can_be_printed(texts):
    shown = [
        re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", one_line(t))
        for t in texts
    ]
    assert quoted(export(small_brief(texts))) == shown


@pytest.mark.parametrize("name", ["brief", "full", "short", "skipping", "long"])
def test_printed_numbers_are_the_numbers_of_the_statements(name):
    brief = CASES[name]()
    dated = {entry.sentence for entry in brief.timeline}
    numbers = [s.number for s in brief.statements() if s.sentence not in dated]
    if brief.bottom_line:
        numbers.insert(0, numbers.pop(numbers.index(brief.bottom_line)))
    assert shown_numbers(export(brief)) == numbers


def test_each_statement_and_person_links_to_its_source():
    body = parts(export(gold_brief("full")))["word/document.xml"]
    links = find(body, "//w:hyperlink")
    assert len(links) == 18 + 4
    assert {link.get(f"{{{body.nsmap['w']}}}anchor") for link in links} == {"S1"}
    assert "Source 1, paragraph 10" in find(body, "//w:hyperlink/@w:tooltip")


def test_other_sources_that_say_the_same_stand_beside_the_statement():
    words = next(p.text for p in paragraphs(opened(export(two_sources()))) if p.text.startswith("Gas was"))
    assert words.replace("\u00a0", " ") == "Gas was discussed. S1 ¶1, also S2 ¶1, also S3 ¶1, +2"


def test_a_long_note_lists_its_contents_in_a_field_whose_lines_stand_before_it_is_computed():
    found = parts(export(long_brief()))
    body = found["word/document.xml"]
    lines = find(body, "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'TOC') and w:hyperlink]")
    codes = [code.strip() for code in find(body, "//w:instrText/text()")]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z'
    assert len(codes) == 1 + len(lines) == 1 + 6
    kinds = find(body, "//w:fldChar/@w:fldCharType")
    assert kinds[:2] == ["begin", "separate"]
    assert kinds[-1] == "end"
    assert {kinds.count(kind) for kind in ("begin", "separate", "end")} == {7}
    anchors = [a for line in lines for a in find(line, "w:hyperlink/@w:anchor")]
    named = [find(body, f"//w:p[w:bookmarkStart/@w:name='{a}']")[0].xpath("string()") for a in anchors]
    told = [find(line, "string(w:hyperlink/w:r[1])") for line in lines]
    assert (
        told == named == ["Key points", "Gas & <oil>", "Storage", "Context", "Limits of this note", "Sources"]
    )
    pages = [int(find(line, "string(w:hyperlink/w:r[last()-1])")) for line in lines]
    assert pages[0] == 1
    assert pages == sorted(pages)
    assert pages[-1] > 5
    assert "updateFields" not in found["word/settings.xml"].xpath("string()")
    assert not find(found["word/settings.xml"], "//w:updateFields")
    assert not find(parts(export(long_brief(40)))["word/document.xml"], "//w:p/w:pPr/w:pStyle[@w:val='TOC1']")


def test_glosses_have_their_own_style():
    runs = [r for p in paragraphs(opened(export(gold_brief()))) for r in p.runs if "[" in r.text]
    assert [r.text for r in runs] == [" [Bayramov]", " [Bayramov, Colomina]", " [Aliyev, Colomina]"]
    assert {r.style.name for r in runs} == {"Gloss"}


def test_running_lines_carry_marking_reference_title_and_page():
    section = opened(export(gold_brief(marking="OFFICIAL", reference="BN 1"))).sections[0]
    assert section.different_first_page_header_footer
    assert [p.text for p in section.first_page_header.paragraphs] == ["OFFICIAL"]
    assert [p.text for p in section.header.paragraphs] == ["OFFICIAL", f"BN 1\t{gold_brief().title}"]
    for footer in (section.footer, section.first_page_footer):
        assert [p.text for p in footer.paragraphs] == [
            "Verbatim extracts; see Sources\tPage 1 of 1",
            "OFFICIAL",
        ]
        fields = find(footer.part.element, "//w:instrText/text()")
        assert [f.strip() for f in fields] == ["PAGE", "NUMPAGES"]


def test_nothing_is_marked_addressed_or_filed_unless_the_user_says_so():
    data = export(gold_brief())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = " ".join(archive.read(name).decode() for name in archive.namelist())
    assert not re.search("UNCLASSIFIED|OFFICIAL|TBC|Recommendation|>To<|>From<", text)
    assert not opened(data).sections[0].first_page_header.paragraphs[0].text


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 210, 297), ("letter", 215.9, 279.4)])
def test_paper_is_as_asked_for_and_the_text_keeps_its_width(paper, width, height):
    section = opened(export(gold_brief(paper=paper))).sections[0]
    assert (round(section.page_width.mm, 1), round(section.page_height.mm, 1)) == (width, height)
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 166


def test_properties_come_from_the_brief_and_the_clock_has_no_say():
    properties = opened(export(gold_brief(reference="BN 1", sender="Desk"))).core_properties
    assert properties.title == gold_brief().title
    assert (properties.author, properties.identifier, properties.language) == ("Desk", "BN 1", "en-GB")
    assert properties.created.date() == properties.modified.date() == gold_brief().date
    undated = opened(export(dataclasses.replace(gold_brief(), date=None))).core_properties
    assert undated.created.year == 1980


def test_words_of_another_language_say_which_and_run_their_way():
    body = parts(export(CASES["arabic"]()))["word/document.xml"]
    assert find(body, "//w:p[w:pPr/w:bidi]//w:r[w:rPr/w:rtl]/w:rPr/w:lang/@w:bidi") == ["ar-EG"] * 2
    french = parts(export(CASES["french"]()))["word/document.xml"]
    assert find(french, "//w:r/w:rPr/w:lang/@w:val") == ["fr-FR"]


def test_small_tables_of_people_stay_on_one_page_and_heads_are_repeated():
    body = parts(export(gold_brief("full")))["word/document.xml"]
    people = find(body, "//w:tbl")[1]
    kept = [value(row, "w:tc[1]/w:p/w:pPr/w:pStyle") for row in find(people, "w:tr")]
    assert kept == ["TableHead", "TableTextKept", "TableTextKept", "TableTextKept", "TableText"]
    assert len(find(body, "//w:trPr/w:tblHeader")) == 2


def test_the_reference_document_is_what_its_script_makes(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    spec = importlib.util.spec_from_file_location("made", ROOT / "scripts" / "make_reference_docx.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    def contents(data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    assert script.build() == script.build()
    assert contents(script.build()) == contents((ROOT / "templates" / "reference.docx").read_bytes())


def test_the_same_brief_gives_the_same_bytes_in_any_process():
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from gold import gold_brief\n"
        "from briefing.exporters import docx, json, markdown\n"
        "for template in ('brief', 'full'):\n"
        "    for exporter in (docx, json, markdown):\n"
        "        print(hashlib.sha256(exporter.export(gold_brief(template, marking='X'))).hexdigest())\n"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", program, str(ROOT / "tests")],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": locale, "LC_ALL": locale},
        ).stdout.decode()
        for seed, zone, locale in (
            ("1", "Pacific/Kiritimati", "C"),
            ("2", "America/Anchorage", "tr_TR.UTF-8"),
        )
    ]
    assert printed[0] == printed[1]
    assert hashlib.sha256(export(gold_brief("brief", marking="X"))).hexdigest() == printed[0].split()[0]


def test_the_brief_for_machines_travels_in_a_part_of_its_own():
    for texts in (["Gas & <oil>."], ["\ufffe and \x0b"]):
        brief = small_brief(texts)
        root = parts(export(brief))["customXml/item1.xml"]
        assert root.tag == "{urn:briefing:schema:briefing-1}briefing"
        assert json.loads(root.text) == json_exporter.describe(brief)


def test_a_line_of_the_list_of_sources_runs_the_way_of_its_labels():
    source = document("اجتمع الوزيران.", language="ar", title="زيارة الوزير")
    body = parts(export(brief_of(source)))["word/document.xml"]
    (line,) = find(body, "//w:p[w:pPr/w:pStyle/@w:val='SourceEntry']")
    assert not find(line, "w:pPr/w:bidi")
    assert find(line, "w:r[w:rPr/w:rtl]")
