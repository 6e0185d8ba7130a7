"""ROUGE of whole briefs of many sources, beside the sentences that the ranker alone would take.

    python -m bench.whole [--data FOLDER] [--sets multinews,duc2003_mds,multiling2011] [--templates brief,full]

FOLDER (or BRIEFING_DATA) is the development data. Each item is made into a brief by the whole pipeline, with room for
as many words as in `bench.quality`. Its statements are scored in printed order as they are: a brief quotes whole
sentences and stops before the room is used up. Beside it stand the same statements filled up with the ranker's next
sentences, cut at the last word of the room, and the ranker's own. The bottom line alone is held against the first
45 words of the references. ROUGE-1 and -2 (F1, stemmed, mean over the references, times 100), and the words quoted.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.plug import in_order
from bench.samples import MANY, Rouge, arguments, cut, summaries
from briefing import make_brief
from briefing.model import Query
from briefing.text import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence


OPENING = 45  # words of a reference that the bottom line is held against


def openings(references: Sequence[str]) -> tuple[str, ...]:
    """The first words of each reference."""
    return tuple(" ".join(reference.split()[:OPENING]) for reference in references)


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--sets", default=",".join(MANY), help="sets, by commas")
    parser.add_argument("--templates", default="brief,full", help="templates, by commas")
    parser.add_argument("--structure", default="light", help="model (default: light)")
    asked = parser.parse_args()
    rouge = Rouge()
    print("| set | what | ROUGE-1 | ROUGE-2 | words |\n|---|---|---|---|---|")
    for name in asked.sets.split(","):
        samples = summaries(asked.data, name)
        found: dict[str, list[tuple[float, float, int]]] = {}
        for sample in samples:
            ranked = in_order(sample.articles, Query(words=sample.words), "default")
            whole, begun = sample.references, openings(sample.references)
            told = {"ranker": (cut(ranked, sample.words), whole)}
            for template in asked.templates.split(","):
                brief = make_brief(
                    [a.document for a in sample.articles],
                    template=template,
                    words=sample.words,
                    structure=asked.structure,
                )
                stated = [s.text for s in brief.statements()]
                rest = [s for s in ranked if s not in set(stated)]
                told[f"{template}, its statements"] = stated, whole
                told[f"{template}, filled up"] = cut([*stated, *rest], sample.words), whole
                if brief.bottom_line:
                    told[f"{template}, bottom line"] = stated[:1], begun
            for what, (sentences, against) in told.items():
                words = sum(map(count_words, sentences))
                found.setdefault(what, []).append((*rouge.score(sentences, against), words))
        for what, scores in found.items():
            one, two, words = np.mean(scores, axis=0)
            print(f"| {name} | {what} | {100 * one:.2f} | {100 * two:.2f} | {words:.0f} |", flush=True)


if __name__ == "__main__":
    main()
