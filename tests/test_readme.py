"""What the README shows is true: its examples run, its options and codes exist."""

import os
import re
import subprocess
import sys
from pathlib import Path

from briefing import errors
from briefing.cli.commands import briefing as command

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def examples(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_python_examples_run_and_print_statements(tmp_path):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "out").mkdir()
    found = examples("python")
    assert len(found) >= 2
    for example in found:
        done = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip()
    assert (tmp_path / "out" / "board.docx").exists()


def test_every_option_that_it_names_exists():
    known = {name for sub in command.commands.values() for p in sub.params for name in p.opts} | {"--help"}
    own = re.sub(r"dask (worker|scheduler)[^\n`]*", "", README)
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", own))
    assert named - known == set()


def test_every_exit_code_of_an_error_stands_in_its_table():
    codes = {
        c.exit_code
        for c in vars(errors).values()
        if isinstance(c, type) and issubclass(c, errors.BriefingError) and c is not errors.BriefingError
    }
    table = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert codes <= table


def test_every_page_that_it_links_to_exists():
    for target in re.findall(r"\]\((?!http)([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_shown_verification_is_what_the_command_prints(tmp_path):
    (example,) = examples("console")
    _, note, command_line, shown = re.fullmatch(
        r"\$ cat (edited\.md)\n(.*?)\$ briefing (verify .*?)\n(.*)", example, re.DOTALL
    ).groups()
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "edited.md").write_text(note, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *command_line.split()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "100"},
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert [line.rstrip() for line in done.stdout.splitlines()] == shown.splitlines()
