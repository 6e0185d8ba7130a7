"""Which section a sentence belongs to, how sure the model is, and what it gives as its reasons."""

import itertools
import json
import math
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import small_document

from briefing.annotators import light, readings
from briefing.annotators.light_features import describe
from briefing.annotators.light_traits import age_of, look
from briefing.encoder import EncoderUnavailable
from briefing.errors import UsageError
from briefing.model import LABELS, Annotations, DateMention, Reading, Sentence
from briefing.readers.jsonl import read_lines
from briefing.segmenters import get, recognise

REPORT = (
    "President Vera Lind met Prime Minister Tomas Brandt in Oslo on Thursday.",
    "The two leaders discussed fishing quotas and the new ferry line, the president's office said.",
    '"We will sign the agreement before the summer," Brandt told reporters.',
    "The two countries had quarrelled over herring since 1997, when patrol boats seized three trawlers.",
)


def sentences_of(document):
    return tuple(Sentence(document, block.start, block.end) for block in document.blocks)


def read(
    texts=REPORT, *, model="light", language="en", published=date(2023, 5, 4), annotations=None, kinds=()
):
    document = replace(small_document(texts, language), published=published)
    blocks = list(document.blocks)
    for i, kind in kinds:
        blocks[i] = replace(blocks[i], kind=kind)
    document = replace(document, blocks=tuple(blocks))
    return readings.read(document, sentences_of(document), annotations or Annotations(), model)


def labels(found):
    return [reading.label for reading in found]


def without_encoder(monkeypatch):
    def fail():
        raise EncoderUnavailable("the library onnxruntime is not installed", "pip install onnxruntime")

    monkeypatch.setattr(readings, "load_encoder", fail)


class Oracle:
    """Stands for the encoder: sure of one label for every sentence."""

    def __init__(self, label):
        self.label, self.asked = label, None

    def read(self, sentences, title, day):
        self.asked = (list(sentences), title, day)
        sure = dict.fromkeys(LABELS, 0.0) | {self.label: 1.0}
        return [Reading(**sure, key=0.9) for _ in sentences]


def test_files_the_encounter_what_was_said_and_what_came_before():
    found, name = read()
    assert (labels(found), name) == (["meeting", "topics", "topics", "background"], "light")


def test_the_news_is_more_key_than_a_closing_remark():
    found, _ = read((*REPORT, "A new round of talks is not planned."))
    assert found[0].key > found[-1].key


def test_what_stands_outside_of_body_text_is_none_for_sure():
    for kind in ("heading", "caption", "dateline", "byline", "boilerplate"):
        found, _ = read(kinds=[(0, kind)])
        assert (found[0].none, found[0].key) == (1.0, 0.0)
        assert kind in found[0].cues[0]
        assert found[1].label == "topics"


def test_a_quotation_that_runs_on_is_still_something_said():
    paragraph = (
        '"We have waited for this line for years. '
        "The old ships were sold in 1987. "
        'They never came back," the minister said.'
    )
    document = small_document([REPORT[0], paragraph])
    start = document.blocks[1].start
    ends = [start + paragraph.index(mark) + 1 for mark in (". The", ". They")] + [document.blocks[1].end]
    starts = [start, *(end + 1 for end in ends[:2])]
    inside = [Sentence(document, a, b) for a, b in zip(starts, ends, strict=True)]
    found, _ = readings.read(document, (sentences_of(document)[0], *inside), Annotations(), "light")
    assert labels(found)[1:] == ["topics"] * 3
    assert "in quotation marks" in found[2].cues


def test_the_same_fact_is_a_topic_where_somebody_said_it():
    told = "Brandt visited the harbour in 2009."
    said = "Brandt recalled that he visited the harbour in 2009, he said."
    assert read((*REPORT[:2], told))[0][2].label == "background"
    assert read((*REPORT[:2], said))[0][2].label == "topics"


