"""Reading: bytes, files, folders and streams, and what is said of those that cannot be read."""

import contextlib
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import InputError, NothingToBrief, UnreadableDocument, UnsupportedFormat
from briefing.model import Document
from briefing.readers import load, reader_for, stream
from briefing.readers.formats import format_of
from briefing.readers.language import identify

NEWS = "The minister met the envoy in the capital on Monday and thanked her for it.\n\nThey spoke about the dam.\n"
OTHER = "The board of the bank met on Tuesday and decided to close two of its offices in the north of the country.\n"


def one(source):
    (document,), skipped = load([source])
    assert not skipped
    return document


def lines(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "z.txt").write_text(NEWS)
    (tmp_path / "b" / "a.txt").write_text(OTHER)
    (tmp_path / ".secret.txt").write_text("It is hidden from the reader of the folder.")
    (tmp_path / ".hidden" / "c.txt").write_text("It is hidden, too, with all that is in it.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    return tmp_path


def test_the_seed_begins_after_its_date_marker(seed):
    document = one(seed)
    assert document.published == date(2022, 4, 29)
    assert document.blocks[0].start == 17
    assert document.text == seed.read_text(encoding="utf-8")
    assert document.paragraphs == 19
    assert document.uri == seed.name
    assert document.language == "en"


@pytest.mark.parametrize(
    "text",
    ["date 2022-02-30 They met in the hall.", "date of birth: unknown, they said.", "date 2022-04-29\n"],
)
def test_what_is_no_marker_can_be_quoted(text):
    document = one(text.encode())
    assert document.published is None
    assert document.blocks[0].start == 0


def test_a_marker_may_have_a_line_of_its_own():
    document = one(f"date 2023-01-05\n\n{NEWS}".encode())
    assert document.published == date(2023, 1, 5)
    assert document.text[document.blocks[0].start :].startswith("The minister")


@pytest.mark.parametrize(
    "line",
    [
        "2023-01-05",
        "5.1.2023",
        "Thursday, 5 January 2023",
        "Published: January 5th, 2023",
        "Jan 5, 2023 10:15 AM",
        "2023-01-05T10:15:00Z",
        "(5 Jan. 2023)",
    ],
)
def test_a_line_that_is_a_date_near_the_top_is_the_day_of_the_text(line):
    document = one(f"A visit to the dam\n\n{line}\n\n{NEWS}".encode())
    assert document.published == date(2023, 1, 5)
    assert line in document.text
    (row,) = stream(io.BytesIO(lines({"text": f"{line}\n\n{NEWS}"})))
    assert row.published == date(2023, 1, 5)


def test_the_day_may_be_told_in_the_language_of_the_text():
    text = "Der Minister traf den Gesandten am Montag in der Hauptstadt und sprach mit ihm über den Staudamm."
    assert one(f"Donnerstag, 5. Januar 2023\n\n{text}\n".encode()).published == date(2023, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        f"{NEWS}\n5 January 2023\n\n{OTHER}",
        f"5 January 2023 to 7 January 2023\n\n{NEWS}",
        f"31 February 2023\n\n{NEWS}",
        f"05/01/2023\n\n{NEWS}",
        f"Born 5 January 1923\n\n{NEWS}",
        f"Deadline: 5 January 2030\n\n{NEWS}",
        f"5 January 2023, 10:00-12:00, Hall 3\n\n{NEWS}",
        f"Paris 5 January 1916\n\n{NEWS}",
        f"A timeline\n\n1 May 2019\n\n{NEWS}\n3 June 2020\n\n{OTHER}\n7 July 2021\n\n{NEWS}\n8 May 2022\n\n{NEWS}",
        f"{NEWS}\n5 January 2023",
        f"One\n\nTwo\n\nThree\n\nFour\n\nFive\n\nSix\n\n5 January 2023\n\n{NEWS}",
        "1 May 2019\n" + "The dam was planned.\n" * 60 + "3 June 2020\nIt was built.\n",
    ],
)
def test_no_other_date_is_the_day_of_the_text(text):
    assert one(text.encode()).published is None


