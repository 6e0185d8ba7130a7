"""Host, visitor or principal: what somebody present does at the encounter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from briefing.language import table
from briefing.model import Article, Person, Role
from briefing.structurer.attendance import any_of

# Characters beside a name within which its verb is looked for.
NEAR = 60


class _Roles(NamedTuple):
    hosting: re.Pattern[str]
    guest: re.Pattern[str]
    hosted_by: re.Pattern[str]
    visited_by: re.Pattern[str]


@cache
def _roles(language: str) -> _Roles:
    data = table(language, "encounters", fallback="en")
    patterns = [re.compile(rf"\b(?:{any_of(data[k])})\b", re.IGNORECASE) for k in ("hosting", "guest")]
    patterns += [
        re.compile(rf"\b(?:{any_of(data[k])})\b[^.;]{{0,{NEAR}}}$", re.IGNORECASE)
        for k in ("hosted_by", "visited_by")
    ]
    return _Roles(*patterns)


def role_of(article: Article, mentions: Sequence[Person], present: Sequence[Sequence[Person]]) -> Role:
    """The role of a person who is present.

    The ground decides: who belongs to the country of the place is the host where somebody else comes from abroad; where
    that is not told, the verbs beside the name do.

    Args:
        article: the article.
        mentions: of the person.
        present: mentions of everybody present, this person's among them.
    """
    grounded = _by_ground(article, mentions, present)
    if grounded is not None:
        return grounded
    words, text = _roles(article.document.language), article.document.text
    score = 0
    for mention in mentions:
        before, after = (
            text[max(0, mention.start - NEAR * 2) : mention.start],
            text[mention.end : mention.end + NEAR],
        )
        if after[:1] in {"'", "’"}:
            continue
        before, after = re.split(r"[.;!?] ", before)[-1], re.split(r"[.;!?]\s", after)[0]
        hosting, guest = words.hosting.search(after), words.guest.search(after)
        if hosting and (not guest or hosting.start() < guest.start()):
            score += 1
        elif guest:
            score -= 1
        if words.hosted_by.search(before):
            score += 1
        elif words.visited_by.search(before):
            score -= 1
    return "host" if score > 0 else "visitor" if score < 0 else "principal"


def _by_ground(
    article: Article, mentions: Sequence[Person], present: Sequence[Sequence[Person]]
) -> Role | None:
    """Host for who belongs to the country of the place, visitor for the others; None where that is not clear."""
    homes = {m.affiliation for group in present for m in group if m.affiliation}
    own = {m.affiliation for m in mentions if m.affiliation}
    cities = [p for p in article.annotations.places if p.kind == "city" and p.country]
    ground = next((p.country for p in cities if p.country in homes), "")
    if not ground or not own or len(homes) < 2:
        return None
    return "host" if ground in own else "visitor"
