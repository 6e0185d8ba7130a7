"""Measures `briefing verify`: `python -m bench.verify [--data DIR] [--printers] [--speed]`.

Documents are made from articles (those of the development data, else the sample sources) of which some sentences were
changed, and held against the articles as they were. For each kind of change it is counted what the sentence was
called, in each format; `--printers` adds what LibreOffice and Chromium make of the same documents.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from briefing import segmenters
from briefing.language import table
from briefing.layout import BODY
from briefing.model import Document, Sentence
from briefing.pipeline import Brief, make_brief
from briefing.proof import verify
from briefing.proof.verification import Verification

FORMATS = ("docx", "pdf", "html", "markdown", "json")
SHARE = 0.5  # of the sentences of an article that are changed
SEEDS = Path(__file__).parent.parent / "seeds"

EXPECTED = {
    "untouched": {"verbatim"},
    "other type": {"verbatim"},
    "word": {"altered"},
    "number": {"altered"},
    "negation": {"altered"},
    "sign": {"altered"},
    "joined": {"altered"},
    "cut short": {"trimmed"},
    "other article": {"added"},
}
"""What a sentence is to be called after each kind of change."""

_NUMBER = re.compile(r"\d+")
_VERB = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|should|may|must)\b(?! not\b)")
_OTHER_TYPE = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "—", "—": "–", '"': "”", "'": "’"})


@dataclass(frozen=True)
class Changed:
    """An article with changed sentences: what each is now, and how it was changed."""

    original: Document
    document: Document
    kinds: dict[str, str]


def squeezed(text: str) -> str:
    """A text without white space, soft hyphens, ligatures and bracketed words, to find it again."""
    text = text.replace("\ufb01", "fi").replace("\ufb00", "ff")
    return re.sub(r"[\s\u00ad\u200b]|\[[^\]]*\]", "", text)


def sentences_of(document: Document) -> list[Sentence]:
    """The sentences that a brief may quote."""
    found = segmenters.get()(segmenters.recognise(document))
    return [s for s in found if s.block.kind in BODY and len(s.text.split()) >= 5]


def word(text: str, chance: random.Random, words: Sequence[str]) -> str | None:
    """One word changed for another of the articles."""
    parts = text.split(" ")
    places = [i for i, p in enumerate(parts) if p.isalpha() and i > 0]
    if not places:
        return None
    at = chance.choice(places)
    parts[at] = chance.choice([w for w in chance.sample(words, 5) if w != parts[at]] or ["else"])
    return " ".join(parts)


def number(text: str, chance: random.Random) -> str | None:
    """One digit changed."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    at = chance.randrange(match.start(), match.end())
    digit = chance.choice([d for d in "0123456789" if d != text[at]])
    return text[:at] + digit + text[at + 1 :]


def sign(text: str, chance: random.Random) -> str | None:
    """A minus before a number."""
    found = [m for m in _NUMBER.finditer(text) if m.start() and text[m.start() - 1] == " "]
    if not found:
        return None
    at = chance.choice(found).start()
    return text[:at] + "-" + text[at:]


def negation(text: str, chance: random.Random) -> str | None:
    """A "not" after an auxiliary."""
    found = list(_VERB.finditer(text))
    if not found:
        return None
    at = chance.choice(found).end()
    return f"{text[:at]} not{text[at:]}"


def cut_short(text: str, chance: random.Random) -> str | None:
    """The first words, with a full stop."""
    parts = text.split(" ")
    if len(parts) < 10:
        return None
    kept = " ".join(parts[: chance.randrange(5, len(parts) - 3)])
    return kept.rstrip(" ,;:.-–—\"“”'’(") + "."


