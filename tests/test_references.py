"""References that dangle get a gloss where the text leaves one answer, and none where it does not."""

import pytest
from articles import article as made_of

from briefing.model import Annotations, Article, Document, Participant, Person, Sentence
from briefing.structurer.mentions import short_name
from briefing.structurer.references import resolve

PEOPLE = {
    "Ana Ruiz": ("Foreign Minister", "Costa Norte", "host"),
    "Per Holm": ("Special Envoy", "Lakeland", "visitor"),
    "Lea Brandt": ("Defence Minister", "Lakeland", "mentioned"),
    "Jon Berg": ("President", "Lakeland", "principal"),
    "Ole Lind": ("Deputy Mayor", "Lakeland", "mentioned"),
}


def article(*sentences):
    """Sentences as paragraphs, with every full name and surname of `PEOPLE` marked."""
    document = Document.from_text("\n\n".join(sentences), id="talks")
    places, at = [], 0
    for text in sentences:
        at = document.text.index(text, at)
        places.append(Sentence(document, at, at + len(text)))
        at += len(text)
    participants = []
    for name, (title, country, role) in PEOPLE.items():
        mentions, start = [], 0
        for form in (name, name.split()[1]):
            start = document.text.find(form)
            while start >= 0:
                if not any(m.start <= start < m.end for m in mentions):
                    mentions.append(Person(document, start, start + len(form), name, title, country))
                start = document.text.find(form, start + 1)
        if mentions:
            mentions.sort(key=lambda m: m.start)
            participants.append(Participant(name, title, country, role, tuple(mentions)))
    people = tuple(sorted((m for p in participants for m in p.mentions), key=lambda m: m.start))
    return Article(document, tuple(places), Annotations(people=people)), participants


def read(*sentences):
    """The last sentence as it would be printed, and whether it leans on its neighbour."""
    made, participants = article(*sentences)
    refs = resolve(made, participants)[-1]
    text, out, last = sentences[-1], "", 0
    for gloss in refs.glosses:
        out += text[last : gloss.at] + f" [{gloss.text}]"
        last = gloss.at
    return out + text[last:], refs.leans


MET = "Foreign Minister Ana Ruiz received Special Envoy Per Holm in Port Alba on Monday."


@pytest.mark.parametrize(
    ("sentences", "printed"),
    [
        (
            [MET, "The two officials discussed fishing rights."],
            "The two officials [Ruiz, Holm] discussed fishing rights.",
        ),
        ([MET, "The minister called for patience."], "The minister [Ruiz] called for patience."),
        ([MET, "The Lakeland envoy left on Tuesday."], "The Lakeland envoy [Holm] left on Tuesday."),
        ([MET, "Holm spoke of progress.", "He will return in May."], "He [Holm] will return in May."),
        (
            [MET, "Holm spoke of progress.", "He will go to Lakeland.", "He is to speak there."],
            "He [Holm] is to speak there.",
        ),
        (
            [MET, "Holm spoke of progress.", "On Friday, two days after the vote, he went home."],
            "On Friday, two days after the vote, he [Holm] went home.",
        ),
        ([MET, "Holm spoke of progress.", "He's due in May."], "He's [Holm] due in May."),
        (
            ["The talks take place in the Northern Fisheries Council.", "This forum was founded in 1990."],
            "This forum [Northern Fisheries Council] was founded in 1990.",
        ),
    ],
)
def test_what_the_text_answers_is_glossed(sentences, printed):
    assert read(*sentences) == (printed, False)


@pytest.mark.parametrize(
    "sentences",
    [
        [MET, "Ruiz and Holm spoke for an hour.", "He was tired."],  # two people can be "he"
        [MET, "Holm spoke of progress.", "He thanked Ruiz.", "She smiled."],
        [MET, "Ruiz and Holm spoke for an hour.", "On Friday, he went home."],
        [
            "Ana Ruiz, the foreign minister, and Lea Brandt, the defence minister, flew in.",
            "The minister was tired.",
        ],
        ["Rain is expected.", "They are worried."],
        ["Holm's spokesman declined to comment.", "He said it was too early."],
    ],
)
def test_what_the_text_leaves_open_is_not_guessed(sentences):
    assert read(*sentences) == (sentences[-1], True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Minister Ana Ruiz said the minister of finance would come.",  # a name in the sentence itself
        "The visit is part of regular talks.",
        "This visit is the second one.",
        "A committee will draft the text.",
        "The two countries trade in fish.",
        "The minister, Ana Ruiz, left.",
        "In a talk with the king, he was silent.",  # who may be the king
        "When a driver tried to flee, he was shot.",
        "In a letter to his wife, a prisoner wrote of hunger – she never read it.",
        "The general secretary of the union left.",
        "The chief cabinet secretary left.",
        "The two leaders' talks were short.",
    ],
)
def test_what_stands_by_itself_gets_no_gloss(sentence):
    assert read(MET, sentence) == (sentence, False)


def test_a_quotation_without_its_speaker_leans_on_the_sentence_before():
    assert read('"We agree on the quotas," Holm said.', '"The rest is open."') == (
        '"The rest is open."',
        True,
    )


def test_the_rest_of_a_quotation_leans_on_what_opens_it():
    text = 'Holm spoke on Monday. "We stay. We are here until June, as we want a treaty," Holm said. Ruiz left.\n'
    made = made_of(text)
    told = {s.text[:6]: r.leans for s, r in zip(made.sentences, resolve(made, ()), strict=True)}
    assert told == {"Holm s": False, '"We st': True, "We are": False, "Ruiz l": False}
    assert [r.carries for r in resolve(made, ())] == [0, 0, 1, 0]


