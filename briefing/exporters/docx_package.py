"""A DOCX as a package of parts: the JSON that travels in it, and the same bytes at any time."""

from __future__ import annotations

import io
import re
import zipfile
from hashlib import sha256
from typing import Any
from uuid import UUID
from xml.sax.saxutils import escape

from briefing.exporters.json import escaped

NAMESPACE = "urn:briefing:schema:briefing-1"
"""Namespace of the element `briefing`, the root of the custom XML part; its text is the JSON of the brief."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM = f"{_OFFICE}/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def attach(document: Any, text: str) -> None:
    """Put the brief for machines into a document, as a custom XML part (ISO/IEC 29500-1, 15.2.5).

    Args:
        document: python-docx's.
        text: the JSON.
    """
    from docx.opc.part import Part

    package = document.part.package
    item_xml = f'{_HEAD}<briefing xmlns="{NAMESPACE}">{escape(_held(text))}</briefing>'
    key = str(UUID(bytes=sha256(text.encode()).digest()[:16], version=4)).upper()
    properties_xml = (
        f'{_HEAD}<ds:datastoreItem ds:itemID="{{{key}}}" xmlns:ds="{_CUSTOM}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    item = Part(package.next_partname("/customXml/item%d.xml"), "application/xml", item_xml.encode(), package)
    name = package.next_partname("/customXml/itemProps%d.xml")
    properties = Part(name, _PROPERTIES_TYPE, properties_xml.encode(), package)
    item.relate_to(properties, f"{_OFFICE}/relationships/customXmlProps")
    document.part.relate_to(item, f"{_OFFICE}/relationships/customXml")


def _held(text: str) -> str:
    """JSON that XML can hold: the code points that it forbids are written by their numbers."""
    return _NOT_XML.sub(lambda found: escaped(found.group()), text)


def repack(data: bytes) -> bytes:
    """The same parts in order of their names, without the time and the machine at which they were packed."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = source.namelist()
        for name in sorted(names, key=lambda n: (n != "[Content_Types].xml", n != "_rels/.rels", n)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
