"""`keys` and `config`: what is in force, and where it comes from."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reader.paths import config_file
from reader.settings import PRESETS
from tests.cli.conftest import Run

SETTINGS = """citation = "markdown"
preset = "less"

[keys]
mark.note = ["z n", "F6"]
"reader/move.page_up" = []
"""


def write_settings(source: str) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(source)


def test_the_keys_are_told_by_name_with_what_they_do(run: Run) -> None:
    lines = run("keys").lines
    assert "global/move.down\tj  ↓\tdown\tMoving" in lines
    assert "reader/mark.note\ta\tnote on the sentence or annotation\tMarking" in lines
    assert "visual/mark.note\ta\tnote\tMarking" in lines
    assert "global/move.bottom\tG  End\tbottom, or [N]G: item or paragraph N\tMoving" in lines
    contexts = [line.partition("/")[0] for line in lines]
    order = ["global", "list", "reader", "visual", "marks", "compare"]
    assert list(dict.fromkeys(contexts)) == order
    assert contexts == sorted(contexts, key=order.index)


def test_the_keys_are_those_that_the_settings_make(run: Run) -> None:
    write_settings(SETTINGS)
    value = {row["name"]: row for row in run("keys", "--json").value}
    assert value["reader/mark.note"] == {
        "name": "reader/mark.note",
        "id": "mark.note",
        "context": "reader",
        "group": "Marking",
        "keys": ["z n", "f6"],
        "label": "note on the sentence or annotation",
    }
    assert value["visual/mark.note"]["keys"] == ["z n", "f6"]
    assert value["global/move.half_down"]["keys"] == ["d", "ctrl+d"]
    assert value["reader/move.page_up"]["keys"] == []
    assert "reader/move.page_up\t–\tpage up\tMoving" in run("keys").lines


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_told_without_ones_own_keys(run: Run, preset: str) -> None:
    usual = run("keys", "--preset", preset, "--json").value
    write_settings(SETTINGS)
    assert run("keys", "--preset", preset, "--json").value == usual
    named = {row["name"]: row["keys"] for row in usual}
    assert named["global/undo"] == {"vim": ["u"], "less": ["U"], "plain": ["ctrl+z", "u"]}[preset]


def test_a_preset_that_is_not_there_is_wrong_use(run: Run) -> None:
    done = run("keys", "--preset", "emacs")
    assert done.code == 2
    assert "'vim', 'less', 'plain'" in done.err


@pytest.mark.parametrize("command", ["keys", "config"])
def test_a_key_that_cannot_be_is_told_with_its_line(run: Run, command: str) -> None:
    write_settings('[keys]\nundo = "U"\nmark.note = "t"\n')
    done = run(command)
    assert done.code == 2
    message, hint = done.err.splitlines()
    told = "t has two meanings in the text: mark.note and mark.tag"
    assert message == f"rafah-reader: {config_file()}, line 3: {told}"
    assert hint == 'hint: give one of them another key, or none: "mark.tag" = []'


def test_the_doctor_finds_a_key_that_cannot_be(run: Run) -> None:
    write_settings('[keys]\n"mark.nota" = "t"\n')
    done = run("doctor", "--json")
    finding = next(row for row in done.value if row["area"] == "settings")
    assert finding["state"] == "fault"
    assert "line 2: no command “mark.nota”" in finding["message"]
    assert "did you mean “mark.note”?" in finding["mend"]


def test_config_tells_each_setting_with_where_it_comes_from(run: Run) -> None:
    write_settings(SETTINGS)
    lines = run("config").lines
    assert "theme\trafah-dark\tdefault" in lines
    assert "citation\tmarkdown\tconfig.toml, line 1" in lines
    assert "preset\tless\tconfig.toml, line 2" in lines
    assert "keys.mark.note\tz n, F6\tconfig.toml, line 5" in lines
    assert "keys.reader/move.page_up\tnone\tconfig.toml, line 6" in lines
    value = run("config", "--json").value
    assert value["settings"]["keys"] == {"mark.note": ["z n", "F6"], "reader/move.page_up": []}
    assert value["origins"]["preset"] == "config.toml, line 2"
    assert value["origins"]["width"] == "default"
    assert value["settings"].keys() == value["origins"].keys()


def test_config_refuses_a_theme_that_is_not_there(run: Run) -> None:
    write_settings('width = 60\ntheme = "rafah-drak"\n')
    done = run("config")
    assert done.code == 2
    assert "line 2: no theme “rafah-drak”" in done.err
    write_settings('theme = "nord"\n')
    assert "theme\tnord\tconfig.toml, line 1" in run("config").lines


def test_the_keys_are_told_without_the_application() -> None:
    probe = (
        "import sys\nfrom reader.cli.program import run\nrun(['keys'])\n"
        "sys.exit('textual' in sys.modules or 'whoosh' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"global/move.down" in done.stdout
