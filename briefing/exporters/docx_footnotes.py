"""Native footnotes of a DOCX, which python-docx does not write (ISO/IEC 29500-1, 17.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.exporters.docx_markup import NAMESPACE

if TYPE_CHECKING:
    from briefing.exporters.docx_markup import Markup

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_RULES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{{style}}"/></w:pPr>'
    f"<w:r><w:{mark}/></w:r></w:p></w:footnote>"
    for kind, number, mark in (
        ("separator", -1, "separator"),
        ("continuationSeparator", 0, "continuationSeparator"),
    )
)


class Footnotes:
    """Collects the notes of a document while it is written.

    Args:
        markup: the document's elements and styles.
    """

    def __init__(self, markup: Markup) -> None:
        self._markup = markup
        self._notes: list[str] = []

    def mark(self, *runs: str) -> str:
        """The run that stands for a note in the text; `runs` are its words."""
        number = len(self._notes) + 1
        style = f"<w:rPr><w:rStyle w:val={self._markup.style('footnote reference')}/></w:rPr>"
        own = f"<w:r>{style}<w:footnoteRef/></w:r>"
        note = self._markup.paragraph("footnote text", own, self._markup.run(" "), *runs)
        self._notes.append(f'<w:footnote w:id="{number}">{note}</w:footnote>')
        return f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'

    def attach(self, document: Any) -> None:
        """Put the notes into python-docx's document; nothing where there are none."""
        if not self._notes:
            return
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        part = document.part
        for key, relation in list(part.rels.items()):
            if relation.reltype == _RELATION:  # a house's reference document may have some of its own
                del part.rels[key]
        rules = _RULES.format(style=self._markup.style("footnote text").strip('"'))
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<w:footnotes {NAMESPACE}>{rules}{''.join(self._notes)}</w:footnotes>"
        )
        notes = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode(), part.package)
        part.relate_to(notes, _RELATION)
