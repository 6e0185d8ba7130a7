"""`briefing batch` as a user meets it: what is made, what is made again, what is said, what is never lost."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from briefing.batch.jobs import Recipe
from briefing.batch.pool import Pool
from briefing.batch.run import Batch
from briefing.errors import UsageError
from briefing.model import Options

LIGHT = ("--structure", "light", "-f", "json", "-q")
TEXT = (
    "Minister {0} Novak met the mayor of Prague on Monday to discuss water supply.\n\n"
    "They agreed that {1} wells will be drilled in 2025, the ministry said.\n\n"
    "In 2019 the two sides had signed a first agreement on the river."
)
NAMES = ("Jan", "Petr", "Eva", "Marie", "Karel")


def text(number):
    return TEXT.format(NAMES[number % len(NAMES)], number + 2)


def lines(path, numbers, **more):
    rows = [{"id": f"a{n}", "date": f"2024-03-{n % 28 + 1:02}", "text": text(n)} | more for n in numbers]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def made(folder):
    """Every file of an output folder but the journal, with its bytes."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and ".briefing" not in p.relative_to(folder).parts
    }


def said(process):
    words = process.stderr.decode()
    assert "Traceback" not in words
    return words.strip()


@pytest.fixture
def batch(run):
    """Run `briefing batch` in one process, for speed; `engine` says otherwise."""

    def start(*arguments, engine="serial", stdin=None):
        return run("batch", *arguments, "--engine", engine, *LIGHT, stdin=stdin)

    return start


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "in"
    (folder / "north").mkdir(parents=True)
    (folder / "visit.txt").write_text("date 2024-03-01\n\n" + text(0))
    (folder / "north" / "visit.txt").write_text("date 2024-03-02\n\n" + text(1))
    (folder / "north" / "wells.txt").write_text("date 2024-03-02\n\n" + text(2))
    return folder


# What is made.


def test_a_brief_for_each_file_line_and_archive_member(batch, sources, tmp_path):
    lines(tmp_path / "wire.jsonl", range(3))
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        archive.writestr("1999/flood.txt", text(4))
    done = batch("in", "wire.jsonl", "old.zip", "-o", "out")
    assert (done.returncode, said(done)) == (0, "")
    assert sorted(made(tmp_path / "out")) == [
        "north/visit.json",
        "north/wells.json",
        "old/1999/flood.json",
        "visit.json",
        "wire/1.json",
        "wire/2.json",
        "wire/3.json",
    ]
    brief = json.loads(made(tmp_path / "out")["wire/2.json"])
    assert brief["sources"][0]["uri"] == "wire.jsonl#a1"
    assert "3 wells" in json.dumps(brief["sections"])


def test_a_brief_of_one_file_is_that_of_make(batch, run, sources, tmp_path):
    batch("in/visit.txt", "-o", "out")
    alone = run("in/visit.txt", "-o", "alone.json", "--structure", "light")
    assert alone.returncode == 0
    assert made(tmp_path / "out")["visit.json"] == (tmp_path / "alone.json").read_bytes()


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("folder", ["in.json", "north.json"]),
        ("day", ["2024-03-01.json", "2024-03-02.json"]),
        ("field:language", ["en.json"]),
        ("field:desk", ["without-desk.json"]),
    ],
)
def test_sources_that_belong_together_make_one_brief(batch, sources, tmp_path, by, names):
    assert batch("in", "-o", "out", "--by", by).returncode == 0
    found = made(tmp_path / "out")
    assert sorted(found) == names
    counted = [len(json.loads(data)["sources"]) for data in found.values()]
    assert sum(counted) == 3


def test_a_field_of_json_lines_groups_them(batch, tmp_path):
    rows = [{"text": text(n), "desk": desk} for n, desk in enumerate(("Europe", "Asia/Pacific", "Europe"))]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    batch("wire.jsonl", "-o", "out", "--by", "field:desk")
    found = {name: len(json.loads(data)["sources"]) for name, data in made(tmp_path / "out").items()}
    assert found == {"Asia-Pacific.json": 1, "Europe.json": 2}


def test_the_list_of_sources_may_come_on_standard_input(batch, sources, tmp_path):
    done = batch("-", "-o", "out", stdin=b"in/visit.txt\nin/north/wells.txt\n")
    assert done.returncode == 0
    assert sorted(made(tmp_path / "out")) == ["visit.json", "wells.json"]


