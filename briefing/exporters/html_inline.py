"""Runs of text as HTML: statements with their glosses and references, quotations, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from briefing.exporters.lines import right_to_left
from briefing.typefaces import width

if TYPE_CHECKING:
    from briefing.exporters.blocks import Described, Outline, Point, Reference

_RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
_NO_BREAK = "\N{NO-BREAK SPACE}"
_HEIGHTS = ("", "one", "two")  # class of a statement by the lines of further references beside it
# Millimetres of its column that a date takes in one line, with room for another typeface; and its size in points.
_DATE_WIDTH, _DATE_SIZE = 18.5, 8.8


class Inline:
    """What a template calls for the text inside its blocks. All text from outside is escaped.

    Args:
        page: the outline that is printed.
    """

    def __init__(self, page: Outline) -> None:
        self._language = page.language
        self._direction = page.direction
        self._words = page.words

    def words(self, point: Point) -> Markup:
        """A statement: the source's words, with glosses in elements of their own."""
        text = Markup()
        for piece in point.pieces:
            if piece.gloss:
                run = Markup('<span class="gloss">{}</span>').format(piece.text)
                text += Markup(" ") + run if text else run + " "
            else:
                text += piece.text
        return Markup('<span class="words"{}>{}</span>').format(self._spoken(point.language), text)

    def places(self, point: Point) -> Markup:
        """Where a statement stands, and below that where else the same is said."""
        further = Markup()
        first = self._words("reference", "also", references="")
        for i, other in enumerate(point.also):
            before = first if i == 0 else ""
            after = f" +{point.more}" if point.more and other is point.also[-1] else ""
            further += Markup(' <span class="also">{}{}{}</span>').format(before, self.link(other), after)
        return Markup('<span class="places">{}{}</span>').format(self.link(point.reference), further)

    def link(self, reference: Reference | None) -> Markup:
        """A reference, linked to its source; nothing for None."""
        if reference is None:
            return Markup()
        text = reference.text.replace(" ", _NO_BREAK)
        return Markup('<a href="#{}" title="{}">{}</a>').format(reference.source, reference.title, text)

    def quoted(self, text: str, language: str) -> Markup:
        """A source's words in quotation marks."""
        words = self._words("sources", "titled", title=text)
        return Markup("<span{}>{}</span>").format(self._spoken(language), words)

    def described(self, person: Described) -> Markup:
        """What the source calls a person, or the program's own word in brackets."""
        if person.description:
            return self.quoted(person.description, person.language)
        return Markup('<span class="gloss">[{}]</span>').format(person.gloss) if person.gloss else Markup()

    def shape(self, point: Point, *, dated: bool = False) -> Markup:
        """Class attribute of a statement that must be higher than its text may be."""
        long = "long" if dated and width(point.handle, _DATE_SIZE, "sans-bold") > _DATE_WIDTH else ""
        names = " ".join(name for name in (long, _HEIGHTS[len(point.also)]) if name)
        return Markup(' class="{}"').format(names) if names else Markup()

    def turned(self, text: str) -> Markup:
        """The attribute of words of the title that run the other way than the page."""
        direction = "rtl" if right_to_left(text) else "ltr"
        return Markup(' dir="{}"').format(direction) if direction != self._direction else Markup()

    def _spoken(self, language: str) -> Markup:
        """Attributes that name language and direction where those are not the page's."""
        attributes = Markup()
        if language not in ("und", self._language):
            attributes += Markup(' lang="{}"').format(language)
        direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
        if direction != self._direction:
            attributes += Markup(' dir="{}"').format(direction)
        return attributes