def test_a_statement_that_is_one_quotation_leans_on_nothing():
    made = made_of(
        'Statement on the Talks in Oslo\n\n"Holm met Ruiz in Oslo. Ruiz thanked Holm.\n\nHolm left in May."\n'
    )
    assert len(made.sentences) == len(("heading", "met", "thanked", "left"))
    assert not any(r.leans for r in resolve(made, ()))


def test_a_quotation_goes_on_in_the_next_paragraph_where_a_mark_closes_it():
    made = made_of('Ruiz left.\n\n"We stay here for good.\n\nWe want a treaty," Holm said.\n\nSnow fell.\n')
    assert [(r.leans, r.carries) for r in resolve(made, ())] == [
        (False, 0),
        (True, 0),
        (False, 1),
        (False, 0),
    ]


def test_what_goes_on_after_the_speaker_is_named_leans():
    made = made_of('Holm said: "We stay. We want a treaty." Ruiz left.\n')
    assert [(r.leans, r.carries) for r in resolve(made, ())] == [(False, 0), (True, 0), (False, 0)]


def test_a_missing_mark_in_a_long_paragraph_makes_nothing_lean():
    text = (
        'Holm spoke of "peace. '
        + " ".join(f"Ruiz went to the port of {n}." for n in ("Alba", "Bela", "Cala", "Dora", "Eda", "Fara"))
        + "\n"
    )
    made = made_of(text)
    assert not any(r.leans for r in resolve(made, ())[1:])


def test_the_minister_of_whom_another_speaks_is_not_glossed():
    assert read(MET, 'A spokesman said: "The minister has met both of them."')[0].endswith(
        'minister has met both of them."'
    )


def test_he_who_met_somebody_is_not_the_one_he_met():
    assert read("In between, he met Jon Berg.", "He left.") == ("He left.", True)


def test_he_said_after_a_quotation_is_glossed():
    printed = read("Holm left on Tuesday.", '"We agree on the quotas," he said.')
    assert printed == ('"We agree on the quotas," he [Holm] said.', False)


def test_he_who_said_is_he_who_spoke():
    quiet = "Talks with Ruiz went well, Special Envoy Per Holm said."
    assert read(MET, quiet, "The fleet will be counted in May, he added.") == (
        "The fleet will be counted in May, he [Holm] added.",
        False,
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Kim Gu", "Kim Gu"),
        ("Donald J. Trump", "Trump"),
        ("Ana Maria de la Cruz", "de la Cruz"),
        ("Ban Ki-moon", "Ban Ki-moon"),
    ],
)
def test_a_name_that_is_never_shortened_is_cut_only_behind_known_given_names(name, short):
    document = Document.from_text(f"{name} came.")
    mention = Person(document, 0, len(name), name)
    assert short_name(Participant(name, "", "", "host", (mention,))) == short


def test_of_two_pairs_the_one_of_a_further_encounter_is_meant_where_nobody_else_has_been_named():
    further = "Furthermore, Holm was received by President Jon Berg."
    two = "The two officials discussed fishing rights."
    assert read(MET, further, two)[0] == "The two officials [Holm, Berg] discussed fishing rights."
    assert read(MET, further, "Ruiz left.", two)[0] == two


def test_two_pairs_leave_open_which_one_is_meant():
    other = "President Jon Berg received Ana Ruiz in Port Alba a year ago."
    two = "The two officials discussed fishing rights."
    assert read(MET, two)[0] == "The two officials [Ruiz, Holm] discussed fishing rights."
    assert read(MET, other, two)[0] == two


def test_a_deputy_is_not_the_one_whose_deputy_he_is():
    assert read(MET, "Deputy Mayor Ole Lind agreed.", "The mayor was ill.")[0] == "The mayor was ill."


@pytest.mark.parametrize(
    "sentences",
    [
        ("Special Envoy Per Holm said that the woman had left the hall.", "She was found near the port."),
        ("King Jon Berg opened the session.", "She left at noon."),
        ("The hall heard Mr. Berg on Monday.", "She left at noon."),
        (
            "Jon Berg opened the session.",
            "He spoke of the port.",
            "Jon Berg praised the mayor.",
            "He left at noon.",
            "Jon Berg spoke again.",
            "She was applauded.",
        ),
    ],
)
def test_a_pronoun_means_nobody_who_goes_by_another_one(sentences):
    assert read(*sentences) == (sentences[-1], True)


def test_a_name_or_title_that_is_a_word_for_people_stands_in_nobodys_way():
    assert read("Foreign Minister Ana Ruiz arrived with Lady Moon.", "She left at noon.")[1] is False


def test_a_man_and_a_woman_without_a_name_leave_the_pronoun_of_the_other():
    spoke = "Special Envoy Per Holm said that the woman had left the hall."
    assert read(spoke, "He left at noon.") == ("He [Holm] left at noon.", False)


def test_an_office_that_describes_what_follows_is_nobody():
    spoke = "General Jon Berg and Foreign Minister Ana Ruiz spoke."
    for text in (
        "Tickets go on sale to the general public in May.",
        "Rain was the chief reason for the delay.",
    ):
        assert read(spoke, text) == (text, False)
