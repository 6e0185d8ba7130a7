"""The corpus, built once for all workers."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def built(tmp_path_factory, worker_id):
    """The folder with every case in every template and format; BRIEFING_CORPUS names one that was built before."""
    if before := os.environ.get("BRIEFING_CORPUS"):
        return Path(before)
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "corpus"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / ".done"
        if not done.exists():
            subprocess.run([sys.executable, str(HERE / "build.py"), str(folder)], check=True)
            done.touch()
    return folder