def test_reasons_are_few_and_name_what_was_seen():
    found, _ = read()
    assert all(len(reading.cues) <= 4 for reading in found)
    assert {"first sentence", "near the beginning"} & set(found[0].cues)
    assert "meeting verb 'met'" in found[0].cues
    assert any("discussed" in cue or "said" in cue for cue in found[1].cues)
    assert any("1997" in cue for cue in found[3].cues)


def test_a_date_is_named_as_it_is_printed():
    texts = (*REPORT[:2], "The harbour treaty was signed in the spring of 1997 after years of quarrels.")
    document = replace(small_document(texts), published=date(2023, 5, 4))
    start = document.text.index("in the spring of 1997")
    dates = (DateMention(document, start, start + len("in the spring of 1997"), "1997", "season"),)
    found, _ = readings.read(document, sentences_of(document), Annotations(dates=dates), "light")
    assert any("in the spring of 1997" in cue for cue in found[2].cues)


def test_another_language_is_read_by_what_needs_no_words():
    texts = (
        "Die Präsidentin traf den Ministerpräsidenten am Donnerstag in Oslo.",
        "„Wir werden das Abkommen vor dem Sommer unterzeichnen“, sagte er.",
        "1997 hatten Patrouillenboote drei Kutter aufgebracht.",
    )
    found, name = read(texts, language="de")
    assert name == "light"
    assert [round(r.meeting + r.topics + r.background + r.none, 3) for r in found] == [1.0] * 3
    assert found[0].meeting > found[1].meeting
    assert found[1].topics > found[2].topics


def test_auto_takes_the_light_model_where_there_is_no_encoder(monkeypatch):
    without_encoder(monkeypatch)
    assert read(model="auto") == read(model="light")


def test_the_encoder_asked_for_by_name_fails_with_what_is_missing(monkeypatch):
    without_encoder(monkeypatch)
    with pytest.raises(UsageError, match="pip install onnxruntime"):
        read(model="encoder")


def test_an_unknown_model_is_refused_with_the_names_there_are():
    with pytest.raises(UsageError, match="auto, encoder, light"):
        read(model="heavy")


def test_rules_give_no_readings():
    assert read(model="rules") == ((), "rules")


def test_the_encoder_is_asked_for_all_sentences_and_overruled_on_headings(monkeypatch):
    oracle = Oracle("background")
    monkeypatch.setattr(readings, "load_encoder", lambda: oracle)
    found, name = read(model="auto", kinds=[(2, "heading")])
    assert name == "encoder"
    assert oracle.asked == (list(REPORT), "", "2023-05-04")
    assert labels(found) == ["background", "background", "none", "background"]
    assert any("1997" in cue for cue in found[3].cues)


def test_auto_does_not_ask_the_encoder_in_a_language_that_it_does_not_know(monkeypatch):
    monkeypatch.setattr(readings, "load_encoder", lambda: Oracle("none"))
    assert (
        read(("Les deux présidents se sont rencontrés à Oslo.",), model="auto", language="fr")[1] == "light"
    )


def test_no_sentence_gives_no_reading():
    document = small_document([""])
    assert readings.read(document, (), Annotations(), "light") == ((), "light")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), max_size=6))
def test_whatever_the_text_each_sentence_gets_probabilities(texts):
    first, _ = read(texts, published=None)
    again, _ = read(texts, published=None)
    assert first == again
    assert len(first) == len(texts)
    for r in first:
        assert math.isclose(r.meeting + r.topics + r.background + r.none, 1.0, abs_tol=0.001)
        assert min(r.meeting, r.topics, r.background, r.none, r.key) >= 0.0
        assert r.key <= 1.0


FOUR = st.tuples(*[st.floats(-6, 6)] * 4)


@given(st.lists(FOUR, min_size=1, max_size=4), st.lists(FOUR, min_size=4, max_size=4))
def test_marginals_are_those_of_all_paths(scores, moves):
    factors = tuple(tuple(map(math.exp, row)) for row in moves)
    weights = Counter()
    for path in itertools.product(range(4), repeat=len(scores)):
        total = sum(s[label] for s, label in zip(scores, path, strict=True))
        total += sum(moves[a][b] for a, b in itertools.pairwise(path))
        for i, label in enumerate(path):
            weights[i, label] += math.exp(total)
    found = light.marginals(scores, [factors] * len(scores))
    for i, row in enumerate(found):
        whole = sum(weights[i, label] for label in range(4))
        assert row == pytest.approx([weights[i, label] / whole for label in range(4)], abs=2e-4)


