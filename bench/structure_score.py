"""How well articles are put in order, held against labels that people gave them.

An article's labels are what its JSON file holds: `text`, `title`, `date`, `sentences` (with `start`, `end`, `section`
and `key`), `participants`, `meetings`, `topics` and `timeline`. What the program says of it has the form of
`briefing explain --jsonl` (docs/formats.md).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from briefing import Document, pipeline
from briefing.exporters.explanation import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

SECTIONS = ("meeting", "topics", "background", "none")

Row = dict[str, Any]


def gold(folder: Path, ids: Iterable[str]) -> list[Row]:
    """The labelled articles of a folder, by the names of their files."""
    return [json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ids]


def told(row: Row, **asked: Any) -> Row:
    """What the program says of a labelled article; `asked` are fields of its options."""
    document = Document.from_text(row["text"], title=row["title"] or "", published=row["date"], id=row["id"])
    (explanation,) = pipeline.explain([document], **asked)
    return describe(explanation)


class _Hits:
    """What was right among what was said and what was asked."""

    def __init__(self) -> None:
        self.right = self.said = self.asked = 0

    def add(self, right: int, said: int, asked: int) -> None:
        self.right, self.said, self.asked = self.right + right, self.said + said, self.asked + asked

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 1 where nothing was asked and nothing said."""
        return 2 * self.right / (self.said + self.asked) if self.said + self.asked else 1.0

    @property
    def share(self) -> float:
        """Right of what was asked."""
        return self.right / self.asked if self.asked else 1.0


NAMES = ("attendees", "titles", "people", "meeting date", "meeting place", "timeline", "topics")
"""Figures beside those of the sections and the key sentences."""


def figures(pairs: Sequence[tuple[Row, Row]]) -> dict[str, float]:
    """All figures over (labels, what the program says) of some articles, each from 0 to 1.

    Returns:
        * `sections`: mean F1 of the four sections, and F1 of each as `meeting`, `topics sentences`, and so on. A
          labelled sentence gets the section of the sentence that covers most of it.
        * `key`: of the key sentences, those among as many best ones; sentences under none come last.
        * F1 of `attendees`, `people` (with those who are only mentioned), `timeline` and `topics`; the share of
          attendees whose title shares half its words, and of articles whose first meeting has the right date and a
          word of the right place.
    """
    counts: Counter[tuple[str, str]] = Counter()
    key = _Hits()
    hits = {name: _Hits() for name in NAMES}
    for labels, said in pairs:
        _sentences(labels, said, counts, key)
        _people(labels, said, hits)
        _meeting(labels, said, hits)
        _events(labels, said, hits)
    each = {}
    for name in SECTIONS:
        right = counts[name, name]
        both = sum(n for (a, b), n in counts.items() for end in (a, b) if end == name)
        each[name] = 2 * right / both if both else 1.0
    found = {"sections": sum(each.values()) / len(SECTIONS), **{f"{n} sentences": v for n, v in each.items()}}
    found["key"] = key.share
    for name in NAMES:
        counted = hits[name]
        found[name] = counted.share if name in ("titles", "meeting date", "meeting place") else counted.f1
    return found


def confusions(labels: Row, said: Row) -> list[tuple[str, str, str]]:
    """Sentences filed wrongly: right section, wrong section, words."""
    rows = ((s, _covering(s, said["sentences"])) for s in labels["sentences"])
    pairs = ((s, s["section"].lower(), c["section"] if c else "none") for s, c in rows)
    return [(right, wrong, s["text"]) for s, right, wrong in pairs if right != wrong]


def _shared(a: Row, b: Row) -> int:
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))


def _covering(sentence: Row, candidates: Sequence[Row]) -> Row | None:
    """The candidate that shares most characters with a sentence."""
    best = max(candidates, key=lambda c: _shared(sentence, c), default=None)
    return best if best and _shared(sentence, best) else None


def _sentences(labels: Row, said: Row, counts: Counter[tuple[str, str]], key: _Hits) -> None:
    order = []
    for sentence in labels["sentences"]:
        found = _covering(sentence, said["sentences"])
        counts[sentence["section"].lower(), found["section"] if found else "none"] += 1
        if found:
            order.append((found["section"] == "none", -found["score"], sentence["key"]))
    wanted = sum(s["key"] for s in labels["sentences"])
    best = sorted(order, key=lambda row: row[:2])[:wanted]
    key.add(sum(is_key for _, _, is_key in best), wanted, wanted)


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").casefold()))


def _matches(
    asked: Iterable[Any], said: Iterable[Any], same: Callable[[Any, Any], bool]
) -> list[tuple[Any, Any]]:
    """Pairs of what was asked and what was said, each in one pair at most; the first that fits is taken."""
    left, pairs = list(said), []
    for one in asked:
        at = next((i for i, other in enumerate(left) if same(one, other)), None)
        if at is not None:
            pairs.append((one, left.pop(at)))
    return pairs


def _same_person(a: Row, b: Row) -> bool:
    """Whether all words of one name stand in the other."""
    one, other = _words(a["name"]), _words(b["name"])
    return bool(one and other) and (one <= other or other <= one)


def _people(labels: Row, said: Row, hits: dict[str, _Hits]) -> None:
    present = [p for p in labels["participants"] if p["role"] != "mentioned"]
    attending = [p for p in present if p["title"]]
    going = [p for p in said["participants"] if p["role"] != "mentioned"]
    pairs = _matches(attending, going, _same_person)
    taken = [id(p) for _, p in pairs]
    # A body such as "the Israeli side" is labelled without a title: to name it is neither asked for nor wrong.
    bodies = [p for p in present if not p["title"]]
    neither = _matches(bodies, [p for p in going if id(p) not in taken], _same_person)
    hits["attendees"].add(len(pairs), len(going) - len(neither), len(attending))
    for wanted, found in pairs:
        a, b = _words(wanted["title"]), _words(found["title"])
        hits["titles"].add(int(2 * len(a & b) >= len(a | b)), 1, 1)
    people = [p for p in labels["participants"] if p["title"]]
    all_pairs = _matches(people, said["participants"], _same_person)
    hits["people"].add(len(all_pairs), len(said["participants"]), len(people))


def _meeting(labels: Row, said: Row, hits: dict[str, _Hits]) -> None:
    if not labels["meetings"]:
        return
    wanted = labels["meetings"][0]
    found = said["meetings"][0] if said["meetings"] else {}
    if wanted["date"]:
        hits["meeting date"].add(int(found.get("date") == wanted["date"]), 1, 1)
    if wanted["place"]:
        hits["meeting place"].add(int(bool(_words(wanted["place"]) & _words(found.get("place")))), 1, 1)


def _events(labels: Row, said: Row, hits: dict[str, _Hits]) -> None:
    events = [{**labels["sentences"][e["sentence"]], "date": e["date"]} for e in labels["timeline"]]
    pairs = _matches(events, said["timeline"], lambda a, b: a["date"] == b["date"] and _shared(a, b) > 0)
    hits["timeline"].add(len(pairs), len(said["timeline"]), len(events))
    pairs = _matches(labels["topics"], (t["label"] for t in said["topics"]), _alike)
    hits["topics"].add(len(pairs), len(said["topics"]), len(labels["topics"]))


def _alike(a: str, b: str) -> bool:
    """Three fifths of the words of the shorter and three tenths of the longer in common."""
    one, other = sorted((_words(a), _words(b)), key=len)
    both = len(one & other)
    return both > 0 and both >= 0.6 * len(one) and both >= 0.3 * len(other)
