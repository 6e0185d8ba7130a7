"""Articles to measure with, made of the sentences of the sample sources; the same number gives the same ones.

python -m bench.articles 100000 --words 100 > short.jsonl
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS = Path(__file__).parent.parent / "seeds"


@cache
def paragraphs() -> tuple[str, ...]:
    """All paragraphs of the sample sources."""
    return tuple(
        p.strip() for f in sorted(SEEDS.glob("*.txt")) for p in f.read_text(encoding="utf-8").split("\n\n")
    )


def text_of(words: int, chance: random.Random) -> str:
    """A text of so many words: paragraphs of the sample sources, shuffled."""
    parts: list[str] = []
    count = 0
    while count < words:
        parts.append(chance.choice(paragraphs()))
        count += len(parts[-1].split())
    return "\n\n".join(parts)


def lines(number: int, words: int) -> Iterator[str]:
    """So many articles as JSON Lines."""
    chance = random.Random(1)  # noqa: S311 - texts to measure with
    for n in range(number):
        day = date(2020, 1, 1) + timedelta(days=n % 1000)
        article = {
            "id": str(n),
            "title": f"Report {n}",
            "date": day.isoformat(),
            "text": text_of(words, chance),
        }
        yield json.dumps(article) + "\n"


def main() -> None:
    """Write articles to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", type=int)
    parser.add_argument("--words", type=int, default=400, help="of each (default: 400)")
    asked = parser.parse_args()
    sys.stdout.writelines(lines(asked.number, asked.words))


if __name__ == "__main__":
    main()
