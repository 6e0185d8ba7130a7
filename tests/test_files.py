"""Files are replaced as a whole or not at all."""

import os
import stat

import pytest

from briefing.errors import ExportError
from briefing.exporters.files import write


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
