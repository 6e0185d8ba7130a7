"""Segmenters: blocks by what their words say, and sentences.

from briefing import segmenters
document = segmenters.recognise(document)
sentences = segmenters.get()(document)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import plugins
from briefing.segmenters.blocks import recognise as recognise

if TYPE_CHECKING:
    from briefing.stages import Segmenter

BUILT_IN = plugins.built_in(
    "segmenters",
    {
        "sentences": "briefing.segmenters.sentences:segment",
        "lines": "briefing.segmenters.lines:segment",
    },
)
"""The entry points of the built-in segmenters."""


def names() -> tuple[str, ...]:
    """Names that `get` knows: the built-in ones, then those of installed packages."""
    return plugins.names("segmenters", BUILT_IN)


def get(name: str = "sentences") -> Segmenter:
    """The segmenter of that name.

    Raises:
        PluginError: if there is none, if two packages claim it, or if it cannot be loaded.
    """
    segmenter: Segmenter = plugins.find("segmenters", name, BUILT_IN)
    return segmenter
