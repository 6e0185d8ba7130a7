"""Loads the shipped model, once and checked, and reads articles with it."""

from __future__ import annotations

import functools
import hashlib
import importlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.encoder import windows

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(__file__).parent
MODEL, TOKENIZER, MANIFEST = "model.onnx", "tokenizer.json", "manifest.json"
DIGITS = 4
"""Decimals kept of a probability: the last bit of a float, which may differ by machine, decides nothing."""


class EncoderUnavailable(Exception):
    """The encoder cannot be used here: `reason` says why, `remedy` what to do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"the encoder cannot be used: {self.reason}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of one sentence: four sections that add up to 1 but for rounding, and `key`."""

    meeting: float
    topics: float
    background: float
    none: float
    key: float


class Encoder:
    """Reads articles. Never changes once made, so threads may share it."""

    __slots__ = ("_numpy", "_session", "_tokenizer")

    def __init__(self, session: Any, tokenizer: Any, numpy: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._numpy = numpy

    def read(self, sentences: Sequence[str], title: str = "", date: str = "") -> list[Reading]:
        """One reading a sentence, in order. `title` and `date` (ISO) may be empty.

        The answer depends on these arguments alone: articles are never read in one batch, as the arithmetic
        in 8 bits takes its scale from all that is read together.
        """
        spoken = [self._tokens(sentence) for sentence in sentences]
        heading, day = self._tokens(title), self._tokens(windows.date_in_words(date))
        readings: list[Reading] = []
        for run in windows.chapters(len(spoken)):
            layout = windows.lay_out(heading, day, spoken, run)
            rows = self._session.run(
                None,
                {
                    "tokens": self._numpy.array(layout.tokens, dtype="int64"),
                    "owners": self._numpy.array(layout.owners, dtype="int64"),
                    "marks": self._numpy.array(layout.marks, dtype="int64"),
                    "facts": self._numpy.array(layout.facts, dtype="float32"),
                },
            )[0]
            readings += [Reading(*(round(value, DIGITS) for value in row)) for row in rows.tolist()]
        return readings

    def _tokens(self, text: str) -> list[int]:
        if not text:
            return []
        whole = windows.within_reach(text).encode("utf-8", "replace").decode("utf-8")
        tokens: list[int] = self._tokenizer.encode(whole, add_special_tokens=False).ids
        return tokens


@functools.cache
def load() -> Encoder:
    """The shipped model, read and checked once a process.

    Raises:
        EncoderUnavailable: a library or a file is missing, or a file is not the one that was shipped.
    """
    numpy, onnxruntime, tokenizers = map(_library, ("numpy", "onnxruntime", "tokenizers"))
    for name, digest in _manifest().items():
        _check(FOLDER / name, digest)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    tokenizer = tokenizers.Tokenizer.from_file(str(FOLDER / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    session = onnxruntime.InferenceSession(str(FOLDER / MODEL), settings, providers=["CPUExecutionProvider"])
    return Encoder(session, tokenizer, numpy)


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise EncoderUnavailable(f"the library {name} is not installed", f"pip install {name}") from error


def _manifest() -> dict[str, str]:
    """The files of the model and the SHA-256 each must have."""
    try:
        files = json.loads((FOLDER / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {name: str(files[name]["sha256"]) for name in (MODEL, TOKENIZER)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderUnavailable(f"{MANIFEST} cannot be read", "install the package again") from error


def _check(path: Path, digest: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderUnavailable(f"{path.name} cannot be read", "install the package again") from error
    if found != digest:
        raise EncoderUnavailable(f"{path.name} is not the file that was shipped", "install the package again")
