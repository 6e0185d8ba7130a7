"""How far a batch is: a bar on a terminal, a plain line every few seconds elsewhere. All of it goes to stderr."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.batch.jobs import Outcome

INTERVAL = 5.0
"""Seconds between two plain lines."""


def follow(outcomes: Iterable[Outcome], total: int, *, quiet: bool) -> None:
    """Draw outcomes as they come; each failure is a line of its own, and is said even when quiet.

    Args:
        outcomes: of the jobs, as they come.
        total: how many there will be.
        quiet: whether nothing but failures is said.
    """
    if quiet or not total:
        for outcome in outcomes:
            complain(outcome)
    elif sys.stderr.isatty():
        _bar(outcomes, total)
    else:
        _lines(outcomes, total)


def complain(outcome: Outcome) -> None:
    """Say that a job failed, if it did."""
    if outcome.state == "failed":
        click.echo(f"briefing: failed: {_reason(outcome)}", err=True)


def _reason(outcome: Outcome) -> str:
    """The reason on one line; most begin with the name of the source already."""
    reason = " ".join(outcome.reason.split())
    name = outcome.name.rpartition("/")[2]
    return reason if name.partition(":")[0] in reason else f"{name}: {reason}"


def _lines(outcomes: Iterable[Outcome], total: int) -> None:
    begun = said = monotonic()
    failed = 0
    for done, outcome in enumerate(outcomes, start=1):
        complain(outcome)
        failed += outcome.state == "failed"
        now = monotonic()
        if now - said >= INTERVAL:
            said = now
            rate = done / (now - begun)
            click.echo(
                f"briefing: {done} of {total}, {failed} failed, {rate:.1f} a second,"
                f" {_span((total - done) / rate)} left",
                err=True,
            )


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
    )


def _bar(outcomes: Iterable[Outcome], total: int) -> None:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Briefs a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f} a second" if task.speed else "")

    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        for outcome in outcomes:
            if outcome.state == "failed":
                progress.console.print(f"briefing: failed: {_reason(outcome)}", markup=False, highlight=False)
            progress.advance(task)
