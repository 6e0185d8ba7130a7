"""Options that bound what is read, and whether addresses are fetched."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from briefing.readers.limits import DEFAULT, KIB, MIB, Limits, size

F = TypeVar("F", bound=Callable[..., Any])

_UNITS = {"": 1, "K": KIB, "M": MIB, "G": KIB * MIB}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?)(?:i?B)?", re.IGNORECASE)


class Size(click.ParamType[int]):
    """A size such as 100M, in bytes; the units are powers of 1024."""

    name = "SIZE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The bytes, or click's complaint that it is no size."""
        if isinstance(value, int):
            return value
        match = _SIZE.fullmatch(str(value).strip())
        bytes_ = int(float(match.group(1)) * _UNITS[match.group(2).upper()]) if match else 0
        if not bytes_:
            self.fail(f"'{value}' is not a size such as 100M", param, ctx)
        return bytes_


# Field of `Limits`, option, and what it bounds.
_OPTIONS = (
    ("file_size", "--max-file-size", "bytes of a file."),
    ("unpacked_size", "--max-unpacked", "bytes that an archive, a mail or an office file unpacks to."),
    ("ratio", "--max-ratio", "how many times its size an archive unpacks to."),
    ("members", "--max-members", "files in an archive, parts of a mail, entries of a feed."),
    ("depth", "--max-depth", "archives inside each other."),
    ("pages", "--max-pages", "pages of a PDF."),
    ("sentences", "--max-sentences", "sentences of a document."),
    ("seconds", "--max-seconds", "seconds for a file."),
    ("memory", "--max-memory", "memory for the process that parses files."),
)
NAMES = frozenset({"fetch", *(option[2:].replace("-", "_") for _, option, _ in _OPTIONS)})
"""The parameters that these options fill."""

_SIZES = ("file_size", "unpacked_size", "memory")


def bounds(command: F) -> F:
    """Options that bound what is read, each with its default."""
    for name, option, words in reversed(_OPTIONS):
        default, is_size = getattr(DEFAULT, name), name in _SIZES
        command = click.option(
            option,
            type=Size() if is_size else click.IntRange(1),
            default=default,
            metavar="SIZE" if is_size else "N",
            help=f"At most: {words} [default: {size(default) if is_size else default}]",
        )(command)
    return command


def limits(command: F) -> F:
    """Options that bound what is read, and `--fetch`."""
    words = "Fetch SOURCES that are addresses, http:// or https://."
    return click.option("--fetch", is_flag=True, help=words)(bounds(command))


def taken(asked: dict[str, Any]) -> Limits:
    """The limits; their options are taken out of what was asked."""
    return Limits(**{name: asked.pop(option[2:].replace("-", "_")) for name, option, _ in _OPTIONS})
