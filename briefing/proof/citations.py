"""References beside statements, and the document's own list of sources, as they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing.language import languages, table
from briefing.proof.verification import CitedSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.model import Document


@dataclass(frozen=True, slots=True)
class Cited:
    """A printed reference.

    Attributes:
        at: the character of the text, without its references, that it stands before.
        source, paragraph: what it means.
        text: as it is printed.
        further: whether it says who else has the sentence ("also S2 ¶3"), not where it was taken from.
    """

    at: int
    source: str
    paragraph: int
    text: str
    further: bool = False


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """For each form of a reference that a language has, with what leads to it in any of them, and what follows."""
    labels = [found for code in languages() if (found := table(code, "labels").get("reference"))]
    also = "|".join(dict.fromkeys(_filled(found["also"].partition("{")[0].strip(), {}) for found in labels))
    slots = {"source": r"(?P<source>S\d+)", "paragraph": r"(?P<paragraph>\d+)"}
    marks = dict.fromkeys(_filled(found["mark"], slots) for found in labels)
    return tuple(
        re.compile(rf"\s*[(\[]?(?:(?P<also>{also})\s+)?(?<!\w){mark}(?!\w)[)\]]?(?:,?\s*\+\d+(?!\w))?")
        for mark in marks
    )


def _filled(pattern: str, slots: dict[str, str]) -> str:
    made = re.escape(pattern)
    for name, filled in slots.items():
        made = made.replace(re.escape(f"{{{name}}}"), filled)
    return made.replace(r"\ ", r"\s*")


def without_references(text: str) -> tuple[str, tuple[Cited, ...]]:
    """A text without the references in it, and those references."""
    cited: list[Cited] = []
    for pattern in _patterns():
        kept, done, further = "", 0, False
        for match in pattern.finditer(text):
            between = text[done : match.start()]
            if not done or between.strip(" \u00a0\n\t,;"):
                kept, further = kept + between, False  # what parts two references belongs to neither side
            further = further or match["also"] is not None
            shown = f"{match['source']} ¶{match['paragraph']}"
            cited.append(Cited(len(kept), match["source"], int(match["paragraph"]), shown, further))
            done = match.end()
        text = kept + text[done:]
    return text, tuple(cited)


_ENTRY = re.compile(r"^\W*(S\d+)[\s\u00a0:.)]")
_DIGEST = re.compile(r"SHA-256[\s\u00a0:]*([0-9a-f]{6,64})", re.IGNORECASE)


def listed(texts: Iterable[str], documents: Sequence[Document]) -> tuple[CitedSource, ...]:
    """The document's list of sources, each line held against the documents at hand.

    Args:
        texts: passages of the document.
        documents: the sources.

    Returns:
        One for each line that begins with the id of a source.
    """
    by_name = {d.uri: d for d in reversed(documents)}
    found: dict[str, CitedSource] = {}
    for text in texts:
        match = _ENTRY.match(text)
        if not match or match.group(1) in found:
            continue
        digest = _DIGEST.search(text)
        printed = digest.group(1).lower() if digest else ""
        uri = _uri(text)
        if not printed and not uri:
            continue
        found[match.group(1)] = identified(match.group(1), uri, printed, documents, by_name)
    return tuple(found.values())


def identified(
    name: str, uri: str, digest: str, documents: Sequence[Document], by_name: dict[str, Document]
) -> CitedSource:
    """Which document a line of the list of sources means: by its digest, else by its name."""
    if digest:
        for document in documents:
            if document.digest.startswith(digest):
                return CitedSource(name, uri or document.uri, digest, "found", document)
    named = by_name.get(uri) or by_name.get(uri.rsplit("/", 1)[-1])
    if named is None and uri:
        # A list of sources names a file inside a folder, or a line of a file, as the reader of that day did.
        named = next((d for k, d in by_name.items() if k.rsplit("/", 1)[-1] == uri.rsplit("/", 1)[-1]), None)
    if named is None:
        return CitedSource(name, uri, digest, "missing", None)
    return CitedSource(name, uri, digest, "changed" if digest else "found", named)


@cache
def _places() -> re.Pattern[str]:
    """What leads to the name of a file or an address in a line of the list of sources."""
    words = {
        table(c, "labels")["sources"][n]
        for c in languages()
        if table(c, "labels")
        for n in ("file", "address")
    }
    return re.compile(
        rf"(?:{'|'.join(re.escape(w) for w in sorted(words))})\s+(\S.*?)\.?\s*(?:SHA-256.*)?$", re.DOTALL
    )


def _uri(text: str) -> str:
    match = _places().search(text)
    return " ".join(match.group(1).split()) if match else ""
