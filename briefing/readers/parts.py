"""Files in files: what an archive or a mail hands on to be read by itself."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside another one.

    Attributes:
        uri: its printed name: that of the file around it, a slash, its own.
        data: its bytes.
        charset: the encoding that whoever sent it declares, "" without one.
    """

    uri: str
    data: bytes = field(repr=False)
    charset: str = ""
