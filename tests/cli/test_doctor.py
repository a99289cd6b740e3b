"""`doctor` and `config`: what is wrong, where things are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.articles.library import SIZE_LIMIT, Library
from reader.articles.mends import mend_of
from reader.paths import config_file, data_folder, state_folder
from tests.cli.conftest import Outcome, Run

MakeLibrary = Callable[..., Library]


def by_name(done: Outcome) -> dict[str, dict[str, Any]]:
    assert done.code == 0, done.err
    return {f"{finding['area']}/{finding['name']}": finding for finding in done.value}


def test_a_finding_has_an_area_a_name_a_state_a_message_and_a_way_to_mend_it(run: Run) -> None:
    findings = run("doctor", "--json").value
    assert {tuple(finding) for finding in findings} == {
        ("area", "name", "state", "message", "mend")
    }
    assert {f["area"] for f in findings} == {
        "library", "marks", "names", "cache", "settings", "terminal", "versions",
    }  # fmt: skip
    assert all(finding["mend"] for finding in findings if finding["state"] == "fault")


def test_every_file_that_is_left_out_is_named_with_what_to_do(
    run: Run, make_library: MakeLibrary, tmp_path: Path
) -> None:
    library = make_library({"good.txt": "A text.", "empty.txt": "", "blank.txt": "\n \n"})
    (library.root / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "outside.txt").write_text("Outside.")
    (library.root / "out.txt").symlink_to(tmp_path / "outside.txt")
    with (library.root / "huge.txt").open("wb") as huge:
        huge.truncate(SIZE_LIMIT + 1)
    found = by_name(run("doctor", "-L", library.root, "--json"))
    mends = {
        name: found[f"library/{name}.txt"]["mend"]
        for name in ("empty", "blank", "gone", "out", "huge")
    }
    assert {found[f"library/{name}.txt"]["state"] for name in mends} == {"fault"}
    assert len(set(mends.values())) == 5
    assert "copy what it points to" in mends["out"]
    assert "split it" in mends["huge"]
    assert found["library/articles"]["message"] == "1"


@pytest.mark.parametrize("reason", ["no permission to read it", "invalid zip", "", "not an EPUB"])
def test_every_reason_has_a_way_to_mend_it(reason: str) -> None:
    assert mend_of(reason)


def test_a_doubt_about_a_text_is_noted(run: Run, make_library: MakeLibrary) -> None:
    library = make_library({"a.md": "---\ntitle: [\n---\nA text of some words.\n"})
    finding = by_name(run("doctor", "-L", library.root, "--json"))["library/a.md"]
    assert finding["state"] == "note"
    assert "front matter not read" in finding["message"]


def test_a_library_that_is_not_there_is_a_finding_and_the_rest_is_still_looked_at(
    run: Run, tmp_path: Path
) -> None:
    found = by_name(run("doctor", "-L", tmp_path / "nowhere", "--json"))
    assert found["library/folder"]["state"] == "fault"
    assert found["library/folder"]["mend"]
    assert "versions/python" in found
    assert "versions/python-crfsuite" in found
    assert {"versions/trafilatura (extra html)", "versions/textual-serve (extra web)"} <= set(found)


def test_broken_settings_are_a_finding_even_where_they_name_the_library(run: Run) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("width = 1\n")
    found = by_name(run("doctor", "--json"))
    assert found["settings/file"]["state"] == "fault"
    assert "line 1: width is 1" in found["settings/file"]["message"]


def test_a_cache_that_cannot_be_made_is_a_finding(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    found = by_name(run("doctor", "--json"))
    assert found["cache/folder"]["state"] == "fault"
    assert "XDG_CACHE_HOME" in found["cache/folder"]["mend"]


def test_the_index_is_told_before_and_after_it_is_built(
    run: Run, make_library: MakeLibrary
) -> None:
    library = make_library({"a.txt": "A text of some words."})
    before = by_name(run("doctor", "-L", library.root, "--json"))
    assert before["cache/index"]["message"] == "not built yet"
    assert "rafah-reader index" in before["cache/index"]["mend"]
    assert run("index", "-L", library.root).code == 0
    after = by_name(run("doctor", "-L", library.root, "--json"))
    assert after["cache/index"]["state"] == after["cache/mentions"]["state"] == "ok"


def test_where_the_marks_of_the_samples_go_is_said(run: Run) -> None:
    finding = by_name(run("doctor", "--json"))["marks/folder"]
    assert finding["state"] == "note"
    assert "annotations" in finding["message"]


def test_it_says_when_there_is_no_terminal(run: Run) -> None:
    finding = by_name(run("doctor", "--json"))["terminal/screen"]
    assert finding["state"] == "note"
    assert "needs a terminal" in finding["message"]


def test_for_people_it_is_areas_with_lines(run: Run, make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "A text.", "empty.txt": ""})
    done = run("doctor", "-L", library.root)
    assert "  fault  empty.txt: empty (0 bytes)" in done.lines
    assert "         mend: put its text back, or remove it" in done.lines
    assert done.lines[-1] == "faults: 1"


def test_config_tells_settings_and_paths(run: Run, tmp_path: Path) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("width = 60\n")
    value = run("config", "-L", tmp_path, "--json").value
    assert value["settings"]["width"] == 60
    assert value["library"] == str(tmp_path)
    assert value["named_by"] == "-L"
    assert value["paths"]["settings"] == str(config_file())
    assert value["paths"]["data"] == str(data_folder(tmp_path))
    assert value["paths"]["state"] == str(state_folder(tmp_path))
    assert "width\t60\tconfig.toml, line 1" in run("config").lines


def test_config_makes_no_folder(run: Run, home: Path, tmp_path: Path) -> None:
    assert run("config", "-L", tmp_path).code == 0
    assert not list(home.iterdir())


def test_looking_makes_no_folder(run: Run, home: Path) -> None:
    assert run("doctor").code == 0
    assert not list(home.iterdir())


def test_a_broken_file_of_corrections_is_told_by_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met in Cairo.")
    (tmp_path / "entities.toml").write_text('rules = [\n  { hide = "Cairo" },\n  { hid = "x" },\n]')
    done = run("doctor", "-L", tmp_path, "--json")
    [finding] = [f for f in done.value if f["area"] == "names"]
    assert (finding["state"], "line 3" in finding["message"]) == ("fault", True)
    assert finding["mend"]


@pytest.mark.parametrize("form", ["csv", "jsonld"])
def test_marks_exported_into_the_library_are_left_out_with_a_reason_and_a_mend(
    run: Run, make_library: MakeLibrary, form: str
) -> None:
    root = make_library({"a.txt": "Words of an article.\n"}).root
    assert run("mark", "a.txt", "--quote", "Words", "--note", "A note.", "-L", root).code == 0
    name = "marks.csv" if form == "csv" else "marks.json"
    assert run("export", "--format", form, "-o", root / name, "-L", root).code == 0
    assert [card["path"] for card in run("list", "--json", "-L", root).value] == ["a.txt"]
    finding = by_name(run("doctor", "-L", root, "--json"))[f"library/{name}"]
    assert finding["message"].endswith(", not articles")
    assert "move it out of the library" in finding["mend"]
