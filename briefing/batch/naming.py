"""What a job and its files are called. Names depend on the sources alone, so that every run gives the same ones."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.batch.jobs import Place

LONGEST = 100
"""Characters of one part of a path; what is longer is cut, and ends in the first digits of its hash."""

_UNFIT = re.compile(r"[^\w.,()+@=-]+")


def part(text: str) -> str:
    """`text` as one part of a path: letters, digits and a few signs, no hidden file, not too long."""
    clean = _UNFIT.sub("-", text).strip("-").lstrip(".") or "unnamed"
    if len(clean) > LONGEST or len(clean.encode()) > 2 * LONGEST:
        clean = f"{clean[: LONGEST // 2]}-{sha256(text.encode()).hexdigest()[:12]}"
    return clean


def path(text: str) -> str:
    """`text` as a relative path that stays below its folder."""
    return "/".join(part(p) for p in text.split("/") if p not in ("", ".", ".."))


def identity(place: Place) -> str:
    """What a place is called in the journal; no other place is called so."""
    name = f"{place.path}/{place.member}" if place.member else place.path
    return f"{name}:{place.line}" if place.line else name


def stems(place: Place) -> Iterator[str]:
    """Names for the files made of one place, the best one first; the last ones never end."""
    whole = f"{place.uri.removesuffix('.zip')}/{place.member}" if place.member else place.uri
    pure = PurePath(whole)
    plain = str(pure.with_suffix("")) if pure.suffix else whole
    if place.line:
        best, full = f"{plain}/{place.line}", f"{whole}/{place.line}"
    else:
        best, full = plain, whole
    yield path(best)
    yield from numbered(path(full))


def numbered(stem: str) -> Iterator[str]:
    """The name, then the name with a number, without end."""
    yield stem
    number = 1
    while True:
        number += 1
        yield f"{stem}-{number}"
