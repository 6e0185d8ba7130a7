"""Host, visitor or principal: what somebody present does at the encounter.

The ground decides: at an encounter in Baku, who is of Azerbaijan is the host and who is of another country the visitor.
Without a ground nobody is either, and whose home is not told is one only where the verbs beside the name say it twice:
who came to whom is not left to chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from briefing.language import table
from briefing.model import Article, Meeting, Participant, Person, Role
from briefing.structurer.cuewords import CueWords, whole_words

# Characters beside a name within which its verb is looked for.
NEAR = 60
# So many more verbs of one kind than of the other make a host or a guest of somebody whose country is not told.
CLEAR = 2


class _Roles(NamedTuple):
    hosting: CueWords
    guest: CueWords
    hosted_by: CueWords
    visited_by: CueWords
    sent: CueWords


@cache
def _roles(language: str) -> _Roles:
    data = table(language, "encounters", fallback="en")
    before = rf"[^.;]{{0,{NEAR}}}$"
    return _Roles(
        hosting=whole_words(data["hosting"]),
        guest=whole_words(data["guest"]),
        hosted_by=whole_words(data["hosted_by"], before),
        visited_by=whole_words(data["visited_by"], before),
        sent=whole_words(data["sent"]),
    )


def with_roles(
    article: Article, people: Sequence[Participant], meetings: Sequence[Meeting]
) -> tuple[Participant, ...]:
    """The people of an article with the roles of those present.

    Args:
        article: the article.
        people: of the article, those present as principals.
        meetings: of the article, the one that is the news first; its place is the ground.

    Returns:
        The same people in the same order.
    """
    ground = _ground(article, meetings[0].place) if meetings else ""
    if not ground:
        return tuple(people)
    return tuple(p if p.role == "mentioned" else replace(p, role=_role(article, p, ground)) for p in people)


def _ground(article: Article, place: str) -> str:
    """The country in which the place of an encounter lies, "" if the text does not tell."""
    where = place.casefold()
    named = [
        p
        for p in article.annotations.places
        if where and (p.name.casefold() in where or " ".join(p.text.split()).casefold() in where)
    ]
    cities = [p.country for p in named if p.kind == "city" and p.country]
    return next(iter([*cities, *(p.name for p in named if p.kind == "country")]), "")


def _role(article: Article, person: Participant, ground: str) -> Role:
    words = _roles(article.document.language)
    language = article.document.language
    countries = set(table(language, "demonyms", fallback="en")["demonyms"])
    abroad = set(table(language, "encounters", fallback="en")["abroad"])
    homes = {m.affiliation for m in person.mentions} & (countries | {ground})
    if ground in homes:  # an ambassador of the host's is no host, wherever he is sent
        return "principal" if words.sent.search(person.title) else "host"
    if homes:
        return "visitor"
    score = _score(words, article.document.text, person.mentions)
    if any(m.affiliation in abroad for m in person.mentions):
        return "host" if score >= CLEAR else "visitor"
    return "host" if score >= CLEAR else "visitor" if score <= -CLEAR else "principal"


def _score(words: _Roles, text: str, mentions: Sequence[Person]) -> int:
    """How many verbs of a host more than of a guest stand beside the mentions of a person."""
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
    return score
