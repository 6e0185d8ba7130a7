"""Captions of pictures that a source runs together with its text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefing.language import table

if TYPE_CHECKING:
    from briefing.model import Sentence


@cache
def _positions(language: str) -> tuple[str, ...]:
    return tuple(table(language, "segmentation").get("caption", {}).get("positions", ()))


def is_caption(sentence: Sentence) -> bool:
    """Whether a sentence says where somebody stands in a picture: "President Lee (right) receives …"."""
    text = sentence.text.casefold() if "(" in sentence.text else ""
    return bool(text) and any(p in text for p in _positions(sentence.document.language))
