from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from gold import gold_brief
from pages import brief_of, document, long_brief
from small import small_brief

from briefing.errors import TemplateError
from briefing.exporters.blocks import (
    BottomLine,
    Contents,
    Legend,
    Limits,
    People,
    Sources,
    Statements,
    Timeline,
)
from briefing.exporters.outline import outline, pieces, shorten
from briefing.exporters.wording import Wording
from briefing.language import languages, table
from briefing.model import DateMention, Gloss, Meeting, Section, Sentence, Skipped, Statement, TimelineEntry


def headings(template: str) -> list[str]:
    brief = gold_brief("full" if template == "chronology" else template)
    brief = replace(brief, options=replace(brief.options, template=template))
    return [getattr(block, "heading", "") for block in outline(brief).blocks]


def block(brief, kind):
    return next(b for b in outline(brief).blocks if isinstance(b, kind))


def test_the_short_note_has_its_blocks_in_order():
    assert headings("brief") == [
        "Bottom line",
        "Key points",
        "The meetings",
        "Background history",
        "People",
        "Sources",
        "",
    ]


def test_the_long_note_adds_context_table_and_limits():
    assert headings("full") == [
        "Bottom line",
        "Key points",
        "The meetings",
        "Context",
        "People",
        "Timeline",
        "Limits of this note",
        "Sources",
        "",
    ]


@pytest.mark.parametrize("template", ["brief", "full"])
def test_every_statement_is_printed_once_in_the_words_of_its_source(template):
    brief = gold_brief(template)
    points = outline(brief).points()
    assert sorted(p.statement.number for p in points) == [s.number for s in brief.statements()]
    for point in points:
        assert "".join(p.text for p in point.pieces if not p.gloss) == point.statement.text


def test_timeline_rows_show_their_date_in_place_of_a_number():
    rows = block(gold_brief("full"), Timeline).points
    assert [r.handle for r in rows] == ["1992", "1994", "1997", "since 1997", "2008", "2018", "late 2021"]


def test_the_short_note_prints_dated_background_as_rows_without_a_table():
    full = gold_brief("full")
    brief = replace(full, options=replace(full.options, template="brief"))
    rows = block(brief, Timeline)
    assert not rows.columns
    assert len(rows.points) == 7


def test_a_gloss_stands_after_the_words_that_it_explains():
    text = document("The minister spoke.")
    statement = Statement(1, Sentence(text, 0, 19), glosses=(Gloss(12, "Bayramov"),))
    assert [(p.text, p.gloss) for p in pieces(statement)] == [
        ("The minister", False),
        ("[Bayramov]", True),
        (" spoke.", False),
    ]


def test_what_the_user_did_not_give_is_not_printed():
    page = outline(gold_brief())
    assert (page.marking, page.masthead.reference, page.masthead.lines) == ("", "", ())


def test_what_the_user_gave_is_printed():
    page = outline(gold_brief(marking="RESTRICTED", reference="BN 7", to="Minister", copies="Registry"))
    assert (page.marking, page.masthead.reference) == ("RESTRICTED", "BN 7")
    assert page.masthead.lines == (("To", "Minister"), ("Copies to", "Registry"))


def test_facts_tell_host_and_visitor_apart():
    facts = outline(gold_brief()).facts
    assert facts.event == (
        ("Event", "28 April 2022, Baku"),
        ("Visitor", "Javier Colomina"),
        ("Met by", "Ilham Aliyev; Jeyhun Bayramov"),
    )


def test_facts_name_participants_where_nobody_hosts():
    brief = gold_brief()
    people = tuple(replace(p, role="principal") for p in brief.participants[:2])
    facts = outline(replace(brief, participants=people)).facts
    assert facts.event[1:] == (("Participants", "Ilham Aliyev; Javier Colomina"),)


def test_a_planned_meeting_is_not_printed_as_held():
    planned = Meeting("2022-05", "Ankara", (), "planned", ())
    facts = outline(replace(gold_brief(), meetings=(planned,))).facts
    assert facts.event[0] == ("Event", "May 2022, Ankara (planned)")


def test_a_day_is_not_repeated_where_another_meeting_adds_its_place():
    places = ("", "Baku", "Shusha", "Ganja")
    meetings = tuple(Meeting("2022-04-28", place, (), "held", ()) for place in places)
    facts = outline(replace(gold_brief(), meetings=meetings)).facts
    assert facts.event[0][1] == "28 April 2022, Baku; 28 April 2022, Shusha and 1 more"


def test_without_a_meeting_no_fact_is_made_up_and_the_legend_says_so():
    brief = brief_of(document("The board cut the price."))
    assert outline(brief).facts.event == ()
    assert "No sentence matched the generator’s patterns for a meeting." in block(brief, Legend).text


