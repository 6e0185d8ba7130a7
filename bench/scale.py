"""One long batch, watched from outside: how rate, memory and journal change with the number of articles done.

python -m bench.scale 100000 --words 100 --structure light --jobs 1
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.articles import lines


def main() -> None:
    """Run, and print a line at each tenth of the way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", type=int)
    parser.add_argument("--words", type=int, default=100, help="of each article (default: 100)")
    parser.add_argument("--structure", default="light", help="model (default: light)")
    parser.add_argument("--jobs", type=int, default=1, help="workers (default: 1)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        with (at / "wire.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(lines(asked.number, asked.words))
        print(
            "| done | seconds | a second | CPU s, worker | worker MB, peak | command MB, peak | journal, bytes each |"
        )
        print("|---|---|---|---|---|---|---|", flush=True)
        command = [sys.executable, "-m", "briefing", "batch", "wire.jsonl", "-o", "out", "-f", "json", "-q"]
        more = ["--structure", asked.structure, "--jobs", str(asked.jobs)]
        begun = time.monotonic()
        process = subprocess.Popen([*command, *more], cwd=at)
        follow(process, at / "out/.briefing/journal.sqlite", asked.number, begun)
        code = process.wait()
        print(f"exit code {code}, {time.monotonic() - begun:.1f} s in all")
        begun = time.monotonic()
        subprocess.run([*command, *more], cwd=at, check=False)
        print(f"run again, with nothing to do: {time.monotonic() - begun:.1f} s")


def follow(process: subprocess.Popen[bytes], journal: Path, number: int, begun: float) -> None:
    """Print a line at each tenth of the jobs."""
    step = max(1, number // 10)
    told, before, last = step, 0, begun
    line = ""
    while process.poll() is None:
        time.sleep(0.2)
        done = finished(journal)
        workers = children(process.pid)
        if not workers:
            continue
        size = sum(p.stat().st_size for p in journal.parent.glob("journal.sqlite*"))
        now = time.monotonic()
        line = (
            f"| {done} | {now - begun:.0f} | {(done - before) / (now - last):.1f}"
            f" | {sum(map(cpu, workers)):.0f} | {max(map(peak, workers)):.0f} | {peak(process.pid):.0f}"
            f" | {size / number:.0f} |"
        )
        if done >= told:
            print(line, flush=True)
            told, before, last = told + step, done, now
    print(line, flush=True)


def finished(journal: Path) -> int:
    """Jobs that are done."""
    try:
        with sqlite3.connect(f"{journal.absolute().as_uri()}?mode=ro", uri=True) as base:
            return int(base.execute("SELECT count(*) FROM job WHERE state = 'done'").fetchone()[0])
    except sqlite3.Error:
        return 0


def children(process: int) -> list[int]:
    """Child processes."""
    try:
        return [int(p) for p in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def peak(process: int) -> float:
    """Most memory that a process ever had, in MB."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(row.split()[1]) / 1024 for row in status.splitlines() if row.startswith("VmHWM")), 0.0)


def cpu(process: int) -> float:
    """CPU seconds of a process, user and system."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100


if __name__ == "__main__":
    main()
