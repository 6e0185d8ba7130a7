"""In which language a text is written: by its commonest words, and by a model only where they do not tell."""

from __future__ import annotations

from functools import cache

from briefing.language import languages, table
from briefing.text import tokens

SAMPLE = 3000
"""Characters that are looked at, from the start of the text."""

SURE = 0.3
"""If so large a share of the words are among the commonest of English, no other language need be tried."""

SHARE = 0.2
"""In running text at least so large a share of the words are among the commonest of its language ..."""

LEAD = 1.5
"""... and so many times as many as are among those of any other."""

FEW = 20
"""With fewer words than these, a lead of one word is enough for English, and so are English letters ..."""

FEWEST = 4
"""... and with fewer than these English is taken for granted, unless the letters are not English ones."""

PREFERRED = "en"
"""What a text is taken for that says too little."""


def identify(text: str) -> str:
    """ISO 639-1 code of the language of `text`; English where it holds too few words to tell.

    Counts of the commonest words identify the language of running text almost surely (Ingle 1976; Dunning
    1994); py3langid, a classifier over byte n-grams (Lui and Baldwin 2012), decides what they leave open.
    """
    sample = text[:SAMPLE]
    words = tokens(sample)
    if len(words) < FEWEST and sample.isascii():
        return PREFERRED
    lists = dict(_common())
    if sum(map(lists[PREFERRED].__contains__, words)) >= SURE * len(words) > 0:
        return PREFERRED
    hits = sorted(
        ((sum(map(common.__contains__, words)), code) for code, common in lists.items()), reverse=True
    )
    (most, best), (second, _) = hits[:2]
    if most >= SHARE * len(words) and most >= LEAD * second:
        return best
    if len(words) < FEW and ((best == PREFERRED and most > second) or (sample.isascii() and most < 2)):
        return PREFERRED
    from py3langid.langid import classify  # 0.6 s to load, so only where it is needed

    code: str = classify(sample)[0]
    return code


@cache
def _common() -> tuple[tuple[str, frozenset[str]], ...]:
    """The commonest words of each language that has a list of them."""
    lists = ((code, table(code, "segmentation").get("common_words", ())) for code in languages())
    return tuple((code, frozenset(words)) for code, words in lists if words)
