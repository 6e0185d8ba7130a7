"""Formats with a grammar, as other programs write them: every word is there, in order, in blocks of the right kind."""

import json
from datetime import date
from difflib import SequenceMatcher
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from briefing import explain
from briefing.errors import NothingToBrief, UnreadableDocument
from briefing.exporters.explanation import export
from briefing.readers import load

FILES = Path(__file__).parent / "files"
WRITTEN = sorted(p.name for p in FILES.glob("talks-*"))
PARAGRAPHS = 11  # of the master; list, table, quotation and note not counted


def one(source):
    (document,), skipped = load([source])
    assert not skipped
    return document


def texts(document, *kinds):
    return [document.text[b.start : b.end] for b in document.blocks if not kinds or b.kind in kinds]


def words(text):
    plain = text.translate(str.maketrans("“”’‘", "\"\"''", "↩︎"))
    return [w for w in plain.replace("|", " ").replace("[1]", "").split() if w not in ("•", "1", "1.")]


@pytest.fixture(scope="module")
def master():
    return one(FILES / "talks.md")


def test_the_master_is_read_as_it_is_written(master):
    assert master.title == "Ministers agree on the Lenner dam"
    assert (master.published, master.author) == (date(2024, 3, 5), "Ann Lee")
    assert texts(master, "heading")[1:] == [
        "What was agreed",
        "The other parts are these:",
        "How it came about",
        "Reactions",
        "What comes next",
    ]
    assert len(texts(master, "list-item")) == 3
    assert texts(master, "table")[0] == "Work | North | South"
    assert texts(master, "quote")[0].startswith("The river does not ask")
    assert "**" not in master.text
    assert "[^1]" not in master.text


@pytest.mark.parametrize("name", WRITTEN)
def test_no_paragraph_is_lost_torn_or_joined(master, name):
    found = {" ".join(words(t)).replace("session.1", "session.") for t in texts(one(FILES / name))}
    wanted = [" ".join(words(t)) for t in texts(master, "paragraph") if "supplementary budget was" not in t]
    assert len(wanted) == PARAGRAPHS
    assert [t for t in wanted if t not in found] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_the_words_are_in_reading_order(master, name):
    read, wanted = words(one(FILES / name).text), words(master.text)
    same = sum(m.size for m in SequenceMatcher(None, wanted, read, autojunk=False).get_matching_blocks())
    assert same >= 0.97 * len(wanted)
    assert same >= 0.97 * len(read)


@pytest.mark.parametrize("name", [n for n in WRITTEN if n.endswith((".docx", ".odt"))])
def test_headings_lists_tables_and_notes_of_office_files_are_kept(master, name):
    document = one(FILES / name)
    assert document.title == master.title
    for kind in ("list-item", "table"):
        assert texts(document, kind) == texts(master, kind)
    assert set(texts(master, "heading")) <= set(texts(document, "heading"))
    assert "about ninety million" in texts(document, "paragraph")[-1]


@pytest.mark.parametrize(("name", "pages"), [("chromium", 4), ("libreoffice", 3), ("columns", 6)])
def test_pdf_pages_are_kept_and_running_heads_are_not(name, pages):
    document = one(FILES / f"talks-{name}.pdf")
    numbers = [b.page for b in document.blocks]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, pages + 1)) - (
        {4} if name == "chromium" and 4 not in numbers else set()
    )
    assert "Gazette" not in document.text
    assert "file://" not in document.text


def test_hyphens_of_the_line_break_go_and_those_of_the_writer_stay():
    document = one(FILES / "talks-columns.pdf")
    assert "\u2010" not in document.text
    for word in ("memorandum", "Foreign Minister", "long-term", "thirty-one"):
        assert word in document.text


def test_a_scan_says_that_it_is_one_and_how_long():
    made = pikepdf.new()
    for _ in range(3):
        made.add_blank_page()
    data = BytesIO()
    made.save(data)
    with pytest.raises(UnreadableDocument, match="has no text layer on its 3 pages"):
        load([data.getvalue()])


