"""Blocks by their words, and sentences: what a reader of a brief would see if they were wrong."""

import gzip
import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import segmenters
from briefing.errors import UnknownPlugin
from briefing.layout import BODY
from briefing.model import Document
from briefing.readers.language import identify
from briefing.segmenters import recognise

BODY_TEXT = "The two ministers met on Monday and spoke about the dam."


def cut(text, language="en"):
    """The sentences of one paragraph."""
    return [s.text for s in segmenters.get()(Document.from_text(text, language=language))]


def kinds(text, language="en", title=""):
    """Kind and words of every block."""
    document = recognise(Document.from_text(text, language=language, title=title))
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


@pytest.mark.parametrize(
    "sentences",
    [
        # Titles, ranks and initials stand before a name.
        ["Gen. Ana Ruiz and Lt. Gen. Bo Lind attended.", "Maj. Gen. A. B. Khan spoke."],
        ["H.E. Mr. D.Bataar met H.E. Ms. Lena Marsudi.", "He thanked her."],
        ["Lt. Gov. Ana Kunz, Atty. Gen. Rob Bond and Rev. Al Moss, Jr. came.", "They sat down."],
        ["President John F. Doe spoke.", "J.D. Roe and R. T. Poe did not."],
        # Countries before an office, and at the end.
        ["U.S. Secretary of State Ann Lee met the U.N. Security Council.", "It was her first time there."],
        ["The talks were held in the U.S.", "The delegation left on Friday."],
        ["They founded the Delta-U.S. Partnership.", "He praised it."],
        # Companies, posts, degrees.
        ["He works for Acorn Inc.", "The company denied it."],
        ["Acorn Corp. Chairman Art Lewis resigned.", "Nobody asked why."],
        ["Dr. Weber, Ph.D., came.", "He holds an M.A.", "She does not."],
        # Measures, numbers, dates and times.
        ["Trade reached $1.2 bn.", "The minister said it rose by 3 pct.", "Oil fell."],
        ["The road is approx. 30 km. long.", "It is closed."],
        ["Resolution No. 1244 and Art. 5 apply.", "He said no.", "Then he left."],
        ["The talks began on Sept. 11 and ended in Oct.", "The parties will meet again."],
        ["They met at 5 p.m. on Monday.", "Talks went on until 9 p.m.", "They were hard."],
        # Quotations, brackets, ellipses, question and exclamation marks.
        ['"We agree," he said.', '"It is good."', "The minister smiled."],
        ["“Is it over?” Mr. Roe asked.", "“Who knows?” she said."],
        ["It was void (see above).", "The court agreed (as ever.)", "They left."],
        ["The sides were silent...", "Then they spoke."],
        ["Is this the end?", "No!", "It is not."],
        # Footnote marks belong to what they follow.
        ["The text [1] was adopted.[2]", "It entered into force in May. [3, 4]", "Nobody objected."],
        # Marks that a conversion left, and missing spaces.
        ["He called it &quot;a great day.&quot;", "She did not."],
        ["The talks ended on Jan. 7.", "Both sides left.", "They will meet again."],
        # Words that also are abbreviations.
        ["This is no work of art.", "Also it is old.", "They met on the fifth day of the month.", "Its end was near."],
        # What says nothing of itself goes with what it follows.
        ["They agreed on it all! :-)"],
        ["“We shall not go.” — Ana Ruiz"],
        ["Visit www.example.org or write to a.b@example.org.", "It is free."],
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_would_say(sentences):
    assert cut(" ".join(sentences)) == sentences


def test_a_missing_space_does_not_hide_an_end():
    assert cut("The talks went well.Both sides left on Jan. 7.Nobody spoke to the press.") == [
        "The talks went well.",
        "Both sides left on Jan. 7.",
        "Nobody spoke to the press.",
    ]


def test_a_name_that_looks_like_a_title_ends_a_sentence():
    text = "Talks were led by Kim Sen. Lee agreed. Later Kim Sen said that he would wait for Sen. Lee."
    assert [len(s.split()) for s in cut(text)] == [6, 2, 11]


def test_who_writes_without_capitals_is_understood():
    assert len(cut("i went there. it was closed. nobody came. i left again.")) == 4


def test_a_small_letter_goes_on_where_capitals_are_kept():
    text = "The word Huh? is known everywhere. It is short. It is old. It is odd. It is a word. It stays. So be it."
    assert cut(text)[0] == "The word Huh? is known everywhere."


def test_no_sentence_crosses_a_block():
    document = Document.from_text(
        "Head without stop\n\nFirst item goes on\n\n- to the end\n- of the list. And more."
    )
    assert [s.text for s in segmenters.get()(document)] == [
        "Head without stop", "First item goes on", "to the end", "of the list.", "And more.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Dr. Weber traf am 28. April ein.", "Es ging z. B. um den Damm.", "Es dauerte ca. 2 Stunden."]),
        ("fr", ["M. Durand a rencontré Mme. Petit le 28 avril.", "Ils ont parlé du barrage."]),
        ("es", ["El Sr. Sanz se reunió con la Sra. Gil.", "Los EE. UU. no participaron."]),
        ("ru", ["И. Г. Иванов приехал в г. Томск.", "Стороны обсудили плотину."]),
        ("tr", ["Dr. Kaya pazartesi günü bakanla görüştü.", "Barajı konuştular."]),
        ("uk", ["Міністр зустрівся з послом.", "Вони говорили про греблю."]),
        ("zh", ["部长会见了大使。", "双方讨论了大坝问题！"]),
        ("ar", ["التقى الوزير المبعوثة.", "هل تحدثا عن السد؟", "نعم."]),
        ("hi", ["मंत्री ने राजदूत से मुलाकात की।", "उन्होंने बाँध पर बात की।"]),
    ],
)  # fmt: skip
def test_other_languages_are_cut(language, sentences):
    joint = "" if language == "zh" else " "
    assert cut(joint.join(sentences), language) == sentences


