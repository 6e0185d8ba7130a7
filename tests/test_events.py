"""Documents of one event are put together; another round of it, and another story, are not."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

from briefing import Document
from briefing.batch.jobs import Recipe
from briefing.batch.run import Batch
from briefing.events import events
from briefing.model import Options

FERRY = (
    (
        "A ferry sank off Callao on Tuesday and 24 people drowned, the Peruvian coast guard said. "
        "Divers searched the wreck of the Santa Rosa while relatives waited in the harbour of Callao."
    ),
    (
        "Relatives waited in Callao for news of the ferry Santa Rosa, which sank on Tuesday. "
        "The coast guard of Peru sent divers to the wreck and said that 24 people had drowned."
    ),
)
TALKS = (
    (
        "Ministers Ana Reyes and Kari Holm met in Oslo to talk about herring quotas. "
        "Reyes wants inspectors in the Norwegian ports before the herring season opens."
    ),
    (
        "Herring quotas were the subject when Kari Holm received Ana Reyes in Oslo. "
        "Holm offered inspectors for the ports of Norway during the herring season."
    ),
)
DAY = date(2024, 3, 6)


def document(text: str, name: str, day: date | None = DAY) -> Document:
    return Document.from_text(text, id=name, published=day)


def test_reports_on_one_event_are_put_together_in_whatever_order():
    texts = {"f1": FERRY[0], "f2": FERRY[1], "t1": TALKS[0], "t2": TALKS[1]}
    for order in permutations(texts):
        found = dict(zip(order, events([document(texts[n], n) for n in order]), strict=True))
        assert found["f1"] == found["f2"] != found["t1"] == found["t2"]
        assert found[order[0]] == 0


def test_an_earlier_round_is_another_event():
    early = DAY - timedelta(days=40)
    assert events([document(TALKS[0], "a"), document(TALKS[1], "b"), document(TALKS[0], "c", early)]) == [
        0,
        0,
        1,
    ]


def test_documents_without_a_date_are_told_by_their_words():
    found = events([document(t, str(n), None) for n, t in enumerate((*FERRY, *TALKS))])
    assert found == [0, 0, 1, 1]


def test_nothing_and_next_to_nothing():
    assert events([]) == []
    assert events([document("Yes.", "a")]) == [0]
    assert len(set(events([document("", "a"), document("", "b")]))) == 2


def test_a_batch_makes_one_brief_an_event_and_the_same_one_again(tmp_path):
    home = tmp_path / "in"
    home.mkdir()
    for name, text in {"a": FERRY[0], "b": TALKS[0], "c": FERRY[1], "d": TALKS[1]}.items():
        (home / f"{name}.txt").write_text(text)
    (home / "e.txt").write_bytes(b"")
    recipe = Recipe(Options(structure="rules"), ("markdown",))
    for owed in (3, 3):
        with Batch(str(tmp_path / "out"), recipe, by="cluster") as batch:
            assert batch.plan([str(home)])["owed"] == owed
            jobs = {job.stem: [p.uri.rpartition("/")[2] for p in job.places] for job in batch._jobs()}
            assert jobs == {"a": ["a.txt", "c.txt"], "b": ["b.txt", "d.txt"], "e": ["e.txt"]}
