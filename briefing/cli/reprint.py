"""A brief printed again: `briefing make note.json -o note.pdf`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import UnreadableDocument, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefing.model import Brief, House

# What may be asked for anew; anything else decided which sentences were chosen, or in which words they are headed.
PRINTED = ("title", "date", "reference", "marking", "to", "sender", "copies", "paper", "notes")

_HEAD = 200  # bytes that tell a brief from other JSON


def restored(
    sources: Sequence[str], asked: dict[str, Any], given: Collection[str], look: House
) -> Brief | None:
    """The brief that the only source holds as JSON.

    Args:
        sources: names of files.
        asked: all options.
        given: which of them the user gave.
        look: of the house.

    Returns:
        The brief, None if the source is something else.

    Raises:
        UnreadableDocument: if it is a brief and damaged.
        UsageError: if an option asks for another choice of sentences, or if a brief is one of several sources.
    """
    from briefing.exporters.restoring import is_brief, restore

    briefs = [name for name in sources if name.endswith(".json") and is_brief(_head(Path(name)))]
    if not briefs:
        return None
    if len(sources) > 1:
        raise UsageError(f"{briefs[0]}: is a finished brief, and is printed alone")
    for name in given:
        if name in asked and name not in PRINTED:
            flag = {"language": "lang", "share": "length"}.get(name, name.replace("_", "-"))
            raise UsageError(f"{briefs[0]}: is a finished brief, which --{flag} cannot change any more")
    try:
        data = Path(briefs[0]).read_bytes()
    except OSError as error:
        raise UnreadableDocument(briefs[0], f"cannot be read: {error.strerror}") from error
    brief = restore(data, briefs[0])
    changed = {name: asked[name] for name in PRINTED if name in given}
    options = replace(brief.options, **changed, house=look)
    return replace(
        brief, options=options, title=options.title or brief.title, date=options.date or brief.date
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""
