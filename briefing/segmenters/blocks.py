"""Blocks by what their words say: datelines, bylines, captions and boilerplate, told from body text.

`briefing.layout` has parted the text by its white space. Here each block is looked at through the cues of its
language (`language/<code>/segmentation.toml`): it keeps its kind, gets another, or is parted once more, where a
dateline leads a paragraph or a sign-off ends one. Nothing is taken away; only kinds and borders change.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from briefing.layout import BODY, HEADING_CHARACTERS, HEADING_WORDS, Block, numbered, one_line
from briefing.segmenters.cues import Cues, cues_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.layout import BlockKind
    from briefing.model import Document

LEAD = 3
"""A dateline without agency and date is believed in so many of the first blocks of body text."""

HEADLINE_WORDS = 4
"""A headline has at least so many words."""

LONGEST_HEADLINE = 300
"""A headline has at most so many characters, even one that tells who met whom with all their offices."""

HEAD_LINES = 4
"""A headline, a date, an author and the like, without an empty line between them, are at most so many lines."""

CLOSED_SHARE = 0.8
"""In a text in which so many paragraphs end with a full stop, a first line without one is the headline."""

EMPTY_WORDS = 8
"""Addresses and numbers of telephones, standing alone, are at most so many words."""

TAGS = 4
"""At most so many sign-offs are taken from the end of a paragraph."""

BORDERS = 4
"""Of the places where a sign-off could begin, so many are looked at, the last ones."""

TAIL = 300
"""Sign-offs are looked for in so many characters at the end of a paragraph."""

LOOK = 1000
"""Only blocks of at most so many characters can be anything but body text."""

# What a conversion left behind: comments, attributes, small elements, links and images in Markdown, asterisks.
_MARKUP = re.compile(r"<!--[^<>]*-->|\{[:.#][^{}]*\}|</?[a-z][^<>]{0,80}>|!\[[^\[\]]*\]\([^()\s]*\)|\\?[*#]")
_MARKED = re.compile(r"[<{*#]|!\[")
_MARK = r"(?:\*{1,3}|</?\w[^<>]{0,40}>)\s*"
_EMPHASIS = re.compile(rf"(?:{_MARK})+(?:[^*<>\s][^*<>]*(?:{_MARK})+)+")
_HASH = re.compile(r"#{1,6}[ \t]+\S")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+(?:\s*\([A-Z]+\))?")
_INITIALS = re.compile(r"\(?[a-z]{2,3}(?:[-/][a-z]{2,4}){1,3}\)?")
_PHONE = re.compile(r"\+?\(?\d[\d ()/.-]{5,}\d")
_BORDER = re.compile(r"""(?<=\S)[.!?…]["'”’)\]]*\s+|["”)]\s+|\s+(?=\()""")
_GOES_ON = re.compile(r"""(?:[a-z]{4}|\d)\.["'”’)]*\s+[A-Z(]""")
_CLOSED = re.compile(r"""[.!?…:;][\])}"'’”»]*$""")
_FIGURES = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
_SECTION = re.compile(r"\d+(?:\.\d+)+\.?\s")
_INITIAL = re.compile(r"(?<![^\W_])[A-ZÀ-Þ]\.\s+$")


def recognise(document: Document) -> Document:
    """The document with the kinds of its blocks refined by the words in them.

    Args:
        document: as a reader left it, with the blocks that its layout shows.

    Returns:
        The same document with new blocks; a new dateline has the number of the paragraph that it leads. A document
        without a title gets the headline above its text. If no body text would be left, the document as it was.
    """
    cues = cues_of(document.language)
    apart = replace(document, blocks=_with_head_apart(document, cues))
    found: list[Block] = []
    seen = 0
    for block in _with_long_headline(apart, cues):
        parts = list(_refined(apart, block, cues, seen))
        seen += any(p.kind in BODY for p in parts)
        found.extend(parts)
    found = _with_credits(document.text, found, cues)
    if not any(b.kind in BODY for b in found):
        return document
    title = document.title or _headline(document.text, found)
    return replace(document, blocks=numbered(found), title=title)


def _with_head_apart(document: Document, cues: Cues) -> tuple[Block, ...]:
    """The blocks, the lines of the first apart where a date stands alone under a headline, with no line between."""
    first, *others = document.blocks or (None,)
    if (
        first is None
        or first.kind != "paragraph"
        or first.end - first.start > HEAD_LINES * HEADING_CHARACTERS
    ):
        return document.blocks
    text = document.text[first.start : first.end]
    lines = [m.span() for m in re.finditer(r"\S.*", text)]
    told = [text[start:end].rstrip() for start, end in lines]
    is_head = 1 < len(told) <= HEAD_LINES and max(map(len, told)) <= HEADING_CHARACTERS
    if not is_head or any(line[0].islower() for line in told):
        return document.blocks
    if not any(_is_date(line, cues) for line in told[1:]):
        return document.blocks
    apart = (
        replace(first, start=first.start + start, end=first.start + start + len(line))
        for (start, _), line in zip(lines, told, strict=True)
    )
    return (*apart, *others)


def _is_date(line: str, cues: Cues) -> bool:
    return cues.dateline.stands_alone(line) or _FIGURES.fullmatch(line) is not None


def _with_long_headline(document: Document, cues: Cues) -> tuple[Block, ...]:
    """The blocks, the first of them a heading where it is a line that only its length made a paragraph.

    What a dateline leads is no headline, nor are several sentences.
    """
    first, *others = document.blocks or (None,)
    if first is None or first.kind != "paragraph" or first.end - first.start > LONGEST_HEADLINE:
        return document.blocks
    told = [document.text[b.start : b.end] for b in others if b.kind == "paragraph"]
    text = document.text[first.start : first.end]
    several = "\n" in text or _CLOSED.search(text) or _GOES_ON.search(text)
    if several or not told or not told[0][0].isupper():
        return document.blocks
    if any(kind == "dateline" for _, kind in cues.dateline.heads(text, leading=True, first=True)):
        return document.blocks
    closed = sum(_CLOSED.search(t) is not None for t in told)
    return (
        (replace(first, kind="heading"), *others) if closed >= CLOSED_SHARE * len(told) else document.blocks
    )


def _headline(text: str, found: Sequence[Block]) -> str:
    """The longest heading above the first paragraph; "" if none is a headline, as the names of offices are not.

    A line in capitals alone is one only where no other line stands above the text, and a line of several sentences or
    with a credit after its full stop is none. Of a headline and the same one after a catchword, the headline counts.
    """
    above = [b for b in takewhile(lambda b: b.kind not in BODY, found) if b.kind == "heading"]
    lines = [one_line(text[b.start : b.end]).strip("*# ") for b in above]
    headlines = [
        x
        for x in lines
        if len(x.split()) >= HEADLINE_WORDS
        and (len(lines) == 1 or not x.isupper())
        and not _GOES_ON.search(x)
    ]
    plainest = [x for x in headlines if not any(other != x and other in x for other in headlines)]
    return max(plainest, key=len, default="")


def _with_credits(text: str, found: list[Block], cues: Cues) -> list[Block]:
    """The blocks, with what stands right above the credit of a picture made its caption."""
    for i, (above, below) in enumerate(pairwise(found)):
        near = text.count("\n", above.end, below.start) == 1
        if near and above.kind in BODY and cues.is_credit(text[below.start : below.end]):
            found[i] = replace(above, kind="caption")
    return found


def _refined(document: Document, block: Block, cues: Cues, seen: int) -> Iterator[Block]:
    """A block in its parts; `seen` counts the blocks of body text before it."""
    text = document.text[block.start : block.end]
    start, end, kind = 0, len(text), block.kind
    if kind in BODY:
        for stop, head in cues.dateline.heads(text, leading=seen < LEAD, first=seen == 0):
            words = text[start:stop].rstrip()
            kind_of_head = head if head == "dateline" else _kind(words, head, cues, document.title)
            yield replace(
                block, kind=kind_of_head, start=block.start + start, end=block.start + start + len(words)
            )
            start = stop + len(text[stop:]) - len(text[stop:].lstrip())
    if not start:
        kind = _kind(text, kind, cues, document.title)
    if kind not in BODY:
        yield replace(block, kind=kind)
        return
    tags: list[Block] = []
    while len(tags) < TAGS and (at := _tag(text, start, end, cues)) is not None:
        tags.append(replace(block, kind="boilerplate", start=block.start + at, end=block.start + end))
        end = len(text[:at].rstrip())
    yield Block(kind, block.start + start, block.start + end, block.number, block.page)
    yield from reversed(tags)


def _kind(text: str, kind: BlockKind, cues: Cues, title: str) -> BlockKind:
    """What a whole block is."""
    if not any(map(str.isalpha, text)):
        return "boilerplate"
    if len(text) > LOOK:
        return kind
    bare = _MARKUP.sub("", text).strip() if _MARKED.search(text) else text
    plain = bare.casefold()
    if _is_empty(bare) or cues.is_boilerplate(bare, plain):
        return "boilerplate"
    if title and plain.rstrip(" .") == title.casefold().strip(" ."):
        return "heading"
    if cues.is_caption(bare, plain):
        return "caption"
    if cues.is_byline(bare, plain):
        return "byline"
    if cues.dateline.stands_alone(bare):
        return "dateline"
    if len(text) <= HEADING_CHARACTERS and (_EMPHASIS.fullmatch(text) or _HASH.match(text)):
        return "heading"
    if kind == "heading":
        return "paragraph" if cues.is_sentence(plain) else "heading"
    if kind == "list-item":  # "4.1. LIMITATIONS AND FUTURE DIRECTIONS."
        numbered_heading = _SECTION.match(bare) and bare.isupper() and len(plain.split()) <= HEADING_WORDS
        return "heading" if numbered_heading else kind
    return "heading" if kind == "paragraph" and cues.is_heading(bare, plain) else kind


def _is_empty(text: str) -> bool:
    """Whether nothing is left of a block but addresses, numbers of telephones, initials of editors."""
    if text.count(" ") > EMPTY_WORDS:
        return False
    rest = _PHONE.sub("", _ADDRESS.sub("", text))
    return not any(c.isalpha() for c in rest) or bool(_INITIALS.fullmatch(text))


def _tag(text: str, start: int, end: int, cues: Cues) -> int | None:
    """Where the last sign-off of a paragraph begins, if it ends with one."""
    low = max(start, end - TAIL)
    if not cues.may_sign_off(text[low:end].casefold()):
        return None
    borders = [m.end() for m in _BORDER.finditer(text, low, end) if start < m.end() < end]
    for at in reversed(borders[-BORDERS:]):
        piece = text[at:end]
        if cues.is_signature(piece) or _INITIALS.fullmatch(piece) or _ADDRESS.fullmatch(piece):
            return at
        if cues.is_sign_off(piece.casefold()) and not _INITIAL.search(text, max(start, at - 4), at):
            return at
    return None
