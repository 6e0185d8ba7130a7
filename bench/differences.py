"""How well sources that differ are told: `python -m bench.differences --data FOLDER`, or BRIEFING_DATA.

Made conflicts. Half of them are copies: a real article of the development data (`multinews`, `duc2003_mds`), cut to
some of its paragraphs, the paragraphs in another order, one word in ten changed, in which one number, date, title or
name was changed wherever it stands. The others are two different reports on one event in which people marked two
sentences that tell the same fact (`clusters`, `readouts`): where both give the same number, date, title or name, it
was changed in one of them. What is changed is found by patterns of this file, not by the program's own annotators. A
number after a word like "more than" is left alone, because another number may agree with it.

Each made pair of articles is compared as a brief of the two would be. A difference counts as right if it shows the
changed words; every other one counts as wrong, but for what is found in the unmade pair as well and for sentences
that people marked as differing.

Unmade. 20 clusters as they are: all of `readouts` and the first of `multinews` and `duc2003_mds`. What is found there
is printed, to be read by a person: only that tells whether the sources do differ.
"""

from __future__ import annotations

import json
import random
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.samples import arguments, rows
from briefing import Document
from briefing.layout import BODY
from briefing.model import Article, Difference, Options
from briefing.pipeline import analyse
from briefing.structurer.differences import differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COPIES = 200
"""Conflicts made in copies."""

UNMADE = {"multinews": 6, "duc2003_mds": 4}
"""Clusters as they are, beside the ten of `readouts`."""

