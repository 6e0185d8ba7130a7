"""Exporters: from a brief to the bytes of a document, by name."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from briefing import plugins
from briefing.errors import UsageError
from briefing.exporters.files import safe_name as safe_name
from briefing.exporters.files import write as write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Brief
    from briefing.stages import Exporter

_HERE = "briefing.exporters"

BUILT_IN = plugins.built_in(
    "exporters",
    {name: f"{_HERE}.{name}:export" for name in ("docx", "pdf", "html", "markdown", "json")},
)
"""The entry points of the built-in exporters; none is imported before `get` asks for it."""

# Suffixes that are not the name of their format. A third party's exporter takes the suffix that it is named after.
_SUFFIXES = {"htm": "html", "md": "markdown"}


def names() -> tuple[str, ...]:
    """Names that `get` knows: the built-in ones, then those of installed packages."""
    return plugins.names("exporters", BUILT_IN)


def get(name: str) -> Exporter:
    """The exporter of that name.

    Raises:
        PluginError: if there is none, if two packages claim it, or if it cannot be loaded.
    """
    exporter: Exporter = plugins.find("exporters", name, BUILT_IN)
    return exporter


def format_of(path: str | PurePath) -> str:
    """Name of the exporter that makes files with the suffix of `path`.

    Raises:
        UsageError: if none does.
    """
    suffix = PurePath(path).suffix.removeprefix(".").lower()
    name = _SUFFIXES.get(suffix, suffix)
    if name not in names():
        known = ", ".join(suffix_of(n) for n in names())
        raise UsageError(f"{path}: no exporter makes files of this suffix; there are: {known}")
    return name


def suffix_of(name: str) -> str:
    """Suffix, with its dot, that files of this format get."""
    return "." + {"markdown": "md"}.get(name, name)


def render_all(brief: Brief, formats: Iterable[str]) -> dict[str, bytes]:
    """One brief in several formats, all of them with the same statements.

    Where a PDF is among them, its pages decide which statements there is room for.

    Args:
        brief: the brief.
        formats: names of exporters.

    Returns:
        The files by the name of their format.

    Raises:
        PluginError: if there is no such exporter.
        ExportError: if one of them cannot be made.
    """
    wanted = tuple(dict.fromkeys(formats))
    made: dict[str, bytes] = {}
    if "pdf" in wanted:
        from briefing.exporters import pdf

        fitted = pdf.fit(brief)
        brief, made["pdf"] = fitted.brief, fitted.pdf
    return {name: made[name] if name in made else get(name)(brief) for name in wanted}
