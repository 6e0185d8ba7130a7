"""Text of a source on one printed line, and the way that it runs."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile(r"[ \t]*[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t]*| {2,}")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def one_line(text: str) -> str:
    """`text` with each line break, tab or run of spaces, and the white space around it, as one space."""
    return _BREAKS.sub(" ", text)


def right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (UAX 9, rules P2 and P3)."""
    if text.isascii():
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False
