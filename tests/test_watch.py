"""`briefing watch`: briefs as files arrive, whole, and never twice."""

import subprocess
import sys
import time

import pytest
from test_batch import LIGHT, made, text


@pytest.fixture
def watching(tmp_path):
    """Start `briefing watch`; what it says goes to a file."""
    (tmp_path / "in").mkdir()
    started = []

    def start(settle="0.4"):
        command = [sys.executable, "-m", "briefing", "watch", "in", "-o", "out", "--settle", settle]
        with (tmp_path / "said").open("ab") as said:
            process = subprocess.Popen([*command, *LIGHT[:-1], "--jobs", "1"], cwd=tmp_path, stderr=said)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(condition):
    for _ in range(2400):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it never came about")


def said(tmp_path):
    return (tmp_path / "said").read_text().splitlines()


def test_a_brief_for_what_is_there_and_for_what_arrives_and_after_a_restart(watching, tmp_path):
    out = tmp_path / "out"
    (tmp_path / "in/old.txt").write_text(text(0))
    process = watching()
    until(lambda: (out / "old.json").exists())
    (tmp_path / "in/north").mkdir()
    (tmp_path / "in/north/new.txt").write_text(text(1))
    (tmp_path / "in/bad.txt").write_bytes(b"")
    (tmp_path / "in/.hidden.txt").write_text(text(2))
    until(lambda: "briefing: failed: bad.txt: is empty" in said(tmp_path))
    until(lambda: (out / "north/new.json").exists())
    process.kill()
    process.wait()
    (tmp_path / "in/late.txt").write_text(text(3))
    watching()
    until(lambda: (out / "late.json").exists())
    assert sorted(made(out)) == ["late.json", "north/new.json", "old.json"]
    assert sorted(line for line in said(tmp_path) if "made" in line) == [
        "briefing: made late.json",
        "briefing: made north/new.json",
        "briefing: made old.json",
    ]


def test_a_file_is_read_when_it_is_complete(watching, tmp_path):
    (tmp_path / "in/first.txt").write_text(text(0))
    watching()
    until(lambda: (tmp_path / "out/first.json").exists())
    with (tmp_path / "in/slow.txt").open("w") as file:
        file.write(text(1)[:90])
        file.flush()
        time.sleep(1.5)  # longer than it takes to settle, but the file is still open
        assert not (tmp_path / "out/slow.json").exists()
        file.write(text(1)[90:])
    until(lambda: (tmp_path / "out/slow.json").exists())
    assert "3 wells" in (tmp_path / "out/slow.json").read_text()
    until(lambda: "briefing: made slow.json" in said(tmp_path))
    assert said(tmp_path).count("briefing: made slow.json") == 1


def test_a_missing_folder_is_one_sentence(run):
    done = run("watch", "nowhere", "-o", "out")
    assert done.returncode == 4
    assert done.stderr == b"briefing: nowhere: there is no such folder\n"
