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

    The verbs beside the name decide, then the ground: who belongs to the country of the place is the host where
    somebody else comes from abroad.

    Args:
        article: the article.
        mentions: of the person.
        present: mentions of everybody present, this person's among them.
    """
    words, text = _roles(article.document.language), article.document.text
    score = 0
    for mention in mentions:
        before, after = (
            text[max(0, mention.start - NEAR * 2) : mention.start],
            text[mention.end : mention.end + NEAR],
        )
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
        if "visiting" in mention.title.casefold() or before.rstrip().endswith("visiting"):
            score -= 2
    if score:
        return "host" if score > 0 else "visitor"
    return _by_ground(article, mentions, present)


def _by_ground(article: Article, mentions: Sequence[Person], present: Sequence[Sequence[Person]]) -> Role:
    homes = {m.affiliation for group in present for m in group if m.affiliation}
    own = {m.affiliation for m in mentions if m.affiliation}
    grounds = [
        p.country or (p.name if p.kind == "country" else "")
        for p in article.annotations.places
        if p.kind != "region"
    ]
    ground = next((country for country in grounds if country in homes), "")
    if not ground or not own or len(homes) < 2:
        return "principal"
    return "host" if ground in own else "visitor"
