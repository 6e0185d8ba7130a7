"""A sample plugin: how somebody else's package adds a ranker and an exporter to `briefing`."""

from collections.abc import Sequence

from briefing.model import Article, Brief, Query, Reason, Score


def rank(articles: Sequence[Article], query: Query) -> list[Score]:
    """Sentences at both ends of an article are worth more than those in its middle."""
    scores = []
    for article in articles:
        last = len(article.sentences) - 1
        for i in range(last + 1):
            near = 1.0 - min(i, last - i) / (last + 1)
            scores.append(Score(near, (Reason("ends", near, "near the first or the last sentence"),)))
    return scores


def too_few(articles: Sequence[Article], query: Query) -> list[Score]:
    """Breaks the contract, for the test that says so."""
    return [Score(1.0)]


def export(brief: Brief) -> bytes:
    """One statement a line."""
    return "".join(f"{s.number} {s.text}\n" for s in brief.statements()).encode()
