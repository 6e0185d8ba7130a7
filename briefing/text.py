"""Words, stems and stop words: what every station means by "the same word"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing.language import table

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"\w+(?:[.'\-]\w+)*")
_COUNTS = re.compile(r"[^\W_]")

# Snowball's names of the languages that it stems, by ISO 639-1 code.
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def tokens(text: str) -> list[str]:
    """Words of `text`, case folded and in Unicode form NFC; hyphens and apostrophes hold a word together.

    A curly apostrophe counts as a straight one, so that `don’t` is a stop word and `Baku’s` has the stem of `Baku`.
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold().replace("’", "'"))


def count_words(text: str) -> int:
    """White-space separated words that hold a letter or a digit."""
    return len(list(filter(_COUNTS.search, text.split())))


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
    return lru_cache(maxsize=200_000)(stem)


def stem(word: str, language: str = "en") -> str:
    """Snowball stem of a case-folded word; the word itself where the language has no stemmer."""
    return _stemmer(language)(word)


def content_stems(text: str, language: str = "en") -> list[str]:
    """Stems of the words of `text` that are neither stop words nor single characters, in order."""
    stops, cut = stop_words(language), _stemmer(language)
    return [cut(w) for w in tokens(text) if len(w) > 1 and w not in stops]
