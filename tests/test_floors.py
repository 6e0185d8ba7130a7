"""Quality does not fall: figures of ranking, structure and redundancy against the floors of bench/floors.json."""

import json
from pathlib import Path

import pytest

from bench import redundancy
from bench.quality import scores
from bench.samples import Rouge, summaries
from bench.structure_score import confusions, figures, gold, told

ROOT = Path(__file__).parent.parent
FLOORS = json.loads((ROOT / "bench" / "floors.json").read_text(encoding="utf-8"))
LABELLED = sorted((Path(__file__).parent / "labelled").glob("*.json"))

# Of larger sets, so many items, spread over the set.
MOST = 60


def labelled(path):
    """A small article in the form of the labelled ones: sentences lie in paragraphs, their offsets are counted here."""
    row = json.loads(path.read_text(encoding="utf-8"))
    row["text"] = "\n\n".join(" ".join(s["text"] for s in p) for p in row["paragraphs"])
    row["sentences"], at = [], 0
    for paragraph in row["paragraphs"]:
        for sentence in paragraph:
            end = at + len(sentence["text"])
            row["sentences"].append({**sentence, "start": at, "end": end})
            at = end + 1
        at += 1
    return row


def below(found, floors):
    return {name: (round(found[name], 3), least) for name, least in floors.items() if found[name] < least}


@pytest.fixture(scope="module", params=["encoder", "light"])
def small(request):
    """Labels of the small articles, and what the program says of them with one model."""
    rows = [labelled(path) for path in LABELLED]
    return request.param, [(row, told(row, structure=request.param)) for row in rows]


def test_the_offsets_of_the_small_articles_fit_their_text():
    for path in LABELLED:
        row = labelled(path)
        assert [row["text"][s["start"] : s["end"]] for s in row["sentences"]] == [
            s["text"] for s in row["sentences"]
        ]


def test_the_small_articles_keep_their_floors(small):
    model, pairs = small
    assert not below(figures(pairs), FLOORS["small articles"][model])


def test_perfect_answers_score_one_and_swapped_sections_do_not():
    rows = [labelled(path) for path in LABELLED]
    perfect = [answer(row) for row in rows]
    assert set(figures(list(zip(rows, perfect, strict=True))).values()) == {1.0}
    for said in perfect:
        for sentence in said["sentences"]:
            sentence["section"] = {"meeting": "topics", "topics": "meeting"}.get(
                sentence["section"], sentence["section"]
            )
    found = figures(list(zip(rows, perfect, strict=True)))
    assert found["meeting sentences"] == found["topics sentences"] == 0
    assert found["background sentences"] == 1
    assert confusions(rows[0], perfect[0])


def answer(row):
    """What the program would say if it were always right."""
    sentences = row["sentences"]
    return {
        "sentences": [
            {"start": s["start"], "end": s["end"], "section": s["section"], "score": float(s["key"])}
            for s in sentences
        ],
        "participants": row["participants"],
        "meetings": row["meetings"],
        "topics": [{"label": t} for t in row["topics"]],
        "timeline": [
            {
                "date": e["date"],
                "start": sentences[e["sentence"]]["start"],
                "end": sentences[e["sentence"]]["end"],
            }
            for e in row["timeline"]
        ],
    }


@pytest.mark.data
@pytest.mark.parametrize("name", FLOORS["rouge"])
def test_summaries_keep_their_floors(data, name):
    samples, rouge = summaries(data, name), Rouge()
    some = samples[:: -(-len(samples) // MOST)]
    for system, (least_one, least_two) in FLOORS["rouge"][name].items():
        one, two = 100 * scores(some, system, rouge).mean(axis=0)
        assert one >= least_one, (system, one, two)
        assert two >= least_two, (system, one, two)


@pytest.mark.data
@pytest.mark.parametrize("model", FLOORS["structure"])
def test_structure_keeps_its_floors(data, model):
    home = data / "readouts"
    rows = gold(home / "articles", (home / "dev.txt").read_text(encoding="utf-8").split())
    assert not below(figures([(row, told(row, structure=model)) for row in rows]), FLOORS["structure"][model])


@pytest.mark.data
@pytest.mark.parametrize("collection", FLOORS["redundancy"])
def test_redundant_pairs_fold_and_others_do_not(data, collection):
    found = redundancy.shares(list(redundancy.pairs(data, collection)))
    share = {kind: folded / total for kind, (folded, total) in found.items()}
    assert not below(share, FLOORS["redundancy"][collection])
    assert not share["parallel"]
    assert not share.get("differ")
