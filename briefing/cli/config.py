"""Defaults from a file: `--config FILE`, else `briefing.toml` here, else `[tool.briefing]`, else the user's own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import click

from briefing.errors import UsageError

# Option names of the command line that differ from the parameters they fill.
_PARAMETERS = {
    "lang": "language",
    "from": "sender",
    "length": "share",
    "format": "formats",
    "output": "outputs",
}


def read_defaults(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    """Fill the context's defaults from the first configuration file there is.

    Args:
        ctx: of the command whose options get the defaults.
        value: what `--config` says, None if it was not given.

    Raises:
        UsageError: if the file is no TOML, or names an option that does not exist.
    """
    for path, keys in _places(value):
        if not path.is_file():
            continue
        found = _table(path, keys)
        if found is None:
            continue
        known = {p.name for p in ctx.command.params}
        defaults = {_PARAMETERS.get(k, k): v for k, v in ((k.replace("-", "_"), v) for k, v in found.items())}
        unknown = sorted(set(defaults) - known)
        if unknown:
            raise UsageError(f"{path}: there is no option '{unknown[0]}'")
        ctx.default_map = {**(ctx.default_map or {}), **defaults}
        return


def _places(value: str | None) -> list[tuple[Path, tuple[str, ...]]]:
    if value is not None:
        return [(Path(value), ())]
    return [
        (Path("briefing.toml"), ()),
        (Path("pyproject.toml"), ("tool", "briefing")),
        (Path(click.get_app_dir("briefing")) / "briefing.toml", ()),
    ]


def _table(path: Path, keys: tuple[str, ...]) -> dict[str, Any] | None:
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as TOML: {error}") from error
    for key in keys:
        table = table.get(key)
        if table is None:
            return None
    if not isinstance(table, dict):
        raise UsageError(f"{path}: {'.'.join(keys)} is not a table")
    return table
