"""The command `briefing` and its subcommands; `make` is meant where none is named."""

from __future__ import annotations

import click

from briefing import __version__
from briefing.cli.batch import batch
from briefing.cli.doctor import doctor
from briefing.cli.explain import explain
from briefing.cli.listing import list_
from briefing.cli.make import make
from briefing.cli.rerun import rerun
from briefing.cli.templates import templates
from briefing.cli.verify import verify
from briefing.cli.watch import watch


class _MakeByDefault(click.Group):
    """A group that takes `briefing SOURCE… -o FILE` for `briefing make SOURCE… -o FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_MakeByDefault, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def briefing() -> None:
    """Turn source documents into a briefing note: every statement verbatim, with the place it came from.

    \b
    briefing SOURCE… -o note.docx -o note.pdf     make a brief ("make" may be left out)
    briefing batch SOURCE… -o DIR                 a brief for each of many sources
    briefing watch DIR -o DIR                     a brief for each file that arrives
    briefing explain SOURCE…                      why each sentence is in or out
    briefing rerun BUNDLE.zip                     the same brief again, and whether its bytes are the same
    briefing verify note.pdf --sources SOURCE…    that each sentence stands in its source, or where it differs

    \b
    Exit codes: 0 done, 1 findings (verify), 2 wrong usage, 3 done with warnings (--strict), 4 no usable input,
    5 the document could not be made or written, 6 some of a batch failed, 130 interrupted.
    """  # noqa: D301 - click wants the character, not a backslash and a letter


for _command in (make, batch, watch, explain, verify, rerun, list_, doctor, templates):
    briefing.add_command(_command)
