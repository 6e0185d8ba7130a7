"""Rankers: how much each sentence is worth in a brief.

    from briefing import rankers
    scores = rankers.get("default")(articles, query)

A ranker is any callable of the form `stages.Ranker`. `docs/methods.md` tells how each of the built-in ones works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.plugins import built_in, find
from briefing.plugins import names as all_names

if TYPE_CHECKING:
    from briefing.stages import Ranker

_HERE = "briefing.rankers"

BUILT_IN = built_in(
    "rankers",
    {
        "default": f"{_HERE}.default:rank",
        "lead": f"{_HERE}.lead:rank",
        "lexrank": f"{_HERE}.lexrank:rank",
        "textrank": f"{_HERE}.textrank:rank",
        "centrality": f"{_HERE}.centrality:rank",
        "coverage": f"{_HERE}.coverage:rank",
        "sumy-lexrank": f"{_HERE}.sumy_methods:lexrank",
        "sumy-textrank": f"{_HERE}.sumy_methods:textrank",
        "sumy-lsa": f"{_HERE}.sumy_methods:lsa",
        "sumy-luhn": f"{_HERE}.sumy_methods:luhn",
        "sumy-edmundson": f"{_HERE}.sumy_methods:edmundson",
        "sumy-sumbasic": f"{_HERE}.sumy_methods:sumbasic",
        "sumy-kl": f"{_HERE}.sumy_methods:kl",
        "sumy-reduction": f"{_HERE}.sumy_methods:reduction",
    },
)
"""The entry points of the built-in rankers; none is imported before `get` asks for it."""


def names() -> tuple[str, ...]:
    """Names that `get` knows: the built-in ones, then those of installed packages."""
    return all_names("rankers", BUILT_IN)


def get(name: str) -> Ranker:
    """The ranker of that name.

    Raises:
        PluginError: if there is none, if two packages claim it, or if it cannot be loaded.
    """
    ranker: Ranker = find("rankers", name, BUILT_IN)
    return ranker
