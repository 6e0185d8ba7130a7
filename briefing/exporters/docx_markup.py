"""WordprocessingML as strings: runs, links, fields, paragraphs and tables, each formatted by a style alone.

A few hundred small elements are written faster, and read more easily, as text that is parsed once than as calls
that build them one by one. All text from outside goes through `escape`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from briefing.exporters.lines import one_line, right_to_left

NBSP = "\u00a0"
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

_TEXT = '<w:t xml:space="preserve">'
_LOOK = 'w:val="{}" w:firstRow="{}" w:lastRow="{}" w:firstColumn="{}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
_LOOK_HEAD, _LOOK_NAMES = _LOOK.format("06A0", 1, 0, 1), _LOOK.format("06C0", 0, 1, 1)
_BREAK = '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tcBorders>'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}

# English without a country prints British: the labels of the program are.
_REGIONS = {"en": "en-GB"}


def escape(text: str) -> str:
    """Text as XML: line breaks and tabs are spaces in print, and what XML cannot hold is U+FFFD."""
    return _NOT_XML.sub("\ufffd", one_line(text)).translate(_ENTITIES)


def attribute(text: str) -> str:
    """Text for an attribute, with its quotation marks."""
    return f'"{escape(text)}"'


@cache
def language_tag(code: str) -> str:
    """A language as an office suite knows it, with the country where it is mostly at home.

    Args:
        code: ISO 639-1.

    Returns:
        BCP 47: "fr-FR" for "fr"; "" where the language is not known.
    """
    if code in _REGIONS or code in ("", "und"):
        return _REGIONS.get(code, "")
    from babel.core import get_global

    parts = get_global("likely_subtags").get(code, code).split("_")
    return f"{parts[0]}-{parts[-1]}" if len(parts) > 1 else code


class Markup:
    """Writes elements in the styles of one document.

    Args:
        styles: id of each style by its name in lower case.
        language: ISO 639-1 code of the document; words of another language are marked as such.
    """

    def __init__(self, styles: Mapping[str, str], language: str) -> None:
        self._styles = styles
        self._language = language
        self._bookmarks = 0

    def style(self, name: str) -> str:
        """The id of a style, in quotation marks."""
        return attribute(self._styles[name.lower()])

    def run(self, text: str, style: str = "", language: str = "", *, bound: bool = False) -> str:
        """A run of text.

        Args:
            text: the words.
            style: name of a character style, "" for the paragraph's own.
            language: of the words, "" for the document's.
            bound: whether no line may break in it.
        """
        properties = f"<w:rStyle w:val={self.style(style)}/>" if style else ""
        turned = right_to_left(text)
        properties += "<w:rtl/>" if turned else ""
        if language and language != self._language and (tag := language_tag(language)):
            properties += f'<w:lang w:{"bidi" if turned else "val"}="{tag}"/>'
        head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        shown = escape(text)
        if bound:
            shown = shown.replace(" ", NBSP).replace("-", f"</w:t><w:noBreakHyphen/>{_TEXT}")
        return f"<w:r>{head}{_TEXT}{shown}</w:t></w:r>"

    def tab(self) -> str:
        """A run that is one tab."""
        return "<w:r><w:tab/></w:r>"

    def link(self, text: str, anchor: str, title: str, style: str) -> str:
        """A link to a bookmark, on one line."""
        return self.linked(self.run(text, style, bound=True), anchor, title)

    def linked(self, inside: str, anchor: str, title: str) -> str:
        """Runs as a link to a bookmark."""
        target = f"w:anchor={attribute(anchor)} w:tooltip={attribute(title)}"
        return f'<w:hyperlink {target} w:history="1">{inside}</w:hyperlink>'

    def bookmark(self, name: str, inside: str) -> str:
        """Runs that links can point at."""
        number = self._bookmarks
        self._bookmarks += 1
        start = f'<w:bookmarkStart w:id="{number}" w:name={attribute(name)}/>'
        return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'

    def field(self, instruction: str, shown: str) -> str:
        """A field with the result that stands until it is computed."""
        begin, end = self.field_around(instruction)
        return f"{begin}{self.run(shown)}{end}"

    def field_around(self, instruction: str) -> tuple[str, str]:
        """What stands before and after the result of a field, which may be several paragraphs."""
        begin, middle, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
        )
        code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        return f"{begin}{code}{middle}", end

    def paragraph(self, style: str, *runs: str, text: str = "", numbering: int | None = None) -> str:
        """A paragraph.

        Args:
            style: name of its style.
            runs: what is in it.
            text: words by which its direction is told, where they may run from right to left.
            numbering: id of the list that it counts in, None for that of its style.
        """
        properties = f"<w:pStyle w:val={self.style(style)}/>"
        if numbering is not None:
            properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>'
        properties += "<w:bidi/>" if right_to_left(text) else ""
        return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"

    def table(
        self,
        style: str,
        caption: str,
        widths: Sequence[int],
        rows: Sequence[Sequence[str]],
        *,
        head: Sequence[str] = (),
        breaks: Collection[int] = (),
        mirrored: bool = False,
    ) -> str:
        """A table of fixed widths whose rows are not split; with a head, which every page repeats.

        Args:
            style: name of the table style.
            caption: what the table holds.
            widths: of the columns, in twips.
            rows: paragraphs of the cells; the last cell of a short row reaches to the right edge.
            breaks: rows, counted from 0, with a rule above.
            head: paragraphs of the head's cells; without one the first column names the rows.
            mirrored: whether the first column stands at the right.
        """
        look = _LOOK_HEAD if head else _LOOK_NAMES
        properties = (
            f"<w:tblStyle w:val={self.style(style)}/>{'<w:bidiVisual/>' if mirrored else ''}"
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook {look}/>'
            f"<w:tblCaption w:val={attribute(caption)}/><w:tblDescription w:val={attribute(caption)}/>"
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        body = _row(head, widths, "<w:cantSplit/><w:tblHeader/>") if head else ""
        body += "".join(
            _row(row, widths, "<w:cantSplit/>", _BREAK if i in breaks else "") for i, row in enumerate(rows)
        )
        return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(cells: Sequence[str], widths: Sequence[int], properties: str, borders: str = "") -> str:
    last = len(cells) - 1
    inside = ""
    for i, cell in enumerate(cells):
        span = len(widths) - last if i == last else 1
        width = sum(widths[i : i + span])
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        inside += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{borders}</w:tcPr>{cell}</w:tc>'
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"
