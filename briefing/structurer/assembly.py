"""The brief, put together: chosen statements in printed order, numbered, under their headings."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.measure import Extent, Gauge, pages_for
from briefing.model import Brief, Section, Source, Statement, numbered
from briefing.reprints import reprints
from briefing.structurer.balance import balanced
from briefing.structurer.candidates import Candidate, candidates
from briefing.structurer.chronology import choose, days
from briefing.structurer.contested import contested, words_of
from briefing.structurer.findings import find, merge
from briefing.structurer.headline import headline
from briefing.structurer.limits import limits
from briefing.structurer.merging import merge_timelines
from briefing.structurer.opening import bottom_line, shared_lead
from briefing.structurer.rounds import as_background, in_order, rounds
from briefing.structurer.runs import HISTORY, Run, eligible, runs
from briefing.structurer.selection import Choice, select
from briefing.structurer.support import raised, supporters, told_once, united
from briefing.text import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefing.model import Article, Findings, Meeting, Options, Score, SectionKind, Sentence, Skipped

# Pages that a template fills at most where the user says nothing, by the estimate of `measure`; a chronology is as long
# as it needs to be. A full note is chosen for three, though the PDF lets it have five: what takes more room in print
# than by the estimate, as in a house's own larger type, is then not cut.
PAGES = {"brief": 1, "readout": 2, "full": 3}

# Several sources report on talks where this share of them tells of an encounter, and this share of what they say is
# the encounter itself. In the marked clusters of such reports all do, and 5 to 32 %; in news at large half, and 3 %.
MEETING = 0.75
TALKS = 0.04

# Of other stories, one has an encounter where this share of the sources tells of one, and a statement of the note too.
TOLD_BY = 0.5

# A brief of a short source is shorter than the page: it quotes at most this share of the source, and of a very
# short one this many words, for a note that repeats its source saves nobody time.
BRIEF_SHARE = 0.6
BRIEF_WORDS = 120


def structure(
    articles: Sequence[Article], scores: Sequence[Score], options: Options, skipped: Sequence[Skipped] = ()
) -> Brief:
    """Make the brief.

    Args:
        articles: in order of citation, with all their sentences annotated.
        scores: one for each sentence, in order of articles and sentences.
        options: what the user asked for.
        skipped: sources that could not be read.

    Returns:
        A brief within the room that the options leave.
    """
    origin = _origins(articles)
    found = [find(article) for article in articles]
    told = rounds(articles)
    merged = merge(in_order(found, told))
    read = candidates(articles, scores, [f.participants for f in found], [f.timeline for f in found])
    talks = _of_talks(articles, found)
    if not talks and _share_that_tells(articles, found, origin) < TOLD_BY:
        merged = replace(merged, meetings=())
    if not merged.meetings:
        read = tuple(replace(c, label="topics") if c.label == "meeting" else c for c in read)
    said = supporters(read, origin)
    history = options.template in HISTORY
    pages, words = _pages(options), _most_words(articles, options)
    by_days = options.template == "chronology"
    dated = days(read, articles, origin) if by_days else None
    pool, first = read, None
    if dated:
        pool = dated.candidates
        merged = replace(merged, timeline=merge_timelines(e for c in pool for e in c.entries))
    elif not by_days:
        pool = as_background(balanced(raised(read, said), origin), told)
        news = [c for c in pool if c.article in told.news]
        first = bottom_line(news, merged.meetings) if talks else shared_lead(news, origin)
    differing = contested(articles, pool, options)
    disputed = {
        sentence
        for d in differing
        for side in d.sides
        for sentence in (side.statement.sentence, *side.statement.also_in)
    }
    table_ = eligible(pool, options.template, merged.participants)
    if not by_days:  # days have one sentence each already
        table_ = told_once(table_, said)
    table_ = tuple(c for c in table_ if c.sentence not in disputed)

    def framed(findings: Findings) -> Brief:
        return replace(
            _frame(articles, findings, table_, options, skipped, origin),
            title=options.title or headline(articles, told.news, findings, first),
            differences=numbered(differing, 1),
        )

    frame = framed(merged)
    most = None if pages is None else pages_for(frame, pages)

    length = [count_words(c.sentence.text) for c in pool]
    disputed_words = sum(words_of(d) for d in differing)
    disputed_sides = sum(len(d.sides) for d in differing)
    measured = _measure(frame, first, merged, options, said)

    def fits(chosen: Sequence[Candidate]) -> bool:
        quoted = disputed_words + sum([length[c.place] for c in chosen])
        if quoted > words or not _within(disputed_sides + len(chosen), quoted, options):
            return False
        return most is None or measured(chosen) <= most

    if dated:
        choice = choose(table_, dated.weights, fits, origin)
    else:
        choice = select(
            table_,
            first,
            fits,
            origin=origin,
            history=history,
            protocol=options.template == "full",
            planned=talks or options.template == "readout",
        )
    choice = replace(choice, also=united(said, choice.also, origin))
    if merged.meetings and not talks and not _tells(choice, merged.meetings):
        merged = replace(merged, meetings=())
        frame = framed(merged)
    sections, lead = _sections(choice, first, merged, options)
    placed = sum(1 for s in sections for _ in s.walk())
    return replace(frame, sections=sections, bottom_line=lead, differences=numbered(differing, placed + 1))


def _measure(
    frame: Brief,
    first: Candidate | None,
    found: Findings,
    options: Options,
    said: Mapping[int, tuple[Sentence, ...]],
) -> Callable[[Sequence[Candidate]], float]:
    """The pages that a choice would fill, as a function; every statement is measured once."""
    gauge = Gauge(frame)
    lead = _statement(first, 1, said) if first else None
    known: dict[tuple[int, SectionKind], tuple[bool, float]] = {}

    def height(candidate: Candidate, kind: SectionKind) -> tuple[bool, float]:
        key = candidate.place, kind
        if key not in known:
            known[key] = gauge.height(_statement(candidate, 0, said), kind)
        return known[key]

    def pages(chosen: Sequence[Candidate]) -> float:
        extents: list[Extent] = []
        printed: list[Candidate] = []
        for run in runs(Choice(tuple(chosen), {}), found, options):
            held = tuple(run.walk())
            if held:
                printed.extend(held)
                heights = [height(c, run.kind) for c in held if c is not first]
                extents.append(Extent(run.kind, len(run.parts), heights))
        shown = lead if any(c is first for c in printed) else None
        cited = {c.article: c.sentence.document for c in printed}
        return gauge.pages(shown, extents, frozenset(cited.values()))

    return pages


def _of_talks(articles: Sequence[Article], found: Sequence[Findings]) -> bool:
    """Whether the sources report on talks. A single one always counts as if it did."""
    if len(articles) == 1:
        return True
    readings = [r for a in articles for r in a.annotations.readings if r.label != "none"]
    told = sum(r.meeting for r in readings) / len(readings) if readings else 1.0
    return told >= TALKS and sum(bool(f.meetings) for f in found) >= MEETING * len(found)


def _share_that_tells(
    articles: Sequence[Article], found: Sequence[Findings], origin: Mapping[str, str]
) -> float:
    """Share of the sources that tell of an encounter, copies counted once."""
    uris = [origin[a.document.uri] for a in articles]
    return len({uri for uri, f in zip(uris, found, strict=True) if f.meetings}) / len(set(uris))


def _tells(choice: Choice, meetings: Sequence[Meeting]) -> bool:
    """Whether a chosen statement tells of an encounter."""
    telling = {sentence for meeting in meetings for sentence in meeting.sentences}
    return any(c.label == "meeting" or c.sentence in telling for c in choice.chosen)


def _origins(articles: Sequence[Article]) -> dict[str, str]:
    """Address of each source to that of the one it is a copy of, its own where it is none."""
    documents = [a.document for a in articles]
    copies = reprints(documents) if len(documents) > 1 else {}
    return {d.uri: documents[copies.get(i, i)].uri for i, d in enumerate(documents)}


def _pages(options: Options) -> int | None:
    """Pages that there are; None where the user measured the room otherwise, or the template has no end."""
    if options.pages is not None or options.template == "brief":
        return options.pages or PAGES["brief"]
    measured = options.query.words is not None or options.query.sentences is not None
    return None if measured else PAGES.get(options.template)


def _most_words(articles: Sequence[Article], options: Options) -> float:
    """Words that a brief quotes at most where the user did not measure its room."""
    query = options.query
    if options.template != "brief" or query.words is not None or query.sentences is not None:
        return math.inf
    return max(BRIEF_WORDS, BRIEF_SHARE * sum(a.document.words for a in articles))


def _within(sentences: int, words: int, options: Options) -> bool:
    """Whether so many sentences of so many words are within the room that the user measured."""
    query = options.query
    return (query.sentences is None or sentences <= query.sentences) and (
        query.words is None or words <= query.words
    )


def _frame(
    articles: Sequence[Article],
    found: Findings,
    table_: Sequence[Candidate],
    options: Options,
    skipped: Sequence[Skipped],
    origin: Mapping[str, str],
) -> Brief:
    """The brief without its statements."""
    dates = [a.document.published for a in articles if a.document.published]
    return Brief(
        title=options.title,
        date=options.date or max(dates, default=None),
        bottom_line=None,
        meetings=found.meetings,
        participants=found.participants,
        sections=(),
        topics=found.topics,
        timeline=found.timeline,
        sources=_sources(articles, origin),
        skipped=tuple(skipped),
        limits=limits(articles, found.meetings, table_, options, origin),
        options=options,
        read=sum(len(a.sentences) for a in articles),
    )


def _sources(articles: Sequence[Article], origin: Mapping[str, str]) -> tuple[Source, ...]:
    ids = {a.document.uri: f"S{n}" for n, a in enumerate(articles, 1)}
    copies = {uri: ids[of] for uri, of in origin.items() if of != uri}
    return tuple(Source(ids[a.document.uri], a.document, copies.get(a.document.uri, "")) for a in articles)


def _sections(
    choice: Choice, first: Candidate | None, found: Findings, options: Options
) -> tuple[tuple[Section, ...], int | None]:
    """Sections in printed order, and the number of the bottom line."""
    laid_out = runs(choice, found, options)
    printed = [first] if first in choice.chosen and first else []
    printed += [c for run in laid_out for c in run.walk() if c is not first]
    numbers = {c.place: n for n, c in enumerate(printed, 1)}

    def section(run: Run) -> Section:
        return Section(
            kind=run.kind,
            heading=run.heading,
            statements=tuple(_statement(c, numbers[c.place], choice.also) for c in run.candidates),
            subsections=tuple(section(part) for part in run.parts),
        )

    sections = tuple(section(run) for run in laid_out if any(True for _ in run.walk()))
    return sections, 1 if first and printed else None


def _statement(candidate: Candidate, number: int, also: Mapping[int, tuple[Sentence, ...]]) -> Statement:
    return Statement(
        number=number,
        sentence=candidate.sentence,
        score=candidate.score.value,
        reasons=candidate.score.reasons,
        glosses=candidate.references.glosses,
        also_in=also.get(candidate.place, ()),
    )
