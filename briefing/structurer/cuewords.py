"""Patterns of cue words that are asked first whether one of the words stands in a text at all.

A text is searched for a dozen lists of phrases, and most of them are not in it. Which words it holds is found out
once, and then each list is ruled out by one look into a set, at a small part of what the search would cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

_WORD = re.compile(r"\w+")


class CueWords:
    """A pattern that no text without one of certain words can match."""

    def __init__(self, pattern: str, phrases: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> None:
        r"""Guard a pattern.

        Args:
            pattern: to be searched for.
            phrases: every match holds one of these as whole words, `\b` on both sides, in any case; in each there is
                a letter or digit.
            flags: of the pattern.
        """
        self._written, self._flags = pattern, flags
        # Of each phrase the longest word, of two the last ("the two"), as the one that fewest texts hold.
        words = [_WORD.findall(p.casefold()) for p in phrases]
        self._telling = frozenset(max(reversed(found), key=len) for found in words)

    # Made when it is first needed: most lists are in no text of a short run.
    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._written, self._flags)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, None if there is none."""
        return None if self._telling.isdisjoint(_words_in(text)) else self._pattern.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, in order."""
        return iter(()) if self._telling.isdisjoint(_words_in(text)) else self._pattern.finditer(text)


# What is asked about is a sentence, or what stands beside a name in it, time and again while one article is read.
@lru_cache(maxsize=1_000)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def any_of(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def whole_words(phrases: Iterable[str], then: str = "") -> CueWords:
    """Finds any of some phrases as whole words, in any case, the longest first.

    Args:
        phrases: literal words.
        then: a pattern that has to follow.
    """
    phrases = tuple(phrases)
    return CueWords(rf"\b(?:{_by_letter(phrases)})\b{then}", phrases, re.IGNORECASE)


def _by_letter(phrases: Iterable[str]) -> str:
    """What `any_of` gives, sorted by first letter: `re` passes a whole letter over, not each phrase that it begins."""
    found: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)):
        found.setdefault(phrase[0].lower(), []).append(re.escape(phrase[1:]))
    return "|".join(f"(?-i:[{_in_any_case(first)}])(?:{'|'.join(rest)})" for first, rest in found.items())


def _in_any_case(letter: str) -> str:
    """The characters that `re` takes for a letter where it takes no heed of capitals, for a set in brackets."""
    every = {letter, letter.lower(), letter.upper(), *"ſ\u212aıİ"}
    return "".join(sorted(re.escape(c) for c in every if re.fullmatch(re.escape(letter), c, re.IGNORECASE)))