def test_a_long_chain_of_sure_sentences_does_not_come_to_nought():
    found = light.marginals([(900.0, 0.0, 0.0, 0.0)] * 3000, [((1.0,) * 4,) * 4] * 3000)
    assert found[-1] == (1.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "head", "tense"),
    [
        ("The ministers, who arrived on Monday, discussed trade.", "discuss", "past"),
        ("The court had rejected the appeal.", "had", "pluperfect"),
        ("Norway has offered a loan.", "has", "perfect"),
        ("They will meet again.", "will", "future"),
        ("The trawlers were released.", "was", "passive"),
        ('"Prices fell and rose," Brandt said.', "say", "past"),
        ("The reception at the castle", "", ""),
    ],
)
def test_finds_the_main_verb_and_its_tense(text, head, tense):
    seen = look(text, "en")
    assert (seen.tense, seen.head) == (tense, head) or (tense, seen.head) == ("passive", "were")


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("In 1997 it was closed.", "old"),
        ("In 2022 it was closed.", "years"),
        ("It was closed on May 3.", "day-near"),
        ("It was closed on 20 May.", "day-off"),
        ("It was closed in April.", "last-month"),
        ("It may be closed.", ""),
    ],
)
def test_dates_are_held_against_the_day_of_publication(text, age):
    assert age_of(look(text, "en"), date(2023, 5, 4)) == age


def test_a_raised_figure_is_no_day():
    assert look("It was closed in May ².", "en").day == 0


def test_without_a_day_of_publication_a_year_is_only_a_year():
    assert age_of(look("In 1997 it was closed.", "en"), None) == "year"


@pytest.mark.parametrize(
    "text", ['"No," he said.', "“No,” he said.", "``No,'' he said.", "«No», he said.", "„No“, he said."]
)
def test_quotations_are_known_by_any_marks(text):
    seen = look(text, "en")
    assert (seen.inside, seen.words, seen.after) == (1, 3, "")


def test_an_apostrophe_opens_no_quotation():
    assert look("The brothers’ boat and the ministers’ car were sold.", "en").inside == 0


def test_a_quotation_left_open_ends_with_its_paragraph():
    found = describe(['He said: "We go on.', "It rained."], [1, 2], "", None, "en")
    assert found[1].link == "new"
    assert found[1].seen.inside == 0


def test_the_light_model_needs_no_library_for_numbers():
    script = (
        "import sys\n"
        "from briefing.annotators.light import load\n"
        "from briefing.annotators.light_features import describe\n"
        "load('en').read(describe(['They met.'], [1], '', None, 'en'))\n"
        "print(sorted({'numpy', 'scipy', 'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.data
def test_the_light_model_keeps_its_quality(data):
    counts = Counter()
    for name in (data / "readouts" / "dev.txt").read_text().split():
        raw = json.loads((data / "readouts" / "articles" / f"{name}.json").read_text(encoding="utf-8"))
        line = json.dumps({field: raw[field] for field in ("id", "title", "date", "text")})
        (document,) = read_lines([line], name)
        document = recognise(document)
        sentences = get()(document)
        found, _ = readings.read(document, sentences, Annotations(), "light")
        for gold in raw["sentences"]:
            best = max(
                range(len(found)),
                key=lambda i, g=gold, s=sentences: min(s[i].end, g["end"]) - max(s[i].start, g["start"]),
            )
            counts[gold["section"].lower(), found[best].label] += 1
    f1 = [
        2 * counts[name, name] / sum(n for pair, n in counts.items() for side in pair if side == name)
        for name in LABELS
    ]
    assert sum(f1) / 4 >= 0.77
