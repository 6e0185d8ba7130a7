"""Text can be read: 7 to 1 with what is behind it, in our colours and in those of any house, in colour and in grey."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx_checks import find, parts
from gold import gold_brief
from hypothesis import given
from hypothesis import strategies as st

from briefing.colours import contrast, readable
from briefing.exporters import assets, docx, html, pdf
from briefing.model import House

COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
TINT = "#f1f4f7"
HOUSES = {
    "ours": House(),
    "red": House(accent="#c8102e", tint="#fdf2f4"),
    "orange": House(accent="#b35900"),
    "a deep tint": House(accent="#1d70b8", tint="#c9d4df"),
}


def dressed(house):
    brief = gold_brief("full", marking="OPEN", reference="BN 1", to="The Minister")
    return replace(brief, options=replace(brief.options, house=house))


def grey(colour):
    """What a printer without colour makes of it (ITU-R BT.601)."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02x}" * 3


def painted(data):
    """Colours of fill of each run of text and of each area of a PDF, with their boxes, page by page."""
    with pypdfium2.PdfDocument(data) as file:
        for page in file:
            texts, areas = [], []
            for thing in page.get_objects():
                parts = [ctypes.c_uint() for _ in range(4)]
                pdfium.FPDFPageObj_GetFillColor(thing, *parts)
                colour = "#" + "".join(f"{part.value:02x}" for part in parts[:3])
                if thing.type == pdfium.FPDF_PAGEOBJ_TEXT:
                    texts.append((colour, thing.get_bounds()))
                elif thing.type == pdfium.FPDF_PAGEOBJ_PATH:
                    areas.append((colour, thing.get_bounds()))
            yield texts, areas


def behind(box, areas, tint):
    """The colour that a text stands on: the tint inside of its area, else white. Borders are drawn as areas, too."""
    left, bottom, right, top = box
    inside = any(
        a[0] <= left and a[1] <= bottom and a[2] >= right and a[3] >= top for c, a in areas if c == tint
    )
    return tint if inside else "#ffffff"


@pytest.mark.parametrize("name", HOUSES)
def test_all_text_of_the_pdf_can_be_read_where_it_stands(name):
    tint = HOUSES[name].tint or TINT
    found = [
        (colour, behind(box, areas, tint))
        for texts, areas in painted(pdf.export(dressed(HOUSES[name])))
        for colour, box in texts
    ]
    assert {ground for _, ground in found} == {"#ffffff", tint}
    assert len({colour for colour, _ in found}) >= 3
    assert [(colour, ground) for colour, ground in found if contrast(colour, ground) < 7] == []
    for colour, ground in found:  # a printer without colour is told nothing less
        assert contrast(grey(colour), grey(ground)) >= 4.5


@pytest.mark.parametrize("name", HOUSES)
def test_all_text_of_the_docx_can_be_read(name):
    styles = parts(docx.export(dressed(HOUSES[name])))["word/styles.xml"]
    text = {f"#{c.lower()}" for c in find(styles, "//w:rPr/w:color/@w:val")}
    on_the_tint = {
        f"#{c.lower()}"
        for key in ("Normal", "BottomLineLabel", "BottomLine", "SourceRef")
        for c in find(styles, f"//w:style[@w:styleId='{key}']/w:rPr/w:color/@w:val")
    }
    assert len(text) >= 3
    assert all(contrast(colour) >= 7 for colour in text)
    assert all(contrast(colour, HOUSES[name].tint or TINT) >= 7 for colour in on_the_tint)


def test_rules_and_bars_keep_the_colour_of_the_house():
    page = html.export(dressed(HOUSES["red"])).decode()
    assert "border-top: 2.2pt solid #c8102e" in page
    assert not re.search(r"(?<![-\w])color: #c8102e", page)
    styles = parts(docx.export(dressed(HOUSES["red"])))["word/styles.xml"]
    assert "C8102E" in find(styles, "//w:pBdr/*/@w:color")
    assert "C8102E" not in find(styles, "//w:rPr/w:color/@w:val")


def test_every_colour_of_text_in_the_style_sheets_can_be_read_on_white():
    rules = assets.template("brief.css") + assets.template("screen.css")
    colours = set(re.findall(r"(?<![-\w])color: (#\w{6})", rules))
    assert {"#16191d", "#4a5159", "#1f3a5f"} <= colours
    assert all(contrast(colour) >= 7 for colour in colours)


@given(COLOUR)
def test_any_colour_becomes_readable_and_one_that_is_stays_as_it_is(colour):
    made = readable(colour, TINT)
    assert contrast(made) >= 7
    assert contrast(made, TINT) >= 7
    assert made == colour or contrast(colour, TINT) < 7


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000") == pytest.approx(21.0)
    assert contrast("#ffffff") == 1.0
    assert contrast("#777777") == pytest.approx(4.48, abs=0.01)
    assert contrast("#16191d", TINT) == contrast(TINT, "#16191d")
