"""An explanation as one line of JSON, format `briefing-explain/1`.

Offsets count characters of the text as it was given. `briefing/schemas/briefing-explain-1.schema.json` describes it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from briefing.layout import BODY

if TYPE_CHECKING:
    from briefing.model import Explanation, Sentence

SCHEMA = "briefing-explain/1"

_DECIMALS = 6
_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def export(explanation: Explanation) -> bytes:
    """One line of UTF-8, with its line feed."""
    return (json.dumps(describe(explanation), ensure_ascii=False) + "\n").encode()


def describe(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain values, in the order of the format."""
    article, findings = explanation.article, explanation.findings
    document = article.document
    return {
        "schema": SCHEMA,
        "id": document.id,
        "title": document.title,
        "date": document.published.isoformat() if document.published else None,
        "model": article.annotations.reader or None,
        "sentences": _sentences(explanation),
        "participants": [
            {"name": p.name, "title": p.title, "affiliation": p.affiliation, "role": p.role}
            for p in findings.participants
        ],
        "meetings": [
            {
                "date": m.date or None,
                "place": m.place or None,
                "status": m.status,
                "participants": list(m.participants),
            }
            for m in findings.meetings
        ],
        "topics": [
            {"label": t.label.text, "start": t.label.start, "end": t.label.end} for t in findings.topics
        ],
        "timeline": [
            {
                "date": e.date.value,
                "precision": e.date.precision,
                "as_written": e.date.text,
                "start": e.sentence.start,
                "end": e.sentence.end,
            }
            for e in findings.timeline
        ],
        "dates": [
            {"start": d.start, "end": d.end, "value": d.value, "as_written": d.text}
            for d in article.annotations.dates
            if _CALENDAR.fullmatch(d.value)
        ],
    }


def _sentences(explanation: Explanation) -> list[dict[str, Any]]:
    scores = explanation.scores
    by_score = sorted(range(len(scores)), key=lambda i: (-scores[i].value, i))
    rank = {i: n for n, i in enumerate(by_score, 1)}
    readings = explanation.article.annotations.readings
    return [
        {
            "start": sentence.start,
            "end": sentence.end,
            "section": label,
            "score": round(scores[i].value, _DECIMALS),
            "rank": rank[i],
            "chosen": chosen,
            "reasons": {r.name: round(r.value, _DECIMALS) for r in scores[i].reasons},
            "why": [*kind_of(sentence), *(r.words for r in scores[i].reasons if r.words)],
            "cues": list(readings[i].cues) if readings else [],
        }
        for i, (sentence, label, chosen) in enumerate(
            zip(explanation.article.sentences, explanation.labels, explanation.chosen, strict=True)
        )
    ]


def kind_of(sentence: Sentence) -> tuple[str, ...]:
    """In words, why a sentence that stands in no body text is never quoted; nothing for body text."""
    kind = sentence.block.kind
    return () if kind in BODY else (f"{kind}: not body text",)
