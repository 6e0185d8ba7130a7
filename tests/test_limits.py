"""Every limit is an option; what is over it is one sentence that names it, and takes nothing else along."""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from briefing.errors import InputError, TooLarge, UnreadableDocument
from briefing.model import Document
from briefing.readers import Limits, load
from briefing.readers.limits import DEFAULT
from briefing.readers.parts import Part
from briefing.readers.wire import pack
from briefing.readers.worker import Worker

FILES = Path(__file__).parent / "files"
NEWS = "The minister met the envoy in the capital on Monday and thanked her for it."


def archive(members, name="x.zip"):
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as made:
        for member, content in members.items():
            made.writestr(member, content)
    data.seek(0)
    data.name = name
    return data


def nested(depth):
    source = archive({"note.txt": NEWS}, "0.zip")
    for n in range(1, depth):
        source = archive({f"{n}.zip": source.getvalue()}, f"{n}.zip")
    return source


@pytest.mark.parametrize(
    ("source", "limits", "words"),
    [
        (
            b"The minister met the envoy. " * 100,
            {"file_size": 1024},
            r"larger than 1 KiB \(--max-file-size\)",
        ),
        (
            archive({"a": "x" * 5000}),
            {"unpacked_size": 4096},
            r"4\.883 KiB, more than 4 KiB \(--max-unpacked\)",
        ),
        (archive({"a": bytes(11 << 20)}), {}, r"times its size, more than 200 \(--max-ratio\)"),
        (
            archive({str(n): NEWS for n in range(9)}),
            {"members": 8},
            r"9 files, more than 8 \(--max-members\)",
        ),
        (nested(3), {"depth": 2}, r"deeper than 2 archives \(--max-depth\)"),
        (FILES / "talks-columns.pdf", {"pages": 5}, r"has 6 pages, more than 5 \(--max-pages\)"),
    ],
)
def test_what_is_over_a_limit_is_one_sentence_that_names_it(source, limits, words):
    if isinstance(source, BytesIO):
        source.seek(0)
    with pytest.raises(TooLarge, match=words) as caught:
        load([source], replace(DEFAULT, **limits))
    assert "\n" not in str(caught.value)


def test_the_first_file_of_three_bombs_inside_each_other_is_not_unpacked_whole():
    bomb = archive({f"{n}": bytes(9 << 20) for n in range(40)}, "bomb.zip")
    with pytest.raises(TooLarge):
        load([archive({"inner.zip": bomb.getvalue()})])


def test_members_of_an_archive_count_together_however_deep_they_lie():
    layers = archive({f"{n}.zip": archive({"a.txt": NEWS * 400}).getvalue() for n in range(5)})
    documents, skipped = load([layers, b"They met."], replace(DEFAULT, unpacked_size=100_000))
    assert any("--max-unpacked" in s.reason for s in skipped)
    assert documents


def test_the_limit_of_sentences_is_an_option(run, tmp_path):
    (tmp_path / "long.txt").write_text(f"{NEWS} " * 30)
    (tmp_path / "short.txt").write_text(
        "The board met on Tuesday and closed two of its offices in the north."
    )
    done = run("long.txt", "--max-sentences", "10")
    assert done.returncode == 4
    assert done.stderr.decode() == ("briefing: long.txt: has 30 sentences, more than 10 (--max-sentences)\n")
    brief = json.loads(run("long.txt", "short.txt", "--max-sentences", "10", "-f", "json").stdout)
    assert [s["uri"] for s in brief["skipped"]] == ["long.txt"]


def test_sizes_are_written_as_people_write_them(run, tmp_path):
    (tmp_path / "a.txt").write_text(f"{NEWS}\n" * 40)
    assert run("a.txt", "--max-file-size", "1K").returncode == 4
    assert run("a.txt", "--max-file-size", "1 MiB").returncode == 0
    assert run("a.txt", "--max-file-size", "much").returncode == 2
    (tmp_path / "briefing.toml").write_text('max-file-size = "2K"\n')
    assert run("a.txt").returncode == 4


def test_help_names_every_limit_with_its_default(run):
    text = " ".join(run("make", "--help").stdout.decode().split())
    for words in (
        "100 MiB",
        "300 MiB",
        "default: 200",
        "default: 2000",
        "default: 3",
        "50000",
        "60",
        "1024 MiB",
    ):
        assert words in text


# The process that reads apart: what one file does to it, the next does not notice.

