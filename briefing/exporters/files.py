"""Writing a file so that the old one or the new one is there, never a half."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

from briefing.errors import ExportError
from briefing.layout import one_line

WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever suffix follows."""

LONGEST = 100
"""A name that is made from another one has at most so many bytes, so that suffixes still fit."""

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


def safe_name(text: str) -> str:
    """A name for a file, made from a title or an address, that every system takes.

    Returns:
        `text` without what Windows, macOS or a shell cannot have in a name; "brief" if nothing is left.
    """
    name = _UNSAFE.sub("-", one_line(text)).lstrip("-. ")
    name = name.encode("utf-8")[:LONGEST].decode("utf-8", errors="ignore").rstrip("-. ")
    if WINDOWS.match(name):
        name = f"_{name}"
    return name or "brief"


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
    part = path.parent / f".{path.name[:50]}.{secrets.token_hex(6)}.part"
    try:
        descriptor, named = _opened(part)
    except OSError as error:
        raise ExportError(str(path), _reason(error)) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if synced:
                os.fsync(file.fileno())
            os.fchmod(file.fileno(), _mode(path))
            if not named:
                # The folder is given because without one the link itself would be linked to.
                os.link(f"/proc/self/fd/{file.fileno()}", part, src_dir_fd=file.fileno())
        part.replace(path)
    except OSError as error:
        raise ExportError(str(path), _reason(error)) from error
    finally:
        part.unlink(missing_ok=True)


def _opened(part: Path) -> tuple[int, bool]:
    """A new file, and whether it has its name already.

    Where the system can, it has none until it is complete: then nothing is left over even if this process is killed.
    """
    if hasattr(os, "O_TMPFILE") and Path("/proc/self/fd").is_dir():
        with suppress(OSError):
            return os.open(part.parent, os.O_TMPFILE | os.O_WRONLY, 0o600), False
    return os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), True


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