@pytest.mark.parametrize(
    "head",
    [
        "BAKU, April 28 (Agency) --",
        "WASHINGTON (AP) —",
        "LONDON, March 3 -",
        "ANKARA, Turkey (AP) _",
        "NEW DELHI, 12 December (Xinhua) --",
        "WEST PALM BEACH, Fla./WASHINGTON (Reuters) -",
        "BAKU, Azerbaijan, April 29.",
        "ST. JOHN'S, Newfoundland --",
        "London (CNN)",
        "(Reuters) -",
        "Trail, British Columbia, June 11 -",
        "Phnom Penh —",
        "Bern, Switzerland --",
        "Vienna –",
    ],
)
def test_a_dateline_is_parted_from_its_paragraph(head):
    document = recognise(Document.from_text(f"{head} {BODY_TEXT}\n\nThey left."))
    dateline, first, _ = document.blocks
    assert dateline.kind == "dateline"
    assert document.text[dateline.start : dateline.end] == head
    assert document.text[first.start : first.end] == BODY_TEXT
    assert dateline.number == first.number == 1


def test_a_headline_that_is_glued_to_its_dateline_is_parted_too():
    found = kinds(f"Ministers meet about the dam By Ann Lee SEOUL, Jan. 2 (Yonhap) -- {BODY_TEXT}")
    assert [kind for kind, _ in found] == ["heading", "dateline", "paragraph"]
    assert found[2][1] == BODY_TEXT