def test_two_sources_of_one_name_get_two_files_and_keep_them(batch, tmp_path):
    for name in ("a/note.txt", "b/note.txt", "b/note.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text(len(name)))
    batch("a", "b", "-o", "out")
    before = made(tmp_path / "out")
    assert sorted(before) == ["note.json", "note.md.json", "note.txt.json"]
    batch("b", "a", "-o", "out")
    assert made(tmp_path / "out") == before


# What is made again.


def test_only_what_changed_or_is_missing_is_made_again(batch, sources, tmp_path):
    batch("in", "-o", "out")
    times = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*.json")}
    (sources / "visit.txt").write_text(text(4))
    (tmp_path / "out/north/wells.json").unlink()
    (tmp_path / "in/new.txt").write_text(text(3))
    assert batch("in", "-o", "out").returncode == 0
    after = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*.json")}
    assert sorted(made(tmp_path / "out")) == [
        "new.json",
        "north/visit.json",
        "north/wells.json",
        "visit.json",
    ]
    assert after["wells.json"] != times["wells.json"]
    assert (tmp_path / "out/north/visit.json").stat().st_mtime_ns in times.values()
    assert "6 wells" in made(tmp_path / "out")["visit.json"].decode()


def test_other_options_make_all_again(batch, sources, tmp_path):
    batch("in", "-o", "out")
    batch("in", "-o", "out", "--marking", "Restricted")
    briefs = [json.loads(data) for data in made(tmp_path / "out").values()]
    assert [b["options"]["marking"] for b in briefs] == ["Restricted"] * 3


# What fails.


def test_a_bad_source_is_one_line_and_the_rest_goes_on(batch, sources, tmp_path):
    (sources / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)
    (sources / "empty.txt").write_bytes(b"")
    (tmp_path / "wire.jsonl").write_text(json.dumps({"text": text(1)}) + "\n{broken\n")
    done = batch("in", "wire.jsonl", "nowhere.txt", "-o", "out")
    assert done.returncode == 6
    assert len(said(done).splitlines()) == 4
    for words in (
        "broken.txt: ",
        "empty.txt: is empty",
        "line 2 is not JSON",
        "nowhere.txt: there is no such file",
    ):
        assert words in said(done)
    assert len(made(tmp_path / "out")) == 4


def test_the_limits_of_reading_are_options_of_a_batch_and_a_new_one_tries_again(batch, tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    (source / "short.txt").write_text(text(1))
    (source / "long.txt").write_text("\n\n".join(text(n) for n in range(40)))
    with zipfile.ZipFile(source / "old.zip", "w") as archive:
        archive.writestr("long.txt", "x" * 5000)
    done = batch(source, "-o", tmp_path / "out", "--max-file-size", "1K")
    assert done.returncode == 6
    assert said(done).count("--max-file-size") == 2
    assert set(made(tmp_path / "out")) == {"short.json"}
    assert batch(source / "long.txt", "-o", tmp_path / "out").returncode == 0
    assert "long.json" in made(tmp_path / "out")


def test_what_failed_is_tried_again_when_asked_or_when_it_changed(batch, run, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    assert batch("bad.txt", "-o", "out").returncode == 6
    quiet = batch("bad.txt", "-o", "out")
    assert (quiet.returncode, said(quiet)) == (6, "")
    again = batch("bad.txt", "-o", "out", "--retry")
    assert (again.returncode, said(again)) == (6, "briefing: failed: bad.txt: is empty")
    table = run("batch", "--status", "out")
    assert "bad.txt: is empty" in table.stdout.decode()
    assert "1 failed" in table.stdout.decode()
    (tmp_path / "bad.txt").write_text(text(1))
    assert batch("bad.txt", "-o", "out").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["in"], 2, "-o DIR"),
        (["in", "-o", "out", "--by", "colour"], 2, "--by takes"),
        (["in", "-o", "out", "--engine", "dask"], 2, "--scheduler"),
        (["in", "-o", "out", "-f", "poem"], 2, "no exporter is called 'poem'"),
        (["in", "-o", "s3://bucket/out"], 2, "--journal"),
        (["in", "-o", "in/visit.txt"], 5, "visit.txt"),
        (["empty", "-o", "out"], 4, "empty"),
        (["--status", "in"], 2, "no journal"),
    ],
)
def test_wrong_usage_is_one_sentence(run, sources, tmp_path, arguments, code, words):
    (tmp_path / "empty").mkdir()
    done = run("batch", *arguments)
    assert done.returncode == code
    assert words in said(done)
    assert "\n" not in said(done)
    assert not list(tmp_path.rglob("*.pdf"))


def test_no_source_is_written_over(run, tmp_path):
    (tmp_path / "note.md").write_text(text(1))
    done = run("batch", "note.md", "-o", ".", "-f", "markdown", "--engine", "serial", "--structure", "light")
    assert done.returncode == 2
    assert "no source is written over" in said(done)
    assert (tmp_path / "note.md").read_text() == text(1)


