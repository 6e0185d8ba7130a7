"""What several tests share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# A busy machine is slow: no example fails for the time that it takes.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def seed():
    """The first sample source."""
    return next((ROOT / "seeds").glob("000_*.txt"))


@pytest.fixture
def run(tmp_path):
    """Start the command in an empty folder, as a user would; returns the finished process."""

    def start(*arguments, stdin=None, **environment):
        return subprocess.run(
            [sys.executable, "-m", "briefing", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config"), **environment},
        )

    return start


@pytest.fixture(scope="session")
def data():
    """The folder of the development data, where it is at hand."""
    folder = os.environ.get("BRIEFING_DATA")
    if not folder:
        pytest.skip("BRIEFING_DATA names no folder with the development data")
    return Path(folder)