def other_type(text: str, chance: random.Random) -> str | None:
    """Other quotation marks, dashes and spaces; soft hyphens and ligatures."""
    made = text.translate(_OTHER_TYPE).replace("fi", "\ufb01", 1).replace("ff", "\ufb00", 1)
    parts = made.split(" ")
    at = chance.randrange(len(parts))
    if len(parts[at]) > 5 and parts[at].isalpha():
        parts[at] = f"{parts[at][:3]}\u00ad{parts[at][3:]}"
    made = " ".join(parts)
    at = made.find(" ", len(made) // 2)
    made = f"{made[:at]}\u00a0{made[at + 1 :]}" if at > 0 else made
    return made if made != text else None


def joined(one: str, other: str) -> str:
    """Two sentences made one."""
    return f"{one.rstrip('.!?')} and {other[:1].lower()}{other[1:]}"


class Changer:
    """Changes sentences of articles.

    Args:
        articles: all of them: words and whole sentences are taken from others.
        chance: what is changed, and how.
    """

    def __init__(self, articles: Sequence[Document], chance: random.Random) -> None:
        self._chance = chance
        self._articles = articles
        self._words = [w for a in articles for w in a.text.split() if w.isalpha() and len(w) > 3]
        self._sentences = {a.digest: [s.text for s in sentences_of(a)] for a in articles}

    def changed(self, article: Document) -> Changed:
        """An article with some of its sentences changed, each in one way."""
        found = sentences_of(article)
        kinds: dict[str, str] = {}
        edits: list[tuple[int, int, str]] = []
        taken = set()
        for i, sentence in enumerate(found):
            if i in taken or self._chance.random() > SHARE:
                continue
            following = found[i + 1] if i + 1 < len(found) and found[i + 1].block == sentence.block else None
            kind, new = self._change(article, sentence.text, following)
            if new is None or squeezed(new) in squeezed(article.text):
                continue
            end = sentence.end
            if kind == "joined" and following is not None:
                end = following.end
                taken.add(i + 1)
            edits.append((sentence.start, end, new))
            kinds[squeezed(new)] = kind
        text = article.text
        for start, end, new in reversed(edits):
            text = text[:start] + new + text[end:]
        made = Document.from_text(text, title=article.title, published=article.published, id=article.id)
        made = replace(made, digest=article.digest, uri=article.uri, language=article.language)
        return Changed(article, made, kinds)

    def _change(self, article: Document, text: str, following: Sentence | None) -> tuple[str, str | None]:
        chance = self._chance
        kind = chance.choice([k for k in EXPECTED if k not in ("untouched", "sign")] * 2 + ["sign"])
        if kind == "joined":
            return kind, joined(text, following.text) if following else None
        if kind == "other article":
            other = chance.choice([a for a in self._articles if a.digest != article.digest])
            return kind, chance.choice(self._sentences[other.digest])
        if kind == "word":
            return kind, word(text, chance, self._words)
        makers: dict[str, Callable[[str, random.Random], str | None]] = {
            "number": number,
            "sign": sign,
            "negation": negation,
            "cut short": cut_short,
            "other type": other_type,
        }
        return kind, makers[kind](text, chance)


def brief_of(document: Document) -> Brief:
    """A long brief with as many sentences as there are."""
    return make_brief([document], template="full", structure="light", sentences=60, pages=12)


def called(found: Verification, text: str) -> str | None:
    """What a verification calls a sentence: the worst of what it calls its parts; None if it is not printed."""
    wanted = squeezed(text)
    exact = [f for f in found.findings if squeezed(f.text) == wanted and f.status != "apparatus"]
    if exact:
        return exact[0].status
    parts = [f for f in found.findings if len(f.text) > 12 and squeezed(f.text) in wanted]
    parts += [f for f in found.findings if wanted in squeezed(f.text)]
    order = ("altered", "added", "trimmed", "source missing", "source changed", "apparatus", "verbatim")
    return min((f.status for f in parts), key=order.index, default=None)


Counts = dict[str, dict[str, Counter[str]]]


def count(counts: Counts, name: str, found: Verification, changed: Changed, brief: Brief) -> None:
    """Note what the statements of a document are called."""
    originals = {squeezed(s.text) for s in sentences_of(changed.original)}
    for statement in brief.statements():
        text = statement.text
        kind = changed.kinds.get(squeezed(text)) or ("untouched" if squeezed(text) in originals else "")
        if any(n not in changed.original.text for g in statement.glosses for n in g.text.split(", ")):
            continue  # a gloss that the brief took from a changed sentence is no name of the source's
        status = called(found, text) if kind else None
        if kind and status:
            counts[kind][name][status] += 1
            if EXPECTED[kind] == {"verbatim"} and status != "verbatim":
                print(f"  missed: {name} {kind}: {status}: {text[:100]!r}", file=sys.stderr)
            if EXPECTED[kind] != {"verbatim"} and status in ("verbatim", "apparatus"):
                print(f"  WRONG: {name} {kind}: {status}: {text!r}", file=sys.stderr)


def articles_of(data: Path | None) -> list[Document]:
    """The development articles, else the sample sources."""
    if data is not None:
        names = (data / "readouts" / "dev.txt").read_text(encoding="utf-8").split()
        rows = [json.loads((data / "readouts" / "articles" / f"{n}.json").read_bytes()) for n in names]
        return [
            replace(
                Document.from_text(r["text"], title=r["title"], published=r["date"], id=r["id"]),
                uri=f"{r['id']}.txt",
            )
            for r in rows
        ]
    return [
        replace(Document.from_text(p.read_text(encoding="utf-8"), id=p.stem), uri=p.name)
        for p in sorted(SEEDS.glob("*.txt"))
    ]


def measure(articles: Sequence[Document], rounds: int, *, printers: bool) -> Counts:
    """What the sentences of all documents of all articles are called."""
    counts: Counts = defaultdict(lambda: defaultdict(Counter))
    for number_of_round in range(rounds):
        changer = Changer(articles, random.Random(number_of_round))  # noqa: S311 - to measure with
        made = [changer.changed(a) for a in articles]
        briefs = [brief_of(c.document) for c in made]
        for changed, brief in zip(made, briefs, strict=True):
            for name in FORMATS:
                count(counts, name, verify(brief.render(name), [changed.original]), changed, brief)
        if printers and number_of_round == 0:
            for name, documents in reprinted(briefs):
                for changed, brief, data in zip(made, briefs, documents, strict=True):
                    if data is not None:
                        count(counts, name, verify(data, [changed.original]), changed, brief)
        print(f"round {number_of_round + 1} of {rounds}", file=sys.stderr)
    return counts


def reprinted(briefs: Sequence[Brief]) -> Iterator[tuple[str, list[bytes | None]]]:
    """The same documents after LibreOffice and Chromium had them."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for i, brief in enumerate(briefs):
            (folder / f"{i:03}.docx").write_bytes(brief.render("docx"))
            (folder / f"{i:03}.html").write_bytes(brief.render("html"))
        if office:
            converted(office, folder, folder / "pdf", "pdf", sorted(folder.glob("*.docx")))
            yield "DOCX → PDF (LibreOffice)", read_all(folder / "pdf", len(briefs), "pdf")
            converted(office, folder, folder / "odt", "odt", sorted(folder.glob("*.docx")))
            converted(office, folder, folder / "back", "docx", sorted((folder / "odt").glob("*.odt")))
            yield "DOCX → ODT → DOCX", read_all(folder / "back", len(briefs), "docx")
        else:
            print("LibreOffice is not installed: scripts/setup_validators.sh", file=sys.stderr)
        if browser:
            (folder / "print").mkdir()
            for page in sorted(folder.glob("*.html")):
                command = [
                    browser,
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    f"--user-data-dir={folder}/profile",
                ]
                target = folder / "print" / f"{page.stem}.pdf"
                command += ["--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri()]
                subprocess.run(command, capture_output=True, timeout=120, check=False)
            yield "HTML → PDF (Chromium)", read_all(folder / "print", len(briefs), "pdf")
        else:
            print("Chromium is not installed: scripts/setup_validators.sh", file=sys.stderr)


def converted(office: str, folder: Path, target: Path, kind: str, files: Iterable[Path]) -> None:
    """Have LibreOffice write files in another format."""
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'profile-lo').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(target), *map(str, files)]
    subprocess.run(command, capture_output=True, timeout=900, check=True)


def read_all(folder: Path, number_of_files: int, suffix: str) -> list[bytes | None]:
    """Numbered files, None for one that is not there."""
    paths = [folder / f"{i:03}.{suffix}" for i in range(number_of_files)]
    return [p.read_bytes() if p.exists() else None for p in paths]


def report(counts: Counts) -> None:
    """Print the tables."""
    names = list(dict.fromkeys(name for by_name in counts.values() for name in by_name))
    print("\nUntouched statements called verbatim, and changed ones called verbatim or apparatus:\n")
    print(
        "| document | untouched | called verbatim | other type | called verbatim | changed | called proven |"
    )
    print("|---|---|---|---|---|---|---|")
    for name in names:
        cells = []
        for kind in ("untouched", "other type"):
            found = counts[kind][name]
            cells += [str(found.total()), f"{100 * found['verbatim'] / max(1, found.total()):.2f} %"]
        wrong = [counts[k][name] for k in EXPECTED if EXPECTED[k] != {"verbatim"}]
        cells.append(str(sum(c.total() for c in wrong)))
        cells.append(str(sum(c["verbatim"] + c["apparatus"] for c in wrong)))
        print(f"| {name} | {' | '.join(cells)} |")
    print("\nBy kind of change, all documents together:\n")
    print("| change | sentences | called | recall | precision |\n|---|---|---|---|---|")
    totals = {kind: sum(by_name.values(), Counter()) for kind, by_name in counts.items()}
    for kind, expected in EXPECTED.items():
        found = totals.get(kind, Counter())
        right = sum(found[s] for s in expected)
        alike = [k for k in totals if EXPECTED[k] == expected]
        named = sum(totals[k][s] for k in totals for s in expected)
        hits = sum(totals[k][s] for k in alike for s in expected)
        told = ", ".join(f"{n} {s}" for s, n in found.most_common())
        recall, precision = right / max(1, found.total()), hits / max(1, named)
        print(f"| {kind} | {found.total()} | {told} | {recall:.3f} | {precision:.3f} |")


def speed(articles: int) -> None:
    """A note of 25,000 words against so many articles of 400 words, in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_texts(folder, articles)
        code = f"from bench.verify import timed; timed({str(folder)!r})"
        subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent.parent)


