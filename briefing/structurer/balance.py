"""Balance between the sources: none fills the brief only because it is longer, and what each gave can be told."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from briefing.model import Contribution, Reason
from briefing.text import count_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model import Article, Brief
    from briefing.structurer.candidates import Candidate

WEIGHT = 0.04
"""What the many statements of one source lose, as a share of what parts the best candidate from the middle one."""


def balanced(pool: Sequence[Candidate], origin: Mapping[str, str]) -> tuple[Candidate, ...]:
    """The candidates, the second best of each source with a slightly lower score, the third a little more, and so on.

    Args:
        pool: all candidates, in order of place.
        origin: address of each source to that of the one it is a copy of, or to itself; copies count as one source.
    """
    if len(set(origin.values())) < 2:
        return tuple(pool)
    values = [c.score.value for c in pool if c.label != "none"]
    unit = max(values) - median(values) if values else 0.0
    before: Counter[str] = Counter()
    changed: dict[int, Candidate] = {}
    for candidate in sorted(pool, key=lambda c: (-c.score.value, c.place)):
        source = origin[candidate.sentence.document.uri]
        rank = before[source]
        if candidate.label == "none":
            continue
        before[source] += 1
        if rank and unit > 0:
            loss = -WEIGHT * unit * rank / (rank + 2)
            reason = Reason("balance", loss, f"number {rank + 1} of its source")
            changed[candidate.place] = candidate.weighed(reason)
    return tuple(changed.get(c.place, c) for c in pool)


def contributions(brief: Brief, articles: Sequence[Article]) -> tuple[Contribution, ...]:
    """What each source gave to a brief, and which of its paragraphs stand nowhere in it.

    Args:
        brief: made of the articles.
        articles: in order of citation.
    """
    statements = [*brief.statements(), *(side.statement for d in brief.differences for side in d.sides)]
    quoted = sum(count_words(s.text) for s in statements)
    made = []
    for source, article in zip(brief.sources, articles, strict=True):
        own = [s for s in statements if s.sentence.document == source.document]
        used = {s.sentence.paragraph for s in own}
        words = sum(count_words(s.text) for s in own)
        made.append(
            Contribution(
                source=source,
                statements=tuple(s.number for s in own),
                confirms=tuple(
                    s.number
                    for s in statements
                    if any(other.document == source.document for other in s.also_in)
                ),
                share=words / quoted if quoted else 0.0,
                sentences=len(article.sentences),
                left_out=tuple(n for n in range(1, source.document.paragraphs + 1) if n not in used),
            )
        )
    return tuple(made)
