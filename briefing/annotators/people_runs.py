"""Runs of words that can be a person's name."""

from __future__ import annotations

from briefing.annotators.names import (
    BODY,
    CAPITAL,
    DEMONYM,
    FAMILY_FIRST,
    GIVEN,
    HEAD,
    HONORIFIC,
    INITIAL,
    MODIFIER,
    NEVER,
    PARTICLE,
    PLACE,
    PORTFOLIO,
    STOP,
    SUFFIX,
    SURNAME,
    UPPER,
    Lexicon,
    Line,
)

LONGEST = 7  # words of a name: "Sheikh Mohammed bin Zayed bin Sultan Al Nahyan" less its honorific
LONGEST_PARTICLES = 3  # "van der", "bin al"


def skip_honorifics(words: Lexicon, line: Line, at: int) -> int:
    """The index of the first word at or after `at` that is no form of address."""
    flags = line.flags
    while at < len(flags) and flags[at] & HONORIFIC and flags[at] & CAPITAL:
        if line.low[at] in words.weak and not (at + 1 < len(flags) and flags[at + 1] & CAPITAL):
            break
        at += 1
    return at


def run_end(words: Lexicon, line: Line, at: int, *, titled: bool) -> int:
    """Where the name that begins at word `at` ends.

    Args:
        words: the language's names and titles.
        line: the sentence.
        at: index of the name's first word.
        titled: whether an office or a form of address stands before it.

    Returns:
        The index after its last word; `at` if there is no name.
    """
    flags, count = line.flags, len(line.flags)
    i = at
    while i < count and i - at < LONGEST:
        if flags[i] & CAPITAL:
            if not _continues(words, line, at, i, titled=titled):
                break
            i += 1
            continue
        after = _particles(words, line, i, first=i == at, titled=titled)
        if after == i:
            after = _nickname(line, i) if i > at else i
        if after == i:
            break
        i = after
    return i if _plausible(words, line, at, i, titled=titled) else at


def _continues(words: Lexicon, line: Line, at: int, i: int, *, titled: bool) -> bool:
    """Whether the capitalised word `i` can belong to the name that began at `at`."""
    flag = line.flags[i]
    begun = i > at
    if flag & PLACE:
        return _place_in_name(line, at, i)
    after = line.flags[i + 1] if i + 1 < len(line.flags) else 0
    if flag & SURNAME and (
        (titled and not after & CAPITAL) or (begun and line.flags[at] & (GIVEN | INITIAL))
    ):
        return True
    if flag & INITIAL or (begun and flag & SUFFIX):
        return True
    if titled and not begun and after & CAPITAL and flag & (PARTICLE | FAMILY_FIRST | GIVEN):
        return True
    if flag & (NEVER | STOP | HONORIFIC | DEMONYM):
        return begun and (bool(flag & (PARTICLE | GIVEN)) or line.low[i] in words.weak)
    if flag & HEAD:
        return begun and (bool(flag & GIVEN) or bool(line.flags[i - 1] & PARTICLE))
    if flag & UPPER:
        before = line.flags[at - 1] if at else 0
        return (
            titled
            and len(line.words[i]) > 4
            and bool((line.flags[at] if begun else before) & (UPPER | INITIAL | HONORIFIC))
        )
    return True


def _place_in_name(line: Line, at: int, i: int) -> bool:
    """Whether a word that is a place can be a person's: "Mary McAleese", "Wendy R. Sherman", "Israel Katz"."""
    found = line.places.get(i)
    if found is None or found[0] != i + 1:
        return False
    after = line.flags[i + 1] if i + 1 < len(line.flags) else 0
    if i > at:
        return bool(line.flags[at] & (GIVEN | INITIAL)) and found[1].kind != "country"
    named = found[1].common or line.flags[i] & GIVEN
    return bool(named and after & CAPITAL) and not after & (PLACE | NEVER | STOP | BODY | HEAD | UPPER)


def _particles(words: Lexicon, line: Line, i: int, *, first: bool, titled: bool) -> int:
    """The index after the small particles at `i`, or `i` if no name follows them."""
    if first and not (titled and line.low[i] in words.leading):
        return i
    end = i
    while end < len(line.flags) and end - i < LONGEST_PARTICLES and line.flags[end] & PARTICLE:
        if line.flags[end] & CAPITAL:
            break
        end += 1
    if end == i or end >= len(line.flags):
        return i
    flag = line.flags[end]
    return end if flag & CAPITAL and not flag & (NEVER | STOP | PLACE | UPPER) else i


def _nickname(line: Line, i: int) -> int:
    """The index after a quoted name inside a name: Luiz Inacio "Lula" da Silva."""
    quotes = "\"“”'‘’"
    quoted = line.words[i] in quotes and i + 3 < len(line.words) and line.words[i + 2] in quotes
    return i + 3 if quoted and line.flags[i + 1] & CAPITAL and line.flags[i + 3] & (CAPITAL | PARTICLE) else i


def _plausible(words: Lexicon, line: Line, at: int, end: int, *, titled: bool) -> bool:
    """Whether the run as a whole is no body, no abbreviation and no place."""
    if end <= at:
        return False
    flags = line.flags
    last = flags[end - 1]
    if last & BODY and not last & (SURNAME | GIVEN) and not (titled and flags[at] & GIVEN and end - at == 2):
        return False
    if last & BODY and not titled and end - at != 2:
        return False
    if flags[at] & (MODIFIER | PORTFOLIO | BODY) and not flags[at] & (
        GIVEN | FAMILY_FIRST | SURNAME | INITIAL
    ):
        return False
    if all(flags[i] & (INITIAL | SUFFIX) for i in range(at, end)):
        return False
    if end < len(flags) and flags[end] & BODY and flags[end] & CAPITAL and not titled:
        return False
    return " ".join(line.low[at:end]) not in words.companies


def has_given(line: Line, at: int, end: int) -> bool:
    """Whether the run begins with a given name or an initial and has more than that."""
    return end - at >= 2 and bool(line.flags[at] & (GIVEN | INITIAL))
