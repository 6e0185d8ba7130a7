"""What stands behind the statements: people, limits, sources and legend."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from briefing.exporters.blocks import Cited, Described, Legend, Limits, People, Point, Sources
from briefing.exporters.quoting import leading, printed_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.exporters.setting import Setting
    from briefing.exporters.wording import Wording
    from briefing.model import Participant, Source

_PEOPLE = {"brief": 6, "full": 16}
_DIGITS = 16  # of a SHA-256: enough to tell files apart, the JSON has all
_SKIPPED = 3  # files that could not be used, named in the closing run of the short template
_ROOMY = 2  # so many sources get a digest each in the short template


def people(setting: Setting) -> tuple[People, ...]:
    """Those present; in the long template, and where nobody is, those who are only mentioned as well.

    Where there was no encounter, a short note says who those are whom its statements name.

    Returns:
        One block, or none where the brief names nobody.
    """
    everybody = setting.brief.participants
    if not setting.full and not setting.brief.meetings:
        chosen = [p for p in everybody if (p.title or p.affiliation) and _is_quoted(setting, p)]
    else:
        chosen = [p for p in everybody if p.role != "mentioned"]
        if setting.full or not chosen:
            chosen += [p for p in everybody if p.role == "mentioned" and p.title]
    if not chosen:
        return ()
    words = setting.words
    columns = (
        tuple(words("columns", name) for name in ("name", "description", "source")) if setting.full else ()
    )
    room = _PEOPLE["full" if setting.full else "brief"]
    described = tuple(_described(setting, p) for p in chosen[:room])
    return (People(words("headings", "people"), columns, words("tables", "people"), described),)


def _is_quoted(setting: Setting, person: Participant) -> bool:
    return any(
        m.document == s.document and s.start <= m.start < s.end
        for m in person.mentions
        for s in setting.quoted
    )


def _described(setting: Setting, person: Participant) -> Described:
    """A title stands in quotation marks only where the source prints it so; else it is the program's."""
    mention = leading(person)
    if mention is None:
        return Described(person.name, "", person.title or person.affiliation, None, setting.words.language)
    document = mention.document
    printed = printed_title(person) is not None
    return Described(
        name=person.name,
        description=person.title if printed else "",
        gloss="" if printed else person.title or person.affiliation,
        reference=setting.reference(document, mention.start),
        language=document.language,
    )


def limits(setting: Setting, notices: Sequence[str]) -> Limits:
    """What the structurer found missing, what was left out, what could not be read, what cannot be shown."""
    words, brief = setting.words, setting.brief
    lines = [line for line in brief.limits if not _is_coverage(line, words)]
    if not brief.meetings and brief.options.template != "chronology":
        lines.append(words("limits", "no_meeting"))
    if brief.read:
        lines.append(_coverage(setting))
    alone = sum(1 for s in setting.statements if not s.also_in)
    if alone and len(brief.sources) > 1:
        lines.append(words.count("single", alone))
    shown = brief.skipped if setting.full else brief.skipped[:_SKIPPED]
    lines.extend(words("limits", "skipped", uri=s.uri, reason=s.reason.rstrip(".")) for s in shown)
    if len(shown) < len(brief.skipped):
        lines.append(words("limits", "skipped_more", n=len(brief.skipped) - len(shown)))
    return Limits(words("headings", "limits"), tuple(dict.fromkeys((*lines, *notices))))


def _is_coverage(line: str, words: Wording) -> bool:
    """Whether a line counts what was used; it is counted again here, for the page may have less room."""
    patterns = (re.sub(r"\\{\w+\\}", ".*", re.escape(words("limits", name))) for name in ("used", "left_out"))
    return any(re.fullmatch(pattern, line) for pattern in patterns)


