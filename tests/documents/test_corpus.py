"""Every source of the corpus in every template: clean in all validators, and word for word in every format."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import lxml.html
import page as validator
import pdf_checks
import pytest
from build import TEMPLATES
from corpus import VISIT, cases
from docx import Document as Docx
from docx_checks import faults as docx_faults
from docx_plus.lint import lint
from markdown_it import MarkdownIt
from ooxml_integrity import check
from openxml_audit import FileFormat, OpenXmlValidator
from pages import squeezed, without_glosses

from briefing import Document, make_brief
from briefing.errors import NothingToBrief

pytestmark = pytest.mark.documents

HERE = Path(__file__).parent
CASES = cases()
PAGES = {"brief": 1, "full": 5, "readout": 2}
SCHEMA = json.loads((HERE.parents[1] / "briefing/schemas/briefing-1.schema.json").read_text(encoding="utf-8"))
NODE = HERE / "node" / "node_modules"
JAR = NODE / "vnu-jar" / "build" / "dist" / "vnu.jar"

# What the linter of DOCX remarks on and is meant: see tests/test_docx.py. A source may be called anything, and in
# German a day has a full stop.
MEANT = {
    "space-before-punctuation",
    "manual-list",
    "direct-numbering-override",
    "list-numbering-continuity",
    "mixed-language",
}

# Text that poppler gives back in another order or in other characters than the file has; the JSON has it.
SCRAMBLED = re.compile(
    "[\u00ad\u0300-\u036f\u0590-\u08ff\u0900-\u0dff\u0e00-\u0e7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
    "|[\ue000-\uf8ff\ufb00-\ufdff\U00010000-\U0010ffff]"
)


def needs(*commands):
    missing = [c for c in commands if shutil.which(c) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


OUTLOUD = HERE.parents[1] / ".venv" / "outloud" / "bin" / "outloud"
NEEDS_OUTLOUD = pytest.mark.skipif(
    not OUTLOUD.exists(), reason="not installed: outloud (scripts/setup_validators.sh)"
)
# It takes a table for torn that has fewer rows than columns, with a head for each: one of one or two people.
TORN = "TBL-010"
NEEDS_NODE = pytest.mark.skipif(
    not NODE.is_dir(), reason="not installed: the validators of HTML (scripts/setup_validators.sh)"
)


@pytest.fixture(params=TEMPLATES)
def template(request):
    return request.param


@pytest.fixture(params=CASES)
def stem(request, template, built):
    """Path of a note without its suffix."""
    return built / f"{request.param}.{template}"


def note(stem, suffix):
    return stem.with_name(stem.name + suffix)


def told(stem):
    return json.loads(note(stem, ".json").read_text(encoding="utf-8"))


def statements(data):
    def walk(sections):
        for section in sections:
            yield from section["statements"]
            yield from walk(section["subsections"])

    differing = [side for d in data["differences"] for side in d["sides"]]
    return [*walk(data["sections"]), *differing]


def words(statement):
    """The words of a statement as print has them: XML cannot hold every character."""
    return squeezed(
        re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", statement["text"])
    )


def test_it_was_made_without_a_remark(stem):
    log = note(stem, ".log")
    assert not log.exists(), log.read_text(encoding="utf-8")


def test_it_states_something(stem, template):
    assert template == "chronology" or statements(told(stem))


def test_pdf(stem):
    path = note(stem, ".pdf")
    tangled = re.search(rb"pdfaid:conformance\W+B\b", path.read_bytes()) is not None
    for profile in ("3b",) if tangled else ("3a", "ua1"):
        assert [f.rule_id for f in validator.validate_pdf(str(path), profile=profile).failures] == []
    assert list(pdf_checks.faults(path)) == []
    assert pdf_checks.attached(path) == note(stem, ".json").read_bytes()
    assert not tangled or "hindi" in stem.name or "many-languages" in stem.name


def plain(text):
    """Without capitals: the style sheet sets some labels in them."""
    return text.casefold().replace("\u0307", "").replace("ı", "i")


@needs("pdfinfo")
@pytest.mark.parametrize(
    "name",
    [
        "visit",
        "handed",
        "labels-de",
        "language-greek",
        "language-georgian",
        "hostile-name",
        "no-title",
        "sources-2",
    ],
)
def test_pdf_is_read_aloud_in_the_order_of_the_page(built, template, name):
    """The tags give the words in the order of the HTML: number, statement, reference, one after the other."""
    said, page = pdf_checks.aloud(built / f"{name}.{template}.pdf"), Page(built / f"{name}.{template}.html")
    assert plain(said) == plain(squeezed("".join(page.texts("main"))))


def test_each_statement_has_one_reference_which_leads_to_its_source(stem):
    page = lxml.html.fromstring(note(stem, ".html").read_text(encoding="utf-8"))
    (main,) = page.iterchildren("body")
    sources = {s["id"]: s for s in told(stem)["sources"]}
    left = statements(told(stem))
    for words in main.xpath(".//*[@class='words']"):
        (places,) = words.xpath("following::*[@class='places'][1]")
        first, *others = places.xpath(".//a/@href")
        quoted = "".join(words.xpath(".//text()[not(ancestor::*[@class='gloss'])]"))
        (statement,) = [s for s in left if squeezed(s["text"]) == squeezed(quoted)][:1]
        left.remove(statement)
        assert first == f"#{statement['source']}"
        assert len(others) == min(2, len(statement["also_in"]))
        assert {first.removeprefix("#"), *(o.removeprefix("#") for o in others)} <= set(sources)
    assert left == []
    assert pdf_checks.links(note(stem, ".pdf")) == len(main.xpath(".//main//a[starts-with(@href, '#S')]"))


@needs("qpdf")
def test_pdf_syntax(stem):
    assert pdf_checks.syntax(note(stem, ".pdf")) == []


@needs("pdffonts", "pdftotext")
def test_pdf_text_and_fonts(stem):
    path = note(stem, ".pdf")
    assert list(pdf_checks.fonts(path)) == []
    found = without_glosses(pdf_checks.text(path))
    sayable = [s for s in statements(told(stem)) if not SCRAMBLED.search(s["text"])]
    if "□" in found:  # for characters that no font of this machine has
        sayable = [s for s in sayable if set(words(s)) <= set(found)]
    assert [s["text"] for s in sayable if squeezed(re.sub(r"\[[^\]]*\]", "", words(s))) not in found] == []


@needs("pdftotext")
def test_pdf_pages(stem, template):
    """As many as allowed, none nearly empty but the last, none that ends with a heading."""
    pages = list(pdf_checks.lines(note(stem, ".pdf")))
    # The bottom line is never cut: one sentence of 500 words takes a page and a bit.
    spare = 1 if stem.name == "one-long-sentence.brief" else 0
    room = CASES[stem.name.split(".")[0]].options.get("pages") or PAGES.get(template, 99)
    assert len(pages) <= room + spare
    headings = {squeezed(h) for h in Page(note(stem, ".html")).texts("h2", "h3")}
    for height, found in pages[:-1]:
        body = [(y, words) for y, words in found if y < height - 50]
        last, words = body[-1]
        assert last > 0.15 * height
        assert "".join(words) not in headings


@pytest.mark.parametrize("name", ["statements-300", "sources-2", "handed", "letter"])
def test_a_long_note_of_a_source_of_some_length_has_two_to_five_pages(built, name):
    assert 2 <= len(list(pdf_checks.lines(built / f"{name}.full.pdf"))) <= 5


@needs("pdftotext")
def test_the_marking_is_the_first_and_the_last_line_of_every_page_and_nowhere_unless_set(stem):
    marking = CASES[stem.name.split(".")[0]].options.get("marking", "")
    for _, found in pdf_checks.lines(note(stem, ".pdf")):
        ends = [html.unescape(" ".join(found[i][1])) for i in (0, -1)]
        assert ends == [marking, marking] if marking else "OFFICIAL" not in " ".join(ends)


def test_docx(stem):
    path = note(stem, ".docx")
    assert not OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors
    assert not check(path)
    quoted = {"double-space"} if any("  " in s["text"] for s in statements(told(stem))) else set()
    assert not [f for f in lint(Docx(str(path))) if f.rule not in MEANT | quoted]
    assert docx_faults(path.read_bytes()) == []


def test_docx_says_every_statement(stem):
    with zipfile.ZipFile(note(stem, ".docx")) as archive:
        xml = archive.read("word/document.xml").decode()
    found = without_glosses(Page.of(re.sub(r"<w:noBreakHyphen/>", "-", xml)))
    assert [s["text"] for s in statements(told(stem)) if _bare(words(s)) not in found] == []


def test_html_says_every_statement(stem):
    path = note(stem, ".html")
    page = Page(path)
    carried = "".join(page.texts("template"))
    pages = CASES[stem.name.split(".")[0]].options.get("pages", 5)
    assert path.stat().st_size - len(carried.encode()) < 60_000 * pages / 5
    without_data = re.sub(rb"<template\b.*?</template>", b"", path.read_bytes(), flags=re.DOTALL)
    assert len(without_data) < 60_000
    assert json.loads(carried) == told(stem)
    found = without_glosses("".join(page.texts("main")))
    assert [s["text"] for s in statements(told(stem)) if _bare(squeezed(s["text"])) not in found] == []
    assert not re.search(r"<(script|link|img|iframe|object)\b", path.read_text(encoding="utf-8"))


def test_markdown_says_every_statement(stem):
    parsed = MarkdownIt("commonmark").enable("table").parse(note(stem, ".md").read_text(encoding="utf-8"))
    runs = [t for t in parsed if t.type == "inline"]
    assert not [t for t in parsed if t.type.startswith(("html", "fence", "code"))]
    assert not [c for t in runs for c in t.children if c.type.startswith(("html", "image"))]
    found = without_glosses("".join(c.content for t in runs for c in t.children))
    assert [s["text"] for s in statements(told(stem)) if _bare(squeezed(s["text"])) not in found] == []


def test_json(stem):
    data = told(stem)
    jsonschema.validate(data, SCHEMA)
    read = {d.uri: d for d in CASES[stem.name.split(".")[0]].documents}
    documents = {s["id"]: read[s["uri"]] for s in data["sources"]}
    for s in statements(data):
        assert documents[s["source"]].text[s["start"] : s["end"]] == s["text"]


def _bare(text):
    """Without what stands in brackets, as the other side of the comparison is without glosses."""
    return re.sub(r"\[[^\]]*\]", "", text)


class Page(HTMLParser):
    """The text of elements of a page."""

    def __init__(self, path):
        super().__init__()
        self._open, self._texts = [], []
        self.feed(path.read_text(encoding="utf-8"))

    @classmethod
    def of(cls, xml):
        """All text of an XML string."""
        page = cls.__new__(cls)
        HTMLParser.__init__(page)
        page._open, page._texts = [], []
        page.feed(xml)
        return "".join(text for _, text in page._texts)

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        self._open.pop()

    def handle_data(self, data):
        self._texts.append((tuple(self._open), data))

    def texts(self, *tags):
        return [text for inside, text in self._texts if set(inside) & set(tags)]


def outloud(*files):
    command = [str(OUTLOUD), "--quiet", "--fail-on", "error", "--skip", TORN, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, [line for line in done.stdout.splitlines() if line.startswith("FAIL")]


@NEEDS_OUTLOUD
def test_pdf_in_outloud(built, template):
    files = [
        f
        for f in sorted(built.glob(f"*.{template}.pdf"))
        if "hindi" not in f.name and "many-languages" not in f.name
    ]
    assert len(files) == len(CASES) - 2
    assert outloud(*files) == (0, [])


@needs("java")
@NEEDS_NODE
def test_html_in_the_nu_checker(built, template):
    files = sorted(map(str, built.glob(f"*.{template}.html")))
    assert len(files) == len(CASES)
    done = subprocess.run(["java", "-jar", str(JAR), "--errors-only", *files], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def axe(*files):
    environment = {**os.environ, "CHROMIUM": shutil.which("chromium") or ""}
    return subprocess.run(
        ["node", str(HERE / "node" / "axe.cjs"), *map(str, files)], capture_output=True, text=True, env=environment
    )  # fmt: skip


@needs("node", "chromium")
@NEEDS_NODE
def test_html_in_axe_and_nothing_is_fetched(built, template):
    done = axe(*sorted(built.glob(f"*.{template}.html")))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def office(kind, folder, *files):
    """Convert with LibreOffice, with a profile of its own."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], capture_output=True, check=True)


