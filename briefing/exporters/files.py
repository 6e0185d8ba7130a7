"""Writing a file so that the old one or the new one is there, never a half."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from briefing.errors import ExportError


def write(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Replace the file at `path` as a whole.

    The bytes go to a temporary file in the same folder, are synced to the disk, and take the name in one step.

    Args:
        path: where to; its folder must exist.
        data: the whole content.
        synced: whether to wait for the disk. Without it the death of the process loses nothing, but that of the
            machine may leave an empty file; for who can tell, and write it again.

    Raises:
        ExportError: if it cannot be written; what was there is then still there, and nothing is left over.
    """
    folder = path.parent
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", suffix=".part", dir=folder)
    except OSError as error:
        raise ExportError(str(path), _reason(error)) from error
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        part.chmod(_mode(path))
        part.replace(path)
    except OSError as error:
        raise ExportError(str(path), _reason(error)) from error
    finally:
        part.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """Permissions of the file that is replaced, else what the process gives new files."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _reason(error: OSError) -> str:
    return f"cannot be written: {error.strerror or error}"
