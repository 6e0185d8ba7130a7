"""How much a reader takes: every bound that keeps one file from taking the run, or the machine, along."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of reading. What is over one of them is an error that names it, or a line in `Brief.skipped`.

    Attributes:
        file_size: bytes of a file, of an attachment, of a page that is fetched, or of standard input.
        unpacked_size: bytes that one archive, mail or office document may unpack to, all its members together.
        ratio: how many times as large as its archive that may be; not asked of less than 10 MiB.
        members: files in one archive, or parts of one mail.
        depth: archives and mails inside each other.
        pages: pages of a PDF.
        sentences: sentences of one document.
        seconds: for one file, where it is read apart.
        memory: bytes for the process that reads apart.
    """

    file_size: int = 100 * MIB
    unpacked_size: int = 300 * MIB
    ratio: int = 200
    members: int = 2000
    depth: int = 3
    pages: int = 2000
    sentences: int = 50_000
    seconds: int = 60
    memory: int = 1024 * MIB


DEFAULT = Limits()


def size(count: int) -> str:
    """Bytes as a person writes them: "100 MiB"."""
    for unit, name in ((MIB, "MiB"), (KIB, "KiB")):
        if count >= unit:
            return f"{count / unit:.4g} {name}"
    return f"{count} bytes"
