"""The pages as pictures, beside those that a person looked at.

After a change that is meant, `python tests/test_pictures.py` draws them anew; look at them before you commit them.
The fonts are the package's own and the renderer is locked, so what differs is the page; some tolerance is left for
the rounding of another machine.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from gold import gold_brief
from PIL import Image

from briefing.exporters import pdf
from briefing.model import House

HERE = Path(__file__).parent / "pictures"
SCALE = 45 / 72  # points a pixel: headings, lines and blocks can be told, letters hardly
CELL = 8  # pixels: faults are looked for in squares of this side

HANDED = {"marking": "OFFICIAL", "reference": "BN 2022-0117"}
HOUSE = House(accent="#7a1f3d", tint="#f7f1f3")


def note(name):
    brief = gold_brief("brief" if name in ("brief", "house") else "full", **HANDED)
    look = HOUSE if name == "house" else House()
    template = {"house": "brief"}.get(name, name)
    return replace(brief, options=replace(brief.options, template=template, house=look))


NAMES = ("brief", "full", "readout", "chronology", "house")


def pictures(name):
    """The pages of a note in shades of grey, from 0 to 255; the house's in colour."""
    with pypdfium2.PdfDocument(pdf.export(note(name))) as file:
        for page in file:
            picture = page.render(scale=SCALE).to_pil()
            yield picture.convert("RGB" if name == "house" else "L")


def cells(picture):
    """Mean of each square of a picture."""
    values = np.asarray(picture, dtype=float)
    height, width = (n // CELL * CELL for n in values.shape[:2])
    parts = values[:height, :width].reshape(height // CELL, CELL, width // CELL, CELL, -1)
    return parts.mean(axis=(1, 3))


@pytest.mark.parametrize("name", NAMES)
def test_pages_look_as_they_did_when_they_were_looked_at(name):
    found, kept = list(pictures(name)), sorted(HERE.glob(f"{name}-*.png"))
    assert len(found) == len(kept) > 0
    for page, path in zip(found, kept, strict=True):
        with Image.open(path) as before:
            assert page.size == before.size
            apart = np.abs(cells(page) - cells(before))
        assert apart.mean() < 1
        assert apart.max() < 40


def test_a_page_that_moved_is_seen():
    page = next(pictures("brief"))
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (0, 5))
    apart = np.abs(cells(page) - cells(moved))
    assert apart.mean() > 1 or apart.max() > 40


if __name__ == "__main__":
    for name in NAMES:
        for old in HERE.glob(f"{name}-*.png"):
            old.unlink()
        for number, page in enumerate(pictures(name), 1):
            page.save(HERE / f"{name}-{number}.png", optimize=True)