def pages_of(path):
    done = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    return int(re.search(r"Pages: +(\d+)", done.stdout)[1])


@needs("soffice", "pdfinfo")
def test_libreoffice_opens_every_docx_and_takes_as_many_pages(built, template, tmp_path):
    files = sorted(built.glob(f"*.{template}.docx"))
    office("pdf", tmp_path, *files)
    counts = {f.stem: (pages_of(tmp_path / f"{f.stem}.pdf"), pages_of(f.with_suffix(".pdf"))) for f in files}
    assert {name: both for name, both in counts.items() if abs(both[0] - both[1]) > 1} == {}


@needs("soffice")
def test_a_docx_goes_through_libreoffice_and_keeps_its_paragraphs(built, template, tmp_path):
    path = built / f"visit.{template}.docx"
    office("docx:MS Word 2007 XML", tmp_path, path)
    before, after = (Docx(str(p)) for p in (path, tmp_path / path.name))
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]


def test_a_source_without_a_paragraph_is_refused_in_one_sentence():
    with pytest.raises(NothingToBrief, match="holds no sentence"):
        make_brief([Document.from_text(" \n\n ")])


# The validators see deliberately bad files.


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    import weasyprint

    folder = tmp_path_factory.mktemp("bad")
    weasyprint.HTML(string="<h1>One<h3>Three<p><b>A faked heading</b><p><a href='https://a.example'>x</a>").write_pdf(
        folder / "untagged.pdf"
    )  # fmt: skip
    table = "<html lang=en><title>T</title><h1>One</h1><h3>Three</h3><table><tr><td>1</td></tr></table>"
    weasyprint.HTML(string=table).write_pdf(folder / "skipping.pdf", pdf_variant="pdf/ua-1")
    (folder / "bad.html").write_text(
        "<!DOCTYPE html><body><img src=x.png><p style='color:#999;background:#fff'>Grey<ul><p>x</ul><b>open"
    )
    return folder