def test_a_description_is_quoted_only_where_the_source_prints_it():
    brief = gold_brief()
    invented = replace(brief.participants[0], title="Head of State of Azerbaijan")
    person = block(replace(brief, participants=(invented,)), People).people[0]
    assert (person.description, person.gloss) == ("", "Head of State of Azerbaijan")
    person = block(brief, People).people[0]
    assert (person.description, person.reference.text) == ("Azerbaijani President", "S1 ¶1")


def test_the_short_note_names_those_present_and_the_long_one_those_mentioned_too():
    assert "Jens Stoltenberg" not in [p.name for p in block(gold_brief(), People).people]
    assert "Jens Stoltenberg" in [p.name for p in block(gold_brief("full"), People).people]


def test_limits_tell_coverage_skipped_files_and_what_a_format_cannot_show():
    brief = replace(gold_brief("full"), skipped=(Skipped("scan.pdf", "holds no text"),))
    lines = next(b for b in outline(brief, ("Two signs are missing.",)).blocks if isinstance(b, Limits)).lines
    assert lines[-3:] == (
        "Left out: ¶4–5, ¶7. Used: 16 of 19 paragraphs, 18 of 23 sentences.",
        "Not used: scan.pdf (holds no text).",
        "Two signs are missing.",
    )


def test_an_old_count_among_the_limits_is_replaced():
    brief = replace(gold_brief(), limits=("One source.", "20 of 23 sentences used."))
    assert "20 of 23" not in block(brief, Legend).text


def test_the_short_note_lists_only_the_sources_that_it_cites():
    cited, other = document("Cited."), document("Read only.", uri="other.txt")
    brief = brief_of(cited, other)
    kept = replace(brief.sections[0], statements=brief.sections[0].statements[:1])
    sources = block(replace(brief, sections=(kept,)), Sources)
    assert [s.id for s in sources.sources] == ["S1"]
    assert sources.more == "1 more document was read and is not cited here."


def test_sources_that_say_the_same_stand_beside_the_reference():
    first, second = document("The bank cut rates."), document("Rates were cut.", uri="b.txt")
    brief = brief_of(first, second)
    one, two = brief.sections[0].statements
    statement = replace(one, also_in=(two.sentence,) * 3)
    section = Section("topics", "Key points", (statement,))
    point = outline(replace(brief, sections=(section,))).points()[0]
    assert [r.text for r in point.also] == ["S2 ¶1", "S2 ¶1"]
    assert point.more == 1


def test_subsections_get_a_heading_of_their_own():
    brief = brief_of(document("One.", "Two."), template="full")
    one, two = brief.sections[0].statements
    section = Section("topics", "Key points", (one,), (Section("topics", "energy security", (two,)),))
    found = [b for b in outline(replace(brief, sections=(section,))).blocks if isinstance(b, Statements)]
    assert [(b.heading, b.level, len(b.points)) for b in found] == [
        ("Key points", 2, 0),
        ("Energy security", 3, 1),
    ]


def test_the_bottom_line_comes_first_and_not_again():
    blocks = outline(gold_brief()).blocks
    assert isinstance(blocks[0], BottomLine)
    assert blocks[0].point.handle == "1"
    assert [p.handle for p in blocks[1].points] == ["2", "3", "4", "5"]


def test_a_brief_without_statements_still_has_its_sources():
    brief = replace(brief_of(document("Nothing chosen."), template="full"), sections=(), bottom_line=None)
    assert [type(b) for b in outline(brief).blocks] == [Limits, Sources, Legend]


def test_contents_name_the_headings_below_the_bottom_line_and_their_places():
    page = outline(long_brief(12), contents=True)
    assert isinstance(page.blocks[0], BottomLine)
    listed = page.blocks[1]
    assert isinstance(listed, Contents)
    assert [(e.text, e.level) for e in listed.entries] == [
        ("Key points", 2), ("Gas & <oil>", 3), ("Storage", 3), ("Context", 2),
        ("Limits of this note", 2), ("Sources", 2),
    ]  # fmt: skip
    assert [page.blocks[e.block].heading for e in listed.entries] == [e.text for e in listed.entries]


def test_contents_are_listed_where_the_estimate_is_more_than_five_pages():
    def listed(brief):
        return any(isinstance(block, Contents) for block in outline(brief).blocks)

    assert listed(long_brief())
    assert not listed(long_brief(60))
    assert not listed(replace(long_brief(), options=replace(long_brief().options, template="chronology")))


def test_contents_of_very_many_parts_name_the_sections_alone():
    brief = long_brief(4)
    statement = brief.sections[0].subsections[0].statements[0]
    parts = tuple(Section("topics", f"Part {n}", (statement,)) for n in range(30))
    brief = replace(brief, sections=(replace(brief.sections[0], subsections=parts),))
    (listed,) = (block for block in outline(brief, contents=True).blocks if isinstance(block, Contents))
    assert [e.text for e in listed.entries] == ["Key points", "Limits of this note", "Sources"]


