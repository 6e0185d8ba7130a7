"""Coverage-guided fuzzing of the readers: whatever the bytes, a reader ends in documents or in an InputError.

    python scripts/fuzz.py --seconds 300 pdf docx     some readers
    python scripts/fuzz.py --seconds 8                all of them, two at a time

Each reader runs in a process of its own, from the files of tests/files and the cases of tests/fuzz/READER. What is
found is written to tests/fuzz/READER, where the tests read it from then on.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model import Document

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "fuzz"
READERS = ("text", "html", "pdf", "docx", "odt", "eml", "feed", "jsonl", "markdown", "zip")
SECONDS_FOR_ONE = 60
MEMORY = 2048


def main() -> int:
    """Fuzz, and say which readers were found wanting."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=int, default=20)
    arguments.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments.add_argument("readers", nargs="*", default=READERS)
    asked = arguments.parse_args()
    if asked.one:
        fuzz(asked.readers[0], asked.seconds)
        return 0
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda name: start(name, asked.seconds), asked.readers or READERS))
    return 1 if any(found) else 0


def start(name: str, seconds: int) -> int:
    """Fuzz one reader in a process of its own."""
    command = [sys.executable, __file__, "--one", "--seconds", str(seconds), name]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 - this script
    tail = [line for line in done.stderr.splitlines() if line.strip()]
    runs = next((line for line in reversed(tail) if line.startswith("Done ")), "")
    print(f"{name}: {runs or 'stopped'}", flush=True)
    if done.returncode:
        print("\n".join(tail[-40:]), flush=True)
    return done.returncode


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one reader in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["briefing.readers", "briefing.layout", "email"]):
        from briefing.errors import InputError
        from briefing.model import Document
        from briefing.readers.choice import APART, built_in
        from briefing.readers.limits import Limits

    read = built_in(name)
    limits = Limits(unpacked_size=20 << 20, pages=20, members=50)

    def once(data: bytes) -> None:
        try:
            found = list(read(data, "x", limits) if name in APART else read(data, "x"))
        except InputError as error:
            if "\n" in str(error):
                raise AssertionError("more than one line") from error
            return
        for document in found:
            if isinstance(document, Document):
                check(document)

    known = CASES / name
    known.mkdir(parents=True, exist_ok=True)
    seeds = sorted(p for p in known.iterdir() if p.is_file())
    grown = ROOT / ".fuzz" / name
    grown.mkdir(parents=True, exist_ok=True)
    for n, data in enumerate(samples(name)):
        (grown / f"seed-{n}").write_bytes(data)
    for path in seeds:
        once(path.read_bytes())
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={SECONDS_FOR_ONE}",
        f"-rss_limit_mb={MEMORY}",
        f"-artifact_prefix={known}/",
        "-print_final_stats=1",
        "-seed=1",  # the same inputs in the same order on every run: only a longer run goes further
        "-max_len=65536",
    ]
    atheris.Setup([sys.argv[0], str(grown), *options], once)
    atheris.Fuzz()


def check(document: Document) -> None:
    """What holds for every document.

    Raises:
        AssertionError: if it does not.
    """
    text, at = document.text, 0
    text.encode("utf-8")
    for block in document.blocks:
        if not at <= block.start < block.end <= len(text) or not text[block.start : block.end].strip():
            raise AssertionError(f"a block at {block.start}")
        at = block.end


def samples(name: str) -> list[bytes]:
    """Well-formed files to begin with."""
    suffixes = {"text": (".md",), "feed": (), "jsonl": (), "eml": (), "zip": (), "markdown": (".md",)}
    wanted = suffixes.get(name, (f".{name}",))
    found = [p.read_bytes() for p in sorted((ROOT / "tests" / "files").iterdir()) if p.suffix in wanted]
    news = "The minister met the envoy on Monday."
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/b.txt", news)
    plain = {
        "feed": f"<rss><channel><title>T</title><item><title>One</title><description>{news}</description></item>"
        "</channel></rss>",
        "jsonl": f'{{"id": "a", "title": "T", "date": "2024-03-05", "text": "{news}"}}\n[{{"text": "{news}"}}]',
        "eml": f"From: a@b\nMessage-ID: <1>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        f"Content-Type: text/plain; format=flowed\n\n{news} \n> quoted\n-- \nme\n--b\nContent-Type: text/html\n"
        f"Content-Disposition: attachment; filename=a.html\n\n<p>{news}\n--b--\n",
        "html": f"<html><body><table><tr><td>{news}<td>2</table><ul><li>{news}</ul></body></html>",
    }
    if name in plain:
        found.append(plain[name].encode())
    if name == "zip":
        found.append(packed.getvalue())
    return found


if __name__ == "__main__":
    sys.exit(main())
