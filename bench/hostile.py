"""What the hostile set costs: seconds and peak memory of the process that reads it, file by file.

`python -m bench.hostile` prints the table; `python -m bench` ends with it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

from briefing.errors import InputError
from briefing.readers import load

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))


def main() -> None:
    """Read each file by itself and print what it took and how it ended."""
    from hostile import files

    print("| hostile file | bytes | seconds | how it ends |\n|---|---|---|---|")
    total = 0.0
    with tempfile.TemporaryDirectory() as place:
        for name, data in files("http://127.0.0.1:9", Path(place, "secret")).items():
            path = Path(place, name)
            path.write_bytes(data)
            start = perf_counter()
            try:
                documents, skipped = load([path])
                reasons = "; ".join(s.reason for s in skipped[:2])
                end = f"read, {sum(d.words for d in documents)} words{': ' if reasons else ''}{reasons}"
            except InputError as error:
                end = error.reason
            seconds = perf_counter() - start
            total += seconds
            print(f"| {name!a} | {len(data)} | {seconds:.2f} | {end} |", flush=True)
    from briefing.readers import worker

    for each in worker._kept.values():  # noqa: SLF001 - its memory is counted when it has ended
        each.close()
    peak = [getrusage(who).ru_maxrss / 1024 for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    print(f"\n{total:.1f} s in all; peak memory {peak[0]:.0f} MiB here, {peak[1]:.0f} MiB apart")


if __name__ == "__main__":
    main()
