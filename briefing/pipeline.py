"""The order of the stations, written once: read, segment, annotate, rank, structure, export. No algorithm.

Every call of the library and its documentation stand here, which makes it longer than other files.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import IO, Any, Literal

from briefing import annotators, exporters, model, rankers, readers, segmenters, structurer
from briefing.errors import BadPluginResult, InputError, NothingToBrief, TooLarge, UsageError
from briefing.layout import BODY
from briefing.model import (
    Article,
    Contribution,
    Difference,
    Document,
    Explanation,
    Findings,
    Options,
    Query,
    Score,
    Skipped,
    Statement,
)
from briefing.readers.limits import DEFAULT, Limits
from briefing.redundancy import says_the_same
from briefing.text import count_words

Source = str | Path | bytes | IO[bytes] | Document
"""What can be read: a path, a folder, bytes, an open binary file, or a document that is there already."""

# What `summarise` gives when it is asked for no length.
DEFAULT_WORDS = 100


@dataclass(frozen=True, slots=True)
class Brief(model.Brief):
    """A finished briefing note that can write itself, by way of the exporters."""

    def render(self, format: str) -> bytes:  # noqa: A002 - the word that the command line uses, too
        """The note in one of the formats that `briefing list exporters` names.

        Args:
            format: name of an exporter: docx, pdf, html, markdown or json.

        Raises:
            UnknownPlugin: if there is no such exporter.
            ExportError: if it cannot be made.
        """
        return exporters.get(format)(self)

    def save(self, path: str | Path) -> None:
        """Write the note; the suffix of `path` chooses the format.

        What was there before is replaced as a whole or not at all.

        Raises:
            UsageError: if no exporter takes the suffix.
            ExportError: if it cannot be made or written.
        """
        path = Path(path)
        exporters.write(path, self.render(exporters.format_of(path)))


def make_brief(
    sources: Iterable[Source],
    *,
    options: Options | None = None,
    limits: Limits = DEFAULT,
    fetch: bool = False,
    **asked: Any,
) -> Brief:
    """Read sources and make one brief of them.

    Args:
        sources: paths, folders, bytes, open binary files or documents; addresses too if `fetch` is true.
        options: what is asked for.
        limits: how much is read.
        fetch: whether addresses are fetched.
        **asked: single fields of `Options` or of its `query` in place of those of `options`: `template="full"`,
            `focus="energy"`, `words=300`.

    Returns:
        The brief. What could not be read is in its `skipped`.

    Raises:
        InputError: if there is nothing to make a brief of.
        UsageError: if an option does not exist.
        PluginError: if there is no such ranker.
    """
    chosen = combine(options or Options(), asked)
    documents, skipped = readers.load(sources, limits, fetch=fetch)
    return brief_of(documents, skipped, chosen, limits)


def brief_of(
    documents: Iterable[Document], skipped: Iterable[Skipped], chosen: Options, limits: Limits = DEFAULT
) -> Brief:
    """Make one brief of documents that have been read.

    Args:
        documents: each with a `uri` of its own.
        skipped: sources that could not be read.
        chosen: what is asked for.
        limits: `sentences` of them holds for each document.

    Raises:
        NothingToBrief: if no document holds a sentence.
        PluginError: if there is no such ranker.
    """
    documents, late = _by(chosen.as_of, documents)
    articles, silent = _with_sentences(documents, lambda d: analyse(d, chosen, limits), late)
    chosen = _measured(chosen, articles)
    scores = rank(articles, chosen.ranker, chosen.query)
    made = structurer.structure(articles, scores, chosen, (*skipped, *silent))
    return Brief(**{f.name: getattr(made, f.name) for f in fields(made)})


def explain(
    sources: Iterable[Source],
    *,
    options: Options | None = None,
    limits: Limits = DEFAULT,
    fetch: bool = False,
    **asked: Any,
) -> Iterator[Explanation]:
    """Say of every sentence where it belongs, what it is worth, and whether a brief of its document holds it.

    Args:
        sources: as for `make_brief`; each document stands by itself.
        options: what is asked for.
        limits: how much is read.
        fetch: whether addresses are fetched.
        **asked: as for `make_brief`.

    Yields:
        One explanation a document, in order of reading. A document without a sentence has an empty one.

    Raises:
        InputError: if a source cannot be read.
        UsageError: if an option does not exist.
        PluginError: if there is no such ranker.
    """
    chosen = combine(options or Options(), asked)
    for document in (d for source in sources for d in readers.stream(source, limits, fetch=fetch)):
        article = analyse(document, chosen, limits)
        asked_here = _measured(chosen, [article])
        scores = rank([article], chosen.ranker, asked_here.query)
        made = structurer.structure([article], scores, asked_here)
        printed = {s.sentence for s in made.statements()}
        yield Explanation(
            article=article,
            findings=Findings(made.participants, made.meetings, made.topics, made.timeline),
            labels=structurer.labels(article),
            scores=scores,
            chosen=tuple(s in printed for s in article.sentences),
        )


def together(
    explained: Sequence[Explanation], options: Options
) -> tuple[tuple[Contribution, ...], tuple[Difference, ...]]:
    """What each of several documents gives to one brief of them all, and where they differ.

    Args:
        explained: the documents, as `explain` told of them.
        options: what is asked for.

    Returns:
        One contribution for each document that holds a sentence, in order; the differences as the brief prints them.

    Raises:
        PluginError: if there is no such ranker.
    """
    articles = [e.article for e in explained if e.article.sentences]
    asked = _measured(options, articles)
    made = structurer.structure(articles, rank(articles, asked.ranker, asked.query), asked)
    return structurer.contributions(made, articles), made.differences


def summarise(
    sources: Iterable[Source],
    *,
    words: int | None = None,
    sentences: int | None = None,
    ranker: str = "default",
    focus: str | None = None,
    order: Literal["source", "rank"] = "source",
    overrun: bool = False,
) -> tuple[Statement, ...]:
    """The best sentences of some sources, without the rest of a brief.

    Args:
        sources: as for `make_brief`.
        words: room in words; 100 where neither this nor `sentences` is given.
        sentences: room in sentences.
        ranker: name of the ranker.
        focus: words that the ranking leans toward.
        order: as they stand in the sources, or best first.
        overrun: whether the sentence that crosses the room in words is taken, too.

    Returns:
        Statements, numbered in the order given. What says the same as a better one is left out.

    Raises:
        InputError: if there is nothing to summarise.
        UsageError: if `order` is neither of the two.
        PluginError: if there is no such ranker.
    """
    if order not in ("source", "rank"):
        raise UsageError(f"order is 'source' or 'rank', not '{order}'")
    if words is None and sentences is None:
        words = DEFAULT_WORDS
    documents, _ = readers.load(sources)
    articles, _ = _with_sentences(documents, lambda d: _segmented(d, DEFAULT))
    scores = rank(articles, ranker, Query(focus or "", words, sentences))
    places = [s for article in articles for s in article.sentences]
    ranked = sorted(range(len(places)), key=lambda i: (-scores[i].value, i))
    taken: list[int] = []
    used = 0
    for i in ranked:
        length = count_words(places[i].text)
        full = (words is not None and used >= words) or (sentences is not None and len(taken) >= sentences)
        if full:
            break
        if places[i].block.kind not in BODY or (words is not None and used + length > words and not overrun):
            continue
        if any(says_the_same(places[j], places[i]) for j in taken):
            continue
        taken.append(i)
        used += length
    shown = sorted(taken) if order == "source" else taken
    return tuple(
        Statement(number=n, sentence=places[i], score=scores[i].value, reasons=scores[i].reasons)
        for n, i in enumerate(shown, 1)
    )


def analyse(document: Document, options: Options, limits: Limits = DEFAULT) -> Article:
    """Segment and annotate one document.

    Args:
        document: as its reader left it.
        options: `language` and `structure` of them count here.
        limits: `sentences` of them counts here.

    Raises:
        TooLarge: if it has more sentences.
    """
    if options.language != "auto":
        document = replace(document, language=options.language)
    article = _segmented(document, limits)
    found = annotators.annotate(article.document, article.sentences)
    readings, reader = annotators.read(article.document, article.sentences, found, options.structure)
    return replace(article, annotations=replace(found, readings=readings, reader=reader))


def rank(articles: Sequence[Article], ranker: str, query: Query) -> tuple[Score, ...]:
    """Scores of all sentences of all articles, in order.

    Raises:
        PluginError: if there is no such ranker, or if it does not give one finite score a sentence.
    """
    scores = tuple(rankers.get(ranker)(articles, query))
    wanted = sum(len(a.sentences) for a in articles)
    if len(scores) != wanted:
        raise BadPluginResult("ranker", ranker, f"gave {len(scores)} scores for {wanted} sentences")
    if not all(math.isfinite(s.value) for s in scores):
        raise BadPluginResult("ranker", ranker, "gave a score that is no number")
    return scores


def combine(options: Options, asked: dict[str, Any]) -> Options:
    """`options` with the single fields that were asked for.

    Raises:
        UsageError: if there is no such field.
    """
    in_query = {f.name for f in fields(Query)}
    in_options = {f.name for f in fields(Options)}
    unknown = sorted(set(asked) - in_query - in_options)
    if unknown:
        raise UsageError(
            f"there is no option '{unknown[0]}'; there are: {', '.join(sorted(in_query | in_options))}"
        )
    query = replace(asked.get("query", options.query), **{k: v for k, v in asked.items() if k in in_query})
    return replace(options, **{k: v for k, v in asked.items() if k in in_options} | {"query": query})


def _measured(options: Options, articles: Sequence[Article]) -> Options:
    """The options with a share of the sources turned into words."""
    share = options.query.share
    if share is None:
        return options
    words = max(1, round(share * sum(a.document.words for a in articles)))
    return replace(options, query=replace(options.query, words=words))


def _segmented(document: Document, limits: Limits) -> Article:
    document = segmenters.recognise(document)
    sentences = tuple(segmenters.get()(document))
    if len(sentences) > limits.sentences:
        reason = f"has {len(sentences)} sentences, more than {limits.sentences} (--max-sentences)"
        raise TooLarge(document.uri, reason)
    return Article(document, sentences)


def _by(day: date | None, documents: Iterable[Document]) -> tuple[list[Document], list[InputError]]:
    """Those documents that are not dated after `day`, and why the others are not used."""
    kept: list[Document] = []
    late: list[InputError] = []
    for document in documents:
        if day and document.published and document.published > day:
            late.append(NothingToBrief(document.uri, f"is dated {document.published}, after {day}"))
        else:
            kept.append(document)
    return kept, late


def _with_sentences(
    documents: Iterable[Document], make: Callable[[Document], Article], refused: Iterable[InputError] = ()
) -> tuple[list[Article], list[Skipped]]:
    """The articles of those documents that hold a sentence and not too many, and a line for each of the others.

    What was `refused` before comes first among these.
    """
    kept: list[Article] = []
    refused = list(refused)
    for document in documents:
        try:
            article = make(document)
        except TooLarge as error:
            refused.append(error)
            continue
        if article.sentences:
            kept.append(article)
        else:
            refused.append(NothingToBrief(document.uri, "holds no sentence"))
    if not kept:
        raise refused[0] if refused else NothingToBrief("the input", "holds no sentence")
    return kept, [Skipped(error.uri, error.reason) for error in refused]
