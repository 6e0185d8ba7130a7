"""Where a source prints the title of a person: only such a title may stand in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Span

if TYPE_CHECKING:
    from briefing.model import Participant, Person


def leading(person: Participant) -> Person | None:
    """The mention that a person is described by: the first one with the title, else the first one."""
    titled = (mention for mention in person.mentions if mention.title == person.title)
    return next(titled, person.mentions[0] if person.mentions else None)


def printed_title(person: Participant) -> Span | None:
    """The title as the source of the leading mention prints it, last before the name or else first after.

    Returns:
        Its place; None where there is no title, or where it is put together from several places.
    """
    mention = leading(person)
    if mention is None or not person.title:
        return None
    text, length = mention.document.text, len(person.title)
    at = text.rfind(person.title, 0, mention.end)
    at = at if at >= 0 else text.find(person.title)
    return Span(mention.document, at, at + length) if at >= 0 else None
