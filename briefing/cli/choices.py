"""Options that several commands share, and how they become `Options`."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from briefing.cli.house import house_from
from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.model import Options

F = TypeVar("F", bound=Callable[..., Any])

TEMPLATES = ("brief", "full", "readout", "chronology")


class Day(click.ParamType[date]):
    """A day in ISO 8601."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or click's complaint that it is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a day of the form YYYY-MM-DD", param, ctx)


class Labels(click.ParamType[str]):
    """A language that the program's own words are in."""

    name = "CODE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code, or click's complaint with the languages that there are."""
        from briefing.language import languages, table

        known = [code for code in languages() if table(code, "labels")]
        if value not in known:
            self.fail(f"there are no labels in '{value}'; there are: {', '.join(known)}", param, ctx)
        return str(value)


class Share(click.ParamType[float]):
    """A share such as 20%, as a number from 0 to 1."""

    name = "PERCENT"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The share, or click's complaint that it is none."""
        text = str(value).strip()
        try:
            share = float(text.removesuffix("%")) / 100
        except ValueError:
            share = 0.0
        if not 0 < share <= 1:
            self.fail(f"'{value}' is not a share such as 20%", param, ctx)
        return share


def analysis(command: F) -> F:
    """Options that decide which sentences are chosen."""
    for decorate in reversed(
        [
            click.option(
                "--template",
                type=click.Choice(TEMPLATES),
                default="brief",
                show_default=True,
                help="Kind of note.",
            ),
            click.option("--pages", type=click.IntRange(1), metavar="N", help="At most so many pages."),
            click.option(
                "--words", type=click.IntRange(1), metavar="N", help="At most so many words quoted."
            ),
            click.option(
                "--sentences", type=click.IntRange(1), metavar="N", help="At most so many statements."
            ),
            click.option("--length", "share", type=Share(), help="At most this share of the sources' words."),
            click.option(
                "--ranker", default="default", show_default=True, metavar="NAME", help="How to rank."
            ),
            click.option("--focus", default="", metavar="WORDS", help="Lean toward these words."),
            click.option(
                "--structure",
                type=click.Choice(["auto", "encoder", "light"]),
                default="auto",
                show_default=True,
                help="Model that files sentences under sections.",
            ),
            click.option(
                "--lang",
                "language",
                default="auto",
                show_default=True,
                metavar="CODE",
                help="Language of the sources.",
            ),
        ]
    ):
        command = decorate(command)
    return command


def talk(command: F) -> F:
    """Options that decide how much is said on stderr."""
    for decorate in (
        click.option("-v", "--verbose", count=True, help="Say more on stderr; twice for everything."),
        click.option("-q", "--quiet", is_flag=True, help="Say only errors on stderr."),
    ):
        command = decorate(command)
    return command


def options_from(asked: dict[str, Any]) -> Options:
    """The `Options` that command line values stand for; what is None was not given."""
    from briefing.model import Options
    from briefing.pipeline import combine

    given = dict(asked)
    look = house_from(given)
    return combine(Options(house=look), {name: value for name, value in given.items() if value is not None})


def configure_logging(*, verbose: int, quiet: bool) -> None:
    """Send the library's log to stderr. The library itself never does this."""
    level = logging.ERROR if quiet else {0: logging.WARNING, 1: logging.INFO}.get(verbose, logging.DEBUG)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("briefing: %(message)s"))
    logger = logging.getLogger("briefing")
    logger.handlers[:] = [handler]
    logger.setLevel(level)


def open_sources(names: Iterable[str]) -> list[str | IO[bytes]]:
    """Paths as they are, `-` as standard input.

    Raises:
        UsageError: if standard input is named twice.
    """
    names = list(names)
    if names.count("-") > 1:
        raise UsageError("standard input (-) can be read once only")
    return [sys.stdin.buffer if name == "-" else name for name in names]
