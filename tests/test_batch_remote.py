"""Sources and targets elsewhere: fsspec's memory and local file systems, and a real S3 server."""

import os
import socket
import subprocess
import sys
import time

import pytest
from test_batch import LIGHT, lines, made, text
from test_batch_dask import free_port

from briefing.batch.engines import Serial
from briefing.batch.jobs import Recipe
from briefing.batch.run import Batch
from briefing.errors import MissingLibrary, UsageError
from briefing.model import Options

fsspec = pytest.importorskip("fsspec")
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
RECIPE = Recipe(Options(structure="light"), ("json",))


def run_batch(sources, target, journal):
    with Batch(target, RECIPE, journal=journal) as batch:
        counts = batch.plan(sources)
        outcomes = list(batch.run(Serial()))
    return counts["owed"], [o.reason for o in outcomes if o.state == "failed"]


@pytest.fixture
def memory():
    system = fsspec.filesystem("memory")
    yield system
    system.rm("/", recursive=True)


def test_the_memory_file_system_as_source_and_target(memory, tmp_path):
    memory.pipe({"/in/a.txt": text(1).encode(), "/in/b/c.txt": text(2).encode(), "/in/.hidden": b"x"})
    (tmp_path / "in/b").mkdir(parents=True)
    (tmp_path / "in/a.txt").write_text(text(1))
    (tmp_path / "in/b/c.txt").write_text(text(2))
    assert run_batch(["memory://in"], "memory://out", tmp_path / "journal") == (2, [])
    assert run_batch([str(tmp_path / "in")], str(tmp_path / "out"), None) == (2, [])
    there = {name.removeprefix("/out/"): memory.cat(name) for name in memory.find("/out")}
    assert there == made(tmp_path / "out")
    memory.pipe("/in/a.txt", text(3).encode())
    memory.rm("/out/b/c.json")
    assert run_batch(["memory://in"], "memory://out", tmp_path / "journal") == (2, [])
    assert run_batch(["memory://in"], "memory://out", tmp_path / "journal") == (0, [])
    assert b"5 wells" in memory.cat("/out/a.json")


def test_lines_and_archives_are_read_from_an_address(memory, tmp_path):
    import zipfile

    memory.pipe("/wire.jsonl", lines(tmp_path / "wire.jsonl", range(2)).read_bytes())
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        archive.writestr("flood.txt", text(4))
    memory.pipe("/old.zip", (tmp_path / "old.zip").read_bytes())
    found = run_batch(
        ["memory://wire.jsonl", "memory://old.zip", "memory://none.txt"], "memory://out", tmp_path / "j"
    )
    assert found == (4, ["none.txt: there is no such file"])
    assert [n.removeprefix("/out/") for n in memory.find("/out")] == [
        "old/flood.json",
        "wire/1.json",
        "wire/2.json",
    ]


def test_the_local_file_system_by_its_address_is_the_plain_path(tmp_path):
    (tmp_path / "a.txt").write_text(text(1))
    assert run_batch([f"file://{tmp_path}/a.txt"], f"file://{tmp_path}/out", None) == (1, [])
    assert list(made(tmp_path / "out")) == ["a.json"]
    assert run_batch([str(tmp_path / "a.txt")], str(tmp_path / "out"), None) == (0, [])


def test_an_address_of_an_unknown_kind_is_one_sentence(tmp_path):
    with pytest.raises(UsageError, match="no file system of this kind"):
        run_batch(["nonsense://a"], str(tmp_path), None)


def test_a_missing_library_is_named_with_the_line_that_installs_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(MissingLibrary, match=r"pip install 'briefing-notes\[gs\]'"):
        run_batch(["gs://bucket/a"], str(tmp_path), None)


@pytest.fixture
def s3(tmp_path):
    """Environment that leads to a server with the bucket `archive`."""
    pytest.importorskip("moto")
    pytest.importorskip("s3fs")
    port = free_port()
    environment = {
        **os.environ,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            assert server.poll() is None
            time.sleep(0.1)
    yield environment
    server.kill()
    server.wait()


PUT = (
    "import s3fs, sys; s = s3fs.S3FileSystem(); s.mkdir('archive'); s.put('in', 'archive/in', recursive=True)"
)
GET = "import s3fs; s3fs.S3FileSystem().get('archive/out/', 'back/', recursive=True)"


def test_a_real_s3_server_as_source_and_target(s3, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/visit.txt").write_text(text(0))
    (tmp_path / "in/empty.txt").write_text("")
    lines(tmp_path / "in/wire.jsonl", range(6))

    def python(*arguments):
        return subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path, env=s3, capture_output=True, text=True
        )

    assert python("-c", PUT).returncode == 0
    command = ("-m", "briefing", "batch", *LIGHT, "--jobs", "2")
    remote = python(*command, "s3://archive/in", "-o", "s3://archive/out", "--journal", "journal.sqlite")
    assert (remote.returncode, remote.stderr) == (6, "briefing: failed: empty.txt: is empty\n")
    assert python(*command, "in", "-o", "out", "--engine", "serial").returncode == 6
    assert python("-c", GET).returncode == 0
    assert made(tmp_path / "back") == made(tmp_path / "out")
    again = python(*command[:-3], "s3://archive/in", "-o", "s3://archive/out", "--journal", "journal.sqlite")
    assert "0 to do" in again.stderr
