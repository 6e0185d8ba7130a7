"""Files each sentence of an article under meeting, topics, background or none, and says how key it is.

Two models stand behind one function: the encoder (`briefing.encoder`), which reads the article as a whole, and the
light one (`light.py`), which needs no library and is some ten times faster. Where the encoder reads, the light model
reads with it, and what they say is what both say together.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta

from briefing.annotators.light import Four, load
from briefing.annotators.light_cues import cues_of
from briefing.annotators.light_features import describe
from briefing.encoder import EncoderUnavailable
from briefing.encoder import load as load_encoder
from briefing.errors import UsageError
from briefing.layout import BODY
from briefing.model import Annotations, Document, Reading, Sentence

MODELS = ("auto", "encoder", "light", "rules")

_ENCODER_LANGUAGES = ("en", "und")

ENCODER_TRUST = 0.6
"""Weight of the encoder where the light model reads with it. The two err on different sentences: together they are
better than either (docs/methods.md), for every weight from 0.4 to 0.7, and the light one costs next to nothing."""


OLD = timedelta(days=45)
"""From this age on a date belongs to another encounter than the one reported."""

OLD_MEETING = 0.1
"""What is left of the odds of "meeting" where all dates are that old: of 456 such sentences of the articles to learn
from, 12 are about the meeting."""

_LEAST = 1e-4  # so that no model alone can rule a label out


def read(
    document: Document, sentences: Sequence[Sentence], annotations: Annotations, model: str = "auto"
) -> tuple[tuple[Reading, ...], str]:
    """Read a document.

    Args:
        document: the document.
        sentences: all of its sentences, in order.
        annotations: what else was found in it.
        model: "encoder", "light", "rules" (no reading at all), or "auto": the encoder where it can be used and
            knows the language, else the light model.

    Returns:
        One reading a sentence, in order, and the name of the model that they come from.

    Raises:
        UsageError: if there is no such model, or the encoder was asked for by name and cannot be used.
    """
    if model not in MODELS:
        raise UsageError(f"no structure model is called '{model}'; there are: {', '.join(MODELS)}")
    if model == "rules":
        return (), "rules"
    blocks = [sentence.block for sentence in sentences]
    # What stands outside of body text holds nothing a brief could state, whatever a model says.
    body = [i for i, block in enumerate(blocks) if block.kind in BODY]
    language = "en" if document.language in _ENCODER_LANGUAGES else document.language
    described = describe(
        [sentences[i].text for i in body],
        [blocks[i].number for i in body],
        document.title,
        document.published,
        language,
    )
    found = (
        None
        if model == "light" or (model == "auto" and language != "en")
        else _encode(document, sentences, model)
    )
    values = load(language).read(described)
    if found is not None:
        values = [
            (_together(found[i][0], p), _between(found[i][1], key))
            for i, (p, key) in zip(body, values, strict=True)
        ]
    long_ago = _long_ago(document, sentences, annotations)
    values = [(_not_the_news(p) if long_ago[i] else p, key) for i, (p, key) in zip(body, values, strict=True)]
    dates = _dates_of(sentences, annotations)
    readings = [Reading(0.0, 0.0, 0.0, 1.0, 0.0, (f"stands in a {block.kind}",)) for block in blocks]
    for i, (p, key), features in zip(body, values, described, strict=True):
        readings[i] = Reading(*p, key, cues_of(features, p.index(max(p)), language, dates[i]))
    return tuple(readings), "light" if found is None else "encoder"


def _encode(document: Document, sentences: Sequence[Sentence], model: str) -> list[tuple[Four, float]] | None:
    """What the encoder says, or None if it cannot be used and need not be."""
    try:
        encoder = load_encoder()
    except EncoderUnavailable as error:
        if model == "encoder":
            raise UsageError(str(error)) from error
        return None
    day = document.published.isoformat() if document.published else ""
    said = encoder.read([sentence.text for sentence in sentences], document.title, day)
    return [((r.meeting, r.topics, r.background, r.none), r.key) for r in said]


def _together(encoder: Four, light: Four) -> Four:
    """Weighted geometric mean of two distributions."""
    a, b, c, d = (
        max(p, _LEAST) ** ENCODER_TRUST * max(q, _LEAST) ** (1 - ENCODER_TRUST)
        for p, q in zip(encoder, light, strict=True)
    )
    total = a + b + c + d
    return round(a / total, 4), round(b / total, 4), round(c / total, 4), round(d / total, 4)


def _between(encoder: float, light: float) -> float:
    """The probability halfway between two, on the scale of log-odds: the two models see different things."""
    a, b = (min(max(p, _LEAST), 1 - _LEAST) for p in (encoder, light))
    odds = math.sqrt(a / (1 - a) * b / (1 - b))
    return round(odds / (1 + odds), 4)


def _not_the_news(p: Four) -> Four:
    """The distribution of a sentence whose dates all lie long before publication: it tells of another meeting."""
    meeting, topics, background, none = p[0] * OLD_MEETING, *p[1:]
    total = meeting + topics + background + none or 1.0
    return (
        round(meeting / total, 4),
        round(topics / total, 4),
        round(background / total, 4),
        round(none / total, 4),
    )


def _long_ago(document: Document, sentences: Sequence[Sentence], annotations: Annotations) -> list[bool]:
    """Whether a sentence dates something, and all of it `OLD` or more before publication."""
    found: list[list[bool]] = [[] for _ in sentences]
    if document.published is None:
        return [False] * len(sentences)
    limit = (document.published - OLD).isoformat()
    starts = [sentence.start for sentence in sentences]
    for mention in annotations.dates:
        i = bisect_right(starts, mention.start) - 1
        if i >= 0 and mention.end <= sentences[i].end:
            latest = (mention.until or mention.value).replace("X", "9")
            found[i].append(latest + "-99"[: len(limit) - len(latest)] < limit)
    return [bool(old) and all(old) for old in found]


def _dates_of(sentences: Sequence[Sentence], annotations: Annotations) -> list[str]:
    """The first date that each sentence prints, "" where there is none."""
    starts = [sentence.start for sentence in sentences]
    found = [""] * len(sentences)
    for mention in reversed(annotations.dates):
        i = bisect_right(starts, mention.start) - 1
        if i >= 0 and mention.end <= sentences[i].end:
            found[i] = mention.text
    return found
