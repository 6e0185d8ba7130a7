from __future__ import annotations

import itertools
import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from gold import gold_brief
from pages import brief_of, document, squeezed, without_glosses

from briefing.errors import TemplateError
from briefing.exporters import assets, html
from briefing.exporters import json as json_exporter
from briefing.model import Gloss, Section

VOID = {"meta", "br", "hr", "img", "link"}


class Page(HTMLParser):
    """A parsed page: elements with their attributes, and the text inside each."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[list[str]] = []
        self.open: list[int] = []
        self.feed(data.decode())
        assert not self.open, "an element is not closed"

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.texts.append([])
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag):
        assert self.elements[self.open.pop()][0] == tag

    def handle_data(self, data):
        for i in self.open:
            self.texts[i].append(data)

    def find(self, tag: str, **wanted: str):
        return [
            (attributes, "".join(self.texts[i]))
            for i, (name, attributes) in enumerate(self.elements)
            if name == tag and all(attributes.get(k) == v for k, v in wanted.items())
        ]


@pytest.fixture(params=["brief", "full"])
def brief(request):
    return gold_brief(request.param, marking="OPEN SOURCE", reference="BN 1")


def test_statements_stand_verbatim_in_elements_of_their_own(brief):
    found = [without_glosses(text) for _, text in Page(html.export(brief)).find("span", **{"class": "words"})]
    assert sorted(found) == sorted(squeezed(s.text) for s in brief.statements())


def test_glosses_are_set_apart_from_the_quoted_words(brief):
    glosses = [text for _, text in Page(html.export(brief)).find("span", **{"class": "gloss"})]
    assert sorted(glosses) == sorted(f"[{g.text}]" for s in brief.statements() for g in s.glosses)


def test_every_reference_links_to_a_source_that_is_there(brief):
    page = Page(html.export(brief))
    ids = {f"#{attributes['id']}" for _, attributes in page.elements if "id" in attributes}
    links = page.find("a")
    assert {a["href"] for a, _ in links} <= ids
    assert all(a["title"] for a, _ in links)
    assert len(links) >= len(list(brief.statements()))


def test_nothing_is_fetched_or_run(brief):
    page = Page(html.export(brief))
    assert not {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "object", "embed"}
    (policy,) = page.find("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy[0]["content"].startswith("default-src 'none'")
    assert "url(" not in page.find("style")[0][1]
    assert "@import" not in page.find("style")[0][1]


def test_landmarks_headings_and_lists_are_real(brief):
    page = Page(html.export(brief))
    assert page.find("html")[0][0]["lang"] == "en"
    assert len(page.find("main")) == len(page.find("h1")) == len(page.find("title")) == 1
    levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert next(a["start"] for a, _ in page.find("ol") if "start" in a) == "2"
    assert all(a["scope"] in ("col", "row") for a, _ in page.find("th"))


def test_the_marking_is_shown_where_it_is_set_and_nowhere_else(brief):
    assert len(Page(html.export(brief)).find("p", **{"class": "marking"})) == 2
    assert b'class="marking"' not in html.export(gold_brief())


def test_the_file_is_small(brief):
    assert len(html.export(brief)) < 60_000


HOSTILE = "<b>bold</b> {{ 7 * 7 }} {% raw %} &amp; </style><script>alert(1)</script> \" ' \\"


def test_source_text_that_looks_like_markup_is_text():
    page = Page(html.export(brief_of(document(HOSTILE, title=HOSTILE), title=HOSTILE)))
    assert page.find("h1")[0][1].replace("\N{NO-BREAK SPACE}", " ") == HOSTILE
    assert page.find("span", **{"class": "words"})[0][1] == HOSTILE
    assert not page.find("script")


def test_options_that_look_like_css_stay_in_their_string():
    brief = brief_of(document("Text."), marking='X"; } </style><b>\\', reference="a\nb")
    page = Page(html.export(brief))
    assert not page.find("b")
    assert page.find("p", **{"class": "marking"})[0][1] == 'X"; } </style><b>\\'


@pytest.mark.parametrize(
    ("text", "escaped"), [("BN 7", '"BN 7"'), ('a"b', '"a\\22 b"'), ("–\n", '"\\2013 \\a "'), ("é", '"é"')]
)
def test_css_strings(text, escaped):
    assert html.css_string(text) == escaped


def test_words_of_another_language_are_marked_with_it():
    brief = brief_of(
        document("Der Minister sprach.", language="de"), document("שלום.", language="he", uri="b")
    )
    words = [a for a, _ in Page(html.export(brief)).find("span", **{"class": "words"})]
    assert words == [{"class": "words", "lang": "de"}, {"class": "words", "lang": "he", "dir": "rtl"}]


def test_sources_that_say_the_same_stand_below_the_reference():
    first, second = document("The bank cut rates."), document("Rates were cut.", uri="b.txt")
    brief = brief_of(first, second)
    one, two = brief.sections[0].statements
    section = Section("topics", "Key points", (replace(one, also_in=(two.sentence,) * 3),))
    page = Page(html.export(replace(brief, sections=(section,))))
    further = [squeezed(text) for _, text in page.find("span", **{"class": "also"})]
    assert further == ["alsoS2¶1", "S2¶1+1"]
    assert page.find("li", id="S2")


def test_a_gloss_before_the_first_word_is_set_apart_by_a_space():
    brief = brief_of(document("His visit ended."))
    statement = replace(brief.sections[0].statements[0], glosses=(Gloss(0, "Colomina"),))
    brief = replace(brief, sections=(Section("topics", "Key points", (statement,)),))
    assert Page(html.export(brief)).find("span", **{"class": "words"})[0][1] == "[Colomina] His visit ended."


def test_a_long_title_keeps_its_last_words_together():
    title = "word " * 40 + "of the end"
    assert html.hold(title, 16.4).endswith("of\N{NO-BREAK SPACE}the\N{NO-BREAK SPACE}end")
    assert html.hold("Short title", 19.0) == "Short title"


def test_a_wrong_template_is_named_with_its_line(monkeypatch):
    monkeypatch.setattr(assets, "template", lambda name: "one\ntwo {% if %}" if "jinja" in name else "")
    html._template.cache_clear()
    with pytest.raises(TemplateError, match=r"note\.html\.jinja: line 2: "):
        html.export(gold_brief())
    html._template.cache_clear()


def test_a_missing_template_is_named():
    with pytest.raises(TemplateError, match=r"poster\.css: no such file"):
        assets.template("poster.css")


def test_templates_are_found_inside_the_package_first(monkeypatch, tmp_path):
    inside = tmp_path / "briefing"
    monkeypatch.setattr(assets, "files", lambda package: inside)
    (tmp_path / "templates").mkdir()
    inside.mkdir()
    assert assets.folder() == tmp_path / "templates"
    (inside / "templates").mkdir()
    assert assets.folder() == inside / "templates"


def test_templates_that_are_nowhere_are_an_error(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "files", lambda package: tmp_path / "briefing")
    with pytest.raises(TemplateError, match=r"templates: no such folder"):
        assets.folder()


@pytest.mark.parametrize("text", ["Gas & </template> <oil>.", "\ufffe, \x85 and \U0001ffff."])
def test_the_brief_for_machines_travels_in_the_page_unseen(text):
    brief = brief_of(document(text))
    (found,) = Page(html.export(brief)).find("template", id="briefing.json")
    assert json.loads(found[1]) == json_exporter.describe(brief)
