"""References that dangle: what "the minister" or "the two officials" means, once a sentence leaves its place.

A reference is resolved only where the text leaves one answer; a wrong gloss would be an invention. What cannot be
resolved is reported as leaning on the sentence before it, and selection keeps the two together or drops the one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from briefing.model import Article, Gloss, Participant, Person, Sentence
from briefing.structurer.mentions import Mentions, short_name, verb_after
from briefing.structurer.pronouns import Pronouns
from briefing.structurer.quotations import inside, quoted
from briefing.structurer.reference_cues import ReferenceCues, reference_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

# A role word points at nobody named longer ago than this.
REACH = 6

_NAME_RUN = re.compile(r"\b[A-Z][\w'’-]*(?:\s+(?:of|for|and|the|on)\s+[A-Z][\w'’-]*|\s+[A-Z][\w'’-]*)+")


@dataclass(frozen=True, slots=True)
class References:
    """What the references of one sentence mean.

    Attributes:
        glosses: to be printed in brackets, in order of their place.
        leans: whether the sentence cannot be understood without the one before it.
        carries: how many sentences right before it are the first part of a quotation whose speaker it names.
    """

    glosses: tuple[Gloss, ...] = ()
    leans: bool = False
    carries: int = 0


def _fits(participant: Participant, role: str, modifier: str, lesser: re.Pattern[str]) -> bool:
    """Whether "the `modifier` `role`" can be this person."""
    title = participant.title.casefold().replace("-", " ")
    wanted = role.casefold().replace("-", " ")
    if re.search(rf"\b{re.escape(wanted)}\b", title) is None:
        return False
    if lesser.search(title) and not lesser.search(wanted):
        return False
    return _modifier_fits(participant, modifier)


def _modifier_fits(participant: Participant, modifier: str) -> bool:
    wanted = modifier.strip().casefold()
    known = f"{participant.title} {participant.affiliation}".casefold()
    return not wanted or all(word[:5] in known for word in wanted.split())


def _person(mentions: Mentions, i: int, at: int, fitting: Sequence[int]) -> int | None:
    """The one fitting person named last before character `at` of sentence `i`, None if two tie."""
    for j in range(i, max(-1, i - REACH - 1), -1):
        near = [who for who in mentions.named(j, at if j == i else None) if who in fitting]
        if len(near) == 1:
            return near[0]
        if near:
            return None
    return fitting[0] if len(fitting) == 1 else None


def _pair(mentions: Mentions, i: int) -> tuple[int, int] | None:
    """The two people of the encounter that was told last before sentence `i`.

    None if another two were told of before; but for a further encounter ("Furthermore, she was received by …") of two
    who alone have been named since, one of them just now.
    """
    found: list[int] = []
    alone = True
    for j in range(i - 1, -1, -1):
        present = [who for who in mentions.named(j) if mentions.people[who].role != "mentioned"]
        if found:
            if len(present) == 2 and set(present) != set(found) and not alone:
                return None
        elif len(present) > 2:
            return None
        elif len(present) == 2:
            found = present
            since = {who for k in range(j, i) for who in mentions.named(k)}
            alone = since == set(found) and bool(mentions.named(i - 1)) and mentions.told_further(j)
    return (found[0], found[1]) if found else None


def _names(document_people: Sequence[Person], sentence: Sentence) -> set[str]:
    return {p.text for p in document_people if sentence.start <= p.start < sentence.end}


def _institution(article: Article, i: int) -> str:
    """The last name of a body in the sentence before, "" if there is none or it is a person's or a place's."""
    if i == 0:
        return ""
    before = article.sentences[i - 1]
    taken = _names(article.annotations.people, before) | {p.text for p in article.annotations.places}
    found = [m.group() for m in _NAME_RUN.finditer(before.text) if m.start() > 0]
    found = [name for name in found if name not in taken and not any(t in name for t in taken if " " in t)]
    return found[-1] if found else ""


def resolve(article: Article, participants: Sequence[Participant]) -> tuple[References, ...]:
    """The references of every sentence of an article.

    Args:
        article: with people annotated.
        participants: of this article, with their mentions.

    Returns:
        One `References` for each sentence, in order. For a language without reference words all are empty.
    """
    patterns = reference_cues(article.document.language)
    if patterns is None:
        return (References(),) * len(article.sentences)
    mentions = Mentions(article, participants)
    pronouns = Pronouns(mentions, article.sentences, article.document.language)
    found = _resolve_all(article, mentions, patterns, pronouns)
    if pronouns.settle():
        found = _resolve_all(article, mentions, patterns, pronouns)
    said = quoted(article.sentences)
    return tuple(
        replace(
            refs,
            leans=(refs.leans or i in said.leaning) and i not in said.carrying,
            carries=said.carrying.get(i, 0),
        )
        for i, refs in enumerate(found)
    )


class _Last(NamedTuple):
    """Whom the sentence before leaves for a pronoun: who spoke in it, and of whom it told."""

    speaker: int | None = None
    subject: int | None = None


def _resolve_all(
    article: Article, mentions: Mentions, patterns: ReferenceCues, pronouns: Pronouns
) -> list[References]:
    found: list[References] = []
    last = _Last()
    for i in range(len(article.sentences)):
        refs, last = _resolve_one(article, mentions, patterns, pronouns, i, last)
        found.append(refs)
    return found


def _resolve_one(
    article: Article, mentions: Mentions, patterns: ReferenceCues, pronouns: Pronouns, i: int, last: _Last
) -> tuple[References, _Last]:
    text = article.sentences[i].text
    glosses: list[Gloss] = []
    leans = False
    pronoun = _opening_pronoun(mentions, patterns, i, text)
    speaker = next(
        (m for m in patterns.speaker.finditer(text) if m["verb"].casefold() in patterns.speech), None
    )
    if speaker and mentions.named(i, speaker.start("who")):
        speaker = None
    speaks = speaker is not None or (
        pronoun is not None and verb_after(text, pronoun.end()) in patterns.speech
    )
    subject = last.speaker if speaks and last.speaker is not None else last.subject
    if found := pronoun or speaker:
        spoken = found["who"].casefold()
        if subject is not None and not pronouns.may_mean(spoken, subject, i):
            subject = None
        leans = subject is None
        if subject is not None:
            pronouns.note(spoken, subject)
            at = found.end() if pronoun else found.end("who")
            glosses.append(Gloss(at, short_name(mentions.people[subject])))
    elif institution := patterns.institution.match(text):
        name = _institution(article, i)
        leans = not name
        if name:
            glosses.append(Gloss(institution.end(), name))
    elif patterns.opening_pairs.match(text) is None:
        leans = patterns.leaning.match(text) is not None
    pair_match = patterns.opening_pairs.match(text) or patterns.pairs.search(text)
    if pair_match and not mentions.named(i, pair_match.start()):
        pair = _pair(mentions, i)
        if pair:
            names = ", ".join(short_name(mentions.people[who]) for who in pair)
            glosses.append(Gloss(pair_match.end(), names))
    role_gloss, opens_unresolved = _role(mentions, patterns, i, text)
    if role_gloss:
        glosses.append(role_gloss)
    if not (pronoun or speaker):
        opening, speaking = mentions.opening(i), mentions.speaking(i, patterns.speech)
        following = _Last(speaking, opening if opening is not None else mentions.only(i, patterns.acting))
    else:  # "He met the envoy." Who is "he" in the next sentence, unless he speaks on?
        others = set(mentions.named(i)) - {subject}
        following = _Last(subject if speaks else None, None if others else subject)
    unique = {g.at: g for g in sorted(glosses, key=lambda g: g.at)}
    return References(tuple(unique.values()), leans or opens_unresolved), following


def _opening_pronoun(mentions: Mentions, patterns: ReferenceCues, i: int, text: str) -> re.Match[str] | None:
    """The pronoun that is the first one told of in a sentence, as a match that ends with it."""
    if match := patterns.pronoun.match(text):
        return match
    match = patterns.introduced.match(text)
    if match is None or mentions.named(i, match.start("who")):
        return None
    at = match.start("who")
    return None if any(p.search(text[:at]) for p in (patterns.roles, patterns.general)) else match


def _role(mentions: Mentions, patterns: ReferenceCues, i: int, text: str) -> tuple[Gloss | None, bool]:
    """Gloss of the first role word of a sentence, and whether one that opens it stays open."""
    match = patterns.roles.search(text)
    people = range(len(mentions.people))
    if match:
        fitting = [
            k for k in people if _fits(mentions.people[k], match["role"], match["modifier"], patterns.lesser)
        ]
    else:
        match = patterns.general.search(text)
        if match is None:
            return None, False
        fitting = [
            k
            for k in people
            if match["modifier"]
            and _modifier_fits(mentions.people[k], match["modifier"])
            and mentions.people[k].role != "mentioned"
        ]
        if len(fitting) != 1:
            return None, match.start() == 0
    if inside(text, match.start()):  # the speaker's minister, not the reporter's
        return None, False
    who = _person(mentions, i, match.start(), fitting)
    if who is None:
        return None, match.start() == 0
    if who in mentions.named(i, match.start()) or who in mentions.named(i, after=match.end()):
        return None, False
    return Gloss(match.end(), short_name(mentions.people[who])), False
