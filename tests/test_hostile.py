"""What means harm gets nothing: nothing runs, is fetched, is written elsewhere, or hides what a person reads."""

import json
import os
import re
import socket
import threading
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hostile import SAID, baits, files, mail, packed

from briefing.readers import load

GOOD = Path(__file__).parent / "files"
SECRET = "the-secret-of-this-machine"  # noqa: S105 - a mark to look for


@pytest.fixture(scope="module")
def bait():
    """Address of a server that should never be asked, and what it was asked for."""
    import pytest_socket

    pytest_socket.enable_socket()
    asked = []
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]

    def listen():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            asked.append(connection.recv(200))
            connection.close()

    threading.Thread(target=listen, daemon=True).start()
    pytest_socket.disable_socket(allow_unix_socket=True)
    yield f"http://127.0.0.1:{port}", asked
    listening.close()


@pytest.fixture(scope="module")
def folder(bait, tmp_path_factory):
    """A folder of hostile files, with a well-meant one and one that cannot be read."""
    place = tmp_path_factory.mktemp("hostile")
    secret = place / "secret"
    secret.write_text(SECRET)
    sources = place / "work" / "sources"
    sources.mkdir(parents=True)
    for name, data in files(bait[0], secret).items():
        (sources / name).write_bytes(data)
    (sources / "good.txt").write_text(f"{SAID} It was their first meeting this year.")
    (sources / "link.txt").symlink_to(secret)
    os.mkfifo(sources / "pipe.txt")
    return sources


@pytest.fixture(scope="module")
def loaded(folder):
    return load([folder])


def test_a_folder_of_hostile_files_is_read_to_its_end(folder, loaded):
    documents, skipped = loaded
    assert "good.txt" in {d.uri for d in documents}
    told = {d.uri.split("/")[0].split("#")[0] for d in documents} | {s.uri.split("/")[0] for s in skipped}
    shown = {name.name.replace("\u202e", " ") for name in folder.iterdir()}
    assert shown - told == set()
    assert all(re.fullmatch(r"[^\n]{3,200}", s.reason) for s in skipped)


def test_what_can_be_read_of_them_is_read(loaded):
    read = {d.uri for d in loaded[0] if SAID.split(" in ")[0] in d.text}
    for name in (
        "baits.html",
        "outside.docx",
        "styles.docx",
        "outside.odt",
        "template.md",
        "attached.eml",
    ):
        assert name in read, name


def test_what_is_over_a_limit_is_refused(loaded):
    reasons = {s.uri: s.reason for s in loaded[1]}
    for name in ("bomb.docx", "bomb.zip", "attached.eml/bomb.zip", "inside.zip/1.zip/2.zip/3.zip"):
        assert "--max-" in reasons[name], name


def test_no_file_outside_is_read_and_nothing_is_expanded(loaded):
    for document in loaded[0]:
        assert SECRET not in document.text
        assert "hahaha" not in document.text
        assert len(document.text) < 2_000_000


def test_nothing_is_asked_for_over_the_network(loaded, bait):
    assert bait[1] == []


def test_nothing_is_written(loaded, folder):
    assert {p.name for p in folder.parent.parent.rglob("*climbed*")} == set()
    assert not Path("/rooted.txt").exists()


def test_no_control_or_override_reaches_a_document(loaded):
    for document in loaded[0]:
        for text in (document.text, document.uri, document.title):
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    marks = next(d for d in loaded[0] if d.uri == "marks.txt")
    assert any("control character" in note for note in marks.notes)


