"""The command line as a user meets it: results, exit codes, and one sentence for whatever is wrong."""

import json
import os
import re
from pathlib import Path

import pytest

FORMATS = ("docx", "pdf", "html", "md", "json")


def said(process):
    """What stood on stderr; a traceback there is never right."""
    text = process.stderr.decode()
    assert "Traceback" not in text
    return text.strip()


def files(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_one_command_writes_all_five_formats(run, seed, tmp_path):
    done = run(seed, *(word for f in FORMATS for word in ("-o", f"note.{f}")))
    assert (done.returncode, said(done)) == (0, "")
    assert files(tmp_path) == sorted(f"note.{f}" for f in FORMATS)
    assert (tmp_path / "note.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert (tmp_path / "note.docx").read_bytes().startswith(b"PK")


def test_a_folder_gets_docx_and_pdf_named_after_the_source(run, seed, tmp_path):
    assert run("make", seed, "-o", "out/").returncode == 0
    assert files(tmp_path) == [f"out/{seed.stem}.docx", f"out/{seed.stem}.pdf"]


def test_without_a_target_the_brief_is_markdown_on_stdout(run, seed):
    done = run(seed)
    assert done.returncode == 0
    assert "\n# " in done.stdout.decode()
    assert "Azerbaijani President Ilham Aliyev" in done.stdout.decode()


def test_standard_input_and_output(run, seed):
    done = run("-", "-o", "-", "-f", "json", stdin=seed.read_bytes())
    assert done.returncode == 0
    assert json.loads(done.stdout)["sources"][0]["uri"] == "stdin"


def test_every_offset_of_the_json_slices_the_source(run, seed):
    brief = json.loads(run(seed, "-f", "json", "--template", "full").stdout)
    text = seed.read_text(encoding="utf-8")
    statements = [s for section in brief["sections"] for s in section["statements"]]
    assert len(statements) > 10
    for statement in statements:
        assert text[statement["start"] : statement["end"]] == statement["text"]


def test_many_sources_make_one_brief(run, seed):
    brief = json.loads(
        run(seed.parent / "board_release.txt", seed.parent / "board_report.txt", "-f", "json").stdout
    )
    assert [s["id"] for s in brief["sources"]] == ["S1", "S2"]
    assert {s["source"] for section in brief["sections"] for s in section["statements"]} == {"S1", "S2"}


def test_an_article_without_a_meeting_says_so(run, seed):
    brief = json.loads(run(seed.parent / "lake_levels.txt", "-f", "json").stdout)
    assert brief["meetings"] == []
    assert all(section["kind"] != "meeting" for section in brief["sections"])
    assert any("meeting" in line for line in brief["limits"])


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_source_gives_the_same_bytes(run, seed, tmp_path, form):
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LANG": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    )
    made = []
    for n, environment in enumerate(surroundings):
        assert run(seed, "-o", f"{n}.{form}", **environment).returncode == 0
        made.append((tmp_path / f"{n}.{form}").read_bytes())
    assert made[0] == made[1]


# Bad input: one sentence, the documented exit code, nothing written, what was there untouched.

BAD = {
    "empty.txt": (b"", "empty.txt"),
    "binary.txt": (bytes(range(256)) * 40, "binary.txt"),
    "marks.txt": (b" date 2022-04-29 \n\n*** --- ***\n", "marks.txt"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_sentence_that_names_it(run, tmp_path, name):
    content, named = BAD[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "note.md").write_bytes(b"what was there")
    done = run(name, "-o", "note.md", "-o", "note.pdf")
    assert done.returncode == 4
    assert re.fullmatch(rf"briefing: {named}: [^\n]+", said(done))
    assert (tmp_path / "note.md").read_bytes() == b"what was there"
    assert not (tmp_path / "note.pdf").exists()


def test_a_missing_file_is_one_sentence(run):
    done = run("nowhere.txt")
    assert (done.returncode, said(done)) == (4, "briefing: nowhere.txt: there is no such file")


def test_an_empty_folder_is_one_sentence(run, tmp_path):
    (tmp_path / "empty").mkdir()
    done = run("empty")
    assert done.returncode == 4
    assert "empty" in said(done)
    assert "\n" not in said(done)


def test_in_a_set_the_unreadable_are_listed_and_the_rest_is_done(run, seed, tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "visit.txt").write_bytes(seed.read_bytes())
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 100)
    done = run("sources", "-f", "json")
    assert done.returncode == 0
    assert "broken.txt" in said(done)
    assert [s["uri"] for s in json.loads(done.stdout)["skipped"]] == ["broken.txt"]
    assert run("sources", "-f", "json", "--strict").returncode == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--template", "poem"], "poem"),
        (["--ranker", "leed"], "no ranker is called 'leed'"),
        (["-o", "note.xyz"], ".xyz"),
        (["--date", "yesterday"], "yesterday"),
        (["--length", "a lot"], "a lot"),
        (["--no-such-option"], "no-such-option"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what(run, seed, tmp_path, arguments, words):
    done = run(seed, *arguments)
    assert done.returncode == 2
    assert words in said(done)
    assert files(tmp_path) == []


def test_a_source_is_never_written_over(run, seed, tmp_path):
    source = tmp_path / "visit.md"
    source.write_bytes(seed.read_bytes())
    done = run("visit.md", "-o", "visit.md")
    assert done.returncode == 2
    assert "no source is written over" in said(done)
    assert source.read_bytes() == seed.read_bytes()


def test_a_target_that_cannot_be_written_is_exit_code_5(run, seed, tmp_path):
    (tmp_path / "note.md").mkdir()
    (tmp_path / "file").write_bytes(b"")
    done = run(seed, "-o", "file/note.md")
    assert done.returncode == 5
    assert "file" in said(done)


def test_options_come_from_briefing_toml_and_the_command_line_wins(run, seed, tmp_path):
    (tmp_path / "briefing.toml").write_text('template = "full"\nmarking = "Restricted"\nreference = "A 1"\n')
    options = json.loads(run(seed, "-f", "json", "--reference", "B 2").stdout)["options"]
    assert (options["template"], options["marking"], options["reference"]) == ("full", "Restricted", "B 2")


def test_a_wrong_configuration_names_the_file(run, seed, tmp_path):
    (tmp_path / "house.toml").write_text("colour = 'blue'\n")
    done = run(seed, "--config", "house.toml")
    assert done.returncode == 2
    assert "house.toml: there is no option 'colour'" in said(done)


def test_explain_shows_a_table_and_gives_one_line_a_document(run, seed, tmp_path):
    table = run("explain", seed, COLUMNS="140")
    assert table.returncode == 0
    assert "Azerbaijani President" in table.stdout.decode()
    texts = [{"id": str(n), "text": seed.read_text(encoding="utf-8")} for n in range(3)]
    (tmp_path / "texts.jsonl").write_text("".join(json.dumps(t) + "\n" for t in texts))
    lines = [json.loads(line) for line in run("explain", "--jsonl", "texts.jsonl").stdout.splitlines()]
    assert [line["id"] for line in lines] == ["0", "1", "2"]
    first = lines[0]["sentences"][0]
    assert seed.read_text(encoding="utf-8")[first["start"] : first["end"]].startswith("Azerbaijani President")


def test_the_lists_and_the_doctor(run):
    assert "default" in run("list", "rankers").stdout.decode().split()
    assert {"docx", "pdf", "html", "markdown", "json"} <= set(
        run("list", "exporters").stdout.decode().split()
    )
    doctor = run("doctor")
    assert (doctor.returncode, said(doctor)) == (0, "")


def test_help_loads_nothing_heavy(run):
    code = (
        "import sys, briefing; from briefing.cli import run; run(['--help']); "
        "heavy = {'docx', 'weasyprint', 'numpy', 'nltk', 'sumy', 'jinja2', 'trafilatura', 'onnxruntime', 'rich'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    import subprocess
    import sys

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "Usage: briefing" in done.stdout


def test_the_installed_command_is_this_program(run):
    assert run("--version").stdout.decode().startswith("briefing 0.")


def test_no_page_shows_a_path_of_this_machine(run, seed):
    html = run(seed.resolve(), "-f", "html").stdout.decode()
    assert str(Path(seed).parent.resolve()) not in html
    assert os.environ.get("USER", "no user") + "@" not in html
