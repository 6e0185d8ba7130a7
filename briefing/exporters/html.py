"""A brief as one HTML file: no script, nothing fetched, the style inline. The PDF is made from the same page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefing import __version__
from briefing.errors import TemplateError
from briefing.exporters import assets, json
from briefing.exporters.outline import outline
from briefing.exporters.wording import Wording
from briefing.measure import title_size
from briefing.typefaces import lines

if TYPE_CHECKING:
    from jinja2 import Template

    from briefing.exporters.blocks import Outline
    from briefing.model import Brief

_NO_BREAK = "\N{NO-BREAK SPACE}"
_FORBIDDEN = re.compile(  # control characters and noncharacters (HTML, 13.2.3.5)
    "[\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(n + 0xFFFE)}{chr(n + 0xFFFF)}" for n in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_HELD = 3  # words kept together at the end of a title of two lines, so that none hangs alone on the second

# Margin boxes of the printed page. Where there is no marking the boxes stay away.
_PAGE = """\
@page {{ size: {paper}; {marking}@top-left {{ content: {reference}; }} @top-right {{ content: {title}; }}
  @bottom-left {{ content: {foot}; }} @bottom-right {{ content: {page}; }} }}
@page :first {{ @top-left {{ content: none; }} @top-right {{ content: none; }} }}
"""
_MARKING = "@top-center {{ content: {0}; }} @bottom-center {{ content: {0}; }} "


def export(brief: Brief) -> bytes:
    """Write a brief as HTML.

    Args:
        brief: the brief.

    Returns:
        UTF-8.

    Raises:
        TemplateError: if the template is missing or wrong.
    """
    return render(outline(brief), brief, data=_inert(json.export(brief).decode())).encode()


def _inert(data: str) -> str:
    """JSON that HTML can hold: code points that it forbids are written by their numbers."""
    return _FORBIDDEN.sub(lambda found: json.escaped(found.group()), data)


def render(page: Outline, brief: Brief, *, faces: str = "", data: str = "") -> str:
    """Fill the template.

    Args:
        page: the outline of the brief.
        brief: the brief, for the properties of the document.
        faces: `@font-face` rules for paper alone; "" is for screens, too, with the fonts of the machine.
        data: JSON to put into the page, in an element that is not shown.

    Returns:
        The document.

    Raises:
        TemplateError: if the template is missing or wrong; the reason names its line.
    """
    from jinja2 import TemplateError as Fault
    from markupsafe import Markup

    from briefing.exporters.html_inline import Inline

    options = brief.options
    rules = assets.template("brief.css") + page_rules(page, options.paper)
    rules = faces + rules if faces else rules + assets.template("screen.css")
    try:
        return _template().render(
            outline=page,
            author=options.sender,
            generator=f"briefing {__version__}",
            created=brief.date.isoformat() if brief.date else "",
            filed=" · ".join(part for part in (page.masthead.reference, page.masthead.date) if part),
            inline=Inline(page, Wording(options.labels)),
            title_size=title_size(page.title),
            style=Markup(rules),  # noqa: S704 - the style sheet, and strings that css_string escaped
            on_screen=not faces,
            data=data,
        )
    except Fault as fault:
        line = getattr(fault, "lineno", None)
        where = f"line {line}: " if line else ""
        raise TemplateError("note.html.jinja", f"{where}{fault}") from fault


def page_rules(page: Outline, paper: str) -> str:
    """Paper, marking, running head and page number, as CSS."""
    number = css_string(page.page)
    for name, counter in (("page", "page"), ("pages", "pages")):
        number = number.replace(css_string(f"{{{name}}}")[1:-1], f'" counter({counter}) "')
    return _PAGE.format(
        paper={"a4": "A4", "letter": "Letter"}[paper],
        marking=_MARKING.format(css_string(page.marking)) if page.marking else "",
        reference=css_string(page.masthead.reference),
        title=css_string(page.short_title),
        foot=css_string(page.foot),
        page=number,
    )


def css_string(text: str) -> str:
    """Any text as a CSS string; whatever is not a letter, a digit or a space is escaped by its number."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'


def hold(title: str, size: float) -> str:
    """Keep the last words of a title together where it takes several lines."""
    words = title.split()
    if lines(title, 166.0, size, "serif-bold") == 1 or len(words) <= _HELD:
        return title
    return " ".join((*words[:-_HELD], _NO_BREAK.join(words[-_HELD:])))


@cache
def _template() -> Template:
    from jinja2 import DictLoader, Environment, StrictUndefined

    names = ("note.html.jinja",)
    environment = Environment(
        loader=DictLoader({name: assets.template(name) for name in names}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"kind": lambda block: type(block).__name__, "held": hold}
    return environment.get_template(names[0])
