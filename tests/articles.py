"""Small articles for tests: text in, what the stations make of it out."""

from datetime import date

from briefing import annotators, segmenters
from briefing.model import Article, Document


def article(text, published="2024-05-16", title="", name="small"):
    """A text as an annotated article, without readings of a model."""
    day = date.fromisoformat(published) if published else None
    document = segmenters.recognise(Document.from_text(text, title=title, published=day, id=name))
    sentences = tuple(segmenters.get()(document))
    return Article(document, sentences, annotators.annotate(document, sentences))
