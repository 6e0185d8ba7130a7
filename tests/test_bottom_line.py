"""The sentence in the box: who met whom about what, unless the meeting was only the occasion of the news."""

from articles import article

from briefing.model import Score
from briefing.structurer.candidates import candidates
from briefing.structurer.findings import find
from briefing.structurer.opening import bottom_line, shared_lead

TEXT = (
    "President Ilse Brand said on Tuesday that she would close the port.\n\n"
    "Brand met Premier Olga Ruiz in Oslo on Tuesday.\n\n"
    "The port has stood since 1961.\n"
)


def box(*values):
    made = article(TEXT)
    found = find(made)
    pool = candidates([made], [Score(v) for v in values], [found.participants], [found.timeline])
    (meeting, *_) = found.meetings
    assert made.sentences[1] in meeting.sentences[:1]
    line = bottom_line(pool, found.meetings)
    return line.place if line else None


def test_the_meeting_is_the_news():
    assert box(1.0, 2.0, 0.5) == 1


def test_a_lead_that_is_worth_more_is_the_news():
    assert box(2.0, 1.0, 0.5) == 0


def of_several(*texts, copies=()):
    made = [article(text, name=f"s{n}") for n, text in enumerate(texts)]
    origin = {f"s{n}": f"s{copies[0] if n in copies else n}" for n in range(len(made))}
    pool = candidates(
        made, [Score(1.0)] * sum(len(a.sentences) for a in made), [()] * len(made), [()] * len(made)
    )
    line = shared_lead(pool, origin)
    return line.sentence.text if line else None


FIRE = "A fire destroyed the old harbour warehouse in Lund on Monday night."


def test_of_several_leads_the_one_that_most_sources_bear_out_stands_in_the_box():
    colour = "“I lost everything,” Ilse Brand said.\n\nThe fire in the warehouse began at night.\n"
    detail = "Insurers in Lund will meet brokers.\n\nThe harbour warehouse burned down in a fire on Monday.\n"
    assert of_several(colour, f"{FIRE}\n\nNobody was hurt.\n", detail) == FIRE


def test_a_copy_bears_nothing_out():
    whale = (
        "The museum of Oslo bought a stuffed whale, a rowing boat and nine old maps of Greenland in May.\n"
    )
    other = "A fire in the harbour of Lund destroyed an old warehouse on Monday night.\n"
    assert of_several(whale, whale, whale, f"{FIRE}\n", other) == whale.strip()
    assert of_several(whale, whale, whale, f"{FIRE}\n", other, copies=(0, 1, 2)) == FIRE


def test_what_leans_is_no_lead():
    assert (
        of_several(f"He left Lund on Monday night.\n\n{FIRE}\n", "The warehouse fire was an accident.\n")
        == FIRE
    )


def of_one(text, *values):
    made = article(text)
    pool = candidates([made], [Score(v) for v in values], [()], [()])
    line = bottom_line(pool, ())
    return line.sentence.text if line else None


def test_neither_a_question_nor_a_quotation_stands_in_the_box():
    text = f"\u201cCan you hear it?\u201d\n\nWho set the fire?\n\n\u201cThe roof fell in.\u201d\n\n{FIRE}\n"
    assert of_one(text, 4.0, 3.0, 2.0, 1.0) == FIRE
    assert of_one("Who set the fire?\n", 1.0) == "Who set the fire?"


def test_of_a_long_paragraph_one_of_the_first_sentences_is_the_lead():
    text = f"{FIRE} The roof fell in. Nobody was hurt. The museum of Oslo has bought a whale.\n"
    assert of_one(text, 2.0, 1.0, 1.0, 9.0) == FIRE
    assert of_one(text, 1.0, 2.0, 1.0, 9.0) == "The roof fell in."