def test_a_file_that_is_no_journal_is_left_alone(batch, sources, tmp_path):
    (tmp_path / "notes").write_text("my notes, long enough to be looked at\n" * 9)
    done = batch("in", "-o", "out", "--journal", "notes")
    assert done.returncode == 2
    assert "no journal" in said(done)
    assert (tmp_path / "notes").read_text().startswith("my notes")


def test_progress_is_plain_lines_where_there_is_no_terminal(run, sources):
    done = run("batch", "in", "-o", "out", "--engine", "serial", "--structure", "light", "-f", "json")
    assert said(done) == "briefing: 3 to do, 0 done before; now 3 done, 0 failed"


def test_a_terminal_gets_a_bar(sources, tmp_path):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "briefing",
        "batch",
        "in",
        "-o",
        "out",
        "--engine",
        "serial",
        *LIGHT[:-1],
    ]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=theirs, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    drawn = b""
    with os.fdopen(ours, "rb", buffering=0) as terminal, contextlib.suppress(OSError):  # how a terminal ends
        while part := terminal.read(65536):
            drawn += part
    assert process.wait() == 0
    assert b"3/3" in drawn


# Nothing lost.


def start(tmp_path, *arguments):
    command = [sys.executable, "-m", "briefing", "batch", *map(str, arguments), *LIGHT]
    return subprocess.Popen(command, cwd=tmp_path)


def count(folder):
    return len(list(folder.glob("*.json")))


def test_killed_at_any_moment_the_next_run_ends_as_an_undisturbed_one(batch, tmp_path):
    """Twenty runs in one folder are killed, each at another moment; the last one is left to end."""
    lines(tmp_path / "wire.jsonl", range(200))
    batch("wire.jsonl", "-o", "whole", engine="pool")
    whole = made(tmp_path / "whole")
    assert len(whole) == 200
    chance = random.Random(20)  # noqa: S311 - moments, not secrets
    broken_off = 0
    for at in [0, 0, *sorted(chance.sample(range(1, 150), 18))]:
        process = start(tmp_path, "wire.jsonl", "-o", "out", "--engine", chance.choice(("serial", "pool")))
        time.sleep(0 if at else chance.uniform(0.1, 0.6))  # the first two die before they have made anything
        while at and count(tmp_path / "out/wire") < at and process.poll() is None:
            time.sleep(chance.uniform(0.0, 0.01))
        broken_off += process.poll() is None
        process.kill()
        process.wait()
    assert broken_off >= 10
    done = batch("wire.jsonl", "-o", "out", engine="pool")
    assert done.returncode == 0
    assert made(tmp_path / "out") == whole


def workers_of(process):
    """Children of a process, from /proc."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[1] == str(process.pid) and fields[0] != "Z":
            found.append(int(entry.name))
    return found


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(batch, tmp_path):
    lines(tmp_path / "wire.jsonl", range(150))
    batch("wire.jsonl", "-o", "whole")
    process = start(tmp_path, "wire.jsonl", "-o", "out", "--jobs", "2")
    killed = 0
    for at in (20, 60, 100):
        while count(tmp_path / "out/wire") < at and process.poll() is None:
            time.sleep(0.005)
        for pid in workers_of(process)[:1]:
            os.kill(pid, signal.SIGKILL)
            killed += 1
    assert process.wait() == 0
    assert killed
    assert made(tmp_path / "out") == made(tmp_path / "whole")


def test_a_job_over_its_time_fails_alone(tmp_path):
    recipe = Recipe(Options(structure="light"), ("json",))
    with Pool(1, 600, 2048) as pool, Batch(str(tmp_path / "out"), recipe) as made_of:
        made_of.plan([str(lines(tmp_path / "wire.jsonl", range(3)))])

        def jobs():
            for job, seconds in zip(made_of._jobs(), (600, 0.001, 600), strict=True):
                pool._seconds = seconds  # the second one cannot be in time
                yield job

        outcomes = list(pool.run(jobs()))
    assert [o.state for o in outcomes] == ["done", "failed", "done"]
    assert outcomes[1].reason == "takes more than 0.001 s"


def test_a_job_over_its_memory_fails_alone(run, tmp_path):
    lines(tmp_path / "wire.jsonl", range(3))
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"a " * (45 << 20))
    done = run("batch", "wire.jsonl", "bomb.zip", "-o", "out", "--memory", "192", *LIGHT)
    assert done.returncode == 6
    assert said(done) == "briefing: failed: bomb.txt: needs more memory than a worker may have"
    assert len(made(tmp_path / "out")) == 3


def test_two_runs_do_not_write_one_folder_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr("briefing.batch.run.PATIENCE", 0.2)
    recipe = Recipe(Options(), ("json",))
    with Batch(str(tmp_path / "out"), recipe), pytest.raises(UsageError, match="another run is at work"):
        Batch(str(tmp_path / "out"), recipe)
