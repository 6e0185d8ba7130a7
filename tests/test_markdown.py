"""Markdown: after a CommonMark parse each statement comes back word for word, and nothing is HTML."""

import pytest
from gold import gold_brief
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from small import small_brief

from briefing.exporters.lines import one_line
from briefing.exporters.markdown import escape, export

PARSER = MarkdownIt("commonmark").enable("table")

TRICKY = (
    "1986. A great year for # signs and *stars*.",
    "- <script>alert(1)</script> & &amp; [link](http://a.example) ![x](y) `code` ~~gone~~",
    "+ A plus; = an equals sign; > a mark of quotation; | a pipe; \\| another; $5-$6",
    "    Four spaces, then {{ jinja }} and {% raw %} and __dunder__ and snake_case.",
    "[S1 ¶1]: http://evil.example 'title'",
    "Ends with a backslash\\",
    "--- *** ___ ``` ~~~",
    "A line\nthat was\n\twrapped.",
    "Spaces  in   a row.",
    "## Not a heading ##",
)


def inline(data):
    """The parsed inline runs of the file."""
    return [token for token in PARSER.parse(data.decode()) if token.type == "inline"]


def verbatim(token):
    """The words of a run, without emphasis (the program's) and links (references)."""
    words, depth = [], 0
    for child in token.children:
        if child.type in ("em_open", "link_open", "strong_open"):
            depth += 1
        elif child.type in ("em_close", "link_close", "strong_close"):
            depth -= 1
        elif not depth:
            words.append(child.content)
    return "".join(words)


def squeeze(text):
    return " ".join(text.split())


@pytest.mark.parametrize("template", ["brief", "full"])
def test_the_gold_example_comes_back_word_for_word(template):
    brief = gold_brief(template, marking="OPEN SOURCE")
    runs = [squeeze(verbatim(token)) for token in inline(export(brief))]
    for statement in brief.statements():
        assert squeeze(statement.text) in runs


@pytest.mark.parametrize("text", TRICKY)
def test_source_text_that_looks_like_markdown_stays_text(text):
    brief = small_brief([text, "Another sentence."], title=text, marking=text.strip())
    tokens = PARSER.parse(export(brief).decode())
    assert squeeze(text) in [squeeze(verbatim(token)) for token in tokens if token.type == "inline"]
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or ()
    }
    assert not kinds & {"html_block", "html_inline", "code_inline", "code_block", "fence", "image", "hr"}
    assert sum(token.type == "heading_open" for token in tokens) == 3  # title, key points, sources
    targets = {
        child.attrs["href"] for token in tokens for child in token.children or () if child.type == "link_open"
    }
    assert targets == {"#sources"}


def test_spaces_in_a_row_are_one():
    assert b"St Petersburg on Friday." in export(small_brief(["They met in St  Petersburg   on Friday."]))


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_any_text_survives_escaping(text):
    tokens = PARSER.parse(f"> {escape(text)}")
    assert [token.type for token in tokens][1:3] == ["paragraph_open", "inline"]
    parsed = verbatim(tokens[2])
    assert squeeze(parsed) == squeeze(one_line(text).replace("\0", "\ufffd"))


def test_numbers_are_the_statements_numbers_even_where_one_is_skipped():
    brief = small_brief([f"Sentence {n}." for n in "abcde"], bottom_line=3)
    tokens = PARSER.parse(export(brief).decode())
    starts = [token.attrs.get("start", 1) for token in tokens if token.type == "ordered_list_open"]
    assert starts == [1, 4]


def test_glosses_are_emphasised_and_outside_the_quotation():
    brief = small_brief(["He said so.", "The minister's view."], glosses=[(1, 2, "Doe"), (2, 12, "Roe")])
    text = export(brief).decode()
    assert "He *\\[Doe\\]* said so. [S1 ¶1]" in text
    assert "The minister *\\[Roe\\]*'s view. [S1 ¶2]" in text


def test_each_reference_is_defined_once_and_leads_to_the_sources():
    text = export(gold_brief("full")).decode()
    assert text.count('\n[S1 ¶15]: #sources "Source 1, paragraph 15"') == 1
    assert "## Sources" in text


def test_marking_stands_at_top_and_bottom_and_nowhere_when_unset():
    assert export(gold_brief(marking="OFFICIAL")).decode().count("**OFFICIAL**") == 2
    assert "OFFICIAL" not in export(gold_brief()).decode()