def test_the_day_that_a_source_declares_stands():
    (row,) = stream(io.BytesIO(lines({"text": f"5 January 2023\n\n{NEWS}", "date": "2023-01-06"})))
    assert row.published == date(2023, 1, 6)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", NEWS),
        ("utf-8-sig", "Zoë met Ørsted’s envoy in the hall."),
        ("utf-16", NEWS),
        ("utf-16-be", NEWS),
        ("utf-32", NEWS),
    ],
)
def test_unicode_is_read_in_all_its_encodings(encoding, text):
    assert one(text.encode(encoding)).text == text


def test_a_guessed_encoding_is_reported(caplog):
    text = (
        "Der Präsident hat gestern in Köln über die Brücken gesprochen, und er sagte, dass sie schön sind. "
        * 3
    )
    document = one(text.encode("cp1252"))
    assert "Präsident" in document.text
    assert "is not UTF-8" in caplog.text


def test_damage_in_utf8_shows_and_is_reported(caplog):
    data = (NEWS + "Zoë’s café was closed. ").encode() * 20
    document = one(data.replace("ë".encode(), b"\xff", 1))
    assert document.text.count("\ufffd") == 1
    assert "1 characters are damaged" in caplog.text


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (b"", NothingToBrief, "is empty"),
        (b" \n\n\t", NothingToBrief, "holds no words"),
        (b"1234 - 56 !!", NothingToBrief, "holds no words"),
        (bytes(range(256)) * 4, UnsupportedFormat, "is a binary file"),
        (b"%PDF-1.7\n...", UnreadableDocument, "is a damaged PDF"),
        (b"\x89PNG\r\n\x1a\n", UnsupportedFormat, "is a picture"),
        (b"PK\x03\x04....", UnreadableDocument, "is a damaged ZIP file"),
        (b"\n<!DOCTYPE html><html></html>", NothingToBrief, "holds no words"),
        (b"<?xml version='1.0'?><note>They met.</note>", UnsupportedFormat, "is an XML file that is no feed"),
    ],
)
def test_one_source_that_cannot_be_read_is_an_error_with_its_reason(data, kind, reason):
    with pytest.raises(kind, match=reason):
        load([data])


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableDocument, match=r"^no\.txt: there is no such file$"):
        load([tmp_path / "no.txt"])


def test_a_file_without_permission_is_named(tmp_path, monkeypatch):
    path = tmp_path / "shut.txt"
    path.write_text(NEWS)

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    with pytest.raises(UnreadableDocument, match="permission"):
        load([path])


def test_an_address_is_not_fetched():
    with pytest.raises(UnsupportedFormat, match="nothing is fetched"):
        load(["https://example.org/news"])


def test_no_source_is_an_error():
    with pytest.raises(NothingToBrief, match="no source"):
        load([])


def test_a_folder_is_read_with_all_below_it_by_name(folder):
    documents, skipped = load([folder])
    assert [d.uri for d in documents] == ["b/a.txt", "z.txt"]
    assert [(s.uri, s.reason) for s in skipped] == [("picture.png", "is a picture, which cannot be read")]


