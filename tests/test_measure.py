from __future__ import annotations

from dataclasses import replace

import pytest
from gold import gold_brief
from hypothesis import given
from hypothesis import strategies as st
from pages import brief_of, document

from briefing import Document, make_brief
from briefing.exporters import html, pdf_pages
from briefing.exporters.fitting import keep
from briefing.exporters.outline import outline
from briefing.measure import fill, pages_for, title_size
from briefing.typefaces import lines, width

MM = 96 / 25.4


def rendered_height(brief):
    """Millimetres of the page's content, on paper of one endless page."""
    text = html.render(outline(brief), brief, paper=pdf_pages.PAPER)
    text = text.replace("size: A4", "size: 210mm 2000mm").replace("size: Letter", "size: 215.9mm 2000mm")
    (page,) = pdf_pages.lay_out(text).pages
    return page._page_box.children[0].height / MM


BRIEFS = {
    "short": gold_brief(),
    "short, letter": gold_brief(paper="letter"),
    "addressed": gold_brief(to="The Minister", sender="Desk", reference="BN 1"),
    "few statements": keep(gold_brief(), {1, 2, 6}),
    "dated rows": replace(gold_brief("full"), options=replace(gold_brief("full").options, template="brief")),
    "two lines of title": replace(
        gold_brief(), title="A title that is much too long for one line of print " * 2
    ),
    "no meeting": brief_of(
        document("The board cut the price of the ticket.", "Passengers welcomed the news.")
    ),
    "three sources": brief_of(*(document(f"Sentence {n} of a source.", uri=f"{n}.txt") for n in range(3))),
}


@pytest.mark.parametrize("name", BRIEFS)
def test_the_estimate_of_a_short_note_is_good_to_two_lines(name):
    brief = BRIEFS[name]
    height = {"a4": 252.0, "letter": 234.4}[brief.options.paper]
    assert fill(brief) * height == pytest.approx(rendered_height(brief), abs=9.5)


def test_the_estimate_of_a_long_note_is_good_to_a_twentieth():
    assert fill(gold_brief("full")) * 252 == pytest.approx(rendered_height(gold_brief("full")), rel=0.05)


@given(st.text(max_size=200), st.text(max_size=50))
def test_more_text_never_takes_fewer_lines(text, more):
    assert lines(text, 100.0, 9.7) <= lines(f"{text} {more}", 100.0, 9.7)


def test_words_break_after_hyphens():
    assert lines("well-known", width("well-", 10) + 0.1, 10) == 2


def test_a_title_shrinks_to_its_line_and_no_further():
    assert title_size("Short title") == 19.0
    fitting = title_size("A title that is just a little too long for the largest of sizes here")
    assert 16.4 < fitting < 19.0
    assert title_size("word " * 60) == 16.4


def test_a_note_of_many_sources_grows_so_that_its_list_leaves_room_for_statements():
    goods = ("wheat", "timber", "copper", "salt", "wool", "coffee", "cement", "glass", "tin", "rubber")
    ports = (
        "Sines",
        "Bergen",
        "Gdynia",
        "Varna",
        "Piraeus",
        "Cork",
        "Malmo",
        "Rijeka",
        "Turku",
        "Genoa",
        "Lagos",
    )
    sources = [
        Document.from_text(
            f"The port of {ports[n % 11]} took in {100 + 7 * n} tonnes of {goods[n % 10]} in the last week of May.",
            title=f"Report {n}",
            id=f"{n}",
        )
        for n in range(110)
    ]
    brief = make_brief(sources, template="full", structure="light")
    assert len(list(brief.statements())) > 8
    assert fill(brief) <= pages_for(brief, 3)


def test_pages_that_were_asked_for_stay_while_the_lists_have_room_on_them():
    unasked, asked = gold_brief("full"), gold_brief("full", pages=1)
    lists = fill(replace(asked, sections=(), bottom_line=None))
    assert 0.5 < lists < 1
    assert pages_for(asked, 1) == 1
    assert pages_for(unasked, 1) == lists + 0.5
    crowded = replace(asked, limits=asked.limits * 20)
    assert pages_for(crowded, 1) == fill(replace(crowded, sections=(), bottom_line=None)) + 0.5 > 1.5
