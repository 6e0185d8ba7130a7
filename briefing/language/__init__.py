"""What the program knows of each language: one folder a language, data only.

`briefing/language/<code>/` holds TOML files, each a table of plain lists and strings. Code asks for a file by
its stem and gets it parsed once; a language without that file gets the fallback that the caller names, or an
empty table.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import tomli


def languages() -> tuple[str, ...]:
    """Codes of the languages that have data, in alphabetical order."""
    return tuple(sorted(p.name for p in files(__name__).iterdir() if p.is_dir() and len(p.name) == 2))


def labels(language: str, wording: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """The program's own words in a language, English where it has none.

    Args:
        language: ISO 639-1 code.
        wording: words to use in place of some, as pairs of "group.name" and text.

    Returns:
        Tables of labels by their groups; callers must not change them.
    """
    words = table(language, "labels", fallback="en")
    if not wording:
        return words
    changed = {group: dict(names) for group, names in words.items()}
    for key, text in wording:
        group, _, name = key.partition(".")
        changed[group][name] = text
    return changed


@cache
def table(language: str, name: str, fallback: str = "") -> dict[str, Any]:
    """The table `name` of a language.

    Args:
        language: ISO 639-1 code.
        name: stem of the TOML file, such as "titles".
        fallback: code of the language to take the file from where this one has none, "" for an empty table.

    Returns:
        The parsed table, shared: callers must not change it.
    """
    for code in (language, fallback):
        path = files(__name__) / code / f"{name}.toml"
        if code and path.is_file():
            return tomli.loads(path.read_text(encoding="utf-8"))
    return {}


def source(language: str, name: str) -> bytes:
    """The file that `table` reads, as it is."""
    return (files(__name__) / language / f"{name}.toml").read_bytes()
