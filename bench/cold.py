"""How much the whole way from a source to DOCX and PDF costs beside the two libraries that write them.

Two kinds of fresh process take turns: `briefing make`, and one that does nothing but write the same page with
WeasyPrint and the same paragraphs with python-docx. Printed are the medians of their CPU time and the ratio.

    python -m bench.cold seeds/000_f406d97bb98f9431.txt --runs 9
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

# What a bare process does: no reading, no ranking, no tags, no attachment, the fonts of the machine.
BARE = """
import sys
from weasyprint import HTML
from docx import Document
page, text, pdf, docx = sys.argv[1:]
HTML(filename=page).write_pdf(pdf)
document = Document()
for line in open(text, encoding="utf-8"):
    document.add_paragraph(line.rstrip())
document.save(docx)
"""


def cpu_seconds(command: list[str]) -> float:
    """CPU time, user and system, of one run of a command and its children."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)


def paragraphs(document: Path) -> list[str]:
    """The paragraphs of a DOCX file, for the bare process to write again."""
    from docx import Document

    return [p.text for p in Document(str(document)).paragraphs]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--runs", type=int, default=7, help="of each kind (default: 7)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        ours = [sys.executable, "-m", "briefing", "make", str(asked.source)]
        outputs = ["-o", str(at / "a.docx"), "-o", str(at / "a.pdf")]
        subprocess.run([*ours, *outputs, "-o", str(at / "a.html")], check=True)
        (at / "a.txt").write_text("\n".join(paragraphs(at / "a.docx")), encoding="utf-8")
        bare = [sys.executable, "-c", BARE, *(str(at / n) for n in ("a.html", "a.txt", "b.pdf", "b.docx"))]
        seconds: dict[str, list[float]] = {"briefing": [], "bare": []}
        for _ in range(asked.runs):
            seconds["bare"].append(cpu_seconds(bare))
            seconds["briefing"].append(cpu_seconds([*ours, *outputs]))
    middle = {name: median(found) for name, found in seconds.items()}
    for name, found in seconds.items():
        print(
            f"{name:9} {middle[name]:.3f} s CPU   (from {min(found):.3f} to {max(found):.3f}, {len(found)} runs)"
        )
    print(f"ratio     {middle['briefing'] / middle['bare']:.2f}")


if __name__ == "__main__":
    main()
