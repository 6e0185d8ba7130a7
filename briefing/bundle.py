"""A bundle: a brief in all formats with its sources and what it was made with, so that anybody can make it again.

A ZIP file: `manifest.json` (format `briefing-bundle/1`), `brief.*`, and `sources/N/` for the N-th input. The same
sources and options give the same bytes.
"""

from __future__ import annotations

import io
import json
import os
import platform
import tempfile
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from typing import IO, Any

from briefing import __version__, exporters, proof
from briefing.errors import UnreadableDocument, UnsupportedFormat, UsageError
from briefing.model import Brief, House, Options, Query
from briefing.pipeline import make_brief
from briefing.proof.verification import Verification
from briefing.readers.limits import DEFAULT
from briefing.readers.package import Package

SCHEMA = "briefing-bundle/1"
MANIFEST = "manifest.json"
FORMATS = ("docx", "pdf", "html", "markdown", "json")
"""Every bundle holds the brief in these."""

# Libraries that decide bytes of a brief.
_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "python-docx", "lxml", "nupunkt", "numpy", "onnxruntime")


class _Stream(io.BytesIO):
    """Bytes that came from a stream with a name."""

    name = "<stdin>"


@dataclass(frozen=True, slots=True)
class Rerun:
    """A brief that was made again: the names of the files whose bytes differ, and the versions that do."""

    name: str
    same: tuple[str, ...]
    different: tuple[str, ...]
    versions: tuple[str, ...]


def held(sources: Sequence[str | IO[bytes]]) -> list[str | IO[bytes]]:
    """The same sources, with what comes on standard input kept, so that it can be read again."""
    return [s if isinstance(s, str) else _Stream(s.read()) for s in sources]


def pack(brief: Brief, sources: Sequence[str | IO[bytes]], options: Options) -> bytes:
    """Write a bundle.

    Args:
        brief: the brief.
        sources: what it was made from, as on the command line: paths, and streams as `held` gives them.
        options: what was asked for.

    Returns:
        A ZIP file, without times.

    Raises:
        UsageError: if a source is an address, whose bytes are not here.
    """
    made = exporters.render_all(brief, FORMATS)
    files = {f"brief{exporters.suffix_of(name)}": data for name, data in made.items()}
    inputs = []
    for number, source in enumerate(sources, 1):
        kind, found = _bytes_of(source)
        files |= {f"sources/{number}/{name}": data for name, data in found.items()}
        only = next(iter(found)) if kind != "folder" else ""
        inputs.append({"kind": kind, "path": f"sources/{number}/{only}"})
    manifest = {
        "schema": SCHEMA,
        "program": {"name": "briefing", "version": __version__, "libraries": versions()},
        "options": _plain(options),
        "inputs": inputs,
        "sources": [{"id": s.id, "uri": s.document.uri, "sha256": s.document.digest} for s in brief.sources],
        "files": {name: sha256(files[name]).hexdigest() for name in sorted(files)},
    }
    text = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in ((MANIFEST, text), *sorted(files.items())):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return packed.getvalue()


def versions() -> dict[str, str]:
    """Versions of Python and of the libraries that decide bytes."""
    found = {"python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _bytes_of(source: str | IO[bytes]) -> tuple[str, dict[str, bytes]]:
    if not isinstance(source, str):
        source.seek(0)
        return "stdin", {"stdin": source.read()}
    path = Path(source)
    if path.is_dir():
        kept = (Path(root, n) for root, _, names in sorted(os.walk(path)) for n in sorted(names))
        shown = [p for p in kept if not any(part.startswith(".") for part in p.relative_to(path).parts)]
        return "folder", {
            p.relative_to(path).as_posix(): p.read_bytes()
            for p in shown
            if p.is_file() and not p.is_symlink()
        }
    if not path.is_file():
        raise UsageError(f"{source}: a bundle holds files and folders only")
    return "file", {path.name: path.read_bytes()}


def _changed(asked: Options | Query | House) -> Iterator[tuple[str, Any]]:
    """What differs from asking for nothing."""
    plain = type(asked)()
    for field in fields(asked):
        value = getattr(asked, field.name)
        if value != getattr(plain, field.name):
            yield field.name, value


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, Options | Query | House):
        return {name: _plain(part) for name, part in _changed(value)}
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _options(asked: dict[str, Any]) -> Options:
    """The options that `_plain` wrote; names that this version does not know are left out.

    Raises:
        TypeError, ValueError: if they were never written by it.
    """
    days = {name: date.fromisoformat(asked[name]) for name in ("date", "as_of") if asked.get(name)}
    look = dict(asked.get("house") or {})
    look |= {name: b64decode(look[name], validate=True) for name in ("logo", "reference_doc") if name in look}
    if "template" in look:
        look["template"] = tuple(look["template"])
    look["wording"] = tuple((name, text) for name, text in look.get("wording", ()))
    known = {f.name for f in fields(Options)} - {"query", "house"}
    return Options(
        **({k: v for k, v in asked.items() if k in known} | days),
        query=Query(**asked.get("query", {})),
        house=House(**look),
    )


