"""The last touches to a PDF before it is written: what the library leaves undone or does not quite right."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

# Added to the metadata (XMP) of a PDF/A file, this declares that it is PDF/UA-1 too. PDF/A demands that the
# property be described by an extension schema (ISO 19005-3, 6.6.2.3).
_PDF_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part number</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>
"""

# Around the bytes of a stream.
_BEGIN, _END = b"stream\n", b"\nendstream"


@dataclass(frozen=True, slots=True)
class Faults:
    """What a layout cannot show, known only when its fonts are.

    Attributes:
        missing: code points for which no font of the machine has a glyph.
        tangled: whether a glyph stands for no character of its own, as in the scripts of India. Such text looks
            right and cannot be copied, so the file must not claim that it can.
    """

    missing: frozenset[int] = frozenset()
    tangled: bool = False

    def __bool__(self) -> bool:
        return bool(self.missing) or self.tangled


NO_FAULTS = Faults()


class Finisher:
    """What WeasyPrint calls with the finished file. `faults` has the outcome.

    Args:
        accessible: whether the file may declare itself PDF/UA.
        padding: empty objects to add; they mean nothing and change the checksum of the index.
    """

    def __init__(self, *, accessible: bool, padding: int = 0) -> None:
        self.accessible = accessible
        self.padding = padding
        self.faults = NO_FAULTS

    def __call__(self, document: Any, pdf: Any) -> None:
        """Finish `pdf`, made of the pages of `document`."""
        import pydyf

        self.faults = _faults(document)
        for stream in pdf.objects:
            if isinstance(stream, pydyf.Stream):
                if (stream.extra or {}).get("Type") == "/Metadata":
                    self._finish_metadata(stream)
                _end_safely(stream)
        _tell_scopes([o for o in pdf.objects if isinstance(o, pydyf.Dictionary) and "S" in o])
        for _ in range(self.padding):
            pdf.add_object(pydyf.Dictionary())
        for page in document.pages:
            for *_, box in page.links:
                label = box.element.get("title") if box.element is not None else None
                if label:
                    box.link_annotation["Contents"] = pydyf.String(label)

    def _finish_metadata(self, stream: Any) -> None:
        """Left readable, as PDF/A-1 asks of all and validators of later parts ask, too."""
        stream.compress = False
        if self.accessible:
            stream.stream = [part.replace(b"</rdf:RDF>", _PDF_UA) for part in stream.stream]


def _tell_scopes(elements: Sequence[Any]) -> None:
    """Say of each head in a table whether it heads a column or a row (ISO 32000-1, 14.8.5.7)."""
    known = {element.reference: element for element in elements}
    for element in elements:
        if element["S"] == "/TH":
            part = known[known[element["P"]]["P"]]
            element["A"]["Scope"] = "/Column" if part["S"] == "/THead" else "/Row"


def _faults(document: Any) -> Faults:
    fonts = tuple(document.fonts.values())
    shown = {ord(c) for font in fonts for text in font.to_unicode.values() for c in text}
    return Faults(
        missing=frozenset(point for font in fonts for point in font.missing)
        | frozenset(filter(_is_private, shown)),
        tangled=any(not text for font in fonts for text in font.to_unicode.values()),
    )


def _is_private(point: int) -> bool:
    """Whether a code point means only what two parties agree on (ISO 19005-3, 6.2.11.7.3)."""
    return unicodedata.category(chr(point)) == "Co"


def ends_safely(written: bytes) -> bool:
    """Whether no stream of a file ends in a carriage return.

    A line feed follows the last byte of a stream, and a reader may take the two for one line end, and the length
    of the stream for wrong (ISO 19005-3, 6.1.7.1).
    """
    return b"\r" + _END not in written


def _end_safely(stream: Any) -> None:
    """Keep a compressed stream from ending in a carriage return.

    The last byte is the checksum's, so packing it better or worse does not help: such a stream, one in 256, is
    written in hexadecimal.
    """
    if not stream.compress:
        return
    _, _, packed = stream.data.partition(_BEGIN)
    packed, filters = packed.removesuffix(_END), "/FlateDecode"
    if packed.endswith(b"\r"):
        packed, filters = packed.hex().encode() + b">", "[/ASCIIHexDecode /FlateDecode]"
    stream.stream, stream.compress = [packed], False
    stream.extra["Filter"] = filters
