"""Which pronouns the people of an article go by, as far as it tells."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from briefing.language import table
from briefing.structurer.cuewords import CueWords, whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Sentence
    from briefing.structurer.mentions import Mentions


class Pronouns:
    """What speaks against reading a pronoun of an article as one of its people, and what was read so far."""

    def __init__(self, mentions: Mentions, sentences: Sequence[Sentence], language: str) -> None:
        self._nameless, titles = _genders(language)
        self._sentences = sentences
        self._read: set[tuple[int, str]] = set()
        self._not: dict[int, set[str]] = {}
        for who, words in enumerate(mentions.styles()):
            styled = {pronoun for pronoun, listed in titles.items() if listed & words}
            if styled:
                self._not[who] = set(titles) - styled

    def may_mean(self, pronoun: str, who: int, i: int) -> bool:
        """Whether a pronoun of sentence `i` can stand for a person whom the sentence before leaves.

        Not if he goes by another one, and not if somebody without a name was told of there ("The woman died").
        """
        if pronoun in self._not.get(who, ()):
            return False
        nameless = self._nameless.get(pronoun)
        before = nameless.finditer(self._sentences[i - 1].text) if i and nameless else ()
        return not any(match.group().islower() for match in before)  # a capital is part of a name or title

    def note(self, pronoun: str, who: int) -> None:
        """Keep in mind that a pronoun was read as this person."""
        self._read.add((who, pronoun))

    def settle(self) -> bool:
        """Let no pronoun mean those for whom several were read; whether there were any."""
        counted = Counter(who for who, _ in self._read)
        mixed = {who: set(self._nameless) for who, count in counted.items() if count > 1}
        self._not |= mixed
        return bool(mixed)


@cache
def _genders(language: str) -> tuple[dict[str, CueWords], dict[str, frozenset[str]]]:
    """For each pronoun the words for people without a name, and the titles of those who go by it."""
    genders = table(language, "references").get("genders", {})
    nameless = {pronoun: whole_words(lists["people"]) for pronoun, lists in genders.items()}
    return nameless, {pronoun: frozenset(lists["titles"]) for pronoun, lists in genders.items()}
