"""The styles of templates/reference.docx, as a table; `make_reference_docx.py` puts the file together."""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

SERIF, SANS = "Cambria", "Calibri"  # on every Word; Caladea and Carlito have the same metrics elsewhere
INK, SOFT, ACCENT = "16191D", "4A5159", "1F3A5F"  # on white 17.6 : 1, 8.0 : 1, 11.5 : 1
RULE, HAIRLINE, TINT = "B9BFC6", "DDE1E5", "F1F4F7"


def mm(value: float) -> int:
    """Millimetres in twips, a twentieth of a point."""
    return round(value * 1440 / 25.4)


TEXT_WIDTH = mm(166)


def font(
    name: str = "",
    size: float = 0,
    colour: str = "",
    *,
    bold: bool | None = None,
    italic: bool = False,
    caps: bool | None = None,
    tracking: float | None = None,
    verbatim: bool = False,
    raised: bool = False,
) -> str:
    """Run properties in schema order; `size` and `tracking` in points.

    `verbatim` is for the words of a source: spelling and grammar are not the reader's to correct.
    """
    parts = [
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>' if name else "",
        {None: "", True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>'}[bold],
        "<w:i/><w:iCs/>" if italic else "",
        {None: "", True: "<w:caps/>", False: '<w:caps w:val="0"/>'}[caps],
        "<w:noProof/>" if verbatim else "",
        f'<w:color w:val="{colour}"/>' if colour else "",
        f'<w:spacing w:val="{round(tracking * 20)}"/>' if tracking is not None else "",
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "",
        '<w:vertAlign w:val="superscript"/>' if raised else "",
    ]
    return "".join(parts)


def edge(side: str, points: float, colour: str, space: int) -> str:
    """One border of a paragraph or table; `space` in points."""
    eighths = round(points * 8)
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


def para(
    *,
    before: float = 0,
    after: float = 0,
    line: float = 0,
    left: int = 0,
    right: int = 0,
    hanging: int = 0,
    borders: str = "",
    fill: str = "",
    tabs: str = "",
    number: int = 0,
    with_next: bool = False,
    whole: bool = False,
    align: str = "",
    level: int | None = None,
) -> str:
    """Paragraph properties in schema order.

    Args:
        before: space above, in points.
        after: space below, in points.
        line: multiple of the font's own line.
        left: indent in twips.
        right: indent in twips.
        hanging: how far the first line stands out to the left, in twips.
        borders: `edge` strings in the order top, left, bottom, right.
        fill: colour of the background.
        tabs: `tab` strings.
        number: list that it counts in.
        with_next: whether it stays on the page of what follows.
        whole: whether it is not split over pages.
        align: "left", "right" or "center".
        level: of the outline, 0 the first.
    """
    spacing = f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
    spacing += f' w:line="{round(line * 240)}" w:lineRule="auto"/>' if line else "/>"
    indent = f'<w:ind w:left="{left}" w:right="{right}"'
    indent += f' w:hanging="{hanging}"/>' if hanging else "/>"
    parts = [
        "<w:keepNext/>" if with_next else "",
        "<w:keepLines/>" if whole else "",
        f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' if number else "",
        f"<w:pBdr>{borders}</w:pBdr>" if borders else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "",
        f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
        spacing,
        indent if left or right or hanging else "",
        f'<w:jc w:val="{align}"/>' if align else "",
        f'<w:outlineLvl w:val="{level}"/>' if level is not None else "",
    ]
    return "".join(parts)


def tab(position: int, kind: str = "left", leader: str = "") -> str:
    """A tab stop, in twips; `leader` fills the way to it."""
    filled = f' w:leader="{leader}"' if leader else ""
    return f'<w:tab w:val="{kind}"{filled} w:pos="{position}"/>'


RIGHT, DOTTED = tab(TEXT_WIDTH, "right"), tab(TEXT_WIDTH, "right", "dot")

# The box of the bottom line: a bar at the left, and a frame of its own colour that pads the fill. The indents pull
# bar and frame back to the edges of the text; both sides are alike, so that the box stays where it is when the words
# run from right to left.
_BAR, _PAD = 2.25, 8
_SIDE = round((_BAR + _PAD) * 20)
_BOX = {
    "fill": TINT,
    "left": _SIDE + mm(6),
    "hanging": mm(6),
    "right": _SIDE,
    "whole": True,
    "borders": (
        edge("top", 0.5, TINT, 5)
        + edge("left", _BAR, ACCENT, _PAD)
        + edge("bottom", 0.5, TINT, 6)
        + edge("right", _BAR, TINT, _PAD)
    ),
}
_LABEL = font(SANS, 8.5, ACCENT, bold=True, caps=True, tracking=0.75)
_GAP = mm(3)  # between columns of a table
NUMBER = mm(7)  # column of the numbers

# (kind, id, name, based on, followed by, paragraph properties, run properties); in the order of the gallery.
STYLES = (
    ("paragraph", "Normal", "Normal", "", "", "<w:widowControl/>" + para(line=1.17), font(SERIF, 10, INK)),
    ("paragraph", "Title", "Title", "Normal", "Normal",
     para(before=3.5, after=4, line=1.0, with_next=True, whole=True, borders=edge("bottom", 0.5, RULE, 7)),
     font(SERIF, 17, bold=True, verbatim=True)),
    ("paragraph", "Heading1", "heading 1", "Normal", "BriefStatement",
     para(before=12, after=4, line=1.0, with_next=True, whole=True, level=0, borders=edge("bottom", 0.5, RULE, 2)),
     font(SANS, 10.5, ACCENT, bold=True)),
    ("paragraph", "Heading2", "heading 2", "Normal", "BriefStatement",
     para(before=6, after=3, line=1.0, with_next=True, whole=True, level=1), font(SANS, 9.5, INK, bold=True)),
    ("paragraph", "Heading3", "heading 3", "Normal", "BriefStatement",
     para(before=5, after=2, line=1.0, with_next=True, whole=True, level=2), font(SANS, 9.5, SOFT, italic=True)),
    ("paragraph", "Logo", "Logo", "Normal", "Kicker", para(after=3, line=1.0, align="right", with_next=True), ""),
    ("paragraph", "Kicker", "Kicker", "Normal", "Title",
     para(after=2, line=1.0, with_next=True, borders=edge("top", 2.25, ACCENT, 6), tabs=RIGHT), _LABEL),
    ("paragraph", "MastheadLine", "Masthead Line", "Normal", "MastheadLine",
     para(after=2, line=1.0, tabs=tab(mm(21)), left=mm(21), hanging=mm(21), with_next=True), font(SANS, 9)),
    ("paragraph", "BottomLineLabel", "Bottom Line Label", "Normal", "BottomLine",
     para(before=13, line=1.25, with_next=True, level=0, **_BOX), _LABEL),
    ("paragraph", "BottomLine", "Bottom Line", "Normal", "Heading1",
     para(after=4, line=1.17, number=1, **_BOX), font(SERIF, 11.5, verbatim=True)),
    ("paragraph", "BriefStatement", "Brief Statement", "Normal", "BriefStatement",
     para(after=3.5, line=1.14, left=NUMBER, right=mm(8), hanging=NUMBER, whole=True, number=1), font(verbatim=True)),
    ("paragraph", "DatedStatement", "Dated Statement", "Normal", "DatedStatement",
     para(after=3.5, line=1.14, left=mm(23), right=mm(8), hanging=mm(23), whole=True, tabs=tab(mm(23))),
     font(verbatim=True)),
    ("paragraph", "PeopleRun", "People", "Normal", "Normal", para(line=1.17), font(SANS, 9, verbatim=True)),
    ("paragraph", "FactsLabel", "Facts Label", "Normal", "FactsValue", para(line=1.05), font(SANS, 9, SOFT)),
    ("paragraph", "FactsValue", "Facts Value", "Normal", "FactsValue", para(line=1.05, right=_GAP),
     font(SANS, 9, verbatim=True)),
    ("paragraph", "TableHead", "Table Head", "Normal", "TableText",
     para(line=1.0, with_next=True), font(SANS, 8, SOFT, bold=True)),
    ("paragraph", "TableHeadReference", "Table Head Reference", "TableHead", "TableReference", para(align="right"), ""),
    ("paragraph", "TableText", "Table Text", "Normal", "TableText", para(line=1.1, right=_GAP),
     font(SANS, 9, verbatim=True)),
    ("paragraph", "TableTextKept", "Table Text Kept", "TableText", "TableText", "<w:keepNext/>", ""),
    ("paragraph", "TableStatement", "Table Statement", "Normal", "TableStatement",
     para(line=1.1, right=_GAP), font(verbatim=True)),
    ("paragraph", "TableReference", "Table Reference", "Normal", "TableReference",
     para(line=1.1, align="right"), font(SANS, 8, ACCENT)),
    ("paragraph", "SourceEntry", "Source Entry", "Normal", "SourceEntry",
     para(after=2, line=1.1, left=NUMBER, hanging=NUMBER, tabs=tab(NUMBER)), font(SANS, 9, verbatim=True)),
    ("paragraph", "ListBullet", "List Bullet", "Normal", "ListBullet",
     para(after=2, line=1.1, left=mm(4), hanging=mm(4), number=2), font(SANS, 9)),
    ("paragraph", "GeneratorNote", "Generator Note", "Normal", "GeneratorNote",
     para(before=4, line=1.1), font(SANS, 8.5, SOFT)),
    ("paragraph", "Quote", "Quote", "Normal", "Normal",
     para(before=3, after=3, line=1.17, left=NUMBER), font(italic=True)),
    ("paragraph", "Caption", "caption", "Normal", "Normal",
     para(before=3, after=3, line=1.0, with_next=True), font(SANS, 8.5, SOFT)),
    ("paragraph", "Marking", "Marking", "Normal", "Header",
     para(line=1.0, align="center"), font(SANS, 8.5, bold=True, tracking=1.1)),
    ("paragraph", "Header", "header", "Normal", "Header", para(before=11, line=1.0, tabs=RIGHT), font(SANS, 8.5, SOFT)),
    ("paragraph", "Footer", "footer", "Normal", "Footer", para(after=7, line=1.0, tabs=RIGHT), font(SANS, 8.5, SOFT)),
    ("paragraph", "FootnoteText", "footnote text", "Normal", "FootnoteText", para(line=1.0), font(SANS, 8)),
    ("paragraph", "TOCHeading", "TOC Heading", "Heading1", "TOC1", '<w:outlineLvl w:val="9"/>', ""),
    ("paragraph", "TOC1", "toc 1", "Normal", "Normal", para(after=2, line=1.0, tabs=DOTTED), font(SANS, 9)),
    ("paragraph", "TOC2", "toc 2", "Normal", "Normal",
     para(after=2, line=1.0, left=NUMBER, tabs=DOTTED), font(SANS, 9)),
    ("character", "Strong", "Strong", "", "", "", font(bold=True)),
    ("character", "MastheadDetail", "Masthead Detail", "", "", "",
     font(SANS, 8.5, SOFT, bold=False, caps=False, tracking=0)),
    ("character", "MastheadLabel", "Masthead Label", "", "", "", font(SANS, 9, SOFT)),
    ("character", "DateHandle", "Date Handle", "", "", "", font(SANS, 9, bold=True)),
    ("character", "SourceRef", "SourceRef", "", "", "", font(SANS, 8, ACCENT)),
    ("character", "Gloss", "Gloss", "", "", "", font(SANS, 8.5, SOFT)),
    ("character", "FootnoteReference", "footnote reference", "", "", "", font(raised=True)),
)  # fmt: skip

_CELL = (
    '<w:tblCellMar><w:top w:w="{v}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="{v}" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
)
_EDGES = "<w:tblBorders>{top}{bottom}{inside}</w:tblBorders>"
_DEEP = (
    '<w:tblStylePr w:type="lastRow"><w:tcPr><w:tcMar><w:bottom w:w="110" w:type="dxa"/></w:tcMar></w:tcPr>'
    "</w:tblStylePr>"
)
_HEAD = (
    f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{edge("bottom", 0.5, RULE, 0)}</w:tcBorders></w:tcPr>'
    "</w:tblStylePr>"
)
TABLE_STYLES = (
    ("BriefFacts", "Brief Facts", 20, "", edge("bottom", 0.5, RULE, 0), "", _DEEP),
    ("BriefTable", "Brief Table", 45, "", edge("bottom", 0.5, HAIRLINE, 0), edge("insideH", 0.5, HAIRLINE, 0), _HEAD),
)  # fmt: skip


def style(kind: str, key: str, name: str, base: str, following: str, paragraph: str, run: str) -> str:
    """One `w:style`."""
    builtin = name[0].islower() or name in {
        "Normal",
        "Title",
        "Strong",
        "Quote",
        "List Bullet",
        "TOC Heading",
    }
    head = f'<w:style w:type="{kind}" w:styleId="{key}"'
    head += ' w:default="1"' if name == "Normal" else ""
    head += ">" if builtin else ' w:customStyle="1">'
    base = base or ("DefaultParagraphFont" if kind == "character" else "")
    parts = [
        f'<w:name w:val="{name}"/>',
        f'<w:basedOn w:val="{base}"/>' if base else "",
        f'<w:next w:val="{following}"/>' if following and following != key else "",
        "<w:qFormat/>",
        f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
        f"<w:rPr>{run}</w:rPr>" if run else "",
    ]
    return head + "".join(parts) + "</w:style>"


def table_style(
    key: str, name: str, margin: int, top: str, bottom: str, inside: str, conditional: str
) -> str:
    """One `w:style` of a table without vertical lines; `margin` above and below the text of a cell, in twips."""
    properties = _EDGES.format(top=top, bottom=bottom, inside=inside) + _CELL.format(v=margin)
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>{properties}</w:tblPr>{conditional}</w:style>'
    )


def styles() -> str:
    """word/styles.xml."""
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    hidden = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
        ' w:defQFormat="0" w:count="376"/>'
    )
    standard = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )
    own = "".join(style(*s) for s in STYLES) + "".join(table_style(*s) for s in TABLE_STYLES)
    return f'<w:styles xmlns:w="{W}">{defaults}{hidden}{standard}{own}</w:styles>'
