"""A verification as JSON, format `briefing-verification/1`."""

from __future__ import annotations

import json
from typing import Any

from briefing.proof.verification import CitedSource, Finding, Verification

SCHEMA = "briefing-verification/1"


def export(found: Verification) -> bytes:
    """Write a verification as JSON.

    Returns:
        UTF-8, two spaces of indent, one line feed at the end.
    """
    return (json.dumps(describe(found), ensure_ascii=False, indent=2) + "\n").encode()


def describe(found: Verification) -> dict[str, Any]:
    """A verification as plain dictionaries, lists, strings and numbers, in the order of the format."""
    return {
        "schema": SCHEMA,
        "document": found.document,
        "proven": found.proven,
        "sources": found.sources,
        "counts": dict(found.counts),
        "cited": [_cited(c) for c in found.cited],
        "sentences": [_finding(f) for f in found.findings],
    }


def _cited(cited: CitedSource) -> dict[str, Any]:
    return {
        "id": cited.id,
        "uri": cited.uri,
        "state": cited.state,
        "printed_sha256": cited.digest or None,
        "sha256": cited.document.digest if cited.document else None,
    }


def _finding(found: Finding) -> dict[str, Any]:
    made: dict[str, Any] = {
        "number": found.number,
        "text": found.text,
        "status": found.status,
        "proven": found.proven,
        "where": found.where,
        "reference": found.reference or None,
    }
    if found.place is not None:
        document = found.place.document
        block = document.block_at(found.place.start)
        page = {"page": block.page} if block and block.page is not None else {}
        made["source"] = {
            "uri": document.uri,
            "sha256": document.digest,
            "paragraph": block.number if block else None,
            **page,
            "start": found.place.start,
            "end": found.place.end,
            "text": found.place.text,
        }
    if found.edits:
        made["edits"] = [{"kind": e.kind, "text": e.text} for e in found.edits]
    made["glosses"] = list(found.glosses)
    made["notes"] = list(found.notes)
    if found.identity:
        made["identity"] = found.identity
    return made
