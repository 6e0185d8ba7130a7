"""Pages from HTML: the library that sets them, its fonts, and the only files that it may see."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.exporters import assets
from briefing.exporters.html import LOGO
from briefing.exporters.pdf_library import weasyprint

if TYPE_CHECKING:
    from collections.abc import Callable

PAPER = """\
@font-face { font-family: "Source Serif 4"; src: url(asset:serif.ttf); }
@font-face { font-family: "Source Serif 4"; font-weight: bold; src: url(asset:serif-bold.ttf); }
@font-face { font-family: "Source Sans 3"; src: url(asset:sans.ttf); }
@font-face { font-family: "Source Sans 3"; font-weight: bold; src: url(asset:sans-bold.ttf); }
.contents a::after { position: absolute; right: 0; content: target-counter(attr(href), page); }
"""
"""Rules for paper alone: the faces of the page, and what no browser knows."""


def lay_out(text: str, logo: bytes = b"") -> Any:
    """Set a page of `briefing.exporters.html.render`, written with `PAPER`.

    Args:
        text: the HTML.
        logo: the picture that the page asks for as its logo, if it does.

    Returns:
        WeasyPrint's document: its `pages`, and `write_pdf`.

    Raises:
        MissingLibrary: if Pango is not on this machine.
    """
    library = weasyprint()
    latin = assets.LATIN.issuperset(map(ord, set(text) - {"\n"}))
    page = library.HTML(string=text, url_fetcher=fetcher(latin=latin, logo=logo))
    return page.render(font_config=_font_configuration(latin=latin))


@cache
def _font_configuration(*, latin: bool) -> Any:
    """It keeps the fonts that were loaded, so there is one for the process, and one more for the whole fonts."""
    from weasyprint.text.fonts import FontConfiguration

    del latin
    return FontConfiguration()


@cache
def fetcher(*, latin: bool = False, logo: bytes = b"") -> Callable[[str], Any]:
    """What answers all requests of the library: this package's fonts and the house's logo. Any other address stops it.

    Args:
        latin: whether the fonts are those for texts in Latin script.
        logo: the picture that goes by the name of `html.LOGO`.

    Returns:
        A function of an address, which knows the scheme `asset:` and asks no file and no host for anything.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

    def fetch(url: str) -> Any:
        if logo and url == LOGO:
            return URLFetcherResponse(url, logo)
        scheme, _, name = url.partition(":")
        if scheme != "asset" or name not in assets.FACES:
            raise FatalURLFetchingError(f"{url} is not part of this program")
        return URLFetcherResponse(url, assets.face(name, latin=latin))

    return fetch