def test_the_pdf_validators_see_bad_files(bad):
    assert validator.validate_pdf(str(bad / "untagged.pdf"), profile="ua1").failures
    assert validator.validate_pdf(str(bad / "untagged.pdf"), profile="3a").failures
    assert "not tagged" in list(pdf_checks.faults(bad / "untagged.pdf"))
    found = list(pdf_checks.faults(bad / "skipping.pdf"))
    assert "a table without a head" in found
    assert any("skipped" in fault for fault in found)


@NEEDS_OUTLOUD
def test_outloud_sees_bad_files(bad):
    for name in ("untagged.pdf", "skipping.pdf"):
        assert outloud(bad / name)[0] == 1


@needs("qpdf")
def test_qpdf_sees_a_truncated_file(bad, tmp_path):
    cut = tmp_path / "cut.pdf"
    cut.write_bytes((bad / "untagged.pdf").read_bytes()[:-600])
    assert pdf_checks.syntax(cut)


def test_the_docx_validators_see_a_bad_file(built, tmp_path):
    path = tmp_path / "bad.docx"
    with zipfile.ZipFile(built / "visit.full.docx") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b'w:val="BottomLine"', b'w:val="NoSuchStyle"')
                data = data.replace(b"w:tblGrid>", b"w:grid>")
                data = data.replace(b"<w:sectPr", b"<w:p/><w:p/><w:p/><w:sectPr", 1)
            target.writestr(name, data)
    assert OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors
    assert check(path)
    assert docx_faults(path.read_bytes())


@needs("java")
@NEEDS_NODE
def test_the_nu_checker_sees_a_bad_page(bad):
    command = ["java", "-jar", str(JAR), "--errors-only", str(bad / "bad.html")]
    assert subprocess.run(command, capture_output=True).returncode == 1


@needs("node", "chromium")
@NEEDS_NODE
def test_axe_sees_a_bad_page(bad):
    done = axe(bad / "bad.html")
    assert done.returncode == 1
    for fault in ("color-contrast", "image-alt", "html-has-lang", "asked for"):
        assert fault in done.stdout


def test_the_corpus_is_as_large_as_it_is_meant_to_be():
    assert len(CASES) >= 50
    assert VISIT.count("\n\n") == 9
