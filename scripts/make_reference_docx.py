#!/usr/bin/env python3
"""Writes templates/reference.docx: the styles, numbering and settings of every DOCX that `briefing` makes.

    python scripts/make_reference_docx.py [FILE]

Written part by part instead of being saved from an office suite, so that it holds nothing but what is listed
here and in `reference_styles.py`, and is the same file whenever it is made.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from reference_styles import ACCENT, INK, NUMBER, RULE, SANS, SERIF, SOFT, TINT, W, font, mm, styles

DEFAULT_TARGET = Path(__file__).parent.parent / "templates" / "reference.docx"

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def numbering() -> str:
    """word/numbering.xml: list 1 numbers statements, list 2 marks limits with a dash."""

    def level(kind: str, text: str, linked: str, indent: int, run: str) -> str:
        return (
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{linked}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr><w:rPr>{run}</w:rPr></w:lvl>'
        )

    numbers = level("decimal", "%1", "BriefStatement", NUMBER, font(SANS, 9, SOFT))
    dashes = level("bullet", "–", "ListBullet", mm(4), font(SANS, 9, SOFT))
    return (
        f'<w:numbering xmlns:w="{W}">'
        + "".join(
            f'<w:abstractNum w:abstractNumId="{i}"><w:nsid w:val="0B21000{i}"/>'
            f'<w:multiLevelType w:val="singleLevel"/>{inside}</w:abstractNum>'
            for i, inside in enumerate((numbers, dashes), 1)
        )
        + '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )


def settings() -> str:
    """word/settings.xml: no compatibility mode, nothing that asks a question at opening."""
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def fonts() -> str:
    """word/fontTable.xml, with what stands in for a font that is missing."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, other, family in ((SANS, "Carlito", "swiss"), (SERIF, "Caladea", "roman"))
    )
    return f'<w:fonts xmlns:w="{W}">{entries}</w:fonts>'


def theme() -> str:
    """word/theme/theme1.xml: the palette and the fonts that an office suite offers first, and plain effects."""
    palette = {
        "dk1": INK, "lt1": "FFFFFF", "dk2": SOFT, "lt2": TINT, "accent1": ACCENT, "accent2": SOFT,
        "accent3": RULE, "accent4": "7A2E2E", "accent5": "2E6150", "accent6": "8A6A1F",
        "hlink": ACCENT, "folHlink": SOFT,
    }  # fmt: skip
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in palette.items())
    faces = "".join(
        f'<a:{kind}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, name in (("major", SANS), ("minor", SERIF))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Briefing"><a:themeElements>'
        f'<a:clrScheme name="Briefing">{colours}</a:clrScheme><a:fontScheme name="Briefing">{faces}</a:fontScheme>'
        f'<a:fmtScheme name="Briefing"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}'
        f"</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def document() -> str:
    """word/document.xml: one section of A4 and no text."""
    margins = (
        f'<w:pgMar w:top="{mm(24)}" w:right="{mm(20)}" w:bottom="{mm(21)}" w:left="{mm(24)}"'
        f' w:header="{mm(9)}" w:footer="{mm(7)}" w:gutter="0"/>'
    )
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:sectPr><w:pgSz w:w="{mm(210)}" w:h="{mm(297)}"/>'
        f"{margins}<w:titlePg/></w:sectPr></w:body></w:document>"
    )


def relations(*targets: tuple[str, str]) -> str:
    """A relationships part, of (type, target) pairs."""
    lines = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def content_types() -> str:
    """[Content_Types].xml."""
    overrides = (
        ("/word/document.xml", f"{CONTENT}.document.main+xml"),
        ("/word/styles.xml", f"{CONTENT}.styles+xml"),
        ("/word/numbering.xml", f"{CONTENT}.numbering+xml"),
        ("/word/settings.xml", f"{CONTENT}.settings+xml"),
        ("/word/fontTable.xml", f"{CONTENT}.fontTable+xml"),
        ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )
    lines = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def parts() -> dict[str, str]:
    """Every part of the file by its name, in the order of the file."""
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            (f"{RELATION}/officeDocument", "word/document.xml"),
            (f"{package}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{RELATION}/extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relations(
            *(
                (f"{RELATION}/{name}", f"{name}.xml")
                for name in ("styles", "numbering", "settings", "fontTable")
            ),
            (f"{RELATION}/theme", "theme/theme1.xml"),
        ),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": fonts(),
        "word/theme/theme1.xml": theme(),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"/>',
        "docProps/app.xml": (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>briefing</Application></Properties>"
        ),
    }


def build() -> bytes:
    """The whole file, with the zip format's earliest date on each part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml)
    return buffer.getvalue()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_TARGET
    target.write_bytes(build())
