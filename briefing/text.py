"""Words, stems and stop words: what every station means by "the same word"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from briefing.language import table

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"\w+(?:[.'\-]\w+)*")
_COUNTS = re.compile(r"[^\W_]")
_DIGIT = re.compile(r"\d")

Found = TypeVar("Found")
"""What a store of words holds of each."""

# Snowball's names of the languages that it stems, by ISO 639-1 code.
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


MOST_WORDS = 30_000
"""Words that are remembered of a language, with their stems: most of what news is made of, so that a long run looks
hardly any up again and takes no more room than a short one."""


def tokens(text: str) -> list[str]:
    """Words of `text`, case folded and in Unicode form NFC; hyphens and apostrophes hold a word together.

    A curly apostrophe counts as a straight one, so that `don’t` is a stop word and `Baku’s` has the stem of `Baku`.
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold().replace("’", "'"))


def count_words(text: str) -> int:
    """White-space separated words that hold a letter or a digit."""
    return len([word for word in text.split() if word.isalnum() or _COUNTS.search(word)])


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words too common to tell sentences apart; empty for a language without a list."""
    return frozenset(table(language, "words").get("stop", ()))


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    name = _SNOWBALL.get(language)
    if name is None:
        return lambda word: word
    import snowballstemmer  # heavy: 0.1 s for the tables of all languages

    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return lru_cache(maxsize=MOST_WORDS)(stem)


def stem(word: str, language: str = "en") -> str:
    """Snowball stem of a case-folded word; the word itself where the language has no stemmer."""
    return _stemmer(language)(word)


@cache
def encounter_stems(language: str) -> frozenset[str]:
    """Stems of the words that reports of encounters are full of; none where the language's words.toml lists none."""
    return frozenset(stem(word, language) for word in table(language, "words").get("encounter", ()))


class Met(dict[str, Found]):
    """What was found out about the words that were met, so that it is asked once.

    Numbers are found out each time, for every text brings its own, and after `MOST_WORDS` all is forgotten: so a long
    run takes no more room than a short one.
    """

    __slots__ = ()

    def find(self, word: str) -> Found:
        """Find out about a word that is not known yet."""
        raise NotImplementedError

    def __missing__(self, word: str) -> Found:
        found = self.find(word)
        if _DIGIT.search(word) is None:
            if len(self) >= MOST_WORDS:
                self.clear()
            self[word] = found
        return found


class _Known(Met[tuple[tuple[str, str, bool], ...]]):
    """What stands between two spaces to its `words`: no word holds a space."""

    __slots__ = ("_language", "_stops")

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language, self._stops = language, stop_words(language)

    def find(self, piece: str) -> tuple[tuple[str, str, bool], ...]:
        cut, stops = _stemmer(self._language), self._stops
        return tuple(
            [(w, w if w.isdecimal() else cut(w), len(w) > 1 and w not in stops) for w in tokens(piece)]
        )


@cache
def _known(language: str) -> _Known:
    return _Known(language)


def words(text: str, language: str = "en") -> list[tuple[str, str, bool]]:
    """The `tokens` of `text`, in order, each with its stem and whether it is a content word.

    Content words are those that are neither stop words nor single characters.
    """
    known = _known(language)
    return [word for piece in text.split() for word in known[piece]]


def content_stems(text: str, language: str = "en") -> list[str]:
    """Stems of the content words of `text`, in order."""
    known = _known(language)
    return [stem for piece in text.split() for _, stem, content in known[piece] if content]
