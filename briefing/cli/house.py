"""Options for the look of one's own house; all of them may stand in briefing.toml."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefing.colours import READABLE, contrast
from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.model import House

F = TypeVar("F", bound=Callable[..., Any])

_FILE = click.Path(exists=True, dir_okay=False)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FACE = re.compile(r"[\w][\w .'-]*")

LEAST_CONTRAST = (
    4.5  # of the accent colour with white: a paler one would have to be changed beyond knowing for text
)
_INK = "#16191d"  # of the words on the tint

NAMES = (
    "reference_doc", "logo", "logo_alt", "accent", "tint", "serif", "sans", "page_template", "style_sheet", "wording",
)  # fmt: skip


def house(command: F) -> F:
    """The options of a house."""
    for decorate in reversed(
        [
            click.option(
                "--reference-doc",
                type=_FILE,
                metavar="FILE",
                help="DOCX or DOTX whose styles the DOCX takes.",
            ),
            click.option("--logo", type=_FILE, metavar="FILE", help="PNG or JPEG for the masthead."),
            click.option("--logo-alt", metavar="TEXT", help="What the logo shows; needed with --logo."),
            click.option("--accent", metavar="#RRGGBB", help="Colour of headings, rules and references."),
            click.option("--tint", metavar="#RRGGBB", help="Colour behind the bottom line."),
            click.option("--serif", metavar="NAME", help="Typeface of the sources' words."),
            click.option("--sans", metavar="NAME", help="Typeface of the program's words."),
            click.option(
                "--page-template",
                type=_FILE,
                metavar="FILE",
                help="In place of note.html.jinja; HTML and PDF.",
            ),
            click.option(
                "--style-sheet", type=_FILE, metavar="FILE", help="In place of brief.css; HTML and PDF."
            ),
            click.option(
                "--wording",
                multiple=True,
                metavar="LABEL=TEXT",
                help='A label in other words, such as "headings.topics=Key messages".',
            ),
        ]
    ):
        command = decorate(command)
    return command


def house_from(asked: dict[str, Any]) -> House:
    """Take the options of a house out of all that was asked for.

    Raises:
        UsageError: if one of them cannot be used.
    """
    from briefing.model import House

    given = {name: asked.pop(name, None) for name in NAMES}
    template, logo = given["page_template"], given["logo"]
    if logo and not given["logo_alt"]:
        raise UsageError(f"{logo}: a logo needs words for those who cannot see it: --logo-alt")
    return House(
        accent=_colour("accent", given["accent"], text=True),
        tint=_colour("tint", given["tint"]),
        serif=_face("serif", given["serif"]),
        sans=_face("sans", given["sans"]),
        logo=_picture(logo) if logo else b"",
        logo_alt=given["logo_alt"] or "",
        reference_doc=_bytes(given["reference_doc"]) if given["reference_doc"] else b"",
        template=(template, _text(template)) if template else None,
        style=_text(given["style_sheet"]) if given["style_sheet"] else "",
        wording=tuple(_label(pair) for pair in given["wording"] or ()),
    )


def _colour(name: str, value: str | None, *, text: bool = False) -> str:
    if not value:
        return ""
    if not _COLOUR.fullmatch(value):
        raise UsageError(f"--{name}: '{value}' is not a colour of the form #1f3a5f")
    if text and contrast(value) < LEAST_CONTRAST:
        raise UsageError(
            f"--{name}: {value} is too pale to read on white: its contrast is {contrast(value):.1f}, "
            f"and {LEAST_CONTRAST} is the least"
        )
    if not text and contrast(value, _INK) < READABLE:
        raise UsageError(
            f"--{name}: {value} is too dark to read on: the contrast of the words with it is "
            f"{contrast(value, _INK):.1f}, and {READABLE:.0f} is the least"
        )
    return value.lower()


def _face(name: str, value: str | None) -> str:
    if value and not _FACE.fullmatch(value):
        raise UsageError(f"--{name}: '{value}' is not the name of a typeface")
    return value or ""


def _picture(name: str) -> bytes:
    data = _bytes(name)
    if not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise UsageError(f"{name}: a logo is a PNG or a JPEG")
    return data


def _label(pair: str) -> tuple[str, str]:
    from briefing.language import table

    key, _, text = pair.partition("=")
    group, _, name = key.strip().partition(".")
    known = table("en", "labels")
    old = known.get(group, {}).get(name)
    if not isinstance(old, str):
        raise UsageError(
            f"--wording: there is no label '{key.strip()}'; see briefing templates show labels.toml"
        )
    slots = set(re.findall(r"{\w*}", text)) - set(re.findall(r"{\w+}", old))
    if slots or text.count("{") != len(re.findall(r"{\w+}", text)) or text.count("}") != text.count("{"):
        raise UsageError(f"--wording: '{text}' has braces that the label '{key.strip()}' does not fill")
    return key.strip(), text.strip()


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from error


def _text(name: str) -> str:
    try:
        return _bytes(name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: is not UTF-8") from error
