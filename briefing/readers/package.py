"""ZIP files, opened so that what they unpack to is bounded: archives, and the office formats that are ZIP files."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from briefing.errors import InputError, TooLarge, UnreadableDocument
from briefing.readers.limits import MIB, size

if TYPE_CHECKING:
    from briefing.readers.limits import Limits

SMALL = 10 * MIB
"""What unpacks to less than this may be packed as tightly as it will."""

ENCRYPTED = 0x1
"""The flag of a member that a password protects."""


class Package:
    """A ZIP file whose directory has been held against the limits; members are unpacked one by one."""

    def __init__(self, data: bytes, uri: str, limits: Limits) -> None:
        """Open it.

        Args:
            data: the bytes of the file.
            uri: its printed name.
            limits: `members`, `unpacked_size` and `ratio` of them count here.

        Raises:
            TooLarge: if it is over a limit, by what its directory says.
            UnreadableDocument: if it is damaged.
        """
        self._uri = uri
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            self._members = self._file.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, IndexError, NotImplementedError) as error:
            raise UnreadableDocument(uri, "is a damaged ZIP file") from error
        if len(self._members) > limits.members:
            raise TooLarge(
                uri, f"holds {len(self._members)} files, more than {limits.members} (--max-members)"
            )
        # A member never gives more than the directory says, and every mention of a member counts: so one stretch
        # of the file that is listed many times is counted many times.
        total = sum(m.file_size for m in self._members)
        if total > limits.unpacked_size:
            raise TooLarge(
                uri, f"unpacks to {size(total)}, more than {size(limits.unpacked_size)} (--max-unpacked)"
            )
        if total > SMALL and total > limits.ratio * len(data):
            raise TooLarge(
                uri, f"unpacks to {total // len(data)} times its size, more than {limits.ratio} (--max-ratio)"
            )

    def names(self) -> list[str]:
        """Names of all files in it, in the order of its directory."""
        return [m.filename for m in self._members if m.filename and not m.filename.endswith("/")]

    def read(self, name: str) -> bytes:
        """The bytes of a member; b"" if there is none of that name.

        Raises:
            UnreadableDocument: if it is damaged, or protected by a password.
        """
        try:
            member = self._file.getinfo(name)
        except KeyError:
            return b""
        if member.flag_bits & ENCRYPTED:
            raise UnreadableDocument(self._uri, "is protected by a password")
        try:
            return self._file.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise UnreadableDocument(self._uri, f"is damaged: {_plain(name)} cannot be unpacked") from error
        except (NotImplementedError, RuntimeError) as error:
            raise UnreadableDocument(self._uri, f"is packed in a way that cannot be read: {error}") from error


def kind_of(data: bytes) -> str:
    """What a ZIP file is by the names of its members: "docx", "odt", another office format, "zip"."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = set(file.namelist())
            mimetype = file.open("mimetype").read(100) if "mimetype" in names else b""
    except (
        InputError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        IndexError,
        RuntimeError,
        EOFError,
    ):
        return "zip"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return "opendocument"
    if mimetype.startswith(b"application/epub"):
        return "epub"
    for name, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if "[Content_Types].xml" in names and any(n.startswith(name) for n in names):
            return kind
    return "zip"


def _plain(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:100]
