"""What a PDF and a DOCX cost beside the libraries that write them, warm, in one process.

Bare WeasyPrint sets the very same HTML, untagged and with the fonts of the machine; bare python-docx writes the same
paragraphs into its own template. Printed are medians of CPU seconds and the ratios: `python -m bench.documents`.
"""

from __future__ import annotations

import io
import logging
import warnings
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from briefing import make_brief
from briefing.exporters import docx, html, pdf
from briefing.model import Query, Section, Sentence, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.model import Brief

SEEDS = Path(__file__).parent.parent / "seeds"
ROUNDS = {2: 7, 50: 3}
STATEMENTS = {2: 26, 50: 1000}


def brief_of(statements: int) -> Brief:
    """A note of so many statements, from the sentences of the sample sources."""
    made = make_brief(sorted(SEEDS.iterdir()), template="full", words=100_000)
    places = [Sentence(s.document, b.start, b.end) for s in made.sources for b in s.document.blocks]
    chosen = [places[n % len(places)] for n in range(statements)]
    section = Section("topics", "Key points", tuple(Statement(n, p) for n, p in enumerate(chosen, 1)))
    options = replace(made.options, query=Query(words=1_000_000))
    return replace(made, sections=(section,), bottom_line=1, timeline=(), options=options)


def bare_pdf(page: str) -> bytes:
    """The page by WeasyPrint alone."""
    import weasyprint

    return bytes(weasyprint.HTML(string=page).write_pdf())


def bare_docx(lines: list[str]) -> bytes:
    """The paragraphs by python-docx alone."""
    from docx import Document

    document, buffer = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()


def seconds(make: Callable[[], bytes]) -> float:
    """CPU seconds of one call."""
    start = process_time()
    make()
    return process_time() - start


def main() -> None:
    """Measure and print."""
    from docx import Document

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    warnings.simplefilter("ignore", ResourceWarning)
    print("| document | ours, CPU s | bare library, CPU s | ratio |\n|---|---|---|---|")
    for pages, rounds in ROUNDS.items():
        brief = brief_of(STATEMENTS[pages])
        page = html.export(brief).decode()
        lines = [p.text for p in Document(io.BytesIO(docx.export(brief))).paragraphs]
        for kind, ours, bare in (
            ("PDF", lambda b=brief: pdf.export(b), lambda p=page: bare_pdf(p)),
            ("DOCX", lambda b=brief: docx.export(b), lambda x=lines: bare_docx(x)),
        ):
            ours(), bare()
            found = [(seconds(ours), seconds(bare)) for _ in range(rounds)]
            mine, theirs = median(a for a, _ in found), median(b for _, b in found)
            print(f"| {kind}, {pages} pages | {mine:.3f} | {theirs:.3f} | {mine / theirs:.2f} |", flush=True)


if __name__ == "__main__":
    main()
