"""Where sources differ, as print blocks: the statements one under the other, and above them in what they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.exporters.blocks import Statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.exporters.blocks import Point
    from briefing.exporters.setting import Setting
    from briefing.model import Statement


def differing(setting: Setting, point: Callable[[Statement], Point]) -> Iterator[Statements]:
    """A heading, and a run of statements for each difference.

    Args:
        setting: the brief.
        point: makes a printed statement.
    """
    if setting.brief.differences:
        yield Statements(setting.words("headings", "differences"), 2, ())
    for difference in setting.brief.differences:
        points = tuple(point(side.statement) for side in difference.sides)
        yield Statements(setting.words("differences", difference.role), 3, points)