def test_a_pdf_with_a_password_says_so():
    data = BytesIO()
    with pikepdf.open(FILES / "talks-libreoffice.pdf") as opened:
        opened.save(data, encryption=pikepdf.Encryption(user="open", owner="own"))
    with pytest.raises(UnreadableDocument, match="protected by a password"):
        load([data.getvalue()])


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ministers agree on the dam | The Daily</title>
<meta property="og:title" content="Ministers agree on the dam"><meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2024-03-05T10:00:00Z"><meta name="author" content="Ann Lee">
<script>var x = "They never met at all, said the script.";</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World news from everywhere</a></nav>
<article><h1>Ministers agree on the dam</h1>
<p>The minister met the envoy in the capital on Monday and thanked her for it. They spoke for two hours.</p>
<h2>Next steps</h2><ul><li>The experts will meet in May in order to draft the text.</li>
<li>The two sides will sign in June, if all goes well.</li></ul>
<p>After the talks both of them went to the river and had lunch with the mayor of the town.</p></article>
<footer>Copyright 2019 The Daily. All rights reserved.</footer></body></html>"""


def test_a_page_gives_its_main_text_and_what_it_says_of_itself(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    document = one(path)
    assert (document.title, document.publisher, document.author) == (
        "Ministers agree on the dam",
        "The Daily",
        "Ann Lee",
    )
    assert document.published == date(2024, 3, 5)
    assert len(texts(document, "list-item")) == 2
    assert "Next steps" in texts(document, "heading")
    assert "World news" not in document.text
    assert "script" not in document.text


def test_a_page_without_main_text_is_read_whole():
    document = one(b"<html><body><div>They met.</div><nav><a href='/'>Home</a></nav></body></html>")
    assert texts(document, "paragraph") == ["They met."]
    assert "Home" not in texts(document, "paragraph", "heading", "list-item")


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8", "utf-16"])
def test_a_page_is_read_in_the_encoding_that_it_declares(charset):
    text = "Министр встретился в понедельник с посланником, и они говорили о плотине на реке."
    page = f"<html><head><meta charset={charset}></head><body><p>{text}</p></body></html>"
    assert text in one(page.encode(charset)).text


def mail():
    message = EmailMessage()
    message["From"] = "Ann Lee <ann@example.org>"
    message["To"] = "desk@example.org"
    message["Subject"] = "Readout of Žofia’s meeting"
    message["Date"] = "Tue, 05 Mar 2024 10:00:00 +0100"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(
        "The minister met the envoy on Monday.\n\n> Who met whom, and when?\n\n-- \nAnn Lee, press office\n"
    )
    return message


def test_a_mail_is_read_with_its_attachments(tmp_path):
    message = mail()
    message.add_alternative("<p>The minister met the <b>envoy</b> on Monday.</p>", subtype="html")
    for name in ("talks-pandoc.docx", "talks-chromium.pdf"):
        message.add_attachment(
            (FILES / name).read_bytes(),
            maintype="application",
            subtype="octet-stream",
            filename=f"../../{name}",
        )
    message.add_attachment(b"\x89PNG\r\n\x1a\n....", maintype="image", subtype="png", filename="plan.png")
    path = tmp_path / "readout.eml"
    path.write_bytes(bytes(message))
    documents, skipped = load([path])
    assert [d.uri for d in documents] == [
        "readout.eml",
        "readout.eml/talks-pandoc.docx",
        "readout.eml/talks-chromium.pdf",
    ]
    assert (documents[0].title, documents[0].author) == ("Readout of Žofia’s meeting", "Ann Lee")
    assert documents[0].published == date(2024, 3, 5)
    assert [(b.kind, documents[0].text[b.start : b.end]) for b in documents[0].blocks] == [
        ("paragraph", "The minister met the envoy on Monday."),
        ("quote", "Who met whom, and when?"),
        ("boilerplate", "Ann Lee, press office"),
    ]
    assert [(s.uri, s.reason) for s in skipped] == [
        ("readout.eml/plan.png", "is a picture, which cannot be read")
    ]


def test_a_mail_in_a_mail_is_read_too():
    outer = mail()
    inner = mail()
    inner.replace_header("Subject", "The first one")
    inner.set_content("The envoy thanked the minister on Friday.")
    outer.add_attachment(inner)
    documents, _ = load([bytes(outer)])
    assert [d.title for d in documents] == ["Readout of Žofia’s meeting", "The first one"]


def test_a_page_saved_as_one_file_is_a_page():
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://example.org/dam"
    message["Subject"] = "Ministers agree on the dam"
    message["MIME-Version"] = "1.0"
    message.set_content(PAGE, subtype="html")
    message.add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<x>")
    document = one(bytes(message))
    assert document.publisher == "The Daily"
    assert "World news" not in document.text


RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Daily</title>
<item><title>One &amp;amp; all</title><link>https://example.org/1</link>
<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>
<dc:creator>Ann Lee</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>The minister met the envoy.</p>
<p>They spoke of the dam &ndash; at length.</p>]]></content:encoded></item>
<item><title>Two</title><description>The board met on Tuesday.</description></item>
<item><title>Nothing</title></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Daily</title>
<entry><title>One</title><link rel="alternate" href="https://example.org/1"/><updated>2024-03-06T10:00:00Z</updated>
<published>2024-03-05T10:00:00Z</published><author><name>Ann Lee</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The minister met the envoy.</p></div></content>
</entry></feed>"""


