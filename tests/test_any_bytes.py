"""Any bytes into any reader end in documents or in an InputError; cases that fuzzing has found stay so."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import InputError
from briefing.model import Document
from briefing.readers.choice import APART, BUILT_IN, built_in, choose
from briefing.readers.limits import Limits
from briefing.readers.parts import Part
from briefing.readers.wire import answer, found_in, unpack

NAMES = sorted(e.name for e in BUILT_IN)
LIMITS = Limits(unpacked_size=20 << 20, pages=20, members=50)
FILES = sorted((Path(__file__).parent / "files").glob("talks*"))
FOUND = sorted(p for p in (Path(__file__).parent / "fuzz").glob("*/*") if p.is_file())
STARTS = [
    b"",
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ",
    b"<html><body><p>They met.",
    b"<rss><channel><item><title>They</title><description>met",
    b"<?xml version='1.0'?><feed><entry><content type='xhtml'>",
    b"From: a@b\nMessage-ID: <1>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
    b"Content-Type: text/html; charset=utf-7\n\n",
    b'{"text": "They met.", "date": ',
    b"---\ntitle: x\n---\n# They met\n\n| a | b |\n|---|---|\n",
    b"\xff\xfe",
    b"PK\x03\x04",
]


def read(name, data):
    """What a reader makes of some bytes, called as it is called in earnest."""
    reader = built_in(name)
    return list(reader(data, "x", LIMITS) if name in APART else reader(data, "x"))


def holds(name, data):
    try:
        found = read(name, data)
    except InputError as error:
        reason = str(error)
        found = None
    if found is None:
        assert "\n" not in reason
        return
    for thing in found:
        assert isinstance(thing, Document | Part)
        if isinstance(thing, Document):
            assert all(thing.text[b.start : b.end].strip() for b in thing.blocks)
            thing.text.encode("utf-8")
    message = BytesIO(answer(found))
    assert found_in(*unpack(message.read), "x") == [
        *(f for f in found if isinstance(f, Document)),
        *(f for f in found if isinstance(f, Part)),
    ]


noise = st.binary(max_size=120) | st.text(max_size=60).map(lambda s: s.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(start=st.sampled_from(STARTS), data=noise)
def test_any_bytes_end_in_documents_or_an_input_error(name, start, data):
    holds(name, start + data)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_files_end_in_documents_or_an_input_error(path, data):
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    end = data.draw(st.integers(len(content) // 2, len(content)))
    damaged = bytes(content[:end])
    try:
        name = choose(path.name, damaged)
    except InputError:
        return
    holds(name, damaged)


@pytest.mark.parametrize(("name", "part"), [("docx", "word/document.xml"), ("odt", "content.xml")])
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_odd_xml_in_an_office_file_ends_in_documents_or_an_input_error(name, part, data):
    path = next(p for p in FILES if p.suffix == f".{name}")
    with ZipFile(path) as source:
        members = {n: source.read(n) for n in source.namelist()}
    xml = members[part].decode()
    tags = xml.split("<")
    order = data.draw(st.lists(st.integers(1, len(tags) - 1), max_size=5))
    for at in order:
        tags[at] = data.draw(
            st.sampled_from([tags[-at], "w:p/>", "w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "text:note/>", ""])
        )
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as target:
        for member, content in members.items():
            target.writestr(member, "<".join(t for t in tags) if member == part else content)
    holds(name, made.getvalue())


@pytest.mark.parametrize("path", FOUND, ids=lambda p: f"{p.parent.name}-{p.name[:20]}")
def test_what_fuzzing_found_stays_mended(path):
    holds(path.parent.name, path.read_bytes())