@pytest.mark.parametrize(
    "text",
    [
        "On September 30–October 1, the secretary went to the coast.",
        "NATO - The alliance of thirty states - met in the capital on Monday.",
        "The UN (United Nations) Secretary-General met the ministers.",
        "NATO (North Atlantic Treaty Organization) Secretary General Ann Lee met the ministers.",
        "The WHO (World Health Organization) - a body of the UN - met on Monday.",
        "Secretary-General Ann Lee (centre-left) met the ministers.",
        "Geneva — The city of envoys — was calm on Monday.",
        "Peace — The word stood on every wall of the town.",
        "Monday — The day began with rain over the whole country.",
    ],
)
def test_what_only_looks_like_a_dateline_stays_in_its_sentence(text):
    assert kinds(text) == [("paragraph", text)]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("dateline", "Brussels, 15 November 2015"),
        ("dateline", "Tuesday, September 24, 2019"),
        ("byline", "By Ann Lee and Bo Lind"),
        ("caption", "FILE PHOTO: The minister arrives at the harbour in May."),
        ("caption", "Image copyright Agency Image caption The dam is old"),
        ("caption", "The minister (L) greets the envoy at the port on May 5, 2018."),
        ("caption", "The minister greets the envoy. REUTERS/Ann Lee"),
        ("caption", "(Photo by Ann Lee/Getty Images)"),
        ("caption", "Ministers Ann Lee and Bo Lind at the harbour (Photo: Port Agency, Wire Pictures)"),
        ("caption", "Does the dam need repair? Photo: Ann Lee"),
        ("heading", "4.1. LIMITATIONS AND FUTURE WORK."),
        ("boilerplate", "Click to email this to a friend (Opens in new window)"),
        ("boilerplate", "Read also: Dam to be closed in autumn."),
        ("boilerplate", "Related Story Dam to be closed"),
        ("boilerplate", "Subscribe to our newsletter for more."),
        ("boilerplate", "(Reporting by Ann Lee; Editing by Bo Lind)"),
        ("boilerplate", "The Associated Press contributed to this report."),
        ("boilerplate", "(Corrects paragraph 3 to show that the dam is closed)"),
        ("boilerplate", "Editor's note: the name of the dam was wrong in an earlier version."),
        ("boilerplate", "###"),
        ("boilerplate", "\\###"),
        ("boilerplate", "REUTER"),
        ("boilerplate", "-- ENDS --"),
        ("boilerplate", "(al/bo)"),
        ("boilerplate", "* * *"),
        ("boilerplate", "<!-- -->"),
        ("boilerplate", "https://www.example.org/news/1"),
        ("boilerplate", "press@example.org (END)"),
        ("boilerplate", "<p class='small'>Last updated on 7 May 2019</p>"),
        ("heading", "**The next steps**"),
        ("heading", "Why are the talks important?"),
        ("heading", "Gov. Ann Lee visits the dam"),
    ],
)
def test_what_no_note_would_quote_is_no_body_text(kind, line):
    found = kinds(f"{BODY_TEXT}\n\n{line}\n\n{BODY_TEXT}")
    assert [k for k, _ in found] == ["paragraph", kind, "paragraph"]


@pytest.mark.parametrize(
    "tag", ["REUTER", "Reuter", "(AP)", "(END)", "al/bo", "(al-bo)", "Ann Lee contributed to this report."]
)
def test_a_sign_off_is_parted_from_the_end_of_a_paragraph(tag):
    assert kinds(f"{BODY_TEXT} They left. {tag}") == [
        ("paragraph", f"{BODY_TEXT} They left."),
        ("boilerplate", tag),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The results were announced by Reuters.",
        "Read out by the clerk, the motion on the dam was carried by a large majority of the members on Tuesday.",
        "Copyright was the second subject of the talks between the two ministers.",
        "Governor Ann Lee (R) met the mayors of the valley on Monday.",
        "He asked: who will pay for it?",
        "Contacts between the two sides will go on, both ministers said.",
        "The meeting will end.",
    ],
)
def test_what_only_looks_like_boilerplate_stays_body_text(text):
    assert kinds(f"{BODY_TEXT}\n\n{text}")[1] == ("paragraph", text)


