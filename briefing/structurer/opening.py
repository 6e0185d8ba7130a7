"""The bottom line: the one sentence that stands in the box at the top."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from briefing.text import content_stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model import Meeting, Span
    from briefing.structurer.candidates import Candidate

# So much better than the sentence that first tells of the meeting a lead has to be to stand in its place.
MORE = 1.3

# The bottom line comes from here wherever it can: later paragraphs presuppose the first ones.
OPENING_PARAGRAPHS = 3

# The lead of a single source is one of so many sentences of its paragraph.
LEAD = 3

# A lead of fewer content words is weighed as if it had so many: a short one is easily all common words.
FEW = 10

_ASKED = ("?", "？", "؟", "\u037e", "?”", '?"', "?)", "?»")
_QUOTED = re.compile(r"""[“"„«][^“”"„«»]*[”"“»]""")


def bottom_line(table_: Sequence[Candidate], meetings: Sequence[Meeting]) -> Candidate | None:
    """The sentence that says it in one: who met whom about what, else the news.

    The lead of a news text is written for that; it is passed over only where it is no content, a courtesy, a question,
    nothing but a quotation, or a reference to something before it. With a meeting in the news, the sentence that first
    tells of it is preferred among the opening ones, unless the lead is worth more: then the meeting was the occasion
    and not the news.

    Args:
        table_: all candidates.
        meetings: the encounter that is the news first.

    Returns:
        The candidate, None if none can stand alone.
    """
    fit = _standing_alone(table_)
    telling = set(meetings[0].sentences[:1]) if meetings else set()
    opening = [c for c in fit if c.sentence.paragraph <= OPENING_PARAGRAPHS]
    leads = [c.score.value for c in opening[:1] if c.label != "background"]
    for c in opening:
        if c.sentence in telling and all(MORE * c.score.value >= lead for lead in leads):
            return c
    return min(_leads(fit, LEAD), key=lambda c: (c.sentence.paragraph, -c.score.value, c.place), default=None)


def shared_lead(table_: Sequence[Candidate], origin: Mapping[str, str]) -> Candidate | None:
    """The lead whose words most sources share: the bottom line of a story that is no report on talks.

    Of each source the first sentence that can stand alone is taken, and of these the one whose content words are, on
    the average, in most sources.

    Args:
        table_: all candidates.
        origin: address of each source to that of the one it is a copy of, its own where it is none.

    Returns:
        The candidate, None if none can stand alone.
    """
    held: dict[str, set[str]] = {}
    for c in table_:
        held.setdefault(origin[c.sentence.document.uri], set()).update(stems_of(c.sentence))
    sources = Counter(stem for stems in held.values() for stem in stems)

    def shared(lead: Candidate) -> float:
        stems = stems_of(lead.sentence)
        return sum(sources[stem] for stem in stems) / max(FEW, len(stems))

    leads = _leads(_standing_alone(table_), 1)
    return max(leads, key=lambda c: (shared(c), c.score.value, -c.place), default=None)


def _standing_alone(table_: Sequence[Candidate]) -> list[Candidate]:
    """What can be understood by itself; if there is anything else, no question and no quotation from end to end."""
    fit = [c for c in table_ if c.label != "none" and not c.protocol and not c.references.leans]
    stated = [
        c for c in fit if not c.sentence.text.endswith(_ASKED) and not _QUOTED.fullmatch(c.sentence.text)
    ]
    return stated or fit


def _leads(fit: Sequence[Candidate], number: int) -> list[Candidate]:
    """Of each article the best of the first `number` sentences of its first paragraph that has any."""
    articles: dict[int, list[Candidate]] = {}
    for c in fit:
        articles.setdefault(c.article, []).append(c)
    return [
        max(
            (c for c in found[:number] if c.sentence.paragraph == found[0].sentence.paragraph),
            key=lambda c: (c.score.value, -c.place),
        )
        for found in articles.values()
    ]


def stems_of(words: Span) -> frozenset[str]:
    """Stems of the content words of a place in a source."""
    return frozenset(content_stems(words.text, words.document.language))
