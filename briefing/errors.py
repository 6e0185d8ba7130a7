"""The errors of `briefing`, with the exit code that the command line gives each.

    BriefingError
    ├── UsageError               2   wrong options or configuration
    ├── InputError               4   no usable input
    │   ├── UnsupportedFormat
    │   ├── UnreadableDocument
    │   ├── NothingToBrief
    │   └── TooLarge
    ├── PluginError              2   a reader, segmenter, ranker or exporter by a wrong name
    │   ├── UnknownPlugin
    │   ├── PluginLoadError
    │   ├── PluginClash
    │   └── BadPluginResult
    └── ExportError              5   a brief that could not be written
        ├── TemplateError
        └── MissingLibrary

Every class keeps its facts as attributes and builds its one sentence in `__str__`.
"""

from __future__ import annotations

from collections.abc import Sequence


class BriefingError(Exception):
    """The root: whatever this package raises on purpose is one of these."""

    exit_code = 1


class UsageError(BriefingError):
    """An option or a configuration file asks for something that cannot be."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message


class InputError(BriefingError):
    """A source that cannot be used.

    Attributes:
        uri: the source's name, as it is printed.
        reason: why, in words that follow "`uri`: ".
    """

    exit_code = 4

    def __init__(self, uri: str, reason: str) -> None:
        super().__init__(uri, reason)
        self.uri = uri
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.uri}: {self.reason}"


class UnsupportedFormat(InputError):
    """No reader takes this kind of file."""


class UnreadableDocument(InputError):
    """A reader took the file and could not read it: missing, damaged, or not what its name says."""


class NothingToBrief(InputError):
    """The source was read and holds no sentence."""


class TooLarge(InputError):
    """The source is over a limit that its reader keeps."""


class PluginError(BriefingError):
    """A name that stands for no usable reader, segmenter, ranker or exporter."""

    exit_code = 2

    def __init__(self, group: str, name: str) -> None:
        super().__init__(group, name)
        self.group = group
        self.name = name


class UnknownPlugin(PluginError):
    """Nothing has this name; `known` lists what there is."""

    def __init__(self, group: str, name: str, known: Sequence[str]) -> None:
        super().__init__(group, name)
        self.known = tuple(known)

    def __str__(self) -> str:
        return f"no {self.group} is called '{self.name}'; there are: {', '.join(self.known)}"


class PluginLoadError(PluginError):
    """The name is registered, and what it points at cannot be imported."""

    def __init__(self, group: str, name: str, target: str, reason: str) -> None:
        super().__init__(group, name)
        self.target = target
        self.reason = reason

    def __str__(self) -> str:
        return f"the {self.group} '{self.name}' ({self.target}) cannot be loaded: {self.reason}"


class PluginClash(PluginError):
    """Two installed packages claim one name."""

    def __init__(self, group: str, name: str, targets: Sequence[str]) -> None:
        super().__init__(group, name)
        self.targets = tuple(targets)

    def __str__(self) -> str:
        return f"two packages offer the {self.group} '{self.name}': {' and '.join(self.targets)}"


class BadPluginResult(PluginError):
    """A plugin broke the contract of its station; `reason` says how."""

    def __init__(self, group: str, name: str, reason: str) -> None:
        super().__init__(group, name)
        self.reason = reason

    def __str__(self) -> str:
        return f"the {self.group} '{self.name}' {self.reason}"


class ExportError(BriefingError):
    """A brief could not be turned into a document, or the document could not be written.

    Attributes:
        target: the file or the format.
        reason: why, in words that follow "`target`: ".
    """

    exit_code = 5

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(target, reason)
        self.target = target
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.target}: {self.reason}"


class TemplateError(ExportError):
    """A template is missing or wrong."""


class MissingLibrary(ExportError):
    """A library that this format needs is not installed; `install` is the line that installs it."""

    def __init__(self, target: str, library: str, install: str) -> None:
        super().__init__(target, f"{library} is not installed; this installs it: {install}")
        self.library = library
        self.install = install
