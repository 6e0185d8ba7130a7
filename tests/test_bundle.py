"""A bundle: a brief with all that it was made from, to be made again and to be proven."""

import io
import json
import zipfile

import pytest


@pytest.fixture
def bundle(run, seed, tmp_path):
    made = run(seed, "--bundle", "note.zip", "--title", "A title of ours", "--date", "2022-05-01")
    assert (made.returncode, made.stdout, made.stderr) == (0, b"", b"")
    return tmp_path / "note.zip"


def repacked(path, **changed):
    """The bundle with other bytes for some files, by the first part of their names."""
    with zipfile.ZipFile(path) as package:
        parts = {n: package.read(n) for n in package.namelist()}
    for name, change in changed.items():
        found = next(n for n in parts if name in n)
        parts[found] = change(parts[found])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    path.write_bytes(packed.getvalue())


def test_it_holds_the_brief_its_sources_and_what_it_was_made_with(bundle, seed):
    with zipfile.ZipFile(bundle) as package:
        names = set(package.namelist())
        manifest = json.loads(package.read("manifest.json"))
        assert package.read(f"sources/1/{seed.name}") == seed.read_bytes()
    assert {f"brief.{s}" for s in ("docx", "pdf", "html", "md", "json")} <= names
    assert manifest["options"] == {"title": "A title of ours", "date": "2022-05-01"}
    assert set(manifest["files"]) == names - {"manifest.json"}


def test_the_same_call_gives_the_same_bundle(run, seed, bundle, tmp_path):
    first = bundle.read_bytes()
    assert (
        run(seed, "--bundle", "again.zip", "--title", "A title of ours", "--date", "2022-05-01").returncode
        == 0
    )
    assert (tmp_path / "again.zip").read_bytes() == first


def test_it_is_made_again_byte_by_byte_and_proven(run, bundle):
    again = run("rerun", bundle)
    assert (again.returncode, again.stdout.decode().count("same ")) == (0, 5)
    proven = run("verify", bundle)
    assert (proven.returncode, proven.stdout.decode().count("all proven")) == (0, 5)


def test_a_changed_brief_is_told_by_both(run, bundle):
    repacked(bundle, **{"brief.md": lambda d: d.replace(b"President", b"Resident")})
    again, proven = run("rerun", bundle), run("verify", bundle)
    assert again.returncode == 1
    assert "different  brief.md" in again.stdout.decode()
    assert proven.returncode == 1
    assert "brief.md: is not what it was" in proven.stdout.decode()


def test_standard_input_and_folders_are_made_again(run, seed, tmp_path):
    (tmp_path / "folder" / "deeper").mkdir(parents=True)
    (tmp_path / "folder" / "deeper" / "a.txt").write_bytes(
        seed.read_bytes() + b"\n\nA line more was printed later."
    )
    assert run("-", "folder", "--bundle", "b.zip", stdin=seed.read_bytes()).returncode == 0
    assert run("rerun", "b.zip").returncode == 0


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("manifest", lambda _: b"{"),
        ("manifest", lambda _: b'{"schema": "other/1"}'),
        ("manifest", lambda d: d.replace(b"sources/1/", b"../../etc/")),
        ("manifest", lambda d: d.replace(b'"inputs"', b'"outputs"')),
    ],
)
def test_a_hostile_bundle_is_refused_in_one_sentence(run, bundle, name, change):
    repacked(bundle, **{name: change})
    for command in ("rerun", "verify"):
        done = run(command, bundle)
        assert done.returncode == 4
        assert len(done.stderr.decode().strip().splitlines()) == 1


def test_a_file_whose_name_leads_out_is_refused(run, bundle, tmp_path):
    with zipfile.ZipFile(bundle, "a") as package:
        package.writestr("sources/../../escaped.txt", b"x")
    assert run("rerun", bundle).returncode == 4
    assert not (tmp_path.parent / "escaped.txt").exists()


def test_the_look_of_a_house_and_the_day_travel_with_the_bundle(run, seed):
    look = ("--accent", "#204020", "--wording", "headings.sources=Where it stands", "--as-of", "2022-05-01")
    assert run(seed, "--bundle", "house.zip", "--words", "120", *look).returncode == 0
    again = run("rerun", "house.zip")
    assert again.returncode == 0, again.stderr
