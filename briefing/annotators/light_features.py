"""From the sentences of an article to the features of the light section model.

Every feature is a short readable string, so that the file of weights can be read and a label explained by it. Those
of a neighbour are led by `<` (the sentence before) or `>` (the one after).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.annotators.light_traits import Traits, age_of, look
from briefing.annotators.light_words import ATTRIBUTION, FURNITURE, Lexicon, lexicon
from briefing.text import content_stems, stem

_OPENINGS = ('"', "“", "„", "«", "``", "‘")
_LEAD = 2
"""Sentences whose names count as the names of the news."""
_STEPS = (0, 1, 2, 3, 4, 6, 9, 15, 25, 40)
"""Lengths and places are rounded down to these, so that they can share weights."""


@dataclass(slots=True)
class Described:
    """The features of one sentence.

    Attributes:
        stems: stems of its words; those in quotation marks are led by `q:`, names by `n:`.
        pairs: neighbouring stems, separated by a space.
        marks: everything else.
        link: how it hangs together with the sentence before: "new" paragraph, "same" one, or "quote" that runs on.
        seen: what the features were made from.
    """

    stems: list[str]
    pairs: list[str]
    marks: list[str]
    link: str
    seen: Traits


@dataclass(slots=True)
class _Article:
    """What the features of one sentence need of all the others. The last two follow the reading."""

    words: Lexicon
    title: set[str]
    lead_names: set[str]
    marks: list[str]
    known_names: set[str]
    since_speech: int = 4


def describe(
    texts: Sequence[str], paragraphs: Sequence[int], title: str, published: date | None, language: str
) -> list[Described]:
    """Features of every sentence of one article.

    Args:
        texts: the sentences, without those that are no content for sure.
        paragraphs: number of the paragraph of each.
        title: headline, may be empty.
        published: day of publication, may be unknown.
        language: ISO 639-1 code. Where there are no cue words for it, only what does not hang on words is described.
    """
    words = lexicon(language)
    seen: list[Traits] = []
    for i, text in enumerate(texts):
        running = seen[-1].after if i and paragraphs[i] == paragraphs[i - 1] else ""
        seen.append(look(text, language, running))
    flags = [_flags(s, text, words) for s, text in zip(seen, texts, strict=True)]
    ages = [age_of(s, published) for s in seen]
    article = _article(seen, flags, look(title, language), content_stems(title, language), words)
    described = []
    for i, s in enumerate(seen):
        new = i == 0 or paragraphs[i] != paragraphs[i - 1]
        ends = i + 1 == len(seen) or paragraphs[i] != paragraphs[i + 1]
        marks = [
            *flags[i],
            *_form(s, texts[i]),
            *_place(s, i, len(seen), f"{'n' if new else 's'}{'e' if ends else ''}"),
        ]
        if words.kinds:
            marks += _wording(s, ages[i])
        marks += _history(s, article, language, new=new)
        for sign, j in (("<", i - 1), (">", i + 1)):
            marks += (
                _beside(sign, flags[j], ages[j], seen[j], words) if 0 <= j < len(seen) else (sign + "none",)
            )
        if ages[i]:
            marks.append("age=" + ages[i])
        stems, pairs = _lexical(s) if words.kinds else ([], [])
        described.append(Described(stems, pairs, marks, "quote" if s.before else "new" if new else "same", s))
    return described


def _step(count: int) -> int:
    return _STEPS[bisect_right(_STEPS, count) - 1]


def _lexical(s: Traits) -> tuple[list[str], list[str]]:
    stems = [
        *dict.fromkeys(s.stream),
        *dict.fromkeys("q:" + word for word in s.quoted),
        *dict.fromkeys("n:" + name.lower() for name in s.names),
    ]
    pairs = [f"{a} {b}" for a, b in zip(["^", *s.stream], [*s.stream, "$"], strict=True)]
    return stems, list(dict.fromkeys(pairs))


def _article(
    seen: list[Traits], flags: list[list[str]], head: Traits, title: list[str], words: Lexicon
) -> _Article:
    names = {name.lower() for s in (head, *seen[:_LEAD]) for name in s.names}
    count = max(1, len(seen))
    marks = [
        f"article-quotes={sum(1 for s in seen if s.inside) * 4 // count}",
        f"article-length={_step(len(seen))}",
    ]
    if words.kinds:
        marks.append(f"article-speech={sum(1 for s in seen if s.said) * 4 // count}")
    marks += [
        "lead-" + flag for flag in (flags[0] if flags else ()) if flag in ("speech", "met", "encounter")
    ]
    return _Article(words, set(title), names, marks, set())


def _flags(s: Traits, text: str, words: Lexicon) -> list[str]:
    """What the neighbours get to see as well."""
    flags = []
    if s.inside:
        share = s.inside / s.words
        flags.append("quoted=all" if share > 0.9 else "quoted=most" if share > 0.4 else "quoted=some")
    if s.before:
        flags.append("quote-runs-on")
    if text.startswith(_OPENINGS):
        flags.append("quote-starts")
    if words.kinds:
        for name, found in (
            ("speech", s.said),
            ("met", s.met),
            ("encounter", s.occasion),
            ("looks-back", s.looks_back),
            ("now", s.now),
            ("according", s.kinds & ATTRIBUTION),
        ):
            if found:
                flags.append(name)
        flags.append("tense=" + (s.tense or "none"))
    return flags


def _beside(sign: str, flags: list[str], age: str, s: Traits, words: Lexicon) -> list[str]:
    marks = [sign + flag for flag in flags]
    marks.append(f"{sign}age={age}")
    if words.kinds:
        marks.append(f"{sign}first={s.first}")
    return marks


def _form(s: Traits, text: str) -> list[str]:
    """How the sentence looks, whatever it says."""
    marks = [f"words={_step(s.words)}"]
    if not s.lower:
        marks.append("no-lower")
    if text.isupper():
        marks.append("upper")
    end = text[-1:]
    if end not in '.!?"”':
        marks.append("ends=" + ("word" if end.isalnum() else end))
    if not text[:1].isalnum():
        marks.append("starts=" + text[:1])
    if "@" in text or "://" in text or "www." in text or "©" in text:
        marks.append("address")
    if "<num>" in s.stream:
        marks.append("number")
    return marks


def _wording(s: Traits, age: str) -> list[str]:
    """The cue words, and what they are joined with."""
    marks = ["first=" + s.first]
    if s.head:
        marks += ("head=" + s.head, f"head={s.head} {s.tense}")
    for name, word in (("speech", s.said), ("met", s.met), ("encounter", s.occasion), ("back", s.looks_back)):
        if word:
            marks += (f"{name}={word}", f"{name} tense={s.tense}")
            if age:
                marks.append(f"{name} age={age}")
    if s.met and s.occasion:
        marks.append("met encounter")
    if s.late_speech:
        marks.append("speech-ends")
    if s.kinds & FURNITURE:
        marks.append("furniture short" if s.words < 9 else "furniture")
    return marks


def _place(s: Traits, i: int, count: int, border: str) -> list[str]:
    """Where the sentence stands, and what stands there; `border` holds n for a new paragraph, e for its end."""
    at, fifth = f"at={_step(i)}", f"fifth={i * 5 // count}"
    marks = [at, fifth, "paragraph=" + border]
    if i + 1 == count:
        marks.append("last")
    for name, word in (("speech", s.said), ("met", s.met), ("encounter", s.occasion)):
        if word:
            marks += (f"{name} {at}", f"{name} {fifth}")
    if s.met and s.occasion:
        marks.append("met encounter " + at)
    return marks


def _history(s: Traits, article: _Article, language: str, *, new: bool) -> list[str]:
    """What depends on the title and on the sentences before; `article` is brought up to date."""
    marks = list(article.marks)
    names = {name.lower() for name in s.names}
    if article.words.kinds:
        marks.append(f"since-speech={article.since_speech}")
        if not new and not s.said and article.since_speech == 1:
            marks.append("speech-before")
        shared = len(names & article.lead_names)
        marks += (f"lead-names={min(shared, 3)}", f"names={min(len(names), 4)}")
        if names and not shared:
            marks.append("other-names")
        marks.append(f"new-names={min(len(names - article.known_names), 3)}")
    article.since_speech = 1 if s.said or s.inside else min(4, article.since_speech + 1)
    article.known_names |= names
    if article.title:
        own = {stem(name, language) for name in names}.union(s.stream)
        marks.append(f"title={len(own & article.title) * 5 // len(article.title)}")
    return marks
