"""How plain text falls into blocks by its white space, and what its normalisation does."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import UsageError
from briefing.layout import BODY, blocks, normalise
from briefing.model import Document


def shown(text, start=0):
    return [(b.kind, text[b.start : b.end]) for b in blocks(text, start)]


def paragraphs(text):
    return [words for kind, words in shown(text) if kind == "paragraph"]


# Text with all that layout looks at: several kinds of white space, bullets, numbers, capitals, closed and open lines.
pieces = st.sampled_from(
    [
        "The envoys met.",
        "and left",
        "Head",
        "- ",
        "1. ",
        "(a) ",
        "\n",
        "\n\n",
        "  ",
        "\t",
        "•",
        "x" * 130,
        ".",
        "\u200b",
        "“",
        "ß",
    ]
)
layouts = st.lists(pieces | st.text(max_size=8), max_size=40).map("".join)


def test_blank_lines_part_paragraphs():
    assert paragraphs("One met two.\n\nThey spoke.\n \t \nThey left.") == [
        "One met two.",
        "They spoke.",
        "They left.",
    ]


def test_lines_broken_at_a_margin_stay_together():
    text = (
        "The delegation arrived in the capital late on\n"
        "Monday and was received by the minister, who\n"
        "showed them the new harbour before the talks\n"
        "began in earnest.\n"
        "\n"
        "Both sides agreed to continue in the autumn,\n"
        "when the budget will be known.\n"
    )
    assert [p.count("\n") for p in paragraphs(text)] == [3, 1]


def test_a_short_last_line_ends_a_paragraph_of_broken_lines():
    text = (
        "The delegation arrived in the capital late on\n"
        "Monday and was received by the minister, who\n"
        "showed them the harbour.\n"
        "Both sides agreed to continue in the autumn,\n"
        "when the budget of the coming year will be\n"
        "known to all of them.\n"
    )
    assert len(paragraphs(text)) == 2


def test_an_indent_begins_a_paragraph_of_broken_lines():
    text = (
        "   The delegation arrived in the capital late\n"
        "on Monday and was received by the minister and\n"
        "his deputy, and they all walked to the harbour.\n"
        "   Both sides agreed to continue in the autumn,\n"
        "when the budget of the coming year will at last\n"
        "be known to all of them.\n"
    )
    assert len(paragraphs(text)) == 2


def test_one_line_a_paragraph_is_parted_at_every_line():
    lines = [
        f"The {n}th round of the talks on the river ended without an agreement on the dam, officials said."
        for n in range(9)
    ]
    assert paragraphs("\n".join(lines)) == lines


def test_two_long_lines_are_two_paragraphs():
    first = (
        "The president received the envoy of the neighbouring country on Friday and thanked him for his work."
    )
    second = "They spoke about the border, the railway and the ferry that both countries want to open by the summer."
    assert paragraphs(f"{first}\n{second}") == [first, second]


def test_double_spaced_text_is_not_parted_in_the_middle_of_a_sentence():
    text = (
        "The board of the harbour company met on Tuesday in the\n\n"
        "offices of the company and decided about the plans that\n\n"
        "its chairwoman had laid before it in the spring, and then\n\n"
        "adjourned until the first week of the coming month.\n"
    )
    assert len(paragraphs(text)) == 1


def test_items_of_a_list_are_blocks_without_their_bullets():
    text = (
        "The ministers agreed:\n- to open the ferry;\n- to close the\n  old bridge.\n\n• to meet again\n\n"
        "1. The ferry opens.\n2. The bridge closes.\n\n(a) in May\n(b) in June"
    )
    items = [words for kind, words in shown(text) if kind == "list-item"]
    assert items == [
        "to open the ferry;", "to close the\n  old bridge.", "to meet again",
        "1. The ferry opens.", "2. The bridge closes.", "(a) in May", "(b) in June",
    ]  # fmt: skip


def test_a_dash_at_the_start_of_a_broken_line_is_no_bullet():
    text = (
        "The talks about the harbour and the two islands\n"
        "- which nobody had expected to begin this year -\n"
        "went on until the night, and the two ministers\n"
        "looked content when they left the building.\n"
    )
    assert len(paragraphs(text)) == 1


def test_short_lines_in_a_row_are_a_list():
    text = "The groups are as follows:\n\nClean Energy\nWater\nHealth\n\nThey meet in May."
    assert [kind for kind, _ in shown(text)] == [
        "heading",
        "list-item",
        "list-item",
        "list-item",
        "paragraph",
    ]


def test_a_short_line_without_a_full_stop_is_a_heading():
    text = "Minister visits the north\n\nThe minister went north on Monday.\n\nNEXT STEPS\n\nHe returns on Friday."
    assert [kind for kind, _ in shown(text)] == ["heading", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "He said so.",
        "“We agree”, he said, “and we will”;",
        "The first sentence ends here. The second has no stop",
        "This line is so long that nobody would set it as the heading of anything, for it tells a story of its own",
    ],
)
def test_what_ends_as_a_sentence_does_is_no_heading(line):
    assert shown(f"{line}\n\nAnother paragraph stands below.")[0][0] == "paragraph"


def test_a_line_that_goes_on_below_is_no_heading():
    assert (
        shown("It will be the first tour by the Foreign\n\nminister since May.\n\nHe left.")[0][0]
        == "paragraph"
    )


def test_text_with_nothing_but_headings_is_body_text():
    assert [kind for kind, _ in shown("no stops here\n\nnone here either")] == ["paragraph", "paragraph"]


def test_paragraphs_are_numbered_and_headings_go_with_what_follows():
    text = "Head\n\nOne met two.\n\nNext\n\nThey spoke.\n\nLast"
    assert [(b.kind, b.number) for b in blocks(text)] == [
        ("heading", 1), ("paragraph", 1), ("heading", 2), ("paragraph", 2), ("heading", 2),
    ]  # fmt: skip


def test_nothing_before_the_start_is_in_a_block():
    assert shown("date 2020-01-01 They met.", 16) == [("paragraph", "They met.")]


@given(layouts)
def test_blocks_are_ordered_disjoint_and_tight(text):
    text = normalise(text)
    found = blocks(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for block in found:
        words = text[block.start : block.end]
        assert words
        assert not words[0].isspace()
        assert not words[-1].isspace()


@given(layouts)
def test_no_letter_is_outside_the_blocks(text):
    text = normalise(text)
    rest = list(text)
    for block in blocks(text):
        rest[block.start : block.end] = " " * (block.end - block.start)
    assert not any(c.isalnum() for c in rest)


@given(layouts)
def test_body_blocks_are_numbered_from_one(text):
    numbers = [b.number for b in blocks(normalise(text)) if b.kind in BODY]
    assert numbers == list(range(1, len(numbers) + 1))


@given(st.text(st.characters()))
def test_normalising_keeps_the_length_and_can_be_repeated(text):
    once = normalise(text)
    assert len(once) == len(text)
    assert normalise(once) == once
    once.encode("utf-8")


def test_line_ends_and_controls_are_replaced_one_by_one():
    assert normalise("a\r\nb\rc\u2028d\x00e\x1bf\ud800g\ufffeh\tß") == "a \nb\nc\nd e f\ufffdg\ufffdh\tß"


def test_a_document_from_text_keeps_the_offsets_of_the_text():
    text = "Head\r\n\r\nThe envoy\x07 left.\r\n"
    document = Document.from_text(text)
    (block,) = [b for b in document.blocks if b.kind == "paragraph"]
    assert text[block.start : block.end] == "The envoy\x07 left."
    assert document.language == "en"


def test_a_document_is_named_by_its_digest_unless_it_has_an_id():
    assert Document.from_text("a").uri == Document.from_text("a").digest[:12]
    named = Document.from_text("a", id="note 1", title="T")
    assert (named.id, named.uri, named.title) == ("note 1", "note 1", "T")


@pytest.mark.parametrize(
    "day", ["2022-04-29", "2022-04-29T10:15:00Z", date(2022, 4, 29), datetime(2022, 4, 29, 10, 15)]
)
def test_a_date_may_be_a_date_or_a_string(day):
    assert Document.from_text("a", published=day).published == date(2022, 4, 29)


def test_a_wrong_date_is_a_usage_error():
    with pytest.raises(UsageError, match="'29 April' is not a date"):
        Document.from_text("a", published="29 April")
