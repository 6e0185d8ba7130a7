"""When two texts say the same in other type, and that a letter, a digit or a sign never is mere type."""

import string
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.proof.typography import Words, plain_gap, same_words

WORD = st.text(st.sampled_from(string.ascii_letters + string.digits + "éßøżЖя数"), min_size=1, max_size=8)
MARK = st.sampled_from(
    [
        " ",
        ", ",
        "-",
        " – ",
        "—",
        " (",
        ") ",
        " “",
        "” ",
        "’",
        "... ",
        ": ",
        " -",
        " +",
        " $",
        "%",
        "/",
        "\u00a0",
        ".\n",
    ]
)
TEXT = st.lists(st.tuples(WORD, MARK), min_size=1, max_size=12).map(lambda p: "".join(w + m for w, m in p))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Yes,” he said.", '"Yes," he said.'),
        ("“Yes,” he said.", "‘Yes,’ he said."),
        ("« Oui », dit-il.", "“Oui”, dit-il."),
        ("the country’s border", "the country's border"),
        ("the talks — held in Baku — ended", "the talks - held in Baku - ended"),
        ("the talks—held in Baku—ended", "the talks -- held in Baku -- ended"),
        ("in 2019–2022", "in 2019 - 2022"),
        ("fell to −5 degrees", "fell to -5 degrees"),
        ("the \ufb01rst of\ufb01ce", "the first office"),
        ("inter\u00adnational", "international"),
        ("zero\u200bwidth", "zerowidth"),
        ("Andre\u0301", "André"),
        ("10\u202f% of\u00a0it", "10% of it"),
        ("Wait…", "Wait..."),
        ("post-\nconflict", "post-conflict"),
        ("two  spaces\nand a line", "two spaces and a line"),
    ],
)
def test_other_type_is_the_same_text(one, other):
    assert same_words(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fell to −5 degrees", "fell to 5 degrees"),
        ("rose by +5", "rose by -5"),
        ("(-5)", "(5)"),
        ("$5", "-$5"),
        ("costs .5 million", "costs 5 million"),
        ("costs .5 million", "costs. 5 million"),
        ("1.5", "15"),
        ("10²", "102"),
        ("1½", "11/2"),
        ("in 2020, 300 people", "in 2020,300 people"),
        ("nowhere", "now here"),
        ("The talks", "the talks"),
        ("It is over.", "It is over?"),
        ("He said “yes”.", "He said yes."),
        ("resign", "re-sign"),
        ("10%", "10"),
        ("COVID-19", "COVID 19"),
        ("3 -5", "3-5"),
        ("cannot", "can not"),
    ],
)
def test_other_words_are_not(one, other):
    assert not same_words(one, other)


@given(TEXT)
def test_a_text_says_what_it_says(text):
    assert same_words(text, text)


@given(TEXT, st.data())
def test_one_changed_letter_or_digit_is_another_text(text, data):
    places = [i for i, c in enumerate(text) if c.isalnum()]
    at = data.draw(st.sampled_from(places))
    new = data.draw(st.characters(categories=("Lu", "Ll", "Lo", "Nd", "No")))
    assume(unicodedata.normalize("NFC", new) != unicodedata.normalize("NFC", text[at]))
    assert not same_words(text, text[:at] + new + text[at + 1 :])


@given(TEXT, st.data())
def test_one_letter_or_digit_more_or_less_is_another_text(text, data):
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isalnum()]))
    new = data.draw(st.sampled_from(string.ascii_letters + string.digits))
    assert not same_words(text, text[:at] + new + text[at:])
    assert not same_words(text, text[:at] + text[at + 1 :])


@given(TEXT, st.sampled_from("-−+"), st.data())
def test_a_sign_before_a_number_counts(text, sign, data):
    number = data.draw(st.integers(0, 9999))
    plain = f"{text.rstrip()} to {number}"
    signed = f"{text.rstrip()} to {sign}{number}"
    assert not same_words(plain, signed)


@given(TEXT)
def test_kinds_of_quotation_marks_dashes_and_spaces_do_not_count(text):
    other = text.translate(str.maketrans({"“": '"', "”": '"', "’": "'", "–": "—", " ": "\u00a0", "—": "–"}))
    assert same_words(text, other)


@given(TEXT)
def test_soft_hyphens_in_words_do_not_count(text):
    words = Words.of(text)
    assume(any(len(k) > 1 and k.isascii() for k in words.keys))
    start = next(s for (s, _), k in zip(words.spans, words.keys, strict=True) if len(k) > 1 and k.isascii())
    assert same_words(text, text[: start + 1] + "\u00ad" + text[start + 1 :])


@given(st.text(max_size=6), st.characters(), st.characters())
def test_a_gap_in_one_form_stays_in_it(gap, before, after):
    once = plain_gap(gap, before, after)
    assert plain_gap(once, before, after) == once
