"""What is printed as a sentence and states nothing by itself: a scrap, a text cut off, a short question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.structurer.quotations import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Sentence

# Scraps have so many words at most.
SCRAP_WORDS = 2

# A longer question may be the matter itself, and a longer text that is cut off says enough.
QUESTION_WORDS, CUT_OFF_WORDS = 8, 12

_CUT_OFF = re.compile(r"(?:\.\.\.|…)\s*$")
_MARKS = re.compile(r"[\"“”]")
# Scripts that put no space between words say much in one of these "words".
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def fragments(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The places of what no note should print while there is something else.

    Args:
        sentences: of an article, in order.

    Returns:
        Places of "Officials said.", "And the budget?" and "The first new...". What stands within quotation marks is
        left alone, since a quotation is printed whole.
    """
    found = [i for i, s in enumerate(sentences) if _is_fragment(s.text)]
    said = quoted(sentences).leaning if found else frozenset()
    return frozenset(found) - said


def _is_fragment(text: str) -> bool:
    words = len(text.split())
    scrap = words <= SCRAP_WORDS and _UNSPACED.search(text) is None
    asks = words <= QUESTION_WORDS and text.endswith("?")
    cut_off = words <= CUT_OFF_WORDS and _CUT_OFF.search(text) is not None
    return (scrap or asks or cut_off) and _MARKS.search(text) is None
