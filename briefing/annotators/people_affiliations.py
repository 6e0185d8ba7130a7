"""The country or body that a title belongs to."""

from __future__ import annotations

from briefing.annotators.names import (
    BODY,
    CAPITAL,
    DEMONYM,
    HEAD,
    LINK,
    MODIFIER,
    PLACE,
    PORTFOLIO,
    POSSESSIVE,
    STOP,
    UPPER,
    Lexicon,
    Line,
)


def country_at(words: Lexicon, line: Line, i: int) -> str | None:
    """The country of the demonym at word `i`, "" for a larger region's, None where there is none."""
    if not line.flags[i] & CAPITAL:
        return None
    if i + 1 < len(line.low) and line.flags[i + 1] & CAPITAL:
        pair = words.country.get(f"{line.low[i]} {line.low[i + 1]}")
        if pair is not None:
            return pair
    return words.country.get(line.low[i])


def affiliation(words: Lexicon, line: Line, start: int, end: int, possessed: int | None = None) -> str:
    """Country or body that a title names between two words, its country first.

    Args:
        words: the language's names and titles.
        line: the sentence.
        start: first word to look at.
        end: index after the last.
        possessed: where a possessor ends, None if there is none.
    """
    body = _body(line, start, end if possessed is None else possessed)
    i = start
    while i < end:
        if i in line.places:
            after, entry = line.places[i]
            if entry.kind == "country":
                return entry.name if not _inside_body(line, after, end) else _body_at(line, i, end)
            i = after
            continue
        country = country_at(words, line, i)
        if country:
            return country if not _inside_body(line, i + 1, end) else _body_at(line, i, end)
        i += 1
    return body


def _inside_body(line: Line, i: int, end: int) -> bool:
    """Whether the capitalised words from `i` end in a body's noun: "Palestinian" of "Palestinian Authority"."""
    while i < end and line.flags[i] & CAPITAL and not line.flags[i] & HEAD:
        if line.flags[i] & BODY and not line.flags[i] & (MODIFIER | PLACE):
            return line.low[i] in {
                "authority",
                "court",
                "commission",
                "council",
                "airways",
                "airlines",
                "party",
            }
        i += 1
    return False


def _body_at(line: Line, i: int, end: int) -> str:
    """The capitalised words from `i` to the last body's noun among them."""
    stop = i
    for k in range(i, end):
        if not line.flags[k] & CAPITAL:
            break
        if line.flags[k] & BODY:
            stop = k + 1
    return " ".join(line.words[i:stop])


def _body(line: Line, start: int, end: int) -> str:
    """The first capitalised run that is no office: "NATO", "White House", "Coffee Marketing Board"."""
    i = start
    while i < end:
        if not line.flags[i] & CAPITAL or line.flags[i] & STOP:
            i += 1
            continue
        stop = i + 1
        while (
            stop < end
            and not line.flags[stop] & POSSESSIVE
            and (
                line.flags[stop] & CAPITAL
                or (line.flags[stop] & LINK and stop + 1 < end and line.flags[stop + 1] & (CAPITAL | LINK))
            )
        ):
            stop += 1
        while stop > i and line.flags[stop - 1] & HEAD and not line.flags[stop - 1] & BODY:
            stop -= 1
        named = [k for k in range(i, stop) if line.flags[k] & CAPITAL]
        office = HEAD | MODIFIER | PORTFOLIO | DEMONYM
        general = len(named) == 1 and line.flags[i] & (office | BODY) and not line.flags[i] & UPPER
        if not general and any(line.flags[k] & (UPPER | BODY) or not line.flags[k] & office for k in named):
            while (
                stop > i + 1 and line.flags[stop - 1] & MODIFIER and not line.flags[stop - 1] & (BODY | UPPER)
            ):
                stop -= 1
            return " ".join(line.words[i:stop])
        i = max(stop, i + 1)
    return ""
