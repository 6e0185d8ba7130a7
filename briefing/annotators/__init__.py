"""The annotators: what is named, dated and spoken of in a document, and where each sentence belongs."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.annotators.dates import find_dates
from briefing.annotators.names import language_of, lexicon, read_lines
from briefing.annotators.people import people_in
from briefing.annotators.phrases import find_phrases
from briefing.annotators.places import places_in
from briefing.annotators.readings import read
from briefing.model import Annotations, Document, Person, Place, Sentence

__all__ = ["annotate", "read"]


def annotate(document: Document, sentences: Sequence[Sentence]) -> Annotations:
    """People, places, dates and phrases of a document.

    Args:
        document: the text.
        sentences: all its sentences, in order.

    Returns:
        Annotations without readings, which `read` makes of them.
    """
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    words = lexicon(language_of(document))
    if words is not None:
        lines = read_lines(words, document, sentences)
        people = people_in(document, sentences, words, lines)
        places = places_in(document, words, lines, people)
    found_dates = find_dates(document, sentences)
    found_phrases = find_phrases(document, sentences, people, places, found_dates)
    return Annotations(people=people, places=places, dates=found_dates, phrases=found_phrases)