def test_an_unknown_template_is_refused_by_name():
    with pytest.raises(
        TemplateError, match=r"poster: no template has this name; there are: brief, full, readout, chronology"
    ):
        outline(gold_brief("poster"))


def test_a_language_without_labels_gets_english_ones():
    assert outline(gold_brief(labels="xx")).language == "en"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("2022-04-28", "28 April 2022"),
        ("2022-04", "April 2022"),
        ("2022", "2022"),
        ("199X", "1990s"),
        ("2022-W17", "2022-W17"),
    ],
)
def test_dates_are_printed_as_exactly_as_they_are_known(value, printed):
    assert Wording("en").iso(value) == printed


@pytest.mark.parametrize(
    ("text", "value", "until", "qualifier", "precision", "printed"),
    [
        ("in 1992", "1992", "", "", "year", "1992"),
        ("late 2021", "2021", "", "late", "year", "late 2021"),
        ("mid-2019", "2019", "", "mid", "year", "mid-2019"),
        ("since March 3, 2020", "2020-03-03", "", "since", "day", "since 3 Mar 2020"),
        ("from 1992 to 1994", "1992", "1994", "", "interval", "1992 – 1994"),
        ("the third quarter of 2020", "2020-Q3", "", "", "quarter", "the third quarter of 2020"),
    ],
)
def test_the_handle_of_a_dated_event(text, value, until, qualifier, precision, printed):
    mention = DateMention(document(text), 0, len(text), value, precision, until, qualifier)
    assert Wording("en").mention(mention) == printed


def test_counts_take_the_plural_of_their_number():
    words = Wording("en")
    assert [words.count("pages", n) for n in (1, 2)] == ["1 page", "2 pages"]


def test_days_of_several_sources_are_printed_as_a_span():
    words = Wording("en")
    assert words.days([date(2022, 5, 3), date(2022, 4, 28)]) == "28 April 2022 – 3 May 2022"
    assert words.days([date(2022, 4, 30), date(2022, 4, 28)]) == "28–30 April 2022"
    assert words.days([date(2022, 4, 28)]) == "28 April 2022"


def test_a_sentence_with_two_dates_is_one_row():
    brief = gold_brief("full")
    first = brief.timeline[0]
    again = TimelineEntry(replace(first.date, value="1999"), first.sentence)
    assert len(block(replace(brief, timeline=(*brief.timeline, again)), Timeline).points) == 7


@pytest.mark.parametrize(
    ("text", "cut"), [("Short", "Short"), ("A title of words", "A title…"), ("Unbreakable", "Unbreakab…")]
)
def test_running_titles_are_cut_after_a_word(text, cut):
    assert shorten(text, 9) == cut


@pytest.mark.parametrize("language", [code for code in languages() if table(code, "labels")])
def test_names_of_months_are_those_of_cldr(language):
    from babel import localedata
    from babel.core import Locale

    localedata._cache.clear()  # what one language has read of it can show up in the next
    words, months = Wording(language), Locale.parse(language).months
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            names = [words._month(n, context, width) for n in range(1, 13)]
            assert names == [months[context][width][n] for n in range(1, 13)]


@pytest.mark.parametrize("language", [code for code in languages() if table(code, "labels")])
def test_every_language_has_every_label_with_the_same_slots(language):
    from babel.core import Locale

    def slots(node, path=()):
        if isinstance(node, dict):
            return {k: v for name, value in node.items() for k, v in slots(value, (*path, name)).items()}
        return {path: frozenset(re.findall(r"{\w+}", node))} if isinstance(node, str) else {}

    own, english = slots(table(language, "labels")), slots(table("en", "labels"))
    forms = {*Locale.parse(language).plural_form.tags, "other"}
    assert {path for path in own if path[0] != "counts"} == {path for path in english if path[0] != "counts"}
    assert all(own[path] == english[path] for path in english if path in own)
    for name, counted in table(language, "labels")["counts"].items():
        assert set(counted) <= forms, name
        assert "other" in counted, name
    assert set(table(language, "labels")["counts"]) == set(table("en", "labels")["counts"])


def test_a_chronology_begins_with_its_table():
    assert headings("chronology")[0] == "Timeline"


def test_a_row_of_several_dates_goes_by_the_one_it_prints_first():
    brief = small_brief(
        ["Exports grew by a third in 2021, from their level of 2019.", "The pact is of 2020."]
    )
    section = replace(brief.sections[0], kind="background")
    text, sentences = brief.sources[0].document, [s.sentence for s in section.statements]

    def entry(year, sentence):
        at = text.text.index(year)
        return TimelineEntry(DateMention(text, at, at + 4, year, "year"), sentence)

    entries = (entry("2019", sentences[0]), entry("2020", sentences[1]), entry("2021", sentences[0]))
    (rows,) = (
        b.points
        for b in outline(replace(brief, sections=(section,), timeline=entries)).blocks
        if isinstance(b, Timeline)
    )
    assert [row.handle for row in rows] == ["2020", "2021"]