class Bundle:
    """A bundle that is there.

    Args:
        path: the ZIP file.

    Raises:
        InputError: if it is missing, damaged, too large, or no bundle.
    """

    def __init__(self, path: str | Path) -> None:
        self.name = Path(path).name
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise UnreadableDocument(self.name, f"cannot be read: {error.strerror or error}") from error
        self._package = Package(data, self.name, DEFAULT)
        try:
            self.manifest: dict[str, Any] = json.loads(self._package.read(MANIFEST) or b"null")
        except (ValueError, RecursionError) as error:
            raise UnreadableDocument(self.name, f"{MANIFEST} in it is not JSON") from error
        if not isinstance(self.manifest, dict) or self.manifest.get("schema") != SCHEMA:
            raise UnsupportedFormat(self.name, f"is no bundle of a brief: it has no {MANIFEST} of {SCHEMA}")
        self.names = [n for n in self._package.names() if n != MANIFEST]
        if any(
            PurePosixPath(n).is_absolute() or ".." in PurePosixPath(n).parts or "\\" in n for n in self.names
        ):
            raise UnreadableDocument(self.name, "holds a file whose name leads out of it")

    def read(self, name: str) -> bytes:
        """The bytes of a file in it."""
        return self._package.read(name)

    def changed(self) -> tuple[str, ...]:
        """Names of files that are not what the manifest says they were, or that it does not name, or that are gone."""
        said = self.manifest.get("files")
        said = said if isinstance(said, dict) else {}
        names = sorted({*said, *self.names})
        return tuple(
            n for n in names if n not in self.names or sha256(self.read(n)).hexdigest() != said.get(n)
        )

    def sources(self, folder: Path) -> list[str | IO[bytes]]:
        """Write the sources into a folder; what the command was given is in order of its arguments."""
        for name in (n for n in self.names if n.startswith("sources/")):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self.read(name))
        inputs = self.manifest.get("inputs")
        given: list[str | IO[bytes]] = []
        for each in inputs if isinstance(inputs, list) else ():
            path = str(each.get("path", "")) if isinstance(each, dict) else ""
            if (
                ".." in PurePosixPath(path).parts
                or not (folder / path).exists()
                or not path.startswith("sources/")
            ):
                raise UnreadableDocument(self.name, "does not hold the sources that its manifest names")
            stream = each.get("kind") == "stdin"
            given.append(_Stream((folder / path).read_bytes()) if stream else str(folder / path))
        return given

    def options(self) -> Options:
        """What was asked for."""
        try:
            return _options(dict(self.manifest.get("options") or {}))
        except (TypeError, ValueError) as error:
            raise UnreadableDocument(self.name, "has options in its manifest that cannot be read") from error

    def rerun(self) -> Rerun:
        """Make the brief again from the sources, and compare the bytes."""
        with tempfile.TemporaryDirectory() as folder:
            brief = make_brief(self.sources(Path(folder)), options=self.options())
        made = exporters.render_all(brief, FORMATS)
        files = {f"brief{exporters.suffix_of(n)}": data for n, data in made.items()}
        same = tuple(n for n, data in files.items() if n in self.names and self.read(n) == data)
        program = self.manifest.get("program") or {}
        then = {"briefing": program.get("version"), **(program.get("libraries") or {})}
        now = {"briefing": __version__, **versions()}
        differing = tuple(
            f"{n} {then.get(n)} then, {now.get(n)} now" for n in now if then.get(n) != now.get(n)
        )
        return Rerun(self.name, same, tuple(n for n in files if n not in same), differing)

    def verify(self) -> dict[str, Verification]:
        """Hold the brief in each format against the sources in the bundle."""
        with tempfile.TemporaryDirectory() as folder:
            sources = self.sources(Path(folder))
            found = {}
            for name in (n for n in self.names if n.startswith("brief.")):
                for source in sources:
                    if not isinstance(source, str):
                        source.seek(0)
                stream = io.BytesIO(self.read(name))
                stream.name = name
                found[name] = proof.verify(stream, sources)
        return found