def write_texts(folder: Path, articles: int) -> None:
    """Articles of words that are drawn by Zipf's law, the commonest being those of English, and a note of theirs."""
    chance = random.Random(7)  # noqa: S311 - texts to measure with
    words = list(table("en", "segmentation")["common_words"])
    words += [
        "".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randrange(2, 10))) for _ in range(30_000)
    ]
    weights = [1 / (i + 3) for i in range(len(words))]
    note: list[str] = []
    written = 0
    (folder / "sources").mkdir()
    for i in range(articles):
        drawn = chance.choices(words, weights, k=400)
        sentences = [f"{' '.join(drawn[at : at + 20]).capitalize()}." for at in range(0, 400, 20)]
        paragraphs = (" ".join(sentences[at : at + 3]) for at in range(0, 20, 3))
        (folder / "sources" / f"{i:05}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
        chosen = chance.sample(sentences, 2) if articles <= 1250 or chance.random() < 1250 / articles else []
        for sentence in chosen:
            if written < 25_000:
                note.append(sentence)
                written += 20
    (folder / "note.txt").write_text("\n\n".join(note), encoding="utf-8")


def timed(folder: str) -> None:
    """Verify the note of a folder, and print what that took."""
    start = process_time()
    found = verify(Path(folder) / "note.txt", [Path(folder) / "sources"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = process_time() - start
    total = len(found.findings)
    print(
        f"{found.sources} articles: {seconds:.2f} s CPU, {peak:.0f} MiB; {found.counts['verbatim']} of {total} verbatim"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="folder of the development data; BRIEFING_DATA by default")
    parser.add_argument("--rounds", type=int, default=3, help="times that each article is changed")
    parser.add_argument("--printers", action="store_true", help="LibreOffice and Chromium, too")
    parser.add_argument("--speed", action="store_true", help="only the speed table")
    asked = parser.parse_args()
    if asked.speed:
        for articles in (1_000, 10_000):
            speed(articles)
        return
    given = asked.data or os.environ.get("BRIEFING_DATA")
    articles = articles_of(Path(given) if given else None)
    report(measure(articles, asked.rounds, printers=asked.printers))


if __name__ == "__main__":
    main()