HANG = "def read(data, uri, limits):\n    while True: pass\n"
EAT = "def read(data, uri, limits):\n    x = [bytearray(1 << 24) for _ in range(1000)]\n"
DIE = "def read(data, uri, limits):\n    import os; os.kill(os.getpid(), 11)\n"
RAISE = "def read(data, uri, limits):\n    raise IndexError('inside')\n"
WRITE = "def read(data, uri, limits):\n    open(uri, 'w')\n"
CALL = "def read(data, uri, limits):\n    import socket; socket.create_connection(('127.0.0.1', 9))\n"
START = "def read(data, uri, limits):\n    import subprocess; subprocess.run(['true'])\n"
LIE = "def read(data, uri, limits):\n    import os; os.write(3, b'x' * 1000); os.write(4, b'x' * 1000); os._exit(0)\n"


@pytest.fixture
def worker(tmp_path, monkeypatch):
    """A worker whose reader of web pages is the code that is given."""
    workers = []

    def start(code, **limits):
        (tmp_path / "odd_reader.py").write_text(code)
        monkeypatch.setattr(
            "briefing.readers.worker.START",
            "import json, sys; sys.path[:] = [*json.loads(sys.argv[1]), " + repr(str(tmp_path)) + "]\n"
            "from briefing.readers import choice, sandbox\n"
            "known = choice.built_in\n"
            "def built_in(name):\n"
            "    import odd_reader\n"
            "    return odd_reader.read if name == 'feed' else known(name)\n"
            "choice.built_in = built_in\nsandbox.serve()",
        )
        workers.append(Worker(replace(DEFAULT, **limits)))
        return workers[-1]

    yield start
    for each in workers:
        each.close()


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (HANG, TooLarge, "takes more than 3 seconds"),
        (EAT, TooLarge, r"needs more than 500 MiB of memory to be read \(--max-memory\)"),
        (DIE, UnreadableDocument, "its reader broke down"),
        (RAISE, UnreadableDocument, r"is damaged \(IndexError\)"),
        (WRITE, UnreadableDocument, r"\(PermissionError\)"),
        (CALL, UnreadableDocument, r"\(PermissionError\)"),
        (START, UnreadableDocument, r"\(PermissionError\)"),
        (LIE, UnreadableDocument, "its reader"),
    ],
)
def test_one_file_does_not_take_the_others_along(worker, tmp_path, code, kind, words):
    apart = worker(code, seconds=3 if code == HANG else 60, memory=500 << 20)
    page = Part("page.md", NEWS.encode())
    (before,) = apart.read("markdown", page)
    with pytest.raises(kind, match=words):
        apart.read("feed", Part(str(tmp_path / "x.xml"), b"<rss/>"))
    assert not (tmp_path / "x.xml").exists()
    (after,) = apart.read("markdown", page)
    assert isinstance(after, Document)
    assert after == before


def test_a_process_that_nobody_waits_for_ends_itself(worker):
    apart = worker(HANG, seconds=1)
    process = apart._start()

    limits = asdict(replace(DEFAULT, seconds=1))
    process.stdin.write(pack({"reader": "feed", "uri": "x", "charset": "", "limits": limits}, [b""]))
    assert process.wait(timeout=60) != 0


def test_one_process_reads_everything(monkeypatch):
    started = []
    start = Worker._start

    def counted(self):
        started.append(self)
        return start(self)

    monkeypatch.setattr(Worker, "_start", counted)
    limits = replace(DEFAULT, pages=1999)
    assert len(load([FILES], limits)[0]) >= 8
    assert len(load([FILES], limits)[0]) >= 8
    assert len(started) == 1


def test_plain_text_starts_no_process_and_loads_no_library():
    code = (
        "import subprocess, sys; from briefing.readers import load\n"
        "subprocess.Popen = None\n"
        f'load([{NEWS!r}.encode(), b\'{{"text": "They met."}}\'])\n'
        "print(sorted({'lxml', 'trafilatura', 'pypdfium2', 'urllib3', 'markdown_it'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_process_ends_with_the_one_that_started_it():
    code = (
        "from briefing.readers import load; from briefing.readers import worker; "
        "load([b'<html><body><p>They met.</p></body></html>']); "
        "print(*(w._process.pid for w in worker._kept.values()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not Path("/proc", done.stdout.strip()).exists()


@pytest.mark.parametrize("limits", [Limits(seconds=1), Limits(memory=64 << 20)])
def test_a_limit_too_small_for_any_file_is_an_error_and_not_a_crash(limits):
    with pytest.raises(InputError):
        load([b"<html><body>" + b"<p>They met." * 200_000], limits)
