"""The command line: arguments, files, progress and exit codes. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave the process with its exit code.

    Args:
        arguments: without the program's name; `sys.argv` by default.
    """
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Run the command.

    Args:
        arguments: without the program's name.

    Returns:
        The exit code: 0 done, 2 wrong usage, 3 done with warnings under `--strict`, 4 no usable input, 5 an
        exporter failed, 6 some of a batch failed, 130 interrupted.
    """
    import gc

    import click

    # Loading libraries makes tens of thousands of objects that stay; looking through them again and again for
    # garbage costs a twentieth of a short run.
    gc.set_threshold(100_000, 20, 20)
    # The encoder reads on one thread. numpy would start a pool for algebra that only one of sumy's rankers asks for.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from briefing.cli.commands import briefing
    from briefing.errors import BriefingError

    try:
        code = briefing.main(args=arguments, prog_name="briefing", standalone_mode=False)
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BriefingError as error:
        print(f"briefing: {error}", file=sys.stderr)  # noqa: T201 - the command line's place to speak
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output stopped; a second complaint at exit helps nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0