def test_links_in_a_folder_are_not_followed(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "o.txt"
    outside.write_text("It is outside of the folder and shall not be read.")
    (folder / "link.txt").symlink_to(outside)
    (folder / "around").symlink_to(folder)
    documents, skipped = load([folder])
    assert [d.uri for d in documents] == ["b/a.txt", "z.txt"]
    assert ("link.txt", "is a link, and links inside a folder are not followed") in [
        (s.uri, s.reason) for s in skipped
    ]


def test_a_folder_without_a_file_is_an_error(tmp_path):
    with pytest.raises(NothingToBrief, match="holds no file"):
        load([tmp_path])


def test_of_many_the_bad_ones_are_skipped(folder):
    documents, skipped = load([folder / "z.txt", folder / "no.txt", b"", folder / "b"])
    assert [d.uri for d in documents] == ["z.txt", "a.txt"]
    assert [s.reason for s in skipped] == ["there is no such file", "is empty"]


def test_if_none_of_many_can_be_read_all_reasons_are_given(tmp_path):
    with pytest.raises(
        NothingToBrief, match=r"2 sources: none can be read \(no\.txt: there is no such file; .*: is empty\)"
    ):
        load([tmp_path / "no.txt", b""])


def test_the_same_bytes_count_once(tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(NEWS)
    documents, skipped = load([tmp_path])
    assert [d.uri for d in documents] == ["one.txt"]
    assert [(s.uri, s.reason) for s in skipped] == [("two.txt", "same bytes as one.txt")]


def test_equal_names_are_told_apart(tmp_path):
    for name, text in (("x", NEWS), ("y", OTHER)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "note.txt").write_text(text)
    documents, _ = load([tmp_path / "x" / "note.txt", tmp_path / "y" / "note.txt"])
    assert [(d.uri, d.id) for d in documents] == [("note.txt", "note.txt"), ("note.txt (2)", "note.txt (2)")]


def test_no_name_depends_on_where_a_file_lies(folder):
    documents, _ = load([folder])
    assert not any(str(folder) in f"{d!r}" for d in documents)


def test_bytes_open_files_and_documents_are_sources(folder):
    ready = Document.from_text("It is ready already.", id="ready")
    with (folder / "z.txt").open("rb") as opened:
        documents, _ = load([OTHER.encode(), opened, io.BytesIO(b"Somebody met somebody else."), ready])
    assert documents[1].uri == "z.txt"
    assert documents[3] is ready
    assert len(documents) == 4


def test_json_lines_give_one_document_a_line():
    data = lines(
        {
            "id": "a",
            "title": "T",
            "date": "2020-05-01",
            "publisher": "P",
            "url": "https://example.org/a",
            "text": NEWS,
        },
        {"text": OTHER, "date": None, "unknown": 1},
        {"id": 7, "text": "The two sides will meet again."},
    )
    documents, _ = load([io.BytesIO(data)])
    first, second, third = documents
    assert (first.id, first.uri, first.title, first.publisher) == ("a", "https://example.org/a", "T", "P")
    assert first.published == date(2020, 5, 1)
    assert first.text == NEWS
    assert second.published is None
    assert second.id.endswith(":2")
    assert third.id == "7"


def test_names_and_titles_can_be_printed(tmp_path):
    row = rb'{"id": "a\ud800", "title": " A\n b\u0007 ", "publisher": "P\ud800", "text": "They met."}'
    document = one(row)
    assert (document.id, document.title, document.publisher) == ("a\ufffd", "A b", "P\ufffd")
    path = os.fsencode(tmp_path) + b"/note\xff.txt"
    Path(os.fsdecode(path)).write_text(NEWS)
    assert one(tmp_path).uri == "note\ufffd.txt"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "line 2 is not JSON"),
        (b"[1]", "line 2 is not a JSON object"),
        (b'{"id": "x"}', "line 2 has no text"),
        (b'{"text": 5}', "line 2: 'text' is not a string"),
        (b'{"text": "They met.", "date": "in May"}', "line 2: 'in May' is not a date"),
        (b'{"text": "They met\xff."}', "line 2 is not UTF-8"),
        (b"[" * 100_000, "line 2 cannot be taken as JSON"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, reason):
    path = tmp_path / "x.jsonl"
    path.write_bytes(lines({"text": NEWS}) + line + b"\n")
    with pytest.raises(UnreadableDocument, match=f"^x.jsonl: {reason}"):
        list(stream(path))


def test_a_json_file_may_hold_one_list(tmp_path):
    path = tmp_path / "x.json"
    path.write_text(json.dumps([{"text": NEWS}, {"text": OTHER}], indent=1))
    assert len(load([path])[0]) == 2


def test_a_stream_reads_lines_as_they_are_asked_for(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(lines({"id": "a", "text": NEWS}, {"id": "a", "text": NEWS}) + b"broken\n")
    found = stream(path)
    assert next(found).id == "a"
    assert next(found).id == "a"
    with pytest.raises(UnreadableDocument, match="line 3"):
        next(found)


def test_a_stream_of_a_file_is_the_file(seed):
    assert list(stream(seed)) == [one(seed)]


def test_a_stream_says_what_is_missing(tmp_path):
    with pytest.raises(UnreadableDocument):
        list(stream(tmp_path / "no.jsonl"))


def test_what_a_file_holds_is_stronger_than_its_name():
    assert format_of(b"%PDF-1.4", "txt") == "pdf"
    assert format_of(b"They met.", "pdf") == "text"
    assert format_of(lines({"text": "x"}), "txt") == "jsonl"
    assert format_of(b'{"name": 1}\n', "txt") == "text"
    assert format_of(b"PK\x03\x04", "docx") == "docx"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", NEWS),
        ("en", "Two words"),
        (
            "de",
            "Der Minister hat sich am Montag mit der Botschafterin getroffen, und sie sprachen über den Damm.",
        ),
        (
            "fr",
            "Le ministre a rencontré lundi l'envoyée dans la capitale et ils ont parlé du barrage sur la rivière.",
        ),
        (
            "es",
            "El ministro se reunió el lunes con la enviada en la capital y hablaron de la presa en el río.",
        ),
        (
            "ru",
            "Министр встретился в понедельник с посланником, и они говорили о плотине на реке, как это было в мае.",
        ),
        (
            "tr",
            "Bakan pazartesi günü başkentte elçi ile görüştü ve baraj için daha çok para olduğunu söyledi.",
        ),
        ("ar", "التقى الوزير المبعوثة في العاصمة يوم الاثنين وتحدثا عن السد."),
    ],
)
def test_the_language_is_told(language, text):
    assert identify(text) == language


