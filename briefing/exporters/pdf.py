"""A brief as a PDF that is PDF/A-3a and PDF/UA-1 at once, with its JSON attached.

References: ISO 19005-3 (PDF/A-3), ISO 14289-1 (PDF/UA-1), ISO 32000-1 section 14.8 (tags).
"""

from __future__ import annotations

import logging
import math
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from briefing.exporters import html, json
from briefing.exporters.blocks import Contents
from briefing.exporters.fitting import trim, without
from briefing.exporters.outline import outline
from briefing.exporters.pdf_finish import NO_FAULTS, Faults, Finisher, ends_safely
from briefing.exporters.pdf_library import trouble as trouble
from briefing.exporters.pdf_pages import PAPER, fetcher, lay_out
from briefing.exporters.wording import Wording
from briefing.measure import SHORT, fill, pages_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Brief

# Pages that a template may fill where the user names no number; a chronology is as long as it has to be. A full note is
# chosen for three (`structurer.assembly`), and cut only where it takes more than the five that it may have.
_PAGES = {"brief": 1, "readout": 2, "full": 5}

# Stands for what no font can show: a white square, which the sans face has.
_MISSING = "\N{WHITE SQUARE}"

_NO_DATE = date(1980, 1, 1)  # of the attachment of a brief without a date

# A last page counts as scant where its text ends above this share of its height; only of short notes, which people
# read page by page.
_SCANT = 0.4
_FEW = 6
_CLOSER = 1.1  # so much more goes on a page that is set closer

_TRIES = 5  # of writing a file whose index ends badly: one in 128 does


@dataclass(frozen=True, slots=True)
class Fitted:
    """A brief that fills no more pages than it may, and those pages."""

    brief: Brief
    pdf: bytes


def export(brief: Brief) -> bytes:
    """Write a brief as PDF, fitted to its pages.

    Args:
        brief: the brief.

    Returns:
        The file.

    Raises:
        MissingLibrary: if Pango is not on this machine.
        TemplateError: if the template is missing or wrong.
    """
    return fit(brief).pdf


def fit(brief: Brief) -> Fitted:
    """Leave out the statements with the lowest scores until the pages suffice, and render.

    The bottom line always stays, so a brief of one very long sentence may fill more than its page. Other
    formats of the same brief are to be made from the brief that is returned.

    Args:
        brief: the brief.

    Returns:
        The brief that fits, renumbered where something was left out, and its PDF.

    Raises:
        MissingLibrary: if Pango is not on this machine.
        TemplateError: if the template is missing or wrong.
    """
    room = _room(brief)
    brief = brief if room is None else trim(brief, room)
    faults = NO_FAULTS
    while True:
        layout = _lay_out(brief, faults)
        over = 0 if room is None else len(layout.pages) - room
        smaller = without(brief, share=over / len(layout.pages)) if over > 0 else brief
        if smaller is not brief:
            brief = trim(smaller, room) if room else smaller
            continue
        layout = _without_a_scant_end(brief, layout, faults)
        with _quiet():
            written, found = _write(brief, layout, accessible=not faults.tangled)
        if faults or not found:
            return Fitted(brief, written)
        faults = found  # known only now that the fonts are; the pages are made once more, and may be too many


def _room(brief: Brief) -> int | None:
    """Pages that there are; None where the user measured the room in words or sentences, or there is no end."""
    options = brief.options
    measured = options.query.words is not None or options.query.sentences is not None
    if options.pages is None and measured and options.template != "brief":
        return None
    pages = options.pages or _PAGES.get(options.template)
    return None if pages is None else math.ceil(pages_for(brief, pages))


def _lay_out(
    brief: Brief, faults: Faults = NO_FAULTS, *, contents: bool | None = None, close: bool = False
) -> Any:
    """Pages of a brief. What cannot be shown is a white square and a line under Limits.

    Args:
        brief: the brief.
        faults: what its fonts cannot show.
        contents: whether there is a list of contents; None for one that is there if the note is long.
        close: whether lines stand a little closer.
    """
    printed = outline(brief, contents=contents)
    text = html.render(printed, brief, paper=PAPER, close=close)
    if faults:
        printed = outline(brief, _notices(brief, text, faults), contents=contents)
        text = html.render(printed, brief, paper=PAPER, close=close)
        text = text.translate(dict.fromkeys(faults.missing, _MISSING))
    layout = lay_out(text, brief.options.house.logo)
    listed = any(isinstance(block, Contents) for block in printed.blocks)
    long = len(layout.pages) > SHORT and brief.options.template == "full"
    if contents is None and listed != long:
        return _lay_out(brief, faults, contents=long, close=close)
    return layout


def _without_a_scant_end(brief: Brief, layout: Any, faults: Faults) -> Any:
    """The pages, set closer where this saves a last page that would hold a few lines, such as the list of sources."""
    if not 1 < len(layout.pages) <= _FEW:
        return layout
    last = layout.pages[-1]
    place = last.anchors.get(html.END)
    if place is None or place[1] > _SCANT * last.height:
        return layout
    if fill(brief) > (len(layout.pages) - 1) * _CLOSER:
        return layout
    closer = _lay_out(brief, faults, close=True)
    return closer if len(closer.pages) < len(layout.pages) else layout


def _notices(brief: Brief, text: str, faults: Faults) -> tuple[str, ...]:
    words = Wording(brief.options.labels, brief.options.house.wording)
    _, _, body = text.partition("<body>")
    count = sum(1 for character in body if ord(character) in faults.missing)
    missing = (words.count("missing_glyphs", count),) if count else ()
    return (*missing, words("limits", "tangled")) if faults.tangled else missing


def _write(brief: Brief, layout: Any, *, accessible: bool) -> tuple[bytes, Faults]:
    """The file, and what its fonts cannot show; one that is not `accessible` says so by its kind, PDF/A-3b."""
    from weasyprint import Attachment

    data = json.export(brief)
    moment = datetime.combine(brief.date or _NO_DATE, time(), UTC)
    for padding in range(_TRIES):
        finisher = Finisher(accessible=accessible, padding=padding)
        attachment = Attachment(
            string=data.decode(),
            name="briefing.json",
            description="The same brief for machines, format briefing/1",
            created=moment,
            modified=moment,
            relationship="Source",
            url_fetcher=fetcher(),
        )
        written: bytes = layout.write_pdf(
            finisher=finisher,
            pdf_variant="pdf/a-3a" if accessible else "pdf/a-3b",
            pdf_tags=True,
            pdf_identifier=sha256(data).digest()[:16],
            attachments=[attachment],
        )
        if ends_safely(written):
            break
    return written, finisher.faults


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library from warning of missing glyphs, which are dealt with, and of a file that it leaves open."""

    def passes(record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith(".notdef")

    log = logging.getLogger("weasyprint")
    log.addFilter(passes)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "unclosed file .*sRGB", ResourceWarning)
            yield
    finally:
        log.removeFilter(passes)
