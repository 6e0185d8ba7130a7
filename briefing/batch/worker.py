"""A worker process of the pool: `python -m briefing.batch.worker PIPE MEGABYTES`. It ends with its parent."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import resource
import signal
import sys
from multiprocessing.connection import Connection

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Take jobs from the pipe and answer with outcomes until it closes."""
    descriptor, megabytes = map(int, sys.argv[1:])
    parent = os.getppid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; the parent decides
    if sys.platform == "linux":
        # A job half done must not go on writing when its run is dead and the next one has begun.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            return
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, resource.RLIM_INFINITY))
    logging.basicConfig(format="briefing: %(message)s")
    from briefing.batch.work import perform

    gc.freeze()  # what is loaded stays: the collector need not look through it after every few articles
    gc.set_threshold(50_000, 20, 20)
    pipe = Connection(descriptor)
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        pipe.send(perform(job))


if __name__ == "__main__":
    main()
