"""Briefing notes from source documents: every statement verbatim, with the place it came from.

from briefing import make_brief

brief = make_brief(["seeds/visit.txt"])
brief.save("out/visit.docx")
brief.sections[0].statements[0].sentence.span
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from briefing.errors import BriefingError, ExportError, InputError, PluginError, UsageError
    from briefing.model import Document, Options, Query, Sentence, Statement
    from briefing.pipeline import Brief, explain, make_brief, summarise
    from briefing.proof.checking import verify
    from briefing.proof.verification import Verification

# Where each public name lives; loaded when it is first asked for, so that `import briefing` costs nothing.
_HOMES = {
    "Brief": "briefing.pipeline",
    "BriefingError": "briefing.errors",
    "Document": "briefing.model",
    "ExportError": "briefing.errors",
    "InputError": "briefing.errors",
    "Options": "briefing.model",
    "PluginError": "briefing.errors",
    "Query": "briefing.model",
    "Sentence": "briefing.model",
    "Statement": "briefing.model",
    "UsageError": "briefing.errors",
    "Verification": "briefing.proof.verification",
    "explain": "briefing.pipeline",
    "make_brief": "briefing.pipeline",
    "summarise": "briefing.pipeline",
    "verify": "briefing.proof.checking",
}

__all__ = [
    "Brief",
    "BriefingError",
    "Document",
    "ExportError",
    "InputError",
    "Options",
    "PluginError",
    "Query",
    "Sentence",
    "Statement",
    "UsageError",
    "Verification",
    "__version__",
    "explain",
    "make_brief",
    "summarise",
    "verify",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'briefing' has no attribute '{name}'")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
