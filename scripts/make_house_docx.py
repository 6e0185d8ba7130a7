#!/usr/bin/env python3
"""Writes a house's reference document as Word saves one: for tests of `--reference-doc`.

    python scripts/make_house_docx.py german|english|plain FILE

What Word does and other programs do not: built-in styles have the names of the file format and ids in the language
of the user ("heading 1" is berschrift1 in a German Word, whose ids drop what is not ASCII), fonts come from the
theme, defaults stand in docDefaults, latent styles are listed with exceptions, headings carry linked character
styles and revision ids, lists have nine levels, and a .dotx differs from a .docx in its content type.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The ids that Word gives to its own styles, by the language of its user.
IDS = {
    "german": {"Normal": "Standard", "heading 1": "berschrift1", "heading 2": "berschrift2", "Title": "Titel",
               "header": "Kopfzeile", "footer": "Fuzeile", "List Bullet": "Aufzhlungszeichen", "Strong": "Fett",
               "Default Paragraph Font": "Absatz-Standardschriftart", "Normal Table": "NormaleTabelle",
               "No List": "KeineListe", "toc 1": "Verzeichnis1", "footnote text": "Funotentext"},
    "english": {"Normal": "Normal", "heading 1": "Heading1", "heading 2": "Heading2", "Title": "Title",
                "header": "Header", "footer": "Footer", "List Bullet": "ListBullet", "Strong": "Strong",
                "Default Paragraph Font": "DefaultParagraphFont", "Normal Table": "TableNormal",
                "No List": "NoList", "toc 1": "TOC1", "footnote text": "FootnoteText"},
}  # fmt: skip
IDS["plain"] = {name: IDS["english"][name] for name in
                ("Normal", "Default Paragraph Font", "Normal Table", "No List")}  # fmt: skip


def _style(kind: str, key: str, name: str, inside: str, *, default: bool = False) -> str:
    chosen = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{chosen} w:styleId="{key}"><w:name w:val="{name}"/>{inside}</w:style>'


def styles(kind: str) -> str:
    """word/styles.xml."""
    ids = IDS[kind]
    language = {"german": "de-DE"}.get(kind, "en-GB")
    normal, font = ids["Normal"], ids["Default Paragraph Font"]
    base = f'<w:basedOn w:val="{normal}"/>'
    themed = '<w:rFonts w:asciiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" w:hAnsiTheme="majorHAnsi" w:cstheme="majorBidi"/>'
    latent = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0"'
        ' w:defQFormat="0" w:count="376"><w:lsdException w:name="Normal" w:uiPriority="0" w:qFormat="1"/>'
        '<w:lsdException w:name="heading 1" w:uiPriority="9" w:qFormat="1"/>'
        '<w:lsdException w:name="toc 1" w:semiHidden="1" w:uiPriority="39" w:unhideWhenUsed="1"/></w:latentStyles>'
    )
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi"'
        ' w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/><w:kern w:val="2"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{language}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    cells = (
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108"'
        ' w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    hidden = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    made = [
        _style("paragraph", normal, "Normal", "<w:qFormat/>", default=True),
        _style("character", font, "Default Paragraph Font",
               '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>', default=True),
        _style("table", ids["Normal Table"], "Normal Table", hidden + cells, default=True),
        _style("numbering", ids["No List"], "No List", hidden, default=True),
    ]  # fmt: skip
    for level in (1, 2):
        name = f"heading {level}"
        if name in ids:
            linked = f"{ids[name]}Zchn" if kind == "german" else f"{ids[name]}Char"
            look = f'<w:rPr>{themed}<w:color w:val="7A1F3D"/><w:sz w:val="{36 - 4 * level}"/></w:rPr>'
            made.append(_style("paragraph", ids[name], name,
                base + f'<w:next w:val="{normal}"/><w:link w:val="{linked}"/><w:uiPriority w:val="9"/><w:qFormat/>'
                f'<w:rsid w:val="00A42C1{level}"/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="240"'
                f' w:after="0"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>{look}'))  # fmt: skip
            made.append(f'<w:style w:type="character" w:customStyle="1" w:styleId="{linked}"><w:name w:val="'
                        f'{"Überschrift" if kind == "german" else "Heading"} {level} '
                        f'{"Zchn" if kind == "german" else "Char"}"/><w:basedOn w:val="{font}"/>'
                        f'<w:link w:val="{ids[name]}"/><w:uiPriority w:val="9"/>{look}</w:style>')  # fmt: skip
    for name, inside in (
        ("Title", f'<w:uiPriority w:val="10"/><w:qFormat/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr>{themed}<w:sz w:val="48"/></w:rPr>'),
        ("header", '<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:pPr><w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs></w:pPr>'),
        ("footer", '<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:pPr><w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs></w:pPr>'),
        ("List Bullet", '<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:contextualSpacing/></w:pPr>'),
        ("toc 1", '<w:uiPriority w:val="39"/><w:unhideWhenUsed/><w:pPr><w:spacing w:after="100"/></w:pPr>'),
        ("footnote text", '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:rPr><w:sz w:val="20"/></w:rPr>'),
    ):  # fmt: skip
        if name in ids:
            made.append(_style("paragraph", ids[name], name, base + inside))
    if "Strong" in ids:
        made.append(_style("character", ids["Strong"], "Strong",
                           f'<w:basedOn w:val="{font}"/><w:uiPriority w:val="22"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr>'))  # fmt: skip
    return f'<w:styles xmlns:w="{W}">{defaults}{latent}{"".join(made)}</w:styles>'


def theme() -> str:
    """word/theme/theme1.xml."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in (
            ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "44546A"), ("lt2", "E7E6E6"), ("accent1", "7A1F3D"),
            ("accent2", "ED7D31"), ("accent3", "A5A5A5"), ("accent4", "FFC000"), ("accent5", "5B9BD5"),
            ("accent6", "70AD47"), ("hlink", "0563C1"), ("folHlink", "954F72"),
        )
    )  # fmt: skip
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'
        for kind, name in (("majorFont", "Calibri Light"), ("minorFont", "Calibri"))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{A}" name="Office"><a:themeElements><a:clrScheme name="House">{colours}</a:clrScheme>'
        f'<a:fontScheme name="House">{fonts}</a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst>{fill * 3}'
        f"</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def numbering(kind: str) -> str:
    """word/numbering.xml: Word's own bullets, of nine levels."""
    bullets = IDS[kind]["List Bullet"]
    levels = "".join(
        f'<w:lvl w:ilvl="{n}" w:tplc="0407000{n}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        + (f'<w:pStyle w:val="{bullets}"/>' if n == 0 else "")
        + f'<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (n + 1)}" w:hanging="360"/>'
        "</w:pPr></w:lvl>"
        for n in range(9)
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:nsid w:val="FFFFFF89"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/><w:tmpl w:val="8A2EA7C4"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def build(kind: str, *, template: bool = False) -> bytes:
    """The file.

    Args:
        kind: a key of `IDS`; "plain" has no lists and hardly a style.
        template: whether it is a .dotx.
    """
    body = f'<w:p w:rsidR="00A42C11"><w:pPr><w:pStyle w:val="{IDS[kind]["Normal"]}"/></w:pPr><w:r><w:t>A letter that goes</w:t></w:r></w:p>'
    if kind == "plain":
        body = '<w:p w:rsidR="00A42C11"><w:r><w:t>A letter that goes</w:t></w:r></w:p>'
    page = (
        '<w:sectPr w:rsidR="00A42C11"><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417"'
        ' w:bottom="1134" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/><w:cols w:space="708"/>'
        '<w:docGrid w:linePitch="360"/></w:sectPr>'
    )
    main = "template" if template else "document"
    parts = {
        "word/document.xml": (f"{TYPES}.wordprocessingml.{main}.main+xml", "officeDocument",
                              f'<w:document xmlns:w="{W}"><w:body>{body}{page}</w:body></w:document>'),
        "word/styles.xml": (f"{TYPES}.wordprocessingml.styles+xml", "styles", styles(kind)),
        "word/settings.xml": (f"{TYPES}.wordprocessingml.settings+xml", "settings",
                              f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
                              '<w:hyphenationZone w:val="425"/><w:characterSpacingControl w:val="doNotCompress"/>'
                              '<w:compat><w:compatSetting w:name="compatibilityMode"'
                              ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'),
        "word/fontTable.xml": (f"{TYPES}.wordprocessingml.fontTable+xml", "fontTable",
                               f'<w:fonts xmlns:w="{W}"><w:font w:name="Calibri"><w:panose1 w:val="020F0502020204030204"/>'
                               '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'),
        "word/theme/theme1.xml": (f"{TYPES}.theme+xml", "theme", theme()),
    }  # fmt: skip
    if "List Bullet" in IDS[kind]:
        parts["word/numbering.xml"] = (
            f"{TYPES}.wordprocessingml.numbering+xml",
            "numbering",
            numbering(kind),
        )
    overrides = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, (t, _, _) in parts.items())
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{R}/{relation}" Target="{name.removeprefix("word/")}"/>'
        for i, (name, (_, relation, _)) in enumerate(parts.items())
        if i
    )
    space = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{space}/content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{space}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}/relationships">{related}</Relationships>',
    } | {name: xml for name, (_, _, xml) in parts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), HEAD + xml)
    return buffer.getvalue()


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(build(sys.argv[1], template=sys.argv[2].endswith(".dotx")))
