from __future__ import annotations

from dataclasses import replace

from gold import gold_brief
from hypothesis import given
from hypothesis import strategies as st
from pages import brief_of, document

from briefing.exporters.fitting import keep, trim, without
from briefing.measure import fill
from briefing.model import Section


def scored(scores):
    brief = brief_of(document(*(f"Sentence {n}." for n in range(len(scores)))))
    statements = zip(brief.sections[0].statements, scores, strict=True)
    return replace(
        brief, sections=(Section("topics", "Key points", tuple(replace(s, score=x) for s, x in statements)),)
    )


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=12))
def test_the_lowest_score_goes_first_and_the_rest_is_renumbered(scores):
    brief = scored(scores)
    shorter = without(brief)
    left = list(shorter.statements())
    assert [s.number for s in left] == list(range(1, len(left) + 1))
    assert left[shorter.bottom_line - 1].text == "Sentence 0."
    assert sorted(s.score for s in left[1:]) == sorted(scores[1:])[1:]


def test_of_two_equal_scores_the_later_statement_goes():
    assert [s.text for s in without(scored([1, 0, 0])).statements()] == ["Sentence 0.", "Sentence 1."]


def test_the_bottom_line_alone_is_left_as_it_is():
    brief = scored([0])
    assert without(brief) is brief


def test_a_section_without_statements_goes():
    brief = gold_brief()
    assert [s.kind for s in keep(brief, {1, 2, 8}).sections] == ["topics", "background"]


def test_a_long_brief_is_trimmed_to_what_may_fit():
    brief = brief_of(
        document(*["A sentence that is long enough to take up more than one printed line. " * 2] * 200)
    )
    trimmed = trim(brief, 1)
    assert 0.9 < fill(trimmed) < 1.06
