"""Of several reports the encounter that is the news leads; an earlier round is background, and two reports are one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefing import Document, make_brief
from briefing.model import Meeting, Sentence
from briefing.structurer.merging import merge_meetings

NEWS = (
    (
        "Trade minister Ana Reyes met her Norwegian counterpart Kari Holm in Lima on 5 March 2024.\n\n"
        "Reyes and Holm agreed that herring quotas will be published by the end of the month.\n\n"
        "Holm offered inspectors for the ports of Peru during the herring season."
    ),
    (
        "Kari Holm of Norway met Ana Reyes, the Peruvian trade minister, in Lima on 5 March 2024.\n\n"
        "Herring quotas were the subject of the talks, and Reyes said that she was content.\n\n"
        "Fishing companies in Peru have asked for certainty about the herring season."
    ),
)
EARLIER = (
    "Ana Reyes met Norwegian minister Kari Holm in Oslo on 9 January 2024 to talk about shipping insurance.\n\n"
    "Reyes said that insurance had become too dear for the Peruvian merchant fleet.\n\n"
    "A research vessel for cold waters will be built in Bergen, officials said."
)


def documents() -> list[Document]:
    return [
        Document.from_text(EARLIER, id="january.txt", published="2024-01-10"),
        Document.from_text(NEWS[0], id="march.txt", published="2024-03-06"),
        Document.from_text(NEWS[1], id="other.txt", published="2024-03-06"),
    ]


def test_the_encounter_that_most_sources_report_leads_whatever_comes_first():
    made = make_brief(documents(), structure="light")
    (lead,) = (s for s in made.statements() if s.number == made.bottom_line)
    assert lead.sentence.document.uri in ("march.txt", "other.txt")
    assert made.meetings[0].place == "Lima"
    assert made.title == "Ana Reyes – Kari Holm, Lima"


def test_two_reports_on_one_meeting_are_one_meeting_with_the_sentences_of_both():
    made = make_brief(documents()[1:], structure="light")
    (meeting,) = (m for m in made.meetings if m.place == "Lima")
    assert {s.document.uri for s in meeting.sentences} == {"march.txt", "other.txt"}


def test_an_earlier_round_is_background_with_its_own_source():
    made = make_brief(documents(), structure="light", template="full")
    told = {section.kind: {s.sentence.document.uri for s in section.walk()} for section in made.sections}
    assert "january.txt" in told["background"]
    assert all("january.txt" not in uris for kind, uris in told.items() if kind != "background")
    assert all(m.date != "2024-01-09" for m in made.meetings)


def meeting(source: str, people: tuple[str, ...], day: str = "2024-03-05", place: str = "Lima") -> Meeting:
    document = Document.from_text("They met.", id=source, published=date(2024, 3, 6))
    return Meeting(day, place, people, "held", (Sentence(document, 0, 9),))


def test_reports_that_name_more_people_or_fewer_or_less_of_the_date_are_one():
    (one,) = merge_meetings(
        [
            meeting("a", ("Ana Reyes", "Kari Holm"), "2024-03"),
            meeting("b", ("Reyes", "Kari Holm", "Jon Dahl"), "2024-03-05", ""),
        ]
    )
    assert (one.date, one.place) == ("2024-03-05", "Lima")
    assert one.participants == ("Ana Reyes", "Kari Holm", "Jon Dahl")


def test_other_days_and_other_people_are_other_meetings():
    first = meeting("a", ("Ana Reyes", "Kari Holm"))
    for other in (
        meeting("b", ("Ana Reyes", "Kari Holm"), "2024-03-12"),
        meeting("b", ("Ana Reyes", "Jon Dahl")),
        meeting("b", ("Ana Reyes",), place="Oslo"),
        meeting("a", ("Ana Reyes", "Kari Holm", "Jon Dahl")),
    ):
        assert len(merge_meetings([first, other])) == 2


def test_a_plan_and_what_came_of_it_are_one_meeting_told_by_who_was_there():
    plan = replace(meeting("a", ("Ana Reyes", "Kari Holm"), "2024-03-08"), status="planned")
    held = meeting("b", ("Ana Reyes", "Kari Holm"), "2024-03-10", "the trade ministry, Lima")
    (one,) = merge_meetings([plan, held])
    assert (one.date, one.place, one.status) == ("2024-03-10", "the trade ministry, Lima", "held")
    assert [s.document.uri for s in one.sentences] == ["b", "a"]
    assert len(merge_meetings([held], [plan])) == 2
    assert len(merge_meetings([plan, replace(held, date="2024-03-20")])) == 2


def test_a_caption_in_the_text_is_never_quoted_and_no_meeting():
    caption = "Trade minister Ana Reyes (right) receives Kari Holm of Norway in Oslo on 9 January 2024. "
    made = make_brief(
        [Document.from_text(caption + NEWS[0], id="a", published="2024-03-06")], structure="light"
    )
    assert not any("(right)" in s.text for s in made.statements())
    assert all(m.place != "Oslo" for m in made.meetings)


def test_who_is_to_come_by_one_of_many_announcements_does_not_count_as_present():
    plan = "President Ana Ruiz will meet President Per Holm in Lima on Monday"
    texts = [
        f"{plan}.",
        f"{plan}, officials said.",
        f"{plan} and may later meet Prime Minister Lea Brandt in Oslo.",
    ]
    documents = [
        Document.from_text(t, id=f"r{i}", published=f"2024-05-0{i}") for i, t in enumerate(texts, start=1)
    ]
    roles = {p.name: p.role for p in make_brief(documents, structure="light").participants}
    assert "mentioned" not in (roles["Ana Ruiz"], roles["Per Holm"])
    assert roles["Lea Brandt"] == "mentioned"


def test_a_story_in_which_one_source_of_three_mentions_talks_has_no_encounter():
    fire = (
        "A fire destroyed the harbour warehouse in Lund on Monday.",
        "The harbour warehouse in Lund burned down on Monday, and a ferry was delayed.",
    )
    talks = (
        "Flames took a warehouse at the harbour of Lund.\n\n"
        "Minister Ana Reyes met Mayor Kari Holm in Oslo on Tuesday to talk about insurance."
    )
    documents = [Document.from_text(t, id=f"{n}.txt") for n, t in enumerate((talks, *fire))]
    assert make_brief(documents[:1], structure="light").meetings
    copies = [Document.from_text(f"{talks} ", id=f"{n}.txt") for n in (3, 4)]
    assert make_brief([*documents, *copies], structure="light").meetings == ()
    made = make_brief(documents, structure="light")
    assert made.meetings == ()
    assert "meeting" not in {section.kind for section in made.sections}
    assert "Participants" not in made.render("markdown").decode()


def test_a_story_whose_note_does_not_tell_of_the_talks_has_no_encounter():
    storm = (
        "Storms felled trees along the coast of Lund. The old oak by the mill is gone. Nobody was hurt in the storm, "
        "and the trees of the coast are to be counted in spring."
    )
    talks = (
        "Storms felled many old trees along the coast of Lund.\n\nThe old oak by the mill is gone.\n\n"
        "Minister Ana Reyes met Mayor Kari Holm in Oslo on Tuesday to talk about insurance."
    )
    documents = [Document.from_text(t, id=f"{n}.txt") for n, t in enumerate((talks, storm))]
    short, whole = (make_brief(documents, structure="light", sentences=n) for n in (1, 2))
    assert "Reyes" not in " ".join(s.text for s in short.statements())
    assert short.meetings == ()
    assert "Reyes" in " ".join(s.text for s in whole.statements())
    assert [m.place for m in whole.meetings] == ["Oslo"]


def test_a_note_without_an_encounter_says_who_those_are_whom_it_quotes():
    text = (
        "A fire destroyed the harbour warehouse in Lund on Monday, police spokeswoman Ida Berg said "
        "of the house of Peter Ross.\n\n"
        "The warehouse had been empty since January.\n\n"
        "A film by Jon Lind about the harbour was shown in 1998."
    )
    made = make_brief([Document.from_text(text, id="fire.txt")], structure="light", sentences=1)
    people = made.render("markdown").decode().split("## People")[1].split("##")[0]
    assert "Ida Berg" in people
    assert "police spokeswoman" in people
    assert "Lind" not in people
    assert "Peter Ross" not in people
