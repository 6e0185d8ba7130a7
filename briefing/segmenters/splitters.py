"""Splitters: where sentences end, as far as abbreviations, full stops and capitals tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from briefing.language import table

Splitter = Callable[[str], Iterable[tuple[int, int]]]
"""From a text to the spans of its sentences, in order; white space may stand at their ends."""

# Models of Punkt by ISO 639-1 code.
_PUNKT = {
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "es": "spanish", "et": "estonian", "fi": "finnish",
    "fr": "french", "it": "italian", "ml": "malayalam", "nb": "norwegian", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ru": "russian", "sl": "slovene", "sv": "swedish",
    "tr": "turkish",
}  # fmt: skip

_LETTERS = re.compile(r"[a-z](?:\.[a-z])*")
_CLOSERS = r"""["'”’»›)\]」』）】]*"""
_STOPS = r"[.!?…؟۔।॥։၊။]"
_SMALL = r"[a-zß-öø-ÿа-яёіїєґα-ωά-ώ]"
# Full stops of scripts that part words by nothing; and those of the others, unless a small letter follows.
_END = re.compile(rf"[。！？｡]+{_CLOSERS}\s*|(?<!{_STOPS}){_STOPS}+{_CLOSERS}\s+(?!{_SMALL})")


@cache
def splitter(language: str) -> Splitter:
    """The best splitter that there is for a language.

    nupunkt for English; Punkt (Kiss and Strunk 2006) in nltk's implementation for the languages that have a
    model; a plain rule over the full stops of all scripts for the rest.

    Args:
        language: ISO 639-1 code.
    """
    if language == "en":
        return _nupunkt()
    if language in _PUNKT:
        return _punkt(_PUNKT[language])
    return _by_full_stops


def _nupunkt() -> Splitter:
    """The splitter of nupunkt with own abbreviations: those that its model learnt hold thousands of ordinary words."""
    import nupunkt

    learnt = nupunkt.load("default").parameters
    known = table("en", "segmentation")["abbreviations"]
    own = {a for name in ("titles", "numbered", "inner", "common") for a in known[name]}
    parameters = nupunkt.PunktParameters(
        abbrev_types={a for a in learnt.abbrev_types if _LETTERS.fullmatch(a)} | own,
        collocations=learnt.collocations,
        sent_starters=learnt.sent_starters,
        ortho_context=learnt.ortho_context,
        abbrev_break_rates=learnt.abbrev_break_rates,
    )
    split: Splitter = nupunkt.PunktSentenceTokenizer(parameters, include_common_abbrevs=False).span_tokenize
    return split


def _punkt(name: str) -> Splitter:
    """Punkt with the parameters of a packaged model and the abbreviations that never end a sentence."""
    import punkt
    from nltk.tokenize.punkt import (
        PunktParameters,
        PunktSentenceTokenizer,
    )  # 1 s to load: nltk loads all of itself

    model = punkt.load_model(name)
    parameters = PunktParameters()
    prefixes = punkt.nonbreaking_prefixes(name) if name in punkt.PREFIX_LANGUAGES else ()
    parameters.abbrev_types = set(model.abbrev_types).union(*prefixes)
    parameters.collocations = set(model.collocations)
    parameters.sent_starters = set(model.sent_starters)
    parameters.ortho_context.update(model.ortho_context)
    split: Splitter = PunktSentenceTokenizer(parameters).span_tokenize
    return split


def _by_full_stops(text: str) -> Iterator[tuple[int, int]]:
    low = 0
    for match in _END.finditer(text):
        yield low, match.end()
        low = match.end()
    if low < len(text):
        yield low, len(text)
