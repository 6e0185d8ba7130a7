"""One door for built-in and third-party readers, segmenters, rankers and exporters.

A built-in is an `EntryPoint` in its station's own tuple, a third party's is the same class from the metadata of
an installed package. Both are loaded when they are first asked for, by exact name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from briefing.errors import PluginClash, PluginLoadError, UnknownPlugin

GROUPS = ("readers", "segmenters", "rankers", "exporters")


def built_in(group: str, targets: dict[str, str]) -> tuple[EntryPoint, ...]:
    """The tuple that a station publishes.

    Args:
        group: one of `GROUPS`.
        targets: name to "module:attribute".
    """
    return tuple(EntryPoint(name, value, f"briefing.{group}") for name, value in targets.items())


@cache
def _installed() -> dict[str, tuple[EntryPoint, ...]]:
    found = entry_points()  # opens a file of every installed package, so it is asked once for all groups
    return {group: tuple(found.select(group=f"briefing.{group}")) for group in GROUPS}


def names(group: str, own: Sequence[EntryPoint]) -> tuple[str, ...]:
    """All names that `find` knows, the built-in ones first.

    Args:
        group: one of `GROUPS`.
        own: the station's built-in entry points.
    """
    return tuple(dict.fromkeys(e.name for e in (*own, *_installed()[group])))


def find(group: str, name: str, own: Sequence[EntryPoint]) -> Any:
    """Load what is registered under `name`.

    Args:
        group: one of `GROUPS`.
        name: exact name.
        own: the station's built-in entry points.

    Returns:
        The object that the entry point names; the station's protocol says what it must be able to do.

    Raises:
        UnknownPlugin: if nothing has the name.
        PluginClash: if two packages claim it.
        PluginLoadError: if it cannot be imported.
    """
    singular = group.removesuffix("s")
    found = {e.value: e for e in (*own, *_installed()[group]) if e.name == name}
    if not found:
        raise UnknownPlugin(singular, name, names(group, own))
    if len(found) > 1:
        raise PluginClash(singular, name, sorted(found))
    (entry,) = found.values()
    try:
        return entry.load()
    except (ImportError, AttributeError) as error:
        raise PluginLoadError(singular, name, entry.value, str(error)) from error
