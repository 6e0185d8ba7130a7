"""Rankers: what holds of every one, and what the default one promises beside."""

import math
import warnings
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import explain, rankers, segmenters
from briefing.errors import PluginError, UsageError
from briefing.model import Article, Document, Query

NAMES = tuple(entry.name for entry in rankers.BUILT_IN)
SUMY = tuple(n for n in NAMES if n.startswith("sumy-"))

# Short paragraphs of a few words, so that sentences share words, repeat, and hold none at all.
WORDS = st.sampled_from(
    [
        "harbour",
        "council",
        "pier",
        "met",
        "the",
        "on",
        "Monday",
        "12",
        "storm",
        "crews",
        "tender",
        "a",
        "said",
        "Š",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=8).map(lambda w: " ".join(w).capitalize() + ".")
TEXTS = st.lists(st.one_of(SENTENCES, st.sampled_from(["– – –", "1931", "?!", "«»"])), min_size=1, max_size=9)

STORY = (
    "The harbour council met on Monday to discuss the new pier at Westport.",
    "Fishing crews want the pier to be finished before the autumn storms.",
    "The council has set aside nine million crowns for the pier.",
    "A second tender will be opened in May, the council said.",
    "Westport's old pier was built in 1931 and damaged by ice in 1987.",
)


def article(paragraphs, name="a", title=""):
    document = segmenters.recognise(Document.from_text("\n\n".join(paragraphs), id=name, title=title))
    return Article(document, tuple(segmenters.get()(document)))


def ranked(name, *articles, **query):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return list(rankers.get(name)(articles, Query(**query)))


def best(scores, sentences):
    return [sentences[i].text for i in sorted(range(len(scores)), key=lambda i: (-scores[i].value, i))]


def count(*articles):
    return sum(len(a.sentences) for a in articles)


def test_every_ranker_of_the_list_can_be_had_by_its_name():
    assert set(NAMES) <= set(rankers.names())
    assert len(SUMY) == 8
    for name in NAMES:
        assert callable(rankers.get(name))
    with pytest.raises(PluginError, match="lexrnk"):
        rankers.get("lexrnk")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_gives_nothing(name):
    assert ranked(name) == []


@pytest.mark.parametrize("name", NAMES)
@given(first=TEXTS, second=st.one_of(st.none(), TEXTS), words=st.one_of(st.none(), st.integers(1, 60)))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_one_finite_score_a_sentence_and_the_same_again(name, first, second, words):
    articles = [article(first)] + ([article(second, "b")] if second else [])
    scores = ranked(name, *articles, words=words)
    assert len(scores) == count(*articles)
    assert all(math.isfinite(s.value) for s in scores)
    assert scores == ranked(name, *articles, words=words)


@pytest.mark.parametrize("name", NAMES)
def test_equal_sentences_at_two_places_are_both_scored(name):
    twice = article([*STORY, STORY[0]])
    scores = ranked(name, twice)
    assert len(scores) == 6
    assert all(s.reasons for s in scores)


@pytest.mark.parametrize("name", [n for n in NAMES if not n.startswith("sumy-")])
def test_a_score_is_the_sum_of_its_reasons(name):
    for score in ranked(name, article(STORY, title="New pier at Westport")):
        assert score.value == pytest.approx(sum(r.value for r in score.reasons), abs=1e-6)


@pytest.mark.parametrize("name", ["lexrank", "textrank", "centrality"])
def test_the_order_of_articles_does_not_matter(name):
    one, other = article(STORY), article(["The pier is old.", "Ice damaged the pier in 1987."], "b")
    ahead, behind = ranked(name, one, other), ranked(name, other, one)
    turned = behind[count(other) :] + behind[: count(other)]
    assert [s.value for s in ahead] == pytest.approx([s.value for s in turned], abs=1e-6)


@pytest.mark.parametrize("name", ["lexrank", "textrank"])
def test_graph_methods_do_not_look_at_the_place(name):
    ahead = ranked(name, article(STORY))
    behind = ranked(name, article(STORY[::-1]))[::-1]
    assert [s.value for s in ahead] == pytest.approx([s.value for s in behind], abs=1e-6)


def test_lead_takes_the_articles_in_turn():
    one, other = article(STORY[:2]), article(STORY[2:4], "b")
    scores = ranked("lead", one, other)
    sentences = [*one.sentences, *other.sentences]
    assert best(scores, sentences) == [STORY[0], STORY[2], STORY[1], STORY[3]]


@pytest.mark.parametrize("name", ["lexrank", "textrank", "coverage"])
def test_a_sentence_that_shares_nothing_is_not_the_best(name):
    odd = "Elephants trumpet loudly."
    scores = ranked(name, article([odd, *STORY]))
    assert best(scores, article([odd, *STORY]).sentences)[0] != odd


def test_what_was_said_falls_behind_the_second_time():
    found = article([*STORY, STORY[0]])
    scores = ranked("default", found)
    assert best(scores, found.sentences)[0] == STORY[0]
    (again,) = (s for s in scores if any(r.name == "repeats" for r in s.reasons))
    assert again.value < scores[0].value
    (repeat,) = (r for r in again.reasons if r.name == "repeats")
    assert repeat.value < 0
    assert "says the same" in repeat.words


def test_in_a_report_on_talks_a_repeat_comes_after_all_else():
    news = "Foreign Minister Ana Reyes met her Norwegian counterpart Kari Holm in Lima on Tuesday."
    rest = [
        "The ministers discussed fish quotas and a joint research vessel.",
        "Reyes said the quota would be published before the end of the month.",
        "Lima has eleven million inhabitants.",
        "It rained.",
    ]
    document = Document.from_text("\n\n".join([news, *rest, news]), published=date(2024, 3, 6))
    found = next(explain([document], structure="light"))
    values = [s.value for s in found.scores]
    assert any(r.name == "repeats" for r in found.scores[-1].reasons)
    assert values[-1] < min(values[:-1])


def test_a_repeat_in_another_article_names_the_article():
    scores = ranked("default", article(STORY), article([STORY[1], "The pier will be of steel."], "other"))
    told = [r.words for s in scores for r in s.reasons if r.name == "repeats"]
    assert len(told) == 1
    assert "paragraph" in told[0]


def test_headings_come_after_all_body_text():
    document = segmenters.recognise(
        Document.from_text(
            "The pier\n\n" + "\n\n".join(STORY) + "\n\nThe costs\n\nThe pier costs nine million crowns."
        )
    )
    found = Article(document, tuple(segmenters.get()(document)))
    values = {s.block.kind: [] for s in found.sentences}
    for sentence, score in zip(found.sentences, ranked("default", found), strict=True):
        values[sentence.block.kind].append(score.value)
    assert max(values["heading"]) < min(values["paragraph"])


@pytest.mark.parametrize("asked", ["ice damage", "tender in May", "autumn storms"])
def test_a_focus_moves_the_choice_and_says_so(asked):
    found = article(STORY)
    scores = ranked("default", found, focus=asked)
    top = best(scores, found.sentences)[0].casefold()
    assert any(word[:5] in top for word in asked.split() if len(word) > 2)
    told = [r for s in scores for r in s.reasons if r.name == "focus" and r.value > 0]
    assert told
    assert all(r.words for r in told)


def test_a_focus_that_matches_nothing_changes_nothing():
    found = article(STORY)
    plain = best(ranked("default", found), found.sentences)
    assert best(ranked("default", found, focus="volcano"), found.sentences) == plain


def test_reasons_are_told_in_words():
    told = [
        r.words for s in ranked("default", article(STORY, title="New pier at Westport")) for r in s.reasons
    ]
    assert "first sentence" in told
    assert "second paragraph" in told
    assert "overlaps the title" in told


@pytest.mark.parametrize("name", SUMY)
def test_a_method_of_sumys_says_when_a_text_is_too_long_for_it(name):
    long = article(["The council met again and spoke of the pier." for _ in range(5001)])
    with pytest.raises(UsageError, match=rf"'{name}' takes at most [\d,]+ sentences, and here are 5,001"):
        ranked(name, long)


def test_a_method_of_sumys_gives_no_reason_but_its_own():
    assert {r.name for s in ranked("sumy-luhn", article(STORY)) for r in s.reasons} == {"luhn"}


@pytest.mark.parametrize("name", ["default", "lexrank", "centrality", "coverage"])
def test_texts_without_latin_letters_and_without_words_are_ranked(name):
    found = article(["Совет обсудил новый причал.", "理事会讨论了新码头。", "…", "12 345"])
    scores = ranked(name, found)
    assert len(scores) == len(found.sentences)
    assert all(math.isfinite(s.value) for s in scores)
