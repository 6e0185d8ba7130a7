"""Files here and elsewhere: plain paths with the standard library, addresses (`s3://…`) through fsspec."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from briefing import exporters
from briefing.errors import ExportError, MissingLibrary, UnreadableDocument, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

# In these a file appears as a whole when it is complete; elsewhere it is written aside and then renamed.
_WHOLE = {"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"}

# Extras of this package that bring what an address needs.
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gs", "gcs": "gs"}


_BUFFER = 1 << 18


def is_address(path: str) -> bool:
    """Whether `path` is an address and no path of this machine."""
    return "://" in path


def absolute(path: str) -> str:
    """The path from the root, or the address as it is; `file://` is taken for the path it names."""
    if path.startswith(("file://", "local://")):
        path = path.partition("://")[2]
    return path.rstrip("/") if is_address(path) else os.path.abspath(path)  # noqa: PTH100 - keeps links as they are


def join(folder: str, name: str) -> str:
    """`name` below `folder`."""
    return f"{folder.rstrip('/')}/{name}"


def is_folder(path: str) -> bool:
    """Whether there is a folder at `path`."""
    if not is_address(path):
        return Path(path).is_dir()
    system, inner = _system(path)
    return bool(system.isdir(inner))


def files(folder: str, leave_out: str = "") -> Iterator[tuple[str, str, str]]:
    """Files of a folder and the folders in it, by name; hidden ones are left out, links not followed.

    Args:
        folder: path or address.
        leave_out: a folder that is passed over.

    Yields:
        Path, name relative to `folder`, and why it cannot be read, "" where nothing stands against it.
    """
    if is_address(folder):
        yield from _remote_files(folder, leave_out)
    else:
        yield from _local_files(Path(folder), "", leave_out)


def _local_files(folder: Path, prefix: str, leave_out: str) -> Iterator[tuple[str, str, str]]:
    try:
        with os.scandir(folder) as entries:
            found = sorted((e.name, e.is_dir(follow_symlinks=False), e.is_symlink()) for e in entries)
    except OSError as error:
        yield str(folder), prefix.rstrip("/") or folder.name, f"cannot be read: {error.strerror}"
        return
    for name, is_dir, is_link in found:
        path = folder / name
        if name.startswith(".") or str(path) == leave_out:
            continue
        if is_link:
            yield str(path), prefix + name, "is a link, and links inside a folder are not followed"
        elif is_dir:
            yield from _local_files(path, f"{prefix}{name}/", leave_out)
        else:
            yield str(path), prefix + name, ""


def _remote_files(folder: str, leave_out: str) -> Iterator[tuple[str, str, str]]:
    system, inner = _system(folder)
    system.invalidate_cache()
    base = inner.rstrip("/")
    without = _system(leave_out)[1].rstrip("/") + "/" if is_address(leave_out) else None
    for path in sorted(system.find(inner)):
        name = path[len(base) :].lstrip("/")
        hidden = any(part.startswith(".") for part in name.split("/"))
        if name and not hidden and not (without and path.startswith(without)):
            yield system.unstrip_protocol(path), name, ""


def open_binary(path: str) -> IO[bytes]:
    """The file, open for reading, with `seek`.

    Raises:
        UnreadableDocument: if it cannot be opened.
    """
    name = path.rpartition("/")[2]
    try:
        if not is_address(path):
            if Path(path).exists() and not Path(path).is_file():
                raise UnreadableDocument(name, "is not a file")
            return Path(path).open("rb")
        system, inner = _system(path)
        # fsspec's own files have no `readline` with a limit.
        return io.BufferedReader(system.open(inner, "rb"), buffer_size=_BUFFER)
    except FileNotFoundError as error:
        raise UnreadableDocument(name, "there is no such file") from error
    except PermissionError as error:
        raise UnreadableDocument(name, "permission to read it is missing") from error
    except (OSError, ValueError) as error:
        raise UnreadableDocument(
            name, f"cannot be read: {getattr(error, 'strerror', '') or error}"
        ) from error


def tag(path: str) -> str:
    """What a remote store says of a file's content without sending it: size, time, checksum, in one digest.

    Raises:
        UnreadableDocument: if there is no such file.
    """
    system, inner = _system(path)
    try:
        return str(system.ukey(inner))
    except (OSError, ValueError) as error:
        raise UnreadableDocument(path.rpartition("/")[2], "there is no such file") from error


def size(path: str) -> int | None:
    """Size of a file in bytes, None where there is none."""
    try:
        if is_address(path):
            system, inner = _system(path)
            return int(system.size(inner))
        return Path(path).stat().st_size
    except OSError:
        return None


def write(path: str, data: bytes) -> None:
    """Replace the file at `path` as a whole, and make the folders that it needs.

    Raises:
        ExportError: if it cannot be written; what was there is then still there.
    """
    try:
        if not is_address(path):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            # Waiting for the disk would cost as much as the brief; the next run sees by its size what is not whole.
            exporters.write(Path(path), data, synced=False)
            return
        system, inner = _system(path)
        if path.partition("://")[0] in _WHOLE:
            system.pipe_file(inner, data)
            return
        system.makedirs(inner.rpartition("/")[0], exist_ok=True)
        system.pipe_file(inner + ".part", data)
        system.mv(inner + ".part", inner)
    except (OSError, ValueError) as error:
        raise ExportError(path, f"cannot be written: {getattr(error, 'strerror', '') or error}") from error


def _system(path: str) -> tuple[Any, str]:
    """Fsspec's file system for an address, and what the address is called there."""
    scheme = path.partition("://")[0]
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        extra = _EXTRAS.get(scheme, "remote")
        raise MissingLibrary(path, "fsspec", f"pip install 'briefing-notes[{extra}]'") from error
    try:
        return cast("tuple[Any, str]", url_to_fs(path))
    except ImportError as error:
        known = _EXTRAS.get(scheme)
        line = f"pip install 'briefing-notes[{known}]'" if known else str(error)
        raise MissingLibrary(path, f"what reads {scheme}://", line) from error
    except ValueError as error:
        raise UsageError(f"{path}: there is no file system of this kind") from error
