"""Fits what the structurer weighs: who of the people named is there, and which date and place are the encounter's.

    python bench/train_encounters.py --data DIR [--write]

DIR holds the labelled articles (`readouts/`); without it the environment variable BRIEFING_DATA is read. Prints
five-fold figures over the training articles; with `--write`, the weights go to `attendance_weights.py` and
`meeting_weights.py` of `briefing/structurer/`.

People are fitted by logistic regression (present or not), dates and places by a conditional one, so that a right one
comes first among an article's candidates; both with an L2 penalty. The section models are themselves trained on
these articles, and what they say of them is too good to learn from: readings are drawn here from the labels, with the
confusion that the encoder shows on articles that it has not seen.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from briefing import annotators, readers, segmenters
from briefing.model import Annotations, Article, Reading
from briefing.structurer import meeting_dates, meeting_places
from briefing.structurer.attendance import Traits, by_name, in_company
from briefing.structurer.encounters import read_scene
from briefing.structurer.participants import participants

# Of a hundred sentences of a section, how many the encoder files under meeting, topics, background and none.
CONFUSION = {
    "MEETING": (80, 14, 5, 1),
    "TOPICS": (4, 88, 7, 1),
    "BACKGROUND": (5, 17, 77, 1),
    "NONE": (2, 3, 3, 92),
}
SURE = (0.45, 0.97)  # the probability that it gives its choice, drawn evenly
DRAWS = 2  # readings drawn of an article
FOLDS = 5
SHY_OF_TRAITS, SHY_OF_CANDIDATES = 3.0, 3.0  # L2 penalties
ROUNDS, STEP = 400, 0.05
PACKAGE = Path(__file__).parent.parent / "briefing" / "structurer"
Rows = list[tuple[str, list[dict[str, float]], list[bool]]]
"""An article, the traits of its people or candidates, and which of them are right."""


@dataclass(frozen=True)
class Labelled:
    """An article with its labels."""

    gold: dict[str, Any]
    article: Article


def words(text: str | None) -> list[str]:
    """Lower-case words."""
    return re.findall(r"\w+", (text or "").casefold())


def load(data: Path) -> list[Labelled]:
    """Read, segment and annotate the training articles."""
    ids = (data / "readouts" / "train.txt").read_text().split()
    golds = [
        json.loads((data / "readouts" / "articles" / f"{i}.json").read_text(encoding="utf-8")) for i in ids
    ]
    lines = "\n".join(json.dumps({k: gold[k] for k in ("id", "title", "date", "text")}) for gold in golds)
    documents, _ = readers.load([("\n" + lines).encode().lstrip()])
    found = []
    for gold, document in zip(golds, documents, strict=True):
        document = segmenters.recognise(document)
        sentences = tuple(segmenters.get()(document))
        notes = annotators.annotate(document, sentences)
        notes = Annotations(people=notes.people, places=notes.places, dates=notes.dates)
        found.append(Labelled(gold, Article(document, sentences, notes)))
    return found


def drawn(labelled: Labelled, chance: random.Random) -> Article:
    """The article with readings drawn from its labels."""
    readings = []
    for sentence in labelled.article.sentences:
        section = max(
            labelled.gold["sentences"],
            key=lambda s: min(s["end"], sentence.end) - max(s["start"], sentence.start),
        )["section"]
        chosen = chance.choices(range(4), CONFUSION[section])[0]
        sure = chance.uniform(*SURE)
        rest = [chance.random() for _ in range(4)]
        rest[chosen] = 0.0
        parts = [(1 - sure) * part / sum(rest) for part in rest]
        parts[chosen] = sure
        readings.append(Reading(*parts, key=0.5))
    return replace(
        labelled.article, annotations=replace(labelled.article.annotations, readings=tuple(readings))
    )


def people_rows(articles: Sequence[tuple[Labelled, Article]]) -> Rows:
    """The people of each article, and whether the labels seat them at the encounter."""
    rows: Rows = []
    for labelled, article in articles:
        traits, groups = Traits(article), by_name(article.annotations.people)
        there = [set(words(p["name"])) for p in labelled.gold["participants"] if p["role"] != "mentioned"]
        names = [set(words(name)) for name in groups]
        right = [any(name <= other or other <= name for other in there if other) for name in names]
        rows.append((labelled.gold["id"], [traits.of(mentions) for mentions in groups.values()], right))
    return rows


def candidate_rows(articles: Sequence[tuple[Labelled, Article]], what: str) -> Rows:
    """The dates or places of each article, and which are the first encounter's."""
    rows: Rows = []
    for labelled, article in articles:
        meetings = labelled.gold["meetings"]
        wanted = meetings[0][what] if meetings else None
        scene = read_scene(article, participants(article))
        if not wanted or scene is None:
            continue
        if what == "date":
            dates = meeting_dates.candidates(scene, scene.news, scene.status(scene.first))
            right = [meeting_dates.means(scene, scene.news, value, wanted) for value in dates]
            rows.append((labelled.gold["id"], list(dates.values()), right))
        else:
            places = meeting_places.candidates(scene, scene.news)
            right = [bool(set(words(place.text)) & set(words(wanted))) for place, _ in places.values()]
            rows.append((labelled.gold["id"], [traits for _, traits in places.values()], right))
    return rows


