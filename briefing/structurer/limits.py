"""What a note does not tell, in words: computed, never judged. What was left out is counted where it is printed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefing.language import labels, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model import Article, Meeting, Options
    from briefing.structurer.candidates import Candidate


@cache
def _decisions(language: str) -> re.Pattern[str] | None:
    patterns = table(language, "decisions").get("patterns", ())
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def limits(
    articles: Sequence[Article],
    meetings: Sequence[Meeting],
    table_: Sequence[Candidate],
    options: Options,
    origin: Mapping[str, str],
) -> tuple[str, ...]:
    """The lines under "Limits of this note".

    Args:
        articles: all that was read.
        meetings: those that were found.
        table_: the candidates that the template prints.
        options: `labels` chooses the language.
        origin: address of each source to that of the one it is a copy of, or to itself.

    Returns:
        Whole sentences, in printed order.
    """
    words: dict[str, str] = labels(options.labels, options.house.wording)["limits"]
    lines: list[str] = []
    independent = len(set(origin.values()))
    if independent == 1:
        lines.append(words["one_source"])
    if independent < len(articles):
        numbers = {a.document.uri: f"S{n}" for n, a in enumerate(articles, 1)}
        copies = (f"{numbers[uri]} ({numbers[of]})" for uri, of in origin.items() if uri != of)
        lines.append(words["reprints"].format(independent=independent, copies=", ".join(copies)))
    if len(articles) == 1:
        document = articles[0].document
        if not (document.publisher or document.author or "://" in document.uri):
            lines.append(words["no_publisher"])
    if options.template == "chronology":
        if not any(c.entries for c in table_ if c.label != "none"):
            lines.append(words["no_dated"])
    elif not meetings:
        lines.append(words["no_meeting"])
    elif not any(tells_decision(c) for c in table_ if c.label != "none"):
        lines.append(words["no_decision"])
    if not any(a.document.published or a.annotations.dates or not _reads_dates(a) for a in articles):
        lines.append(words["no_date"])
    lines.extend(_notes(articles))
    readers = sorted({a.annotations.reader for a in articles if a.annotations.reader})
    if readers:
        lines.append(words["filed_by"].format(model=", ".join(words[f"model_{r}"] for r in readers)))
    return tuple(lines)


def _reads_dates(article: Article) -> bool:
    """Whether dates are known in the language of an article, so that finding none says something."""
    language = article.document.language
    return language in {"", "und"} or bool(table(language, "dates"))


def _notes(articles: Sequence[Article]) -> list[str]:
    """What the readers noted of the sources, each note once."""
    noted: dict[str, list[str]] = {}
    for n, article in enumerate(articles, 1):
        for note in article.document.notes:
            noted.setdefault(note, []).append(f"S{n}")
    return [f"{', '.join(ids)}: {note}." for note, ids in noted.items()]


def tells_decision(candidate: Candidate, *, known: bool = False) -> bool:
    """Whether a sentence tells of a decision, an agreement or a next meeting.

    Args:
        candidate: the sentence.
        known: what to say where its language has no patterns for one: no if it has to be known, else yes.
    """
    pattern = _decisions(candidate.sentence.document.language)
    return not known if pattern is None else pattern.search(candidate.sentence.text) is not None
