"""The house's look in a DOCX: styles of its own reference document, its colours, typefaces and logo."""

from __future__ import annotations

import copy
import io
import logging
import zipfile
from typing import Any

from briefing.colours import readable
from briefing.errors import TemplateError
from briefing.exporters.docx_markup import NAMESPACE
from briefing.model import House

_LOG = logging.getLogger(__name__)

_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"

# What the styles of reference.docx are made of, and the fields of `House` that take their place.
_ACCENT, _TINT = "1F3A5F", "F1F4F7"
_FACES = {"Cambria": "serif", "Calibri": "sans"}
_LOGO_HEIGHT = 12.0  # mm
_LOGO_WIDTH = 30.0


def opened(house: House, own: bytes) -> Any:
    """The document to write into: the house's with the styles that it lacks from ours, or ours.

    Args:
        house: the house.
        own: this program's reference document.

    Returns:
        python-docx's document, without text.

    Raises:
        TemplateError: if the house's file is no DOCX or DOTX.
    """
    from docx import Document

    document = Document(io.BytesIO(own))
    _repaint(document.styles.element, house)
    if not house.reference_doc:
        return document
    theirs = _theirs(house.reference_doc)
    _empty(theirs)
    missing = _add_styles(theirs, document)
    if missing:
        _LOG.warning("the reference document has no style %s; ours stands in", ", ".join(missing))
    return theirs


def _theirs(data: bytes) -> Any:
    """The house's document; a template is opened as a document."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            types = source.read("[Content_Types].xml")
            if _TEMPLATE_TYPE in types:
                packed = io.BytesIO()
                with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
                    for name in source.namelist():
                        part = source.read(name)
                        if name == "[Content_Types].xml":
                            part = part.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
                        target.writestr(name, part)
                data = packed.getvalue()
        return Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, PackageNotFoundError) as error:
        raise TemplateError("reference document", f"is no DOCX or DOTX: {error}") from error


def _empty(document: Any) -> None:
    """Leave the last section of a document and nothing else; no copy of the styles for older programs, either."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[key]
    body = document.element.body
    for child in list(body):
        if child is not body.sectPr:
            body.remove(child)


def _add_styles(theirs: Any, ours: Any) -> list[str]:
    """Add the styles that the house lacks, and our lists; the names of those styles."""
    from docx.oxml.ns import qn

    known = {style.name.lower(): style.style_id for style in theirs.styles}
    taken = set(known.values())
    lists = _add_lists(theirs, ours)
    renamed = {style.style_id: known.get(style.name.lower(), style.style_id) for style in ours.styles}
    missing = []
    for style in ours.styles:
        number = style.element.find(f"./{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if style.name.lower() in known:
            if number is not None:
                _count(theirs.styles.element, known[style.name.lower()], lists[number.get(qn("w:val"))])
            continue
        element = copy.deepcopy(style.element)
        element.attrib.pop(qn("w:default"), None)
        key = element.get(qn("w:styleId"))
        if key in taken:
            renamed[style.style_id] = key = f"Briefing{key}"
            element.set(qn("w:styleId"), key)
        taken.add(key)
        for name in ("w:basedOn", "w:next", "w:link"):
            for found in element.iterfind(qn(name)):
                found.set(qn("w:val"), renamed.get(found.get(qn("w:val")), found.get(qn("w:val"))))
        for found in element.iter(qn("w:numId")):
            found.set(qn("w:val"), lists[found.get(qn("w:val"))])
        theirs.styles.element.append(element)
        if not element.find(qn("w:semiHidden")) is not None:
            missing.append(style.name)
    return missing


def _count(styles: Any, key: str, number: str) -> None:
    """Have a style of the house count in one of our lists, where it counts in none."""
    from docx.oxml.ns import qn

    style = next(s for s in styles.iterchildren(qn("w:style")) if s.get(qn("w:styleId")) == key)
    numbering = style.get_or_add_pPr().get_or_add_numPr()
    if numbering.numId is None:
        numbering.get_or_add_numId().val = int(number)


def _numbering(document: Any) -> Any:
    """The lists of a document; Word writes no such part for one that never had a list, and then it is added."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.parts.numbering import NumberingPart

    if not any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in document.part.rels.values()):
        empty = parse_xml(f"<w:numbering {NAMESPACE}/>")
        place = PackURI("/word/numbering.xml")
        part = NumberingPart(place, CONTENT_TYPE.WML_NUMBERING, empty, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return document.part.numbering_part.element


def _add_lists(theirs: Any, ours: Any) -> dict[str, str]:
    """Add our lists to those of the house; their numbers there by those that they have with us."""
    from docx.oxml.ns import qn

    target, source = _numbering(theirs), _numbering(ours)
    abstract = [int(a.get(qn("w:abstractNumId"))) for a in target.iterchildren(qn("w:abstractNum"))]
    first_abstract = max(abstract, default=0) + 1
    first = max((num.numId for num in target.num_lst), default=0) + 1
    shifted: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for i, element in enumerate(source.iterchildren(qn("w:abstractNum"))):
        added = copy.deepcopy(element)
        shifted[element.get(qn("w:abstractNumId"))] = str(first_abstract + i)
        added.set(qn("w:abstractNumId"), str(first_abstract + i))
        for link in added.findall(f"./{qn('w:lvl')}/{qn('w:pStyle')}"):
            link.getparent().remove(link)
        place = next(iter(target.iterchildren(qn("w:num"))), None)
        if place is None:
            target.append(added)
        else:
            place.addprevious(added)
    for i, num in enumerate(source.num_lst):
        added = copy.deepcopy(num)
        numbers[str(num.numId)] = str(first + i)
        added.set(qn("w:numId"), str(first + i))
        added.find(qn("w:abstractNumId")).set(qn("w:val"), shifted[str(num.abstractNumId.val)])
        target.append(added)
    return numbers


def _repaint(styles: Any, house: House) -> None:
    """Our styles in the colours and typefaces of the house; its accent is darker in text that needs it."""
    from docx.oxml.ns import qn

    accent, tint = house.accent or f"#{_ACCENT}", house.tint or f"#{_TINT}"
    places = {_ACCENT: accent, _TINT: tint}
    if house.accent or house.tint:
        for element in styles.iter(qn("w:color")):
            if element.get(qn("w:val")) == _ACCENT:
                element.set(qn("w:val"), readable(accent, tint).removeprefix("#").upper())
    for element in styles.iter():
        for name, value in element.attrib.items():
            if value in places:
                element.set(name, places[value].removeprefix("#").upper())
            elif chosen := getattr(house, _FACES.get(value, ""), ""):
                element.set(name, chosen)


def add_logo(document: Any, house: House, style: str) -> None:
    """Put the logo above the masthead, with the words for it.

    Args:
        document: python-docx's.
        house: with a logo.
        style: name of the paragraph style.
    """
    from docx.shared import Mm

    run = document.paragraphs[0].insert_paragraph_before(style=style).add_run()
    shape = run.add_picture(io.BytesIO(house.logo), height=Mm(_LOGO_HEIGHT))
    if shape.width > Mm(_LOGO_WIDTH):
        shape.height = round(shape.height * Mm(_LOGO_WIDTH) / shape.width)
        shape.width = Mm(_LOGO_WIDTH)
    properties = shape._inline.docPr  # noqa: SLF001 - there is no other way to the description
    properties.set("descr", house.logo_alt)
    properties.set("name", "logo")