def matrix(names: Sequence[str], traits: Sequence[dict[str, float]]) -> Any:
    """Traits as rows of numbers."""
    return np.array([[row.get(name, 0.0) for name in names] for row in traits]).reshape(
        len(traits), len(names)
    )


def fit_each(rows: Rows, names: Sequence[str]) -> dict[str, float]:
    """Logistic regression by Newton's method: each row for itself."""
    x = np.vstack([matrix(names, traits) for _, traits, _ in rows])
    y = np.array([right for _, _, rights in rows for right in rights], float)
    penalty = np.array([0.01 if name == "bias" else SHY_OF_TRAITS for name in names])
    weights = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + penalty * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return dict(zip(names, weights.tolist(), strict=True))


def fit_choice(rows: Rows, names: Sequence[str]) -> dict[str, float]:
    """Conditional logistic regression by Adam: a right candidate shall come first in its article."""
    lists = [(matrix(names, t), np.array(r)) for _, t, r in rows if any(r) and not all(r)]
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for turn in range(1, ROUNDS + 1):
        slope = -SHY_OF_CANDIDATES * weights
        for x, right in lists:
            power = x @ weights
            p = np.exp(power - power.max())
            wanted = np.where(right, p, 0)
            slope += x.T @ (wanted / wanted.sum() - p / p.sum())
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope * slope
        weights += STEP * (first / (1 - 0.9**turn)) / (np.sqrt(second / (1 - 0.99**turn)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=True))


def company_rows(rows: Rows, names: Sequence[str]) -> Rows:
    """The people of each article beside the others, each weighed by a fit that has not seen the article."""
    found: Rows = []
    for out in folds(rows):
        weights = np.array(list(fit_each([r for r in rows if r[0] not in out], names).values()))
        for name, traits, right in (r for r in rows if r[0] in out):
            found.append((name, in_company((matrix(names, traits) @ weights).tolist()), right))
    return found


def folds(rows: Rows) -> list[set[str]]:
    """The names of the articles, in parts."""
    ids = sorted({row[0] for row in rows})
    random.Random(1).shuffle(ids)  # noqa: S311 - folds, no secrets
    return [set(ids[fold::FOLDS]) for fold in range(FOLDS)]


Fit = Callable[[Rows, Sequence[str]], dict[str, float]]


def cross_validated(
    rows: Rows, names: Sequence[str], fit: Fit, judge: Callable[[Any, list[bool]], tuple[int, int, int]]
) -> list[int]:
    """Sums of what `judge` counts on articles that were left out."""
    total = [0, 0, 0]
    for out in folds(rows):
        weights = np.array(list(fit([r for r in rows if r[0] not in out], names).values()))
        for _, traits, right in (r for r in rows if r[0] in out):
            for k, count in enumerate(judge(matrix(names, traits) @ weights, right)):
                total[k] += count
    return total


