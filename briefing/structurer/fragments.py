"""What is printed as a sentence and states nothing by itself: a scrap, a text cut off, a short question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.structurer.quotations import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Sentence

# Scraps have so many words and characters at most: scripts without spaces say much in one "word".
SCRAP_WORDS, SCRAP_CHARACTERS = 3, 30

# A longer question may be the matter itself.
QUESTION_WORDS = 8

_CUT_OFF = re.compile(r"(?:\.\.\.|…)\s*$")
_MARKS = re.compile(r"[\"“”]")


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
    words = text.count(" ") + 1
    scrap = words <= SCRAP_WORDS and len(text) <= SCRAP_CHARACTERS
    asks = words <= QUESTION_WORDS and text.endswith("?")
    return (scrap or asks or _CUT_OFF.search(text) is not None) and _MARKS.search(text) is None
