"""What a check of a finished document says. All types are frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from briefing.model import Document, Span

Status = Literal["verbatim", "trimmed", "altered", "apparatus", "added", "source missing", "source changed"]
"""What can be said of a sentence.

verbatim: it stands in a source, whole, word for word. trimmed: a part of a sentence of a source does, word for word.
altered: a source has it in other words. apparatus: the program's own headings, labels and notes, and names that the
sources have. added: no source has it. source missing: it is said to come from a source that is not there. source
changed: it is said to come from a source that is there with other bytes, and does not stand in it.
"""

STATUSES: tuple[Status, ...] = get_args(Status)
PROVEN: frozenset[Status] = frozenset({"verbatim", "apparatus"})
"""What needs no second look."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words: the same in both, only in the source (`removed`), or only in the document (`added`)."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one sentence of the document.

    Attributes:
        number: from 1, in the order of the document.
        text: the sentence as the document prints it, on one line, without its reference.
        status: see `Status`.
        where: its place in the document: "page 2" or "paragraph 14".
        place: where a source has it, None if none does.
        reference: what the document prints beside it ("S1 ¶10"), "" if nothing.
        edits: of what is altered, how it came from the source's words, in order.
        notes: what else there is to say.
        glosses: words in square brackets that the program adds.
        identity: the bookmark that the program gave the statement, "" where none survived.
        block: index of the passage of the document that it stands in, from 0.
    """

    number: int
    text: str
    status: Status
    where: str
    place: Span | None = None
    reference: str = ""
    edits: tuple[Edit, ...] = ()
    notes: tuple[str, ...] = ()
    glosses: tuple[str, ...] = ()
    identity: str = ""
    block: int = field(default=0, repr=False)
    flawed: bool = False

    @property
    def proven(self) -> bool:
        """Whether it is the program's own or stands in a source word for word, where the reference says."""
        return self.status in PROVEN and not self.flawed


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A line of the document's list of sources, held against the sources at hand.

    Attributes:
        id: "S1".
        uri: the name or address that is printed.
        digest: SHA-256 as printed, often only its first digits, "" if not printed.
        state: found by its digest or, where none is printed, by name; changed if the name is there with another
            digest; missing if neither is.
        document: the source at hand, None if it is missing.
    """

    id: str
    uri: str
    digest: str
    state: Literal["found", "changed", "missing"]
    document: Document | None


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of a whole document.

    Attributes:
        document: its name.
        findings: one a sentence, in order.
        cited: the document's own list of sources.
        sources: how many sources it was held against.
    """

    document: str
    findings: tuple[Finding, ...]
    cited: tuple[CitedSource, ...]
    sources: int

    @property
    def proven(self) -> bool:
        """Whether nothing needs a second look: all is verbatim or apparatus, and no cited source has changed."""
        return all(f.proven for f in self.findings) and all(c.state == "found" for c in self.cited)

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many findings there are of each status."""
        found = Counter(f.status for f in self.findings)
        return {status: found[status] for status in STATUSES}
