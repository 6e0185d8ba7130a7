"""Who is named in which sentence, who speaks there, and what a person is called for short."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from briefing.language import table
from briefing.structurer.meeting_cues import cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article, Participant

# Characters between a name and its verb of speech, between commas; words of a title between the verb and the name.
BESIDE, TITLE = 80, 6
VERB = r"\s+(?:\w+ly\s+|also\s+)?(?P<verb>\w+)"
"""A pattern: what follows a subject, and may be its verb."""

_AFTER = re.compile(rf"(?:\s*,[^,]{{1,{BESIDE}}},)?{VERB}")
_BEFORE = re.compile(rf"(?:[\w.’'-]+\s+){{1,{TITLE + 1}}}$")


class Mentions:
    """Who is named in which sentence."""

    def __init__(self, article: Article, participants: Sequence[Participant]) -> None:
        self._sentences = article.sentences
        self._spans: list[list[tuple[int, int, int]]] = [[] for _ in article.sentences]
        self._owning: set[tuple[int, int]] = set()
        self.people = tuple(participants)
        starts = [s.start for s in article.sentences]
        for who, participant in enumerate(participants):
            for mention in participant.mentions:
                if mention.document != article.document:
                    continue
                i = bisect_right(starts, mention.start) - 1
                if i >= 0 and mention.end <= article.sentences[i].end:
                    at, end = mention.start - starts[i], mention.end - starts[i]
                    self._spans[i].append((at, end, who))
                    if article.sentences[i].text[end : end + 1] in {"'", "’"}:
                        self._owning.add((i, at))
        for found in self._spans:
            found.sort()

    def styles(self) -> list[set[str]]:
        """For each person the words beside the name in small letters: those of the title, and "mr" and the like."""
        found = [{word.casefold() for word in person.title.split()} for person in self.people]
        for sentence, spans in zip(self._sentences, self._spans, strict=True):
            for at, _, who in spans:
                before = sentence.text[max(0, at - BESIDE) : at].split()
                found[who].update(word.rstrip(".").casefold() for word in before[-1:])
        return found

    def told_further(self, i: int) -> bool:
        """Whether sentence `i` says that it tells of one more encounter: "also met", "furthermore"."""
        sentence = self._sentences[i]
        return cues(sentence.document.language).further.search(sentence.text) is not None

    def named(self, i: int, before: int | None = None, after: int = 0) -> list[int]:
        """People named in sentence `i` (before the character `before` of it, from `after` on), each once, in order."""
        return list(
            dict.fromkeys(
                who for at, _, who in self._spans[i] if after <= at and (before is None or at < before)
            )
        )

    def only(self, i: int, pronouns: re.Pattern[str]) -> int | None:
        """The one person named in sentence `i`.

        None if there are others, if only what is his is named, or if he is the one whom a "he" before him meets.
        """
        if self._spans[i] and pronouns.search(self._sentences[i].text, 0, self._spans[i][0][0]):
            return None
        acting = {who for at, _, who in self._spans[i] if (i, at) not in self._owning}
        return acting.pop() if len(acting) == 1 and len(self.named(i)) == 1 else None

    def speaking(self, i: int, verbs: frozenset[str]) -> int | None:
        """The one person beside one of these verbs in sentence `i`, None if there is none or another one."""
        text = self._sentences[i].text
        found = {
            who
            for at, end, who in self._spans[i]
            if (i, at) not in self._owning
            and (verb_after(text, end) in verbs or _verb_before(text, at, verbs))
        }
        return found.pop() if len(found) == 1 else None

    def opening(self, i: int) -> int | None:
        """The one person whose name opens sentence `i`, with nothing but a title before it and no other beside it."""
        if not self._spans[i] or (i, self._spans[i][0][0]) in self._owning:
            return None
        (at, end, who), *others = self._spans[i]
        if others and others[0][2] != who and others[0][0] - end <= len(" and "):
            return None
        head = self._sentences[i].text[:at]
        return who if all(w[:1].isupper() or w in {"the", "of", "for", "and"} for w in head.split()) else None


def verb_after(text: str, end: int) -> str:
    """The word that can be the verb of a subject that ends at a character, what stands between commas left out."""
    found = _AFTER.match(text, end)
    return found["verb"].casefold() if found else ""


def _verb_before(text: str, at: int, verbs: frozenset[str]) -> bool:
    """Whether one of these verbs stands before a name, with nothing but a title between."""
    found = _BEFORE.search(text, max(0, at - 2 * BESIDE), at)
    return found is not None and any(word in verbs for word in found.group().split())


def short_name(participant: Participant) -> str:
    """What the text calls a person after the first time: "Aliyev", "Xi".

    If the text never shortens the name, what stands behind known given names; the whole name where that is not clear.
    """
    words = set(participant.name.split())
    shorter = {
        m.text for m in participant.mentions if m.text != participant.name and set(m.text.split()) < words
    }
    by_use = sorted(shorter, key=lambda t: (-sum(m.text == t for m in participant.mentions), t))
    return by_use[0] if by_use else _family_name(participant)


@cache
def _given_names(language: str) -> frozenset[str]:
    names = table(language, "names", fallback="en")
    return frozenset(names["given"]) - {*names["family_first"], *names["ambiguous"]}


def _family_name(participant: Participant) -> str:
    given = _given_names(participant.mentions[0].document.language)
    words = participant.name.split()
    at = 0
    while at < len(words) - 1 and (words[at].casefold() in given or (at and words[at].endswith("."))):
        at += 1
    return " ".join(words[at:])
