"""The sentence in the box: who met whom about what, unless the meeting was only the occasion of the news."""

from articles import article

from briefing.model import Score
from briefing.structurer.candidates import bottom_line, candidates
from briefing.structurer.findings import find

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
