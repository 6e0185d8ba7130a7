"""What a PDF and a DOCX cost beside the libraries that write them, and beside what their users may expect.

Bare WeasyPrint sets the very same HTML, untagged and with the fonts of the machine; bare python-docx writes the same
paragraphs into its own template. Printed are medians of CPU seconds and the ratios, then the time and the largest
memory of a process of its own: `python -m bench.documents`. A line that misses its bound says so, and the exit code
is 1.
"""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
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

RATIOS = {"PDF": 1.2, "DOCX": 1.5}
"""Times the CPU seconds of the bare library."""

# CPU seconds of a process of its own, and of the export in it once it is warm; MiB of its largest memory. The bounds
# are those for wall time on a quiet machine, which is printed, too; on a busy one only CPU seconds say something.
COLD = {("PDF", 2): 2.0, ("PDF", 50): 15.0, ("DOCX", 2): 0.5, ("DOCX", 50): 1.5}
WARM = {("PDF", 2): 0.6}
MEMORY = {("PDF", 2): 120.0}


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


def judged(found: float, most: float | None) -> str:
    """A figure beside its bound."""
    if most is None:
        return f"{found:.2f}"
    return f"{found:.2f} (at most {most:g})" if found <= most else f"{found:.2f} (MORE THAN {most:g})"


def ratios() -> list[str]:
    """Rows that compare with the bare libraries, warm and in this process."""
    from docx import Document

    rows = []
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
            rows.append(
                f"| {kind}, {pages} pages | {mine:.3f} | {theirs:.3f} | {judged(mine / theirs, RATIOS[kind])} |"
            )
    return rows


def largest_memory() -> float:
    """MiB that this process held at most; the resource module would count that of its parent, too."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


def alone(kind: str, stored: Path) -> None:
    """What a process does whose time and memory are measured: one export of a stored brief, and one more of it warm."""
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    warnings.simplefilter("ignore", ResourceWarning)
    import pickle

    brief = pickle.loads(stored.read_bytes())  # noqa: S301 - this very program wrote it
    exporter = {"PDF": pdf, "DOCX": docx}[kind]
    exporter.export(brief)
    cold, memory = process_time(), largest_memory()
    exporter.export(brief)
    print(cold, process_time() - cold, memory)


def processes(folder: Path) -> list[str]:
    """Rows of processes that write one document each."""
    import pickle

    rows = []
    for pages, count in STATEMENTS.items():
        stored = folder / f"{pages}.pickle"
        stored.write_bytes(pickle.dumps(brief_of(count)))
        for kind in ("PDF", "DOCX"):
            start = perf_counter()
            command = [sys.executable, "-m", "bench.documents", kind, str(stored)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            whole = perf_counter() - start
            cold, warm, memory = map(float, done.stdout.split())
            key = (kind, pages)
            rows.append(
                f"| {kind}, {pages} pages | {judged(cold, COLD.get(key))} | {judged(warm, WARM.get(key))} "
                f"| {whole:.2f} | {judged(memory, MEMORY.get(key))} |"
            )
    return rows


def main() -> int:
    """Measure and print."""
    from tempfile import TemporaryDirectory

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    warnings.simplefilter("ignore", ResourceWarning)
    print("| document | ours, CPU s | bare library, CPU s | ratio |\n|---|---|---|---|")
    rows = ratios()
    print("\n".join(rows), flush=True)
    print(
        "\n| document | process, CPU s | again, CPU s | both, wall s | memory, MiB |\n|---|---|---|---|---|"
    )
    with TemporaryDirectory() as folder:
        alone_rows = processes(Path(folder))
    print("\n".join(alone_rows))
    return int(any("MORE THAN" in row for row in (*rows, *alone_rows)))


if __name__ == "__main__":
    if sys.argv[1:]:
        alone(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main())
