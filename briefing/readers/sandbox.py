"""The process that reads apart. It is started by `worker`, reads one file after the other, and answers on a pipe.

It may take so much memory and so many seconds a file; it can write no file, start no program and reach no network.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from briefing.errors import InputError, TooLarge, UnreadableDocument
from briefing.readers.limits import Limits, size
from briefing.readers.parts import Part
from briefing.readers.wire import answer, refusal, unpack

if TYPE_CHECKING:
    from collections.abc import Callable

GRACE = 2
"""Seconds after which this process ends itself, should nobody be there any more to end it."""

_REFUSED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "pty.")
_CHANGES = frozenset(
    {
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.mkdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.chmod",
        "os.chown",
    }
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def serve() -> None:
    """Read what is asked for on standard input until it ends."""
    pipe = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)  # what a library prints is no answer
    os.dup2(nowhere, 2)
    source = sys.stdin.buffer
    restrained = False
    while True:
        try:
            head, (data,) = unpack(lambda n: _exactly(source.read, n))
        except EOFError:
            return
        limits = Limits(**head["limits"])
        if not restrained:
            _restrain(limits)
            restrained = True
        signal.alarm(limits.seconds + GRACE)
        message, last = _read(head["reader"], Part(head["uri"], data, head["charset"]), limits)
        signal.alarm(0)
        view = memoryview(message)
        while view:
            view = view[os.write(pipe, view) :]
        if last:
            return


def _read(name: str, part: Part, limits: Limits) -> tuple[bytes, bool]:
    """The answer, and whether it should be the last one of this process."""
    from briefing.readers.choice import DECLARED, built_in

    uri = part.uri
    declared = {"charset": part.charset} if name in DECLARED else {}
    try:
        return answer(built_in(name)(part.data, uri, limits, **declared)), False
    except InputError as error:
        return refusal(error), False
    except MemoryError:
        reason = f"needs more than {size(limits.memory)} of memory to be read (--max-memory)"
        return refusal(TooLarge(uri, reason), last=True), True
    except RecursionError:
        return refusal(UnreadableDocument(uri, "is nested too deeply")), False
    except Exception as error:  # noqa: BLE001 - one file must not take the others along
        return refusal(UnreadableDocument(uri, f"is damaged ({type(error).__name__})")), False


def _restrain(limits: Limits) -> None:
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    sys.dont_write_bytecode = True
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what a reader has no business with.

    Raises:
        PermissionError: if it is done.
    """
    if event == "open":
        _, mode, flags = arguments
        if isinstance(flags, int) and flags & _WRITES:
            raise PermissionError(f"no file is written here ({mode})")
    elif event in _CHANGES or event.startswith(_REFUSED):
        raise PermissionError(f"{event} is refused here")


def _exactly(take: Callable[[int], bytes], count: int) -> bytes:
    data = take(count)
    if len(data) < count:
        raise EOFError
    return data
