"""The people of an article: who they are, and whether they take part in the encounter that is the news."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.language import table
from briefing.model import Article, Participant, Person, Role
from briefing.structurer.attendance import Traits, by_name, long_ago, probabilities

# From this probability on a person counts as present. F1 on the training articles is level between 0.4 and 0.6; the
# upper half is taken, as a brief that seats somebody who was not there is worse than one that misses a guest.
PRESENT = 0.55
# A person named in nothing but captions, bylines and the like is no participant.
MOSTLY_NONE = 0.6


def participants(article: Article) -> tuple[Participant, ...]:
    """Everybody named, those present first, each in order of the first mention.

    Args:
        article: with people annotated; readings are used where there are any.

    Returns:
        One entry a person. `title` is that of `best_title`, `role` is "mentioned" for who is not there and
        "principal" for who is; `roles.with_roles` tells hosts from visitors once the place is known.
    """
    groups = by_name(article.annotations.people).values()
    traits = Traits(article)
    read = bool(article.annotations.readings)
    past = long_ago(article)
    shown = [(mentions, traits.of(mentions)) for mentions in groups]
    told = [(mentions, each) for mentions, each in shown if each.get("p_none", 0.0) <= MOSTLY_NONE]
    chances = probabilities([each for _, each in told], read=read)
    found = [
        (mentions, chance >= PRESENT and not _named_elsewhere(article, traits, mentions, past))
        for (mentions, _), chance in zip(told, chances, strict=True)
    ]
    made = [_participant(mentions, "principal" if present else "mentioned") for mentions, present in found]
    return tuple(sorted(made, key=lambda p: p.role == "mentioned"))


def _named_elsewhere(
    article: Article, traits: Traits, mentions: Sequence[Person], past: frozenset[int]
) -> bool:
    """Whether a person is named in nothing but accounts of the past and in the courtesies that others convey."""
    text = article.document.text
    courtesies = table(article.document.language, "protocol").get("always", ())

    def conveyed(mention: Person) -> bool:
        sentence = article.sentences[traits.sentence_of(mention)].text
        return text[mention.end : mention.end + 2] in {"'s", "’s"} and any(c in sentence for c in courtesies)

    return all(traits.sentence_of(m) in past or conveyed(m) for m in mentions)


def _participant(mentions: Sequence[Person], role: Role) -> Participant:
    title, affiliation = best_title(mentions)
    return Participant(mentions[0].name, title, affiliation, role, tuple(mentions))


def best_title(mentions: Sequence[Person]) -> tuple[str, str]:
    """The title to print and the affiliation: the first title that says more than "leader" or "counterpart".

    Args:
        mentions: of one person, in text order.
    """
    vague = set(table(mentions[0].document.language, "titles", fallback="en").get("vague", ()))
    titled = [m for m in mentions if m.title and not m.text.casefold().startswith("the ")]
    clear = [m for m in titled if not vague & set(re.findall(r"[\w-]+", m.title.casefold())[-1:])]
    chosen = (clear or titled)[:1]
    affiliations = [m.affiliation for m in (*chosen, *mentions) if m.affiliation]
    return (chosen[0].title if chosen else ""), (affiliations[0] if affiliations else "")
