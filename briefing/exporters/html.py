"""A brief as one HTML file: no script, nothing fetched, the style inline. The PDF is made from the same page."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING

from briefing import __version__
from briefing.colours import readable
from briefing.errors import TemplateError
from briefing.exporters import assets, json
from briefing.exporters.outline import outline
from briefing.measure import title_size
from briefing.typefaces import lines

if TYPE_CHECKING:
    from jinja2 import Template

    from briefing.exporters.blocks import Outline
    from briefing.model import Brief, House

_NAME = "note.html.jinja"
LOGO = "asset:logo"
END = "end"
"""Name of the place where the last block begins."""
_ACCENT, _TINT = "#1f3a5f", "#f1f4f7"  # as brief.css has them
_TEXT_COLOUR = re.compile(rf"((?<![-\w])color: ){_ACCENT}\b")
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


def render(page: Outline, brief: Brief, *, paper: str = "", data: str = "", close: bool = False) -> str:
    """Fill the template.

    Args:
        page: the outline of the brief.
        brief: the brief, for the properties of the document.
        paper: rules for paper alone, its fonts among them; "" is for screens, too, with the fonts of the machine.
        data: JSON to put into the page, in an element that is not shown.
        close: whether lines and blocks stand a little closer, so that a long note takes less room.

    Returns:
        The document.

    Raises:
        TemplateError: if the template is missing or wrong; the reason names its line.
    """
    from jinja2 import TemplateError as Fault
    from markupsafe import Markup

    from briefing.exporters.html_inline import Inline

    options = brief.options
    house = options.house
    rules = dressed(house.style or assets.template("brief.css"), house) + page_rules(page, options.paper)
    rules = paper + rules if paper else rules + assets.template("screen.css")
    try:
        return _template(house.template).render(
            outline=page,
            author=options.sender,
            generator=f"briefing {__version__}",
            created=brief.date.isoformat() if brief.date else "",
            filed=" · ".join(part for part in (page.masthead.reference, page.masthead.date) if part),
            inline=Inline(page),
            title_size=title_size(page.title),
            style=Markup(rules),  # noqa: S704 - the style sheet, and strings that css_string escaped
            on_screen=not paper,
            data=data,
            close=close,
            logo=_logo(house, on_paper=bool(paper)),
            logo_alt=house.logo_alt,
        )
    except Fault as fault:
        line = getattr(fault, "lineno", None) or _line(fault)
        where = f"line {line}: " if line else ""
        raise TemplateError(house.template[0] if house.template else _NAME, f"{where}{fault}") from fault


def _line(fault: Exception) -> int | None:
    """The line of the template that a fault while filling it comes from; Jinja puts it into the traceback."""
    from traceback import extract_tb

    lines = [
        frame.lineno
        for frame in extract_tb(fault.__traceback__)
        if frame.filename in ("<template>", "<unknown>")
    ]
    return lines[-1] if lines else None


def dressed(rules: str, house: House) -> str:
    """The style sheet in the colours and typefaces of a house; its accent is darker in text that needs it."""
    accent, tint = house.accent or _ACCENT, house.tint or _TINT
    if (accent, tint) != (_ACCENT, _TINT):
        rules = _TEXT_COLOUR.sub(rf"\g<1>{readable(accent, tint)}", rules)
        rules = rules.replace(_ACCENT, accent).replace(_TINT, tint)
    for ours, theirs in (('"Source Serif 4"', house.serif), ('"Source Sans 3"', house.sans)):
        rules = rules.replace(ours, f"{css_string(theirs)}, {ours}") if theirs else rules
    return rules


def _logo(house: House, *, on_paper: bool) -> str:
    """Address of the logo: inside the page, or an asset of the PDF."""
    if not house.logo:
        return ""
    kind = "png" if house.logo.startswith(b"\x89PNG") else "jpeg"
    return LOGO if on_paper else f"data:image/{kind};base64,{b64encode(house.logo).decode()}"


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
def _template(own: tuple[str, str] | None) -> Template:
    from jinja2 import DictLoader, Environment, StrictUndefined

    environment = Environment(
        loader=DictLoader({_NAME: own[1] if own else assets.template(_NAME)}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"kind": lambda block: type(block).__name__, "held": hold}
    return environment.get_template(_NAME)
