"""How near a chronology comes to the timelines that journalists made of the same story.

    python -m bench.chronology [--data FOLDER] [--sets tls_t17,tls_entities] [--structure light]

FOLDER (or BRIEFING_DATA) is the development data. Of each story a `chronology` brief is made from all its articles,
by the whole pipeline, with as many entries as the journalists' timeline has days. It prints how well the days of the
two agree (F1 of the exact days; those within the time of the articles in `tls_entities`), ROUGE-1 and -2 of the text
(F1, stemmed), CPU seconds, and the peak of memory so far.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.samples import Rouge, arguments, rows
from briefing import Document, make_brief

if TYPE_CHECKING:
    from briefing.pipeline import Brief

SETS = ("tls_t17", "tls_entities")


def days_of(row: dict) -> set[str]:
    """The days of the journalists' timeline."""
    if row.get("timelines"):
        return {e["date"] for e in row["timelines"][0]["entries"]}
    return set(row["gold_dates_in_span"])


def printed(brief: Brief) -> set[str]:
    """The dates that a chronology prints."""
    stated = {s.sentence for s in brief.statements()}
    return {e.date.value for e in brief.timeline if e.sentence in stated}


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--sets", default=",".join(SETS), help="sets, by commas")
    parser.add_argument("--structure", default="light", help="model (default: light)")
    parser.add_argument("--show", action="store_true", help="print the entries")
    asked = parser.parse_args()
    rouge = Rouge()
    print("| story | articles | days | entries | date F1 | ROUGE-1 | ROUGE-2 | CPU s | peak MiB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in asked.sets.split(","):
        means = []
        for row in rows(asked.data, name):
            gold = days_of(row)
            documents = [
                Document.from_text(d["text"], title=d["title"] or "", published=d["date"], id=str(n))
                for n, d in enumerate(row["documents"])
            ]
            start = time.process_time()
            brief = make_brief(
                documents, template="chronology", sentences=len(gold), structure=asked.structure
            )
            spent = time.process_time() - start
            found = printed(brief)
            agree = 2 * len(found & gold) / max(1, len(found) + len(gold))
            one, two = rouge.score([s.text for s in brief.statements()], row["references"][:1])
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            means.append((agree, one, two))
            print(
                f"| {row['id']} | {len(documents)} | {len(gold)} | {sum(1 for _ in brief.statements())} | {agree:.3f}"
                f" | {100 * one:.1f} | {100 * two:.1f} | {spent:.1f} | {peak:.0f} |",
                flush=True,
            )
            if asked.show:
                show(brief, gold)
        both = [sum(column) / len(means) for column in zip(*means, strict=True)]
        print(f"| {name} | | | | {both[0]:.3f} | {100 * both[1]:.1f} | {100 * both[2]:.1f} | | |")


def show(brief: Brief, gold: set[str]) -> None:
    """Print the entries of a chronology; a star marks a day that the journalists have, too."""
    when = {e.sentence: e.date.value for e in reversed(brief.timeline)}
    for statement in brief.statements():
        day = when[statement.sentence]
        published = statement.sentence.document.published or date.min
        print(f"{'*' if day in gold else ' '} {day} ({published}) {' '.join(statement.text.split())[:160]}")


if __name__ == "__main__":
    main()