def test_markup_of_a_source_is_text_in_every_format(run, tmp_path):
    (tmp_path / "marks.txt").write_bytes(files("http://127.0.0.1:9", tmp_path)["marks.txt"])
    targets = [word for suffix in ("md", "html", "json", "docx") for word in ("-o", f"note.{suffix}")]
    done = run("marks.txt", *targets, "--template", "full", "--structure", "light")
    assert done.returncode == 0, done.stderr
    body = (tmp_path / "note.html").read_text().split("<body", 1)[1]
    assert "<script>alert" not in body
    assert "{{ 7 * 7 }}" in body
    assert not re.search(r"href=.javascript", body, re.IGNORECASE)
    assert "<script>alert" not in (tmp_path / "note.md").read_text().replace("\\<", "")
    brief = json.loads((tmp_path / "note.json").read_text())
    assert any("{{ 7 * 7 }}" in s["text"] for section in brief["sections"] for s in section["statements"])
    assert any("control characters" in line for line in brief["limits"])
    with zipfile.ZipFile(tmp_path / "note.docx") as opened:
        assert b"HYPERLINK" not in b"".join(
            re.findall(rb"<w:instrText.*?</w:instrText>", opened.read("word/document.xml"))
        )


def test_the_run_says_what_it_left_out_and_ends_well(run, folder, tmp_path):
    done = run(folder, "-f", "json", "--structure", "light")
    assert done.returncode == 0, done.stderr
    brief = json.loads(done.stdout)
    named = {s["uri"] for s in brief["skipped"]}
    assert {"bomb.zip", "bomb.docx", "pipe.txt", "link.txt", "loop.pdf"} <= named
    assert b"Traceback" not in done.stderr
    assert run(folder, "-f", "json", "--strict", "--structure", "light").returncode == 3


def of_each_kind():
    """One good file of each kind that is read, by name."""
    kinds = {
        f"good{p.suffix}": p.read_bytes() for p in [*sorted(GOOD.glob("talks-[lp]*")), GOOD / "talks.md"]
    }
    page = f"<html><body><article><p>{SAID} He will go on.</p></article></body></html>"
    item = f"<item><title>t</title><link>http://good.xml</link><description>{SAID} So said a feed.</description></item>"
    feed = f"<rss version='2.0'><channel><title>f</title>{item}</channel></rss>"
    saved = EmailMessage()
    saved["Subject"] = "Saved"
    saved.set_content(page, subtype="html")
    return {
        **kinds,
        "good.txt": f"{SAID} It was their first meeting this year.".encode(),
        "good.eml": mail(),
        "good.mhtml": b"Snapshot-Content-Location: http://example.org/a\n" + saved.as_bytes(),
        "good.xml": feed.encode(),
        "good.jsonl": json.dumps(
            {"id": "good.jsonl", "title": "Talks", "text": SAID + " So said a line."}
        ).encode(),
        "good.zip": packed({"inside.txt": SAID + " They met in the zip."}),
    }


def test_one_folder_with_good_hostile_and_unreadable_files_of_each_kind_gives_one_brief(
    run, folder, tmp_path
):
    place = tmp_path / "all"
    place.mkdir()
    for name, data in of_each_kind().items():
        (place / name).write_bytes(data)
    for hostile in folder.iterdir():
        if hostile.is_file() and not hostile.is_symlink() and hostile.name != "good.txt":
            (place / hostile.name).write_bytes(hostile.read_bytes())
    (place / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    words = (place, "-f", "json", "--structure", "light", "--template", "full")
    done = run(*words)
    assert done.returncode == 0, done.stderr
    brief = json.loads(done.stdout)
    read = {s["uri"].removeprefix("http://").split("/")[0].split("#")[0] for s in brief["sources"]}
    assert of_each_kind().keys() - read == set()
    bad = {s["uri"].split("/")[0]: s["reason"] for s in brief["skipped"]}
    for name in ("old.doc", "bomb.zip", "bomb.docx", "loop.pdf", "deep.json", "parts.eml", "laughs.odt"):
        assert bad.get(name) or name in read, name
    assert {"old.doc", "bomb.zip", "bomb.docx", "loop.pdf"} <= bad.keys()
    assert run(*words, "--strict").returncode == 3


def test_the_pages_of_the_bait_alone_ask_for_nothing(bait):
    (document,), _ = load([baits(bait[0]).encode()])
    assert SAID in document.text
    assert bait[1] == []
