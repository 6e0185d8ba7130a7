"""Loading WeasyPrint in half the time: without tools that are hardly ever called, and without a search for files."""

from __future__ import annotations

import sys
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from io import StringIO
from types import ModuleType
from typing import TYPE_CHECKING, Any

from briefing.errors import MissingLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_INSTALL = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"

# Two tools of fontTools that WeasyPrint imports for the case that HarfBuzz is too old or a font is variable.
_TOOLS = ("fontTools.subset", "fontTools.varLib.instancer")


def weasyprint() -> Any:
    """The library.

    Raises:
        MissingLibrary: if it finds no Pango on this machine.
    """
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"]
    if sys.platform.startswith("linux"):
        try:
            with _no_search():
                return _load()
        except OSError:
            pass  # libraries in a place that the loader does not know: the search may find them
    try:
        return _load()
    except OSError as error:
        raise MissingLibrary("pdf", "Pango", _INSTALL) from error


def trouble() -> str:
    """What hinders the making of a PDF on this machine, in one sentence; "" if nothing does."""
    try:
        weasyprint()
    except MissingLibrary as error:
        return error.reason
    return ""


def _load() -> Any:
    """Import it. Where it fails it prints advice, which is no business of standard output."""
    with redirect_stdout(StringIO()), _loaded_later(*_TOOLS):
        return import_module("weasyprint")


@contextmanager
def _no_search() -> Iterator[None]:
    """Have shared libraries found by the system's loader alone.

    WeasyPrint tries several names for each of them, the names of Linux last. For every name that is not right,
    `ctypes.util.find_library` starts ldconfig and a compiler: twenty processes, which take longer than the page.
    """
    import ctypes.util

    search = ctypes.util.find_library
    setattr(ctypes.util, "find_library", lambda name: None)  # noqa: ARG005, B010 - stands in for a function of one name
    try:
        yield
    finally:
        setattr(ctypes.util, "find_library", search)  # noqa: B010 - the type checker takes functions for constants


class _Later(ModuleType):
    """Stands for a module of functions and classes, and loads it when the first of them is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *given, **named: getattr(import_module(self.__name__), name)(*given, **named)


@contextmanager
def _loaded_later(*names: str) -> Iterator[None]:
    """Put off the loading of modules for those who import them meanwhile: it takes a seventh of the time of a brief."""
    absent = [name for name in names if name not in sys.modules]
    stand_ins = {name: _Later(name) for name in absent}
    parents = {name: import_module(name.partition(".")[0]) for name in absent if name.count(".") == 1}
    sys.modules.update(stand_ins)
    for name, parent in parents.items():
        setattr(parent, name.rpartition(".")[2], stand_ins[name])
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
        for name, parent in parents.items():
            delattr(parent, name.rpartition(".")[2])
