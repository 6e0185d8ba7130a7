"""Readers, segmenters, rankers and exporters by name: ours and those of other packages."""

import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from briefing import exporters, plugins, rankers, readers, segmenters
from briefing.errors import PluginClash, PluginLoadError, UnknownPlugin

HERE = Path(__file__).parent
SEED = next((HERE.parent / "seeds").glob("000_*.txt"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The environment of a process that has the sample package installed."""
    target = tmp_path_factory.mktemp("sample")
    build = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-build-isolation",
    ]
    subprocess.run([sys.executable, *build, "--target", target, HERE / "plugin_sample"], check=True)
    return {**os.environ, "PYTHONPATH": str(target)}


def briefing(*arguments, env):
    return subprocess.run(
        [sys.executable, "-m", "briefing", *arguments], env=env, capture_output=True, text=True
    )


@pytest.mark.parametrize("station", [readers, segmenters, rankers, exporters])
def test_every_built_in_can_be_loaded(station):
    for entry in station.BUILT_IN:
        assert callable(entry.load())


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(UnknownPlugin) as caught:
        rankers.get("leed")
    assert "no ranker is called 'leed'" in str(caught.value)
    assert "lead" in caught.value.known


def test_two_packages_with_one_name_are_an_error_that_names_both():
    own = (
        EntryPoint("x", "one.module:rank", "briefing.rankers"),
        EntryPoint("x", "two.module:rank", "briefing.rankers"),
    )
    with pytest.raises(PluginClash, match=r"one\.module:rank and two\.module:rank"):
        plugins.find("rankers", "x", own)


def test_what_cannot_be_imported_says_why():
    own = (EntryPoint("x", "no.such.module:rank", "briefing.rankers"),)
    with pytest.raises(PluginLoadError, match="No module named 'no'"):
        plugins.find("rankers", "x", own)


def test_an_installed_package_adds_a_ranker(sample):
    listed = briefing("list", "rankers", env=sample)
    assert "first-and-last" in listed.stdout.split()
    explained = briefing("explain", SEED, "--ranker", "first-and-last", "--jsonl", env=sample)
    assert explained.returncode == 0
    assert "near the first or the last sentence" in explained.stdout


def test_an_installed_package_adds_an_exporter(sample):
    done = briefing("make", SEED, "-o", "-", "-f", "outline-text", env=sample)
    assert done.returncode == 0
    assert done.stdout.startswith("1 Azerbaijani President Ilham Aliyev")


@pytest.mark.parametrize(
    ("ranker", "said"),
    [
        ("broken", "the ranker 'broken' (first_and_last:no_such_function) cannot be loaded"),
        ("short", "the ranker 'short' gave 1 scores for"),
    ],
)
def test_a_bad_plugin_is_one_sentence_and_exit_code_2(sample, ranker, said):
    done = briefing("explain", SEED, "--ranker", ranker, env=sample)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