def judge_people(power: Any, right: list[bool]) -> tuple[int, int, int]:
    """Present and found, found, present."""
    found = [value > 0 for value in power]
    return sum(f and r for f, r in zip(found, right, strict=True)), sum(found), sum(right)


def judge_choice(power: Any, right: list[bool]) -> tuple[int, int, int]:
    """Whether the first is right; articles."""
    return int(len(right) > 0 and right[int(np.argmax(power))]), 1, 1


def module(text: str, tables: dict[str, dict[str, float]], tail: str = "") -> str:
    """A module of weights."""
    lines = [text]
    for name, weights in tables.items():
        body = "".join(f'    "{k}": {round(v, 2)},\n' for k, v in sorted(weights.items()) if abs(v) >= 0.02)
        lines.append(f"{name}: dict[str, float] = {{\n{body}}}\n")
    return "\n".join(lines) + tail


ATTENDANCE = '''"""The weights of `attendance`, fitted by `bench/train_encounters.py`.

A weight is what a trait adds to the log-odds that a person is present; `bias` is where everybody starts. The traits
are named where they are found, in `attendance.Traits` and `attendance.in_company`.
"""
'''
MEETING = '''"""What each trait of a date and of a place says for its being the encounter's.

A weight is what a trait adds to the log-odds; fitted by `bench/train_encounters.py` on the labelled articles, so that
the right one of an article's candidates comes first. The traits are named where they are found, in `meeting_dates`
and `meeting_places`.
"""

from __future__ import annotations
'''
LOG_ODDS = '''

def log_odds(weights: dict[str, float], traits: dict[str, float]) -> float:
    """The sum of the weights of the traits, rounded so that the last bit decides nothing."""
    return round(sum(weights.get(name, 0.0) * size for name, size in sorted(traits.items())), 6)
'''


def main() -> None:
    """Fit, print and, if asked, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=os.environ.get("BRIEFING_DATA"),
        required="BRIEFING_DATA" not in os.environ,
    )
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    chance = random.Random(0)  # noqa: S311 - draws, no secrets
    labelled = load(Path(options.data))
    plain = [(each, each.article) for each in labelled]
    read = [(each, drawn(each, chance)) for each in labelled for _ in range(DRAWS)]
    jobs: dict[str, tuple[Rows, Fit, Any]] = {
        "WITH_READINGS": (people_rows(read), fit_each, judge_people),
        "WITHOUT_READINGS": (people_rows(plain), fit_each, judge_people),
        "DATE": (candidate_rows(plain + read, "date"), fit_choice, judge_choice),
        "PLACE": (candidate_rows(plain + read, "place"), fit_choice, judge_choice),
    }
    weights = {}
    for name, (rows, fit, judge) in jobs.items():
        rows = [row for row in rows if row[1]]
        names = sorted({trait for _, traits, _ in rows for row in traits for trait in row})
        hit, found, wanted = cross_validated(rows, names, fit, judge)
        print(f"{name:18} precision {hit / found:.3f} recall {hit / wanted:.3f} on {wanted}")
        weights[name] = fit(rows, names)
        if fit is fit_each:
            beside = company_rows(rows, names)
            few = ["bias", "own", "first", "second"]
            hit, found, wanted = cross_validated(beside, few, fit, judge)
            print(f"{'  in company':18} precision {hit / found:.3f} recall {hit / wanted:.3f}")
            weights[f"COMPANY_{name}"] = fit(beside, few)
    if options.write:
        people = {name: weights[name] for name in weights if name.endswith("_READINGS")}
        (PACKAGE / "attendance_weights.py").write_text(module(ATTENDANCE, people))
        choices = {name: weights[name] for name in ("DATE", "PLACE")}
        (PACKAGE / "meeting_weights.py").write_text(module(MEETING, choices, LOG_ODDS))


if __name__ == "__main__":
    main()