def test_a_line_above_a_credit_is_a_caption():
    text = f"{BODY_TEXT}\n\nThe minister looks at the dam, May 5.\nAnn Lee/Handout via REUTERS\n\n{BODY_TEXT}"
    assert [k for k, _ in kinds(text)] == ["paragraph", "caption", "caption", "paragraph"]


def test_a_repeated_headline_is_a_heading():
    assert kinds(f"Ministers meet.\n\n{BODY_TEXT}", title="Ministers meet")[0][0] == "heading"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Ministers meet at the dam\n\n", "Ministers meet at the dam"),
        ("MINISTER FOR THE RIVERS\n\nMinisters meet at the dam\n\n", "Ministers meet at the dam"),
        ("Ministry of Rivers\n\n", ""),
        ("Sign up for our news. Ministers meet at the dam\n\n", ""),
        ("The dam is seen here on May 3. (Photo: River News)\n\n", ""),
        ("", ""),
    ],
)
def test_the_headline_above_the_text_becomes_its_title(above, title):
    assert recognise(Document.from_text(f"{above}{BODY_TEXT}\n\nThey left the town\n\nLate.")).title == title
    assert recognise(Document.from_text(f"{above}{BODY_TEXT}", title="Given")).title == "Given"


def test_a_sentence_that_lost_its_stop_is_body_text():
    assert kinds(f"{BODY_TEXT}\n\nThis would be their first visit to the dam")[1][0] == "paragraph"


def test_a_document_without_body_text_is_left_as_it_was():
    document = Document.from_text("Read also: the dam is closed.")
    assert recognise(document) is document


def test_other_languages_have_cues():
    found = kinds(
        "Der Minister kam am Montag in die Stadt.\n\nLesen Sie auch: Der Damm wird geschlossen.", "de"
    )
    assert [k for k, _ in found] == ["paragraph", "boilerplate"]


def test_the_numbers_of_paragraphs_count_body_text_only():
    document = recognise(
        Document.from_text(f"By Ann Lee\n\n{BODY_TEXT}\n\nRead also: more of it.\n\n{BODY_TEXT}")
    )
    assert [(b.kind, b.number) for b in document.blocks] == [
        ("byline", 1), ("paragraph", 1), ("boilerplate", 2), ("paragraph", 2),
    ]  # fmt: skip


def test_every_line_a_sentence():
    document = Document.from_text("One. Two.\n\n- three\n  four")
    assert [s.text for s in segmenters.get("lines")(document)] == ["One. Two.", "three", "four"]


def test_an_unknown_segmenter_is_an_error():
    with pytest.raises(UnknownPlugin, match="there are: sentences, lines"):
        segmenters.get("words")


# All that the rules look at, in any order.
pieces = st.sampled_from(
    [
        "The ", "he ", "U.S. ", "Gen. ", "J. ", "No. ", "5 ", "p.m. ", "Inc. ", "end. ", "end.", "What? ", "Go! ",
        "… ", "... ", '"', "”", "“", "(", ")", "[1] ", "&quot; ", "- ", "— ", "\n", "\n\n", "  ", "1. ", "REUTER",
        "BAKU, April 2 (AP) -- ", "(END)", "By Ann", "Read also: ", "###", "<p>", "http://a.b", ":-)", "x" * 60,
        "。", "؟ ", "I.", "\xa0", "\u200b", "é",
    ]
)  # fmt: skip
texts = st.lists(pieces | st.text(max_size=6), max_size=30).map("".join)
languages = st.sampled_from(["en", "de", "ru", "zh", "xx"])


@given(texts, languages, st.sampled_from(["sentences", "lines"]))
def test_sentences_are_ordered_tight_and_all_there_is(text, language, name):
    document = recognise(Document.from_text(text, language=language))
    found = segmenters.get(name)(document)
    assert all(a.end <= b.start for a, b in pairwise(found))
    rest = list(document.text)
    for sentence in found:
        assert sentence.text == document.text[sentence.start : sentence.end] == sentence.text.strip() != ""
        assert sentence.end <= sentence.block.end
        rest[sentence.start : sentence.end] = " " * len(sentence.text)
    for block in document.blocks:
        assert not "".join(rest[block.start : block.end]).strip()


