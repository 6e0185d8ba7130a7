"""What the printed page is made of beside the text: templates, style sheet and fonts."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import TemplateError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

# Both families are variable fonts under the SIL Open Font License 1.1. The page needs four faces of them.
_SERIF = ("fontpkg_source_serif_4", "files/SourceSerif4[opsz,wght].ttf")
_SANS = ("fontpkg_source_sans_3", "files/SourceSans3[wght].ttf")

# Name inside the style sheet: where the family lies, and the face in it. `opsz` is the optical size in points.
FACES = {
    "serif.ttf": (_SERIF, {"opsz": 14, "wght": 400}),
    "serif-bold.ttf": (_SERIF, {"opsz": 20, "wght": 700}),
    "sans.ttf": (_SANS, {"wght": 400}),
    "sans-bold.ttf": (_SANS, {"wght": 700}),
}

# What texts in Latin script need: letters with all their accents, punctuation, signs of currencies.
LATIN = frozenset((
    *range(0x20, 0x250), *range(0x300, 0x370), *range(0x1E00, 0x1F00), *range(0x2010, 0x2045), *range(0x20A0, 0x20C0),
    0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x25A1, 0x25CA, 0xFB01, 0xFB02,
))  # fmt: skip


def folder() -> Traversable:
    """Where the templates lie: inside the package where it is installed, beside it in a checkout.

    Raises:
        TemplateError: if they are in neither place.
    """
    inside = files("briefing").joinpath("templates")
    beside = Path(str(files("briefing"))).parent / "templates"
    for place in (inside, beside):
        if place.is_dir():
            return place
    raise TemplateError("templates", f"no such folder in {inside} or {beside}")


@cache
def template(name: str) -> str:
    """The text of a template or style sheet.

    Raises:
        TemplateError: if there is none of this name.
    """
    path = folder().joinpath(name)
    if not path.is_file():
        raise TemplateError(name, f"no such file in {folder()}")
    return path.read_text(encoding="utf-8")


@cache
def face(name: str, *, latin: bool = False) -> bytes:
    """One of `FACES` as a font of its own.

    HarfBuzz takes the face out of the variable font in some 15 ms; left to the PDF library, which does it glyph
    by glyph in Python, it would cost more than all the rest of the page.

    Args:
        name: of the face.
        latin: take the characters of `LATIN` only, which is three times as fast here and in what follows.
    """
    import uharfbuzz

    (package, path), axes = FACES[name]
    family = uharfbuzz.Face(uharfbuzz.Blob(files(package).joinpath(path).read_bytes()))
    wanted = uharfbuzz.SubsetInput()
    if latin:
        wanted.unicode_set.update(LATIN)
    else:
        wanted.keep_everything()
    for axis, value in axes.items():
        wanted.pin_axis_location(family, axis, value)
    return bytes(uharfbuzz.subset(family, wanted).blob.data)
