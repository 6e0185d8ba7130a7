"""What goes in: sentences of one quotation together or not at all."""

import pytest
from articles import article

from briefing import Document, make_brief
from briefing.model import Score, Sentence
from briefing.structurer.candidates import candidates
from briefing.structurer.fragments import fragments
from briefing.structurer.selection import select

TEXT = (
    "Holm opened the harbour on Monday.\n\n"
    '"We stay here for good. We are here until June, as we want a treaty," Holm said. It rained.\n'
)


@pytest.mark.parametrize(
    ("room", "taken"),
    [(1, {0}), (2, {1, 2}), (3, {0, 1, 2})],
)
def test_a_quotation_is_not_torn(room, taken):
    made = article(TEXT)
    assert [s.text.split()[0] for s in made.sentences] == ["Holm", '"We', "We", "It"]
    pool = candidates([made], [Score(v) for v in (1.0, 0.2, 2.0, 0.1)], [()], [()])
    choice = select(
        pool[:3], None, lambda chosen: len(chosen) <= room, origin={made.document.uri: made.document.uri}
    )
    assert {c.place for c in choice.chosen} == taken


def test_a_caption_within_the_text_is_not_quoted():
    made = article(
        "President Ilse Brand (right) receives Premier Olga Ruiz in Oslo. Brand met Ruiz on Tuesday.\n"
    )
    pool = candidates([made], [Score(1.0)] * 2, [()], [()])
    assert [c.label for c in pool] == ["none", "topics"]


def test_a_sentence_that_leans_is_never_printed_behind_another_source():
    first = Document.from_text(
        "Minister Ana Ruiz met Envoy Per Holm in Lima on Monday.\n\nRuiz signed the treaty after the talks.",
        id="a",
        published="2024-05-06",
    )
    second = Document.from_text(
        "He said the deal was historic.\n\nTraders in Oslo welcomed the lower tariffs.",
        id="b",
        published="2024-05-06",
    )
    brief = make_brief([first, second], template="full", structure="light")
    assert not any(s.text.startswith("He said") for s in brief.statements())


def test_a_fragment_is_printed_only_where_there_is_nothing_else():
    made = article(
        "Officials said. And the treaty? Traders in Oslo welcomed the lower tariffs. The first new...\n"
    )
    pool = candidates([made], [Score(1.0)] * 4, [()], [()])
    assert [c.label for c in pool] == ["none", "none", "topics", "none"]
    scrap = make_brief([Document.from_text("Officials said.")], structure="light")
    assert [s.text for s in scrap.statements()] == ["Officials said."]


def test_short_statements_and_scripts_without_spaces_are_no_fragments():
    made = article("Two firefighters died. Shares fell 9%. He resigned Tuesday.\n")
    assert fragments(made.sentences) == frozenset()
    document = Document.from_text("外交部长周二在北京会见了法国外长。", language="zh")
    assert fragments([Sentence(document, 0, len(document.text))]) == frozenset()
