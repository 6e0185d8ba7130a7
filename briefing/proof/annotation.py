"""A verification written where people read it: comments in the DOCX, or source and document side by side in HTML."""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING, Any

from briefing.errors import UnreadableDocument
from briefing.exporters.docx_package import repack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.proof.verification import Edit, Finding, Verification

AUTHOR = "briefing verify"
"""Who the comments are by."""

_PARAGRAPH = re.compile(r"paragraph (\d+)")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE = """
body { font: 16px/1.45 serif; color: #16191d; max-width: 70em; margin: 2em auto; padding: 0 1em }
h1, p, th, .status, .place, .note { font-family: sans-serif } h1 { font-size: 1.3em }
table { border-collapse: collapse; width: 100% } th { text-align: left; font-size: .85em; color: #4a5159 }
td, th { vertical-align: top; padding: .4em .8em; border-top: 1px solid #dde1e5 } td.words { width: 42% }
.status { font-size: .85em; white-space: nowrap } .place, .note { font-size: .8em; color: #4a5159; display: block }
tr.finding { background: #fdf1ef } tr.apparatus { color: #4a5159 } del { color: #8d1b1b } ins { color: #14532d }
"""

_HEAD = "".join(f'<th scope="col">{name}</th>' for name in ("", "Status", "Document", "Source"))


def comments(data: bytes, found: Verification) -> bytes:
    """A copy of a DOCX in which each statement has a comment that says what it was found to be.

    Args:
        data: the document that was verified.
        found: the outcome.

    Returns:
        The copy; the same bytes for the same document and outcome.

    Raises:
        UnreadableDocument: if it cannot be opened for writing.
    """
    from docx import Document
    from docx.text.paragraph import Paragraph

    try:
        document = Document(io.BytesIO(data))
    except (KeyError, ValueError, OSError) as error:
        raise UnreadableDocument(found.document, "cannot be opened for comments") from error
    paragraphs = list(document.element.iter(f"{_WORD}p"))
    for finding in found.findings:
        match = _PARAGRAPH.fullmatch(finding.where)
        if finding.status == "apparatus" or match is None or int(match.group(1)) > len(paragraphs):
            continue
        runs = Paragraph(paragraphs[int(match.group(1)) - 1], document.element.body).runs
        if runs:
            _comment(document, runs, finding)
    written = io.BytesIO()
    document.save(written)
    return repack(written.getvalue())


def _comment(document: Any, runs: list[Any], finding: Finding) -> None:
    comment = document.add_comment(runs, text=told(finding), author=AUTHOR, initials="bv")
    element = comment._comment_elm  # noqa: SLF001 - python-docx has no way to leave the date out
    element.attrib.pop(f"{_WORD}date", None)  # no clock has a say
    for style in list(element.iter(f"{_WORD}pStyle", f"{_WORD}rStyle")):
        style.getparent().remove(style)  # the document may not have the styles that Word gives comments
    for mark in list(document.element.iter(f"{_WORD}rStyle")):
        if mark.get(f"{_WORD}val") == "CommentReference":
            mark.getparent().remove(mark)


def told(finding: Finding) -> str:
    """A finding in one paragraph."""
    parts: list[str] = [finding.status]
    if finding.place is not None:
        parts.append(place(finding))
    if finding.edits:
        parts.append(" ".join(_marked(e) for e in finding.edits))
    return "; ".join((*parts, *finding.notes))


def place(finding: Finding) -> str:
    """Where a source has a sentence: name, page, paragraph and characters; "" if none has it."""
    if finding.place is None:
        return ""
    document = finding.place.document
    block = document.block_at(finding.place.start)
    page = f" p. {block.page}" if block and block.page is not None else ""
    paragraph = f" ¶{block.number}" if block else ""
    return f"{document.uri}{page}{paragraph}, {finding.place.start}–{finding.place.end}"


def _marked(edit: Edit) -> str:
    before, after = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}[edit.kind]
    return f"{before}{edit.text}{after}"


def side_by_side(found: Verification) -> bytes:
    """A page with the sentences of the document at the left and those of the sources at the right.

    Returns:
        HTML in UTF-8, without scripts, and with nothing to fetch.
    """
    name = escape(found.document)
    counts = ", ".join(f"{n} {status}" for status, n in found.counts.items() if n)
    verdict = "all proven" if found.proven else "not all proven"
    lines = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{name}, verified</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        f"<h1>{name}</h1>\n<p>{counts}; {verdict}.</p>",
        *(f"<p>Source {c.state}: {c.id} {escape(c.uri)}</p>" for c in found.cited if c.state != "found"),
        f"<table>\n<thead><tr>{_HEAD}</tr></thead>\n<tbody>",
        *_rows(found),
        "</tbody>\n</table>\n</main>\n</body>\n</html>\n",
    ]
    return "\n".join(lines).encode()


def _rows(found: Verification) -> Iterator[str]:
    for finding in found.findings:
        kind = "apparatus" if finding.status == "apparatus" else "proven" if finding.proven else "finding"
        notes = "".join(f'<span class="note">{escape(n)}</span>' for n in finding.notes)
        source = " ".join(finding.place.text.split()) if finding.place else ""
        left, right = escape(finding.text), escape(source)
        if finding.edits:
            left = " ".join(_element(e, "ins") for e in finding.edits if e.kind != "removed")
            right = " ".join(_element(e, "del") for e in finding.edits if e.kind != "added")
        yield (
            f'<tr class="{kind}"><td>{finding.number}</td><td class="status">{finding.status}</td>'
            f'<td class="words">{left}<span class="place">{escape(finding.where)}</span>{notes}</td>'
            f'<td class="words">{right}<span class="place">{escape(place(finding))}</span></td></tr>'
        )


def _element(edit: Edit, tag: str) -> str:
    return escape(edit.text) if edit.kind == "same" else f"<{tag}>{escape(edit.text)}</{tag}>"
