"""All cases in all templates and formats, as files: `python tests/documents/build.py FOLDER`."""

from __future__ import annotations

import logging
import sys
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from corpus import cases

TEMPLATES = ("brief", "full", "readout", "chronology")
FORMATS = ("pdf", "docx", "html", "markdown", "json")


def build(job: tuple[str, str, str]) -> None:
    """One case in one template, in every format; what the PDF library remarks on goes into a .log."""
    from briefing import make_brief
    from briefing.exporters import docx, html, render_all, suffix_of
    from briefing.exporters.json import export
    from briefing.exporters.restoring import restore

    name, template, folder = job
    case, stem = cases()[name], Path(folder) / f"{name}.{template}"
    remarks: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: remarks.append(record.getMessage())
    logging.getLogger("weasyprint").addHandler(handler)
    try:
        brief = make_brief(case.documents, template=template, **case.options)
        if template != "chronology" and not any(True for _ in brief.statements()):
            brief = _stated(brief)
        made = render_all(brief, FORMATS)
        for kind, data in made.items():
            Path(f"{stem}{suffix_of(kind)}").write_bytes(data)
        again = restore(made["json"], "x.json")
        remarks += [f"another {kind}" for kind, exporter in (("docx", docx), ("html", html))
                    if sha256(exporter.export(again)).digest() != sha256(made[kind]).digest()]  # fmt: skip
        remarks += ["another json"] if export(again) != made["json"] else []
    except Exception:  # noqa: BLE001 - the tests report it
        remarks.append(traceback.format_exc())
    logging.getLogger("weasyprint").removeHandler(handler)
    if remarks:
        Path(f"{stem}.log").write_text("\n".join(remarks), encoding="utf-8")


def _stated(brief):
    """The brief with every paragraph as a statement: its language has no model that would choose some."""
    from briefing.model import Section, Sentence, Statement

    places = [Sentence(s.document, b.start, b.end) for s in brief.sources for b in s.document.blocks]
    statements = tuple(Statement(n, place, score=1 / n) for n, place in enumerate(places, 1))
    return replace(brief, sections=(Section("topics", "Key points", statements),), bottom_line=1)


def main(folder: Path) -> None:
    """Build everything with two processes."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [(name, template, str(folder)) for name in cases() for template in TEMPLATES]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(build, jobs, chunksize=8))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
