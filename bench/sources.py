"""Many sources into one brief: CPU seconds and peak memory, for both models that file sentences.

    python -m bench.sources [NUMBER] [--words 400] [--template full] [--structure light,encoder] [--data FOLDER]

NUMBER articles (default: 1,000), each of so many words at most, are read and made into one brief: once articles that
are made of the sample sources, and, where the development data is at hand (FOLDER, or BRIEFING_DATA), once real ones.
Each brief is made by a process of its own, so that the memory is its own, too. The digest of the brief as JSON shows
whether two states of the program make the same bytes.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.articles import lines
from bench.samples import folder, path_of, rows
from briefing import Document, make_brief

if TYPE_CHECKING:
    from collections.abc import Iterator

SETS = ("multinews", "duc2003_mds", "cnndm_val", "newsroom60", "inshorts", "xsum", "tls_t17", "tls_entities")
"""Where real articles come from, in this order."""


def made(number: int, words: int) -> Iterator[Document]:
    """Articles made of the sample sources."""
    for row in map(json.loads, lines(number, words)):
        yield Document.from_text(row["text"], title=row["title"], published=row["date"], id=row["id"])


def real(data: Path, number: int, words: int) -> Iterator[Document]:
    """Articles of the development data, cut at the end of the paragraph or sentence that reaches so many words."""
    seen: set[str] = set()
    found = (
        d
        for name in SETS
        if path_of(data, name).exists()
        for row in rows(data, name)
        for d in row["documents"]
    )
    for given in found:
        text = shortened(given["text"], words)
        if not text or text in seen:
            continue
        seen.add(text)
        yield Document.from_text(
            text, title=given.get("title") or "", published=given.get("date"), id=str(len(seen))
        )
        if len(seen) == number:
            return


def shortened(text: str, words: int) -> str:
    """The beginning of a text, of about so many words."""
    kept, left = [], words
    for paragraph in text.split("\n"):
        found = paragraph.split(" ")
        kept.append(" ".join(found[:left]))
        left -= len(paragraph.split())
        if left <= 0:
            break
    return "\n".join(kept).strip()


def one(kind: str, asked: argparse.Namespace, structure: str) -> None:
    """Make one brief in this process, and print its row."""
    data = folder(asked.data)
    documents = list(
        real(data, asked.number, asked.words) if kind == "real" and data else made(asked.number, asked.words)
    )
    start = time.process_time()
    brief = make_brief(documents, template=asked.template, structure=structure)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    digest = sha256(brief.render("json")).hexdigest()[:12]
    held = sum(1 for _ in brief.statements())
    print(
        f"| {kind} | {structure} | {len(documents)} | {brief.read} | {held} | {spent:.1f} | {peak:.0f} | {digest} |",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int, nargs="?", default=1000, help="of articles (default: 1000)")
    parser.add_argument("--words", type=int, default=400, help="of each article at most (default: 400)")
    parser.add_argument("--template", default="full", help="of the brief (default: full)")
    parser.add_argument("--structure", default="light,encoder", help="models, by commas")
    parser.add_argument("--kinds", default="made,real", help="kinds of article, by commas")
    parser.add_argument("--data", help="folder of the development data, else BRIEFING_DATA")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    kinds = [k for k in asked.kinds.split(",") if k != "real" or folder(asked.data)]
    if asked.here:
        one(kinds[0], asked, asked.structure)
        return
    print("| articles | model | number | sentences | statements | CPU s | peak MiB | JSON |")
    print("|---|---|---|---|---|---|---|---|")
    for structure in asked.structure.split(","):
        for kind in kinds:
            given = [str(asked.number), "--words", str(asked.words), "--template", asked.template]
            more = [
                "--structure",
                structure,
                "--kinds",
                kind,
                *(["--data", asked.data] if asked.data else []),
            ]
            sys.stdout.flush()
            subprocess.run([sys.executable, "-m", "bench.sources", *given, *more, "--here"], check=True)


if __name__ == "__main__":
    main()
