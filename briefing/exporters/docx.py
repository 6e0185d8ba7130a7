"""A brief as DOCX, in the styles of templates/reference.docx and with no formatting beside them.

python-docx publishes no types, so what comes from it is `Any` here.
"""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.errors import MissingLibrary, TemplateError
from briefing.exporters import assets, json
from briefing.exporters.blocks import Outline
from briefing.exporters.docx_blocks import Layout
from briefing.exporters.docx_footnotes import Footnotes
from briefing.exporters.docx_house import add_logo, opened
from briefing.exporters.docx_markup import NAMESPACE, Markup, language_tag
from briefing.exporters.docx_package import attach, repack
from briefing.exporters.outline import outline

if TYPE_CHECKING:
    from briefing.model import Brief

REFERENCE = "reference.docx"

_EPOCH = date(1980, 1, 1)  # the first day that a zip file can write; where a brief has no date
_ROOM = 255  # characters of a property
_WIDTH = 166.0  # of the text, in mm, on either paper: the tab stops of the styles count on it
_PAPER = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}  # width and height in mm
_START = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
_EDGE = {
    True: (9.0, 7.0),
    False: (12.0, 11.0),
}  # running lines from the edge in mm: with a marking outside, without


def export(brief: Brief) -> bytes:
    """Write a brief as an Office Open XML document.

    Args:
        brief: the brief.

    Returns:
        A file that opens in Word and LibreOffice; the same bytes for the same brief.

    Raises:
        MissingLibrary: if python-docx is not installed.
        TemplateError: if the reference document is missing, or no template has the name asked for.
    """
    try:
        import docx  # noqa: F401 - only to see that it is there
    except ImportError as error:
        raise MissingLibrary("docx", "python-docx", "pip install python-docx") from error
    printed = outline(brief)
    house = brief.options.house
    document = opened(house, _reference_document())
    _set_page(document.sections[0], brief.options.paper, marked=bool(printed.marking))
    styles = {style.name.lower(): style.style_id for style in document.styles}
    markup = Markup(styles, printed.language)
    notes = Footnotes(markup) if brief.options.notes == "footnotes" else None
    _write_body(document, printed, markup, notes)
    if notes:
        notes.attach(document)
    if house.logo:
        add_logo(document, house, "Logo")
    _write_running_lines(document.sections[0], printed, markup)
    _set_language(document, printed.language)
    _set_properties(document.core_properties, printed, brief)
    attach(document, json.compact(brief))
    buffer = io.BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


@cache
def _reference_document() -> bytes:
    path = assets.folder().joinpath(REFERENCE)
    if not path.is_file():
        raise TemplateError(REFERENCE, f"no such file in {assets.folder()}")
    return path.read_bytes()


def _set_page(section: Any, paper: str, *, marked: bool) -> None:
    """Paper, margins that leave the text its width, and where the running lines stand."""
    from docx.shared import Mm

    width, height = _PAPER[paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    spare = (width - _PAPER["a4"][0]) / 2
    section.left_margin, section.right_margin = Mm(24 + spare), Mm(width - _WIDTH - 24 - spare)
    section.header_distance, section.footer_distance = (Mm(distance) for distance in _EDGE[marked])
    section.different_first_page_header_footer = True


def _parse(xml: str) -> Any:
    """The children of an element that holds `xml`."""
    from docx.oxml import parse_xml

    return list(parse_xml(f"<w:body {NAMESPACE}>{xml}</w:body>"))


def _write_body(document: Any, printed: Outline, markup: Markup, notes: Footnotes | None) -> None:
    """The blocks, and a list definition for each number that does not follow on."""
    section, body = document.sections[0], document.element.body
    width = (section.page_width - section.left_margin - section.right_margin) // 635  # EMU in a twip
    numbering = document.part.numbering_part.element
    first_list = max((num.numId for num in numbering.num_lst), default=0) + 1
    layout = Layout(printed, markup, width, first_list, notes)
    for element in _parse(layout.body()):
        body.sectPr.addprevious(element)
    own = _statement_list(document, numbering)
    if layout.first_number != 1:
        own.extend(_parse(_START.format(layout.first_number)))
    lists = (
        f'<w:num w:numId="{first_list + i}"><w:abstractNumId w:val="{own.abstractNumId.val}"/>'
        f"{_START.format(number)}</w:num>"
        for i, number in enumerate(layout.restarts)
    )
    numbering.extend(_parse("".join(lists)))


def _statement_list(document: Any, numbering: Any) -> Any:
    """The list that the style of statements counts in."""
    number = document.styles["Brief Statement"].element.pPr.numPr.numId.val
    return next(num for num in numbering.num_lst if num.numId == number)


def _write_running_lines(section: Any, printed: Outline, markup: Markup) -> None:
    """Marking at top and bottom of every page; reference and short title from page two; foot and page number."""
    marking = markup.paragraph("Marking", markup.run(printed.marking)) if printed.marking else ""
    title = (markup.tab(), markup.run(printed.short_title))
    head = markup.paragraph("header", markup.run(printed.masthead.reference), *title)
    foot = markup.paragraph(
        "footer", markup.run(printed.foot), *_to_the_right(section, markup), *_page_number(printed, markup)
    )
    _fill(section.header, marking + head)
    _fill(section.footer, foot + marking)
    _fill(section.first_page_footer, foot + marking)
    if marking:
        _fill(section.first_page_header, marking)


def _to_the_right(section: Any, markup: Markup) -> list[str]:
    """The tabs that lead to the right edge of the footer: the style of a house may have a stop in the middle, too."""
    from docx.oxml.ns import qn

    style = next(s for s in section.part.styles if s.name.lower() == "footer").element
    stops = [stop for stop in style.iter(qn("w:tab")) if stop.get(qn("w:val")) != "clear"]
    return [markup.tab()] * max(1, len(stops))


def _page_number(printed: Outline, markup: Markup) -> list[str]:
    """The page number: "Page 1 of 2", where the office suite fills in the numbers."""
    fields = {"{page}": ("PAGE", "1"), "{pages}": ("NUMPAGES", "1")}
    parts = (part for part in re.split(r"(\{pages?\})", printed.page) if part)
    return [markup.field(*fields[part]) if part in fields else markup.run(part) for part in parts]


def _fill(running: Any, xml: str) -> None:
    """Replace what stands in a header or footer."""
    running.is_linked_to_previous = False
    element = running.part.element
    for child in list(element):
        element.remove(child)
    element.extend(_parse(xml))


def _set_language(document: Any, language: str) -> None:
    """The language of all words that are not marked as of another one."""
    from docx.oxml.ns import qn

    tag = language_tag(language)
    for element in document.styles.element.iterfind(".//" + qn("w:lang")):
        element.set(qn("w:val"), tag or element.get(qn("w:val")))


def _set_properties(properties: Any, printed: Outline, brief: Brief) -> None:
    """What a document tells of itself. The dates are the brief's: no clock has a say."""
    day = brief.date if brief.date and brief.date >= _EPOCH else _EPOCH
    moment = datetime(day.year, day.month, day.day)
    texts = {
        "title": printed.title,
        "subject": printed.masthead.kind,
        "author": brief.options.sender or "briefing",
        "last_modified_by": "briefing",
        "keywords": "; ".join(topic.label.text for topic in brief.topics),
        "language": language_tag(printed.language),
        "category": printed.masthead.kind,
        "identifier": printed.masthead.reference,
        "comments": printed.foot,
    }
    for name, text in texts.items():
        if text:
            setattr(properties, name, " ".join(text.split())[:_ROOM])
    properties.created = properties.modified = moment
    properties.revision = 1
