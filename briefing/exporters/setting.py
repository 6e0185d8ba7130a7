"""What all parts of an outline share: the brief, the words of its language, and how a place is cited."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from briefing.exporters.blocks import Reference
from briefing.exporters.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Brief, Document, Sentence, Statement


class Setting:
    """A brief about to be laid out.

    Args:
        brief: the brief.

    Attributes:
        words: the program's own words.
        full: whether there is room for tables and a list of limits; in the template `brief` there is none.
        statements: all of the sections, in order of their numbers.
        quoted: the sentences of the statements and of the differences, each once.
    """

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.words = Wording(brief.options.labels, brief.options.house.wording)
        self.full = brief.options.template != "brief"
        self.statements: tuple[Statement, ...] = tuple(brief.statements())
        self.quoted: tuple[Sentence, ...] = tuple(
            dict.fromkeys((*(s.sentence for s in self.statements), *_disputed(brief)))
        )

    @cached_property
    def _ids(self) -> dict[Document, str]:
        return {source.document: source.id for source in self.brief.sources}

    def reference(self, document: Document, start: int) -> Reference:
        """Where the character `start` of a document stands, as it is printed beside a statement."""
        source, block = self._ids[document], document.block_at(start)
        paragraph = block.number if block else 1
        page = block.page if block else None
        title = self.words(
            "reference",
            "title" if page is None else "page",
            number=source.removeprefix("S"),
            paragraph=paragraph,
            page=page,
        )
        return Reference(self.words("reference", "mark", source=source, paragraph=paragraph), title, source)

    def listed(self, values: Iterable[str], room: int) -> str:
        """Values apart by semicolons: the first `room` of them, and how many more there are."""
        found = list(values)
        text, left = "; ".join(found[:room]), len(found) - room
        return self.words("facts", "more", list=text, n=left) if left > 0 else text


def _disputed(brief: Brief) -> Iterable[Sentence]:
    return (side.statement.sentence for difference in brief.differences for side in difference.sides)