def test_english_needs_no_model():
    code = (
        "import sys; from briefing.readers import load; "
        f"load([{NEWS!r}.encode()]); print({{'py3langid', 'numpy', 'charset_normalizer'}} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


heads = st.sampled_from(
    [
        b"",
        b"date 2020-01-01 ",
        b'{"text": "',
        b'{"text": "They met."}\n',
        b"[",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"They met. ",
    ]
)


@given(
    heads,
    st.binary(max_size=80)
    | st.text(st.characters(), max_size=40).map(lambda s: s.encode("utf-8", "surrogatepass")),
)
def test_any_bytes_end_in_documents_or_an_input_error(head, data):
    documents = []
    with contextlib.suppress(InputError):
        documents = list(reader_for("x", head + data)(head + data, "x"))
    for document in documents:
        assert all(document.text[b.start : b.end].strip() for b in document.blocks)
        document.text.encode("utf-8")


def test_character_references_in_plain_text_are_read_as_what_they_mean():
    document = one(b"date 2022-04-29 Lee&#x27;s envoy said: &quot;We met.&quot; Profits at AT&amp;T rose.\n")
    assert document.text.strip() == 'date 2022-04-29 Lee\'s envoy said: "We met." Profits at AT&T rose.'
    assert document.notes == ("characters written as in HTML are read as what they mean",)
    assert document.published == date(2022, 4, 29)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The page wrote AT&amp;T.", "The page wrote AT&T."),
        ("Smith & Sons; R&D; &nosuch; &c; met.", "Smith & Sons; R&D; &nosuch; &c; met."),
        ("&amp;lt;b&amp;gt; they met.", "&lt;b&gt; they met."),
        ("They&#0; met&#xD800; there.", "They\ufffd met\ufffd there."),
    ],
)
def test_an_ampersand_and_what_a_reference_becomes_stay(text, read):
    assert one(text.encode()).text == read


def test_links_in_markdown_in_a_plain_text_are_read_as_their_words():
    document = one(
        b"They came to hear [her remarks](https://example.org/a-b?c=1) on ports. It is nuts\\! [Laughter] (a\\b)\n"
    )
    assert document.text.strip() == "They came to hear her remarks on ports. It is nuts! [Laughter] (a\\b)"
    assert document.notes == ("what is left of Markdown is read as the words it marks",)
