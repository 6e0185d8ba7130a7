"""Text of a source on one printed line."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"[ \t]*[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t]*")


def one_line(text: str) -> str:
    """`text` with each line break or tab, and the white space around it, as one space."""
    return _BREAKS.sub(" ", text)
