"""Files are replaced as a whole or not at all."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import ExportError
from briefing.exporters.files import safe_name, write


def test_a_file_is_replaced_and_nothing_is_left_over(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes(b"old")
    write(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_the_permissions_of_the_old_file_stay(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_the_process(tmp_path):
    mask = os.umask(0o027)
    try:
        write(tmp_path / "note.md", b"new")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "note.md").stat().st_mode) == 0o640


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "note.md"
    path.write_bytes(b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="No space left on device"):
        write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_one_sentence(tmp_path):
    with pytest.raises(ExportError, match=r"note\.md: cannot be written: No such file or directory"):
        write(tmp_path / "nowhere" / "note.md", b"new")


def test_a_run_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes(b"old" * 1000)
    code = (
        "import os, sys; from pathlib import Path; from briefing.exporters.files import safe_name, write\n"
        "def killed(_): os.kill(os.getpid(), 9)\n"
        "os.fsync = killed\n"
        f"write(Path({str(path)!r}), b'new' * 1000)"
    )
    done = subprocess.run([sys.executable, "-c", code])
    assert done.returncode == -9
    assert path.read_bytes() == b"old" * 1000
    if hasattr(os, "O_TMPFILE"):
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_sentence_and_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "note.md"
    path.write_bytes(b"old")
    full = os.open("/dev/full", os.O_WRONLY)
    monkeypatch.setattr("briefing.exporters.files._opened", lambda _: (full, True))
    with pytest.raises(ExportError, match="No space left on device"):
        write(path, b"new" * 10000)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_without_unnamed_files_it_works_as_well(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    write(tmp_path / "note.md", b"new")
    assert (tmp_path / "note.md").read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["note.md"]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ExportError, match="cannot be written: Permission denied"):
        write(tmp_path / "note.md", b"new")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Talks in Baku: what was said?", "Talks in Baku- what was said"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "_CON"),
        ("lpt1.old", "_lpt1.old"),
        ("ends in a dot. ", "ends in a dot"),
        ("C:\\notes\\x", "C-notes-x"),
        ("gn\u202efdp.exe\x00", "gn fdp.exe"),
        ("***", "brief"),
        ("й" * 200, "й" * 50),
    ],
)
def test_names_are_safe_on_every_system(text, name):
    assert safe_name(text) == name