KINDS = ("number", "date", "title", "name")
_LEAST = 8  # paragraphs or lines of an article that is copied
_KEPT = 0.6  # of its paragraphs
_CHANGED = 0.1  # of its words
_BESIDE = 14  # characters beside what is to be changed that stay, for it is found again by them
_TITLES = (
    "President", "Prime Minister", "Foreign Minister", "Defence Minister", "Finance Minister", "Chancellor",
    "Secretary of State", "Interior Minister", "Governor", "Senator", "Mayor", "Judge", "General", "Colonel",
    "Captain", "Ambassador", "Sheriff",
)  # fmt: skip
_GIVEN = ("Martin", "Helen", "Oscar", "Irina", "Tomas", "Laura", "Victor", "Nadia")
_FAMILY = ("Brandt", "Okafor", "Lindqvist", "Moreau", "Castellan", "Petrov", "Hargreave", "Novak", "Ferreira")
_BODIES = (
    "Court",
    "House",
    "Party",
    "Council",
    "Commission",
    "Committee",
    "States",
    "Nations",
    "Department",
    "Union",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
_WORDS = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fifteen", "twenty",
]  # fmt: skip
_HEDGE = re.compile(
    r"\b(?:than|over|least|to|under|as|nearly|almost|about|around|some|roughly|approximately|exceed\w*)\s+"
    r"(?:the\s+)?[$£€]?$"
)
_PATTERNS = {
    "number": re.compile(
        rf"(?<![\w.,:/$£€-])(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:\.\d)?|{'|'.join(_WORDS)})(?= [a-z]{{4,}})"
    ),
    "date": re.compile(rf"\b(?:{'|'.join(_DAYS)})\b|\b(?:{'|'.join(_MONTHS)}) \d{{1,2}}\b|(?<=\bin )(?:19|20)\d\d\b"),
    "title": re.compile(rf"\b(?:{'|'.join(_TITLES)})(?= (?:[A-Z][a-z]+ )?[A-Z][a-z]+)"),
    "name": re.compile(r"(?<=[a-z] )[A-Z][a-z]{2,} [A-Z][a-z]{3,}(?= (?:said|says|told|met|was|is|has|will)\b)"),
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """Two articles, of which the second has words that were changed; `places` are those of the changed words."""

    name: str
    kind: str
    one: Document
    other: Document
    unmade: Document
    places: tuple[tuple[int, int], ...]
    was: str
    new: str


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--show", action="store_true", help="print what is missed and what is wrongly found")
    asked = parser.parse_args()
    start = process_time()
    print("| made | conflicts | right | wrong | precision | recall |\n|---|---|---|---|---|---|")
    groups = {"copies": list(_copies(asked.data)), "other reports": list(_reports(asked.data))}
    groups |= {"both": [m for made in groups.values() for m in made]}
    judged = {m.name: _judge(asked.data, m) for m in groups["both"]}
    groups |= {k: [m for m in groups["both"] if m.kind == k] for k in KINDS}
    for name, made in groups.items():
        right = sum(judged[m.name][0] for m in made)
        wrong = sum(len(judged[m.name][1]) for m in made)
        precision, recall = right / max(1, right + wrong), right / max(1, len(made))
        print(f"| {name} | {len(made)} | {right} | {wrong} | {precision:.3f} | {recall:.3f} |")
    if asked.show:
        for m in groups["both"]:
            found, wrong_ones = judged[m.name]
            if not found:
                line = m.other.text[max(0, m.places[0][0] - 90) : m.places[0][1] + 90].replace("\n", " ")
                print(f"missed {m.name} {m.kind}: {m.was!r} is now {m.new!r}: … {line} …")
            for difference in wrong_ones:
                _show(f"wrong {m.name}", difference)
    unmade = list(_unmade(asked.data))
    count = 0
    print(f"\nFound in {len(unmade)} unmade clusters:")
    for name, documents in unmade:
        for difference in _differences(documents):
            count += 1
            _show(name, difference)
    print(f"{count} in all; {process_time() - start:.0f} s of CPU")


def _show(name: str, difference: Difference) -> None:
    print(f"- {name}, {difference.role}: " + " | ".join(s.value.text for s in difference.sides))
    for side in difference.sides:
        print(f"    {side.statement.sentence.document.id}: {' '.join(side.statement.sentence.text.split())}")


@cache
def _article(document: Document) -> Article:
    return analyse(document, Options(structure="rules"))


def _differences(documents: Sequence[Document]) -> tuple[Difference, ...]:
    articles = [_article(d) for d in documents]
    return differences(articles, [[s for s in a.sentences if s.block.kind in BODY] for a in articles], {})


def _judge(data: Path, made: Made) -> tuple[bool, list[Difference]]:
    """Whether the changed words are shown, and what is shown beside them."""
    known = {_words(d) for d in _differences((made.one, made.unmade))}
    marked = _marked(data)
    right, wrong = False, []
    for difference in _differences((made.one, made.other)):
        places = [(s.value.start, s.value.end) for s in difference.sides if s.value.document == made.other]
        if any(a < end and start < b for a, b in places for start, end in made.places):
            right = True
        elif _words(difference) not in known and not any(
            s.statement.sentence.text in marked for s in difference.sides
        ):
            wrong.append(difference)
    return right, wrong


def _words(difference: Difference) -> frozenset[str]:
    return frozenset(s.value.text for s in difference.sides)


@cache
def _marked(data: Path) -> frozenset[str]:
    """Sentences that people marked as differing from another report's."""
    texts = {
        _sentence(data, "clusters", name, i)[1]
        for cluster in _clusters(data, "clusters")
        for name, i in (end for pair in cluster["differ"] for end in pair[:2])
    }
    return frozenset(texts)


def _clusters(data: Path, collection: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        (data / collection / "clusters.json").read_text(encoding="utf-8")
    )
    return found


@cache
def _row(data: Path, collection: str, name: str) -> dict[str, Any]:
    path = data / collection / "articles" / f"{name}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _sentence(data: Path, collection: str, name: str, i: int) -> tuple[int, str]:
    row = _row(data, collection, name)
    place = row["sentences"][i]
    return place["start"], row["text"][place["start"] : place["end"]]


def _document(text: str, name: str, row: dict[str, Any]) -> Document:
    return Document.from_text(text, id=name, title=row.get("title") or "", published=row.get("date"))


def _unmade(data: Path) -> Iterator[tuple[str, list[Document]]]:
    for cluster in _clusters(data, "readouts"):
        names = cluster["articles"]
        yield (
            cluster["id"],
            [_document(_row(data, "readouts", n)["text"], n, _row(data, "readouts", n)) for n in names],
        )
    for name, number in UNMADE.items():
        kept = [row for row in rows(data, name) if len(row["documents"]) > 1][:number]
        for row in kept:
            yield (
                row["id"],
                [_document(d["text"], f"{row['id']}:{n}", d) for n, d in enumerate(row["documents"])],
            )


def _copies(data: Path) -> Iterator[Made]:
    """Conflicts in copies, the four kinds in turn."""
    chance = random.Random(1)  # noqa: S311 - texts to measure with
    articles = [
        (f"{row['id']}:{n}", d)
        for name in ("multinews", "duc2003_mds")
        for row in rows(data, name)
        for n, d in enumerate(row["documents"])
        if len(_paragraphs(d["text"])) >= _LEAST
    ]
    chance.shuffle(articles)
    vocabulary = sorted({w for _, d in articles[:100] for w in re.findall(r"\b[a-z]{4,}\b", d["text"])})
    made = 0
    for name, row in (*articles, *articles):
        if made == COPIES:
            return
        paragraphs = _paragraphs(row["text"])
        kind = KINDS[made % len(KINDS)]
        change = _change("\n\n".join(paragraphs), kind, chance)
        if change is None:
            continue
        was, new, holding = change
        told = [i for i, p in enumerate(paragraphs) if holding.search(p)]
        other = [i for i in range(len(paragraphs)) if i not in told]
        kept = sorted({*told, *chance.sample(other, round(_KEPT * len(other)))})
        chance.shuffle(kept)
        plain = [_reworded(paragraphs[i], holding, vocabulary, chance) for i in kept]
        places, text = _replaced("\n\n".join(plain), holding, new)
        if not places:
            continue
        one = _document("\n\n".join(paragraphs), f"{name}", row)
        made += 1
        yield Made(
            f"{made} {name}",
            kind,
            one,
            _document(text, f"{name} changed", row),
            _document("\n\n".join(plain), f"{name} copied", row),
            places,
            was,
            new,
        )


def _paragraphs(text: str) -> list[str]:
    return [p for p in re.split(r"\n+", text) if len(p.split()) > 5]


def _reworded(
    paragraph: str, holding: re.Pattern[str], vocabulary: Sequence[str], chance: random.Random
) -> str:
    """One word in ten changed, but not the words that are to be changed; only small words, and no figures."""
    held = [(m.start() - _BESIDE, m.end() + _BESIDE) for m in holding.finditer(paragraph)]

    def other(match: re.Match[str]) -> str:
        inside = any(a < match.end() and match.start() < b for a, b in held)
        return match.group() if inside or chance.random() >= 2 * _CHANGED else chance.choice(vocabulary)

    # About half of all words are of four small letters or more.
    return re.sub(r"(?<![\w-])[a-z]{4,}(?![\w-])", other, paragraph)


def _replaced(text: str, holding: re.Pattern[str], new: str) -> tuple[tuple[tuple[int, int], ...], str]:
    """The text with the change, and where it was made."""
    places, parts, done, shift = [], [], 0, 0
    for match in holding.finditer(text):
        parts += [text[done : match.start()], new]
        places.append((match.start() + shift, match.start() + shift + len(new)))
        shift += len(new) - (match.end() - match.start())
        done = match.end()
    return tuple(places), "".join([*parts, text[done:]])


def _change(text: str, kind: str, chance: random.Random) -> tuple[str, str, re.Pattern[str]] | None:
    """What to change in a text: what stands there, what is to stand there, and the pattern that finds it."""
    found = [
        m
        for m in _PATTERNS[kind].finditer(text)
        if not (kind == "number" and _HEDGE.search(text[max(0, m.start() - 24) : m.start()]))
        and not (kind == "name" and m.group().split()[-1] in _BODIES)
    ]
    if not found:
        return None
    match = chance.choice(found)
    was = match.group()
    if kind == "number":
        word = re.match(r" ([a-z]+)", text[match.end() :])
        after = rf"(?= {word.group(1)}\b)" if word else ""
        holding = re.compile(rf"(?<![\w.,$£€-]){re.escape(was)}{after}")
        return was, _number(was, chance), holding
    if kind == "date":
        around = re.escape(text[max(0, match.start() - 12) : match.start()])
        return was, _date(was, chance), re.compile(rf"(?<={around}){re.escape(was)}\b")
    if kind == "title":
        name = re.match(r" (?:[A-Z][a-z]+ )?([A-Z][a-z]+)", text[match.end() :])
        family = name.group(1) if name else ""
        holding = re.compile(rf"\b{was}(?= (?:[A-Z][a-z]+ )?{family}\b)")
        return was, chance.choice([t for t in _TITLES if t.split()[-1] != was.split()[-1]]), holding
    family = was.split()[-1]
    new = _misspelt(family, chance) if chance.random() < 0.5 else chance.choice(_FAMILY)
    return family, new, re.compile(rf"\b{family}\b")


def _number(was: str, chance: random.Random) -> str:
    if was in _WORDS:
        return chance.choice([w for w in _WORDS if w != was])
    value = float(was.replace(",", ""))
    new = value * chance.choice((0.4, 0.6, 1.3, 1.5, 1.8, 2.5))
    if "." in was:
        return f"{new:.1f}"
    whole = round(new) if round(new) != round(value) else round(value) + 1
    return f"{whole:,}" if "," in was else f"{whole}"


def _date(was: str, chance: random.Random) -> str:
    if was in _DAYS:
        return chance.choice([d for d in _DAYS if d != was])
    if " " in was:
        month, day = was.split()
        return f"{month} {chance.choice([n for n in range(1, 28) if abs(n - int(day)) > 1])}"
    return str(int(was) + chance.choice((-4, -3, -2, -1, 1, 2)))


def _misspelt(name: str, chance: random.Random) -> str:
    """A name with one small letter changed."""
    at = chance.randrange(1, len(name))
    vowels = "aeiou"
    other = chance.choice([c for c in (vowels if name[at] in vowels else "bdgklmnprstv") if c != name[at]])
    return name[:at] + other + name[at + 1 :]


def _reports(data: Path) -> Iterator[Made]:
    """Conflicts in one of two different reports that tell the same fact."""
    chance = random.Random(2)  # noqa: S311 - texts to measure with
    done: set[tuple[str, str, str]] = set()
    for collection in ("readouts", "clusters"):
        for cluster in _clusters(data, collection):
            copies = {frozenset(two) for two in cluster.get("reprints", ())}
            for (a, i), (b, j) in (pair[:2] for pair in cluster["redundant"]):
                if frozenset((a, b)) in copies:
                    continue
                (_, told), (at, here) = _sentence(data, collection, a, i), _sentence(data, collection, b, j)
                for kind in KINDS:
                    yield from _report(data, collection, (a, told), (b, at, here), kind, chance, done)


def _report(
    data: Path,
    collection: str,
    one: tuple[str, str],
    other: tuple[str, int, str],
    kind: str,
    chance: random.Random,
    done: set[tuple[str, str, str]],
) -> Iterator[Made]:
    (a, told), (b, at, here) = one, other
    row, text = _row(data, collection, b), _row(data, collection, b)["text"]
    for match in _PATTERNS[kind].finditer(here):
        was = match.group()
        shared = was.split()[-1] if kind == "name" else was
        if not re.search(rf"\b{re.escape(shared)}\b", told) or (b, kind, was) in done:
            continue
        change = _change(text[at : at + len(here)], kind, chance)
        if change is None or change[0] not in told:
            continue
        done.add((b, kind, was))
        _, new, holding = change
        places, changed = _replaced(text, holding, new)
        first = _row(data, collection, a)
        if not places:
            continue
        yield Made(
            f"{a} {b} {kind} {change[0]}",
            kind,
            _document(first["text"], a, first),
            _document(changed, f"{b} changed", row),
            _document(text, b, row),
            places,
            change[0],
            new,
        )


if __name__ == "__main__":
    main()
