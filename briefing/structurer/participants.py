"""The people of an article: who they are, and whether they take part in the encounter that is the news."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.language import table
from briefing.model import Article, Participant, Person, Role
from briefing.structurer.attendance import Traits, probability
from briefing.structurer.roles import role_of

# From this probability on a person counts as present; set on the training articles, where it gives the best F1.
PRESENT = 0.48
# A person named in nothing but captions, bylines and the like is no participant.
MOSTLY_NONE = 0.6


def participants(article: Article) -> tuple[Participant, ...]:
    """Everybody named, those present first, each in order of the first mention.

    Args:
        article: with people annotated; readings are used where there are any.

    Returns:
        One entry a person. `title` is the fullest office printed beside the name, `role` is "mentioned" for who is
        not there.
    """
    groups = _groups(article.annotations.people)
    traits = Traits(article)
    read = bool(article.annotations.readings)
    found = []
    for mentions in groups:
        shown = traits.of(mentions)
        if shown.get("p_none", 0.0) > MOSTLY_NONE:
            continue
        present = probability(shown, read=read) >= PRESENT
        found.append((mentions, present))
    present_people = [mentions for mentions, present in found if present]
    made = [
        _participant(mentions, role_of(article, mentions, present_people) if present else "mentioned")
        for mentions, present in found
    ]
    return tuple(sorted(made, key=lambda p: p.role == "mentioned"))


def _groups(people: Sequence[Person]) -> list[list[Person]]:
    groups: dict[str, list[Person]] = {}
    for person in people:
        groups.setdefault(person.name, []).append(person)
    return list(groups.values())


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
    chosen = (clear or titled or [None])[0]
    affiliations = [m.affiliation for m in ((chosen,) if chosen else ()) if m.affiliation]
    affiliations += [m.affiliation for m in mentions if m.affiliation]
    return (chosen.title if chosen else ""), (affiliations[0] if affiliations else "")
