"""The title of a note whose sources have none."""

from articles import article

from briefing.model import Findings, Score, Span, Topic
from briefing.structurer.candidates import candidates
from briefing.structurer.headline import headline

TEXT = (
    "A fire destroyed the harbour warehouse of Lund on Monday.\n\nCheap paint and old wiring are sold there.\n\n"
    "The shop in the museum of the fire brigade near Lund harbour stayed open.\n"
)


def called(*labels, title=""):
    made = article(TEXT, title=title)
    first = candidates([made], [Score(1.0)] * 3, [()], [()])[0]
    document = made.document
    topics = tuple(
        Topic(Span(document, at := document.text.index(label), at + len(label)), ()) for label in labels
    )
    return headline([made], {0}, Findings((), (), topics, ()), first)


def test_the_topic_of_the_bottom_line_is_the_title():
    assert called("old wiring", "harbour warehouse of Lund") == "Harbour warehouse of Lund"


def test_a_topic_is_not_nearer_for_being_longer():
    long = "shop in the museum of the fire brigade near Lund harbour"
    assert called(long, "harbour warehouse") == "Harbour warehouse"


def test_a_light_topic_is_no_title_however_near():
    assert called("old wiring", "paint", "museum", "shop", "harbour warehouse") == "Old wiring"


def test_without_such_a_topic_the_weightiest_is():
    assert called("paint", "old wiring") == "Paint"
    assert called() == ""


def test_a_headline_comes_before_any_topic():
    assert called("harbour warehouse of Lund", title="Fire in Lund") == "Fire in Lund"
