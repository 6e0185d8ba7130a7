"""Word-by-word difference between a sentence and the source's."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from briefing.proof.typography import plain_gap, plain_word
from briefing.proof.verification import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART = re.compile(r"\S+")
_MARK = re.compile(r"\W+")


def edits(source: str, printed: str) -> tuple[Edit, ...]:
    """How the printed words came from the source's.

    Args:
        source: what the source says.
        printed: what the document says.

    Returns:
        Runs of words in order; those that are the same, without the removed ones, are `printed`, up to type.
    """
    old, new = _PART.findall(source), _PART.findall(printed)
    matcher = SequenceMatcher(None, [_key(w) for w in old], [_key(w) for w in new], autojunk=False)
    found: list[Edit] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append(Edit("same", " ".join(new[c:d])))
            continue
        for name, words in (("removed", old[a:b]), ("added", new[c:d])):
            if words:
                found.append(_edit(name, words))
    return tuple(found)


def _edit(kind: str, words: Sequence[str]) -> Edit:
    name: Literal["removed", "added"] = "removed" if kind == "removed" else "added"
    return Edit(name, " ".join(words))


def _key(part: str) -> str:
    """A word with the marks that touch it, in one form each."""
    return _MARK.sub(lambda m: plain_gap(m.group(), "", "x"), plain_word(part))


def likeness(source: Sequence[str], printed: Sequence[str]) -> float:
    """The share of the printed words that the source has in the same order, from 0 to 1."""
    if not printed or not source:
        return 0.0
    matcher = SequenceMatcher(None, source, printed, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(printed)