@given(texts, languages)
def test_recognising_blocks_loses_nothing(text, language):
    before = Document.from_text(text, language=language)
    after = recognise(before)
    covered = [
        {i for b in d.blocks for i in range(b.start, b.end) if not d.text[i].isspace()}
        for d in (before, after)
    ]
    assert covered[0] == covered[1]
    assert all(a.end <= b.start for a, b in pairwise(after.blocks))
    numbers = [b.number for b in after.blocks if b.kind in BODY]
    assert numbers == list(range(1, len(numbers) + 1))


@given(texts)
def test_a_text_is_cut_the_same_after_any_other(text):
    document = Document.from_text(text)
    once = segmenters.get()(document)
    segmenters.get()(replace(document, text=document.text.upper()))
    assert segmenters.get()(document) == once


@pytest.mark.data
@pytest.mark.parametrize(("name", "floor"), [("sbd_gum", 0.975), ("sbd_ewt", 0.87), ("sbd_wsj", 0.992)])
def test_boundaries_of_the_development_data(data, name, floor):
    hits = predicted = wanted = 0
    with gzip.open(data / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as opened:
        for row in map(json.loads, opened):
            text = row["text"]
            document = recognise(Document.from_text(text, language=identify(text)))
            ends = {s.end for s in segmenters.get()(document)}
            gaps = {m.start() for m in re.finditer(r"\s*\n\s*\n", text)} | {len(text.rstrip())}
            gold = {end for _, end in row["sentences"]} - gaps
            hits += len(gold & ends)
            predicted += len(ends - gaps)
            wanted += len(gold)
    assert 2 * hits / (predicted + wanted) >= floor


def test_a_lead_behind_a_dateline_is_no_headline_though_its_full_stop_is_lost():
    text = (
        "LUND, Norway (AP) _ The government warned the fishing fleet on Monday against leaving port, after its union "
        "said that the crews have the backing of the mayors in the north\n\nThe union denied the reports.\n\n"
        "The fleet has stayed in port three times."
    )
    document = segmenters.recognise(Document.from_text(text, id="lead"))
    assert document.title == ""
    assert [b.kind for b in document.blocks] == ["dateline", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "date", ["12 February 2024", "2024-02-12", "12/02/2024", "By Ann Lee\n12 February 2024"]
)
def test_a_headline_right_above_a_date_is_the_title(date):
    body = "The council met on Monday and approved a plan for a library. It will open in May."
    document = segmenters.recognise(
        Document.from_text(f"Council approves new library\n{date}\n\n{body}", id="lead")
    )
    assert document.title == "Council approves new library"
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind in BODY] == [body]


@pytest.mark.parametrize(
    "text",
    ["The council met on\n12 February 2024 and approved\na plan.", "It met on\n12 February 2024\nand voted."],
)
def test_a_wrapped_paragraph_with_a_date_in_it_stays_one(text):
    document = segmenters.recognise(Document.from_text(f"{text}\n\nIt will open in May.", id="lead"))
    assert document.text[document.blocks[0].start : document.blocks[0].end] == text
    assert document.title == ""


@pytest.mark.parametrize("end", [" Photo: Ann Lee", "\nPhoto: Ann Lee"])
def test_the_credit_of_a_picture_takes_no_paragraph_of_the_text_with_it(end):
    text = (
        "The council met on Monday and approved a plan for a library, which will stand beside the harbour and open "
        "in May, and it raised the budget of the dam by three million euros."
    )
    document = segmenters.recognise(Document.from_text(f"{text}{end}\n\nThe mayor was absent.", id="lead"))
    assert text in " ".join(document.text[b.start : b.end] for b in document.blocks if b.kind in BODY)
