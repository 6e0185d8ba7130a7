"""The date grammar: what it finds, what value it gives, and what it leaves alone."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from pathlib import Path

import pytest
from articles import article
from hypothesis import given
from hypothesis import strategies as st

from briefing.annotators.dates import find_dates
from briefing.model import DateMention, Document, Sentence

FRIDAY = "2022-04-29"


def find(text: str, published: date | str | None = FRIDAY) -> tuple[DateMention, ...]:
    document = Document.from_text(text, published=published)
    sentences = [
        Sentence(document, block.start + m.start(), block.start + m.end())
        for block in document.blocks
        for m in re.finditer(r"\S.*?(?:[.?!](?=\s+[A-Z]|$)|$)", text[block.start : block.end], re.DOTALL)
    ]
    return find_dates(document, sentences)


def values(text: str, published: str | None = FRIDAY) -> list[str]:
    return [d.value for d in find(text, published)]


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("They met on April 28, 2022.", "2022-04-28", "day"),
        ("They met on 28 April 2022.", "2022-04-28", "day"),
        ("They met on the 17th of July 2021.", "2021-07-17", "day"),
        ("They met on Sept. 11, 2021, in Oslo.", "2021-09-11", "day"),
        ("They met on Thursday, Apr. 28.", "2022-04-28", "day"),
        ("They met on 2022-04-28.", "2022-04-28", "day"),
        ("They met on April 28.", "2022-04-28", "day"),
        ("The pact was signed on December 4.", "2021-12-04", "day"),
        ("They will meet on May 3.", "2022-05-03", "day"),
        ("They met on Thursday night.", "2022-04-28", "day"),
        ("The minister said Friday that he would stay.", "2022-04-29", "day"),
        ("They will meet on Tuesday.", "2022-05-03", "day"),
        ("They met last Friday.", "2022-04-22", "day"),
        ("They meet next Friday.", "2022-05-06", "day"),
        ("They met on Tuesday last week.", "2022-04-19", "day"),
        ("They met yesterday morning.", "2022-04-28", "day"),
        ("They meet tomorrow.", "2022-04-30", "day"),
        ("He left three days ago.", "2022-04-26", "day"),
        ("They met in March 2021.", "2021-03", "month"),
        ("They met in November.", "2021-11", "month"),
        ("They will meet in November.", "2022-11", "month"),
        ("They met last November.", "2021-11", "month"),
        ("The truce ends on 31 December.", "2022-12-31", "day"),
        ("They spoke of the visit in May.", "2022-05", "month"),
        ("He was elected in May.", "2021-05", "month"),
        ("The crash killed 12 people in May.", "2021-05", "month"),
        ("Prices are above their level in September.", "2021-09", "month"),
        ("They met to discuss energy needs on 12 November.", "2021-11-12", "day"),
        ("He said this requires a law by October.", "2022-10", "month"),
        ("They met in June last year.", "2021-06", "month"),
        ("They met last month.", "2022-03", "month"),
        ("He left five months ago.", "2021-11", "month"),
        ("The pact dates from 1992.", "1992", "year"),
        ("The 1992 pact still holds.", "1992", "year"),
        ("They met last year.", "2021", "year"),
        ("He came two years ago.", "2020", "year"),
        ("Sales rose in fiscal 1988.", "1988", "year"),
        ("It began in nineteen ninety-one.", "1991", "year"),
        ("They met last week.", "2022-W16", "week"),
        ("Profit fell in the third quarter.", "2021-Q3", "quarter"),
        ("Profit fell in the third quarter of 2019.", "2019-Q3", "quarter"),
        ("They met last summer.", "2021-SU", "season"),
        ("They met in the spring of 1997.", "1997-SP", "season"),
        ("Trade grew in the 1990s.", "199X", "decade"),
        ("Trade grew in the late 1970s.", "197X", "decade"),
    ],
)
def test_value_and_precision(text: str, value: str, precision: str) -> None:
    (found,) = find(text)
    assert (found.value, found.precision) == (value, precision)


@pytest.mark.parametrize(
    ("text", "value", "until"),
    [
        ("Talks ran from 1992 to 1994.", "1992", "1994"),
        ("The 1975-1990 war is over.", "1975", "1990"),
        ("Talks were held on June 29-30, 2021.", "2021-06-29", "2021-06-30"),
        ("Talks were held from 26 to 31 July 2021.", "2021-07-26", "2021-07-31"),
        ("Talks were held on September 30-October 1, 2021.", "2021-09-30", "2021-10-01"),
        ("Rain fell between May and July 2021.", "2021-05", "2021-07"),
        ("They spoke over the weekend.", "2022-04-23", "2022-04-24"),
    ],
)
def test_intervals(text: str, value: str, until: str) -> None:
    (found,) = find(text)
    assert (found.value, found.until, found.precision) == (value, until, "interval")


@pytest.mark.parametrize(
    ("text", "wording", "qualifier"),
    [
        ("They met in late 2021.", "in late 2021", "late"),
        ("They met in mid-November 2021.", "in mid-November 2021", "mid"),
        ("They met at the beginning of October 2021.", "at the beginning of October 2021", "early"),
        ("He has ruled since 1997.", "since 1997", "since"),
        ("He ruled before 1997.", "before 1997", "before"),
        ("Prices fell after 1997.", "after 1997", "after"),
        ("It was built around 1900.", "around 1900", "around"),
        ("He came about two years ago.", "about two years ago", "around"),
        ("They met late Thursday.", "late Thursday", ""),
    ],
)
def test_wording_and_qualifier(text: str, wording: str, qualifier: str) -> None:
    (found,) = find(text)
    assert (found.text, found.qualifier) == (wording, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "The 44-day war ended.",
        "The NATO 2030 initiative was praised.",
        "He may visit, and she might march.",
        "The March on Washington was recalled.",
        "Resolution 1244 was adopted.",
        "Sun Tzu was quoted.",
        "He won a second term.",
        "She is 45 years old.",
        "The deal is worth $1,992 and 2000 people came.",
        "Call 202-555-1998 or see page 1987.",
        "About 1500 soldiers left at 1900 GMT.",
        "Jan Novak and April Jones spoke.",
        "Theresa May resigned.",
        "The Sunday Times printed it on Black Friday.",
        "They talk every Monday.",
        "The team has been there for two years.",
        "The results are earlier than expected.",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert values(text) == []


def test_the_clause_tells_which_way_a_weekday_lies() -> None:
    assert values("She said Tuesday that he will come.") == ["2022-04-26"]
    assert values("He is visiting Oslo on Tuesday.") == ["2022-05-03"]
    assert values("Talks are expected to resume Tuesday.") == ["2022-05-03"]
    assert values("The envoy returned to Oslo on Tuesday.") == ["2022-04-26"]
    assert values("The level fell to 3.12 metres on Tuesday.") == ["2022-04-26"]


def test_earlier_and_later_count_from_the_date_told_before() -> None:
    assert values("He was elected in 1990. Two years later he resigned.") == ["1990", "1992"]
    assert values("Sales rose in 1996 from the previous year.") == ["1996", "1995"]
    assert values("He flew on Nov. 3, 2021, and resigned a day later.") == ["2021-11-03", "2021-11-04"]


def test_months_joined_to_a_month_with_a_year_have_that_year() -> None:
    assert values("It flies in August or September of next year.") == ["2023-08", "2023-09"]


def test_the_order_of_a_numeric_date_follows_the_text() -> None:
    assert values("The U.S. team met on 11/10/2005.") == ["2005-11-10"]
    assert values("It was signed on 3 May 2004. They met on 11/10/2005.") == ["2004-05-03", "2005-10-11"]
    assert values("They met on 16/11/2005 and on 11/16/2005.") == ["2005-11-16", "2005-11-16"]


def test_an_undated_text_counts_from_its_dateline_and_from_no_other_day() -> None:
    assert values("OSLO, April 28, 2022 (Agency) -- They met on Tuesday.", None) == [
        "2022-04-28",
        "2022-04-26",
    ]
    long = "The lake is deep. " * 20
    assert values(f"{long}It rose on May 2, 2021, and ends on May 4, 2021. They met yesterday.", None) == [
        "2021-05-02",
        "2021-05-04",
    ]
    later = "OSLO, April 28, 2022 (Agency) -- They met on Tuesday. The treaty ends in 2031."
    found = article(later, published=None).annotations.dates
    assert [mention.value for mention in found] == ["2022-04-28", "2022-04-26", "2031"]
    born = (
        f"He was born on May 5, 1950. {long}On June 5, 2023 he was elected. {long}He left office yesterday."
    )
    assert values(born, None) == ["1950-05-05", "2023-06-05"]


def test_without_a_day_to_count_from_relative_dates_are_not_guessed() -> None:
    assert values("They met on Tuesday, and last year, and in 1992.", None) == ["1992"]
    assert values("He was born on 8 February 1700 and died in 1782. It is in use today.", None) == [
        "1700-02-08",
        "1782",
    ]


def test_a_language_without_a_grammar_has_no_dates() -> None:
    document = Document.from_text("Sie trafen sich am 28. April 2022.", published=FRIDAY, language="de")
    assert find_dates(document, ()) == ()


def test_headings_and_datelines_are_read_too() -> None:
    document = Document.from_text(
        "Talks of April 2021\n\nThey met in 1992, the two sides said.", published=FRIDAY
    )
    body = Sentence(document, document.text.index("They"), len(document.text))
    assert [d.value for d in find_dates(document, [body])] == ["2021-04", "1992"]


VOCABULARY = """
on April 28 2022 999 decades last year Friday the late 1990s two days ago said will May of 11/12/2005 third
quarter from to and - , . weekend this Q3 9999 February 30 Christmas Day spring '90s 1975-90 a
decade before tomorrow
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=14), st.dates())
def test_mentions_are_in_order_disjoint_and_well_formed(words: list[str], published: date) -> None:
    text = " ".join(words) or "."
    document = Document.from_text(text, published=published)
    found = find_dates(document, [Sentence(document, b.start, b.end) for b in document.blocks])
    forms = {"day": r"\d{4}-\d\d-\d\d", "week": r"\d{4}-W\d\d", "month": r"\d{4}-\d\d", "year": r"\d{4}",
             "quarter": r"\d{4}-Q[1-4]", "season": r"\d{4}-(SP|SU|FA|WI)", "decade": r"\d{3}X",
             "interval": r"\d{4}(-\d\d){0,2}"}  # fmt: skip
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end
        assert re.fullmatch(forms[mention.precision], mention.value)
        assert bool(mention.until) == (mention.precision == "interval")
        assert mention.until == "" or mention.until > mention.value
        end = mention.end


@pytest.mark.data
@pytest.mark.parametrize("name", ["timebank", "aquaint", "te3platinum"])
def test_finds_and_values_of_news_dates(name: str, data: Path) -> None:
    hit = given_ = asked = right = 0
    for line in gzip.decompress((data / f"tx_{name}.dev.jsonl.gz").read_bytes()).splitlines():
        item = json.loads(line)
        gold = [
            t
            for t in item["timexes"]
            if t["type"] == "DATE" and re.fullmatch(r"\d{4}(-\d\d){0,2}", t["value"])
        ]
        other = [t for t in item["timexes"] if t not in gold]
        found = [
            m for m in find(item["text"], item["dct"][:10]) if re.fullmatch(r"\d{4}(-\d\d){0,2}", m.value)
        ]
        left = list(gold)
        for mention in found:
            match = next((t for t in left if mention.start < t["end"] and t["start"] < mention.end), None)
            if match:
                left.remove(match)
                hit, given_, right = hit + 1, given_ + 1, right + (match["value"] == mention.value)
            elif not any(mention.start < t["end"] and t["start"] < mention.end for t in other):
                given_ += 1
        asked += len(gold)
    assert 2 * hit / (given_ + asked) >= 0.93
    assert right / hit >= 0.93