def test_each_entry_of_a_feed_is_a_document():
    first, second = load([RSS])[0]
    assert (first.uri, first.title, first.author) == ("https://example.org/1", "One & all", "Ann Lee")
    assert (first.publisher, first.published) == ("The Daily", date(2024, 3, 5))
    assert texts(first) == ["The minister met the envoy.", "They spoke of the dam – at length."]
    assert second.uri.endswith("#2")
    document = one(ATOM)
    assert (document.uri, document.author, document.published) == (
        "https://example.org/1",
        "Ann Lee",
        date(2024, 3, 5),
    )
    assert document.text == "The minister met the envoy."


def packed(**members):
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_an_archive_is_read_like_a_folder():
    inner = packed(**{"talks.odt": (FILES / "talks-pandoc.odt").read_bytes()})
    data = packed(
        **{
            "a/note.txt": "The minister met the envoy.",
            "../up.txt": "The board met on Tuesday.",
            ".hidden.txt": "It is hidden.",
            "__MACOSX/a/._note.txt": "It is none.",
            "inner.zip": inner,
            "plan.png": b"\x89PNG\r\n\x1a\n",
        }
    )
    documents, skipped = load([named("x.zip", data)])
    assert [d.uri for d in documents] == ["x.zip/../up.txt", "x.zip/a/note.txt", "x.zip/inner.zip/talks.odt"]
    assert [s.uri for s in skipped] == ["x.zip/plan.png"]


def named(name, data):
    source = BytesIO(data)
    source.name = name
    return source


def test_a_file_is_what_it_holds_and_not_what_it_is_called(tmp_path):
    for name, source in (
        ("a.txt", "talks-pandoc.docx"),
        ("b.zip", "talks-pandoc.odt"),
        ("c.docx", "talks-chromium.pdf"),
    ):
        (tmp_path / name).write_bytes((FILES / source).read_bytes())
    documents, skipped = load([tmp_path])
    assert not skipped
    assert {d.title for d in documents} == {"Ministers agree on the Lenner dam"}


@pytest.mark.parametrize("name", ["empty.docx", "empty.odt", "empty.zip"])
def test_an_office_file_without_a_text_is_one_sentence(name):
    with pytest.raises((UnreadableDocument, NothingToBrief), match=f"^{name}: [a-zA-Z ]+$"):
        load([named(name, packed())])


def test_the_main_text_of_pages_in_six_layouts_is_found():
    from bench.main_text import LAYOUTS, measure

    found = [measure(layout)[2] for layout in LAYOUTS]
    assert min(found) >= 0.90


BOILERPLATE = (
    "Read also: Ministers meet again",
    "We use cookies to improve your experience on our website.",
    "This site uses cookies. By continuing to browse the site you are agreeing to our use of cookies.",
    "Sign up for our daily newsletter and get the news in your inbox.",
    "Already a subscriber? Log in",
    "You have reached your free article limit.",
    "Photo: Ann Lee / Reuters",
    "ADVERTISEMENT",
    "(Reuters)",
)


@pytest.mark.parametrize("line", BOILERPLATE)
def test_lines_that_are_no_news_are_filed_nowhere_and_the_reason_is_given(line):
    text = f"The minister met the envoy in the capital on Monday.\n\n{line}\n\nThey spoke about the dam at length.\n"
    explanation = next(explain([text.encode()], structure="light"))
    rows = json.loads(export(explanation))["sentences"]
    found = [r for r in rows if text[r["start"] : r["end"]] in line]
    assert found
    assert {(r["section"], r["chosen"]) for r in found} == {("none", False)}
    assert all(any("not body text" in why for why in r["why"]) for r in found)