def _coverage(setting: Setting) -> str:
    """How many sentences are used, and of a single source which paragraphs are not."""
    words, sources = setting.words, setting.brief.sources
    counts = {"used": len(setting.quoted), "read": setting.brief.read}
    if len(sources) == 1:
        quoted = {s.paragraph for s in setting.quoted}
        total = sources[0].document.paragraphs
        left = [n for n in range(1, total + 1) if n not in quoted]
        if left:
            counts |= {"used_paragraphs": total - len(left), "paragraphs_read": total}
            return words("limits", "left_out", paragraphs=ranges(left, "¶"), **counts)
    return words("limits", "used", **counts)


def ranges(numbers: Sequence[int], sign: str = "") -> str:
    """Numbers in print, with a sign before each: "¶4, ¶7–9"."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(f"{sign}{run[0]}" if len(run) == 1 else f"{sign}{run[0]}–{run[-1]}" for run in runs)


def sources(setting: Setting, points: Sequence[Point], described: Sequence[People]) -> Sources:
    """All sources; in the short template those that it refers to, and how many there are beside them.

    Args:
        setting: the brief.
        points: all printed statements.
        described: the block of people, if there is one.
    """
    cited = {r.source for p in points for r in (p.reference, *p.also)}
    cited |= {d.reference.source for block in described for d in block.people if d.reference}
    shown = [s for s in setting.brief.sources if setting.full or s.id in cited]
    left = len(setting.brief.sources) - len(shown)
    told = setting.brief.options.template == "full"
    used = _used(setting, points, described) if told else {}
    with_digest = setting.full or len(shown) <= _ROOMY
    return Sources(
        heading=setting.words("headings", "sources"),
        sources=tuple(_cited(setting, s, used.get(s.id, ()), with_digest=with_digest) for s in shown),
        more=setting.words.count("uncited", left) if left else "",
    )


def _used(
    setting: Setting, points: Sequence[Point], described: Sequence[People]
) -> dict[str, tuple[str, ...]]:
    """What each source is used for: the numbers of its statements, the timeline, people."""
    words = setting.words
    numbers: dict[str, list[int]] = defaultdict(list)
    dated: set[str] = set()
    for point in points:
        if point.handle.isdigit() and int(point.handle) == point.statement.number:
            numbers[point.reference.source].append(point.statement.number)
        else:
            dated.add(point.reference.source)
    named = {d.reference.source for block in described for d in block.people if d.reference}
    return {
        name: (
            *((words("sources", "cited", numbers=ranges(numbers[name])),) if name in numbers else ()),
            *((words("sources", "timeline"),) if name in dated else ()),
            *((words("sources", "people"),) if name in named else ()),
        )
        for name in {*numbers, *dated, *named}
    }


def _cited(setting: Setting, source: Source, used: Sequence[str], *, with_digest: bool) -> Cited:
    words, name, document = setting.words, source.id, source.document
    published = words.day(document.published) if document.published else ""
    head = [words("sources", "untitled")] if not document.title else []
    head += [part for part in (document.author, document.publisher) if part]
    head += [words("sources", "dated", date=published)] if published else []
    address = "address" if "://" in document.uri else "file"
    size = (words.count("paragraphs", document.paragraphs), words.count("words", document.words))
    copied = words("sources", "reprint", source=source.reprint_of) if source.reprint_of else ""
    details = (
        ", ".join(head),
        copied,
        *used,
        ", ".join(size),
        f"{words('sources', address)} {document.uri}",
    )
    digest = (words("sources", "digest"), document.digest[:_DIGITS] + "…") if with_digest else None
    return Cited(name, document.title, document.language, _sentences(details), digest)


def _sentences(parts: Sequence[str]) -> str:
    """Parts as sentences: "Reuters, dated 29 April 2022. 19 paragraphs, 540 words. File x.txt."."""
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def legend(setting: Setting, closing: Limits) -> Legend:
    """The small print; in the short template the limits come first, in one run with it."""
    text = setting.words("legend", "full" if setting.full else "brief")
    return Legend(text if setting.full else " ".join((*closing.lines, text)))
