"""The rooms below the ui run without a terminal, and the command line starts with little."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from functools import cache

import pytest

import reader

ROOMS = (
    "errors", "files", "paths", "settings", "text", "articles", "search", "entities", "annotations",
    "exchange", "compare",
)  # fmt: skip
"""What stands below the ui; those that do not exist yet are passed over."""

_PROBE = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted(name.partition(".")[0] for name in sys.modules)))
"""


def modules_of(room: str) -> list[str]:
    """A room and every module in it."""
    name = f"reader.{room}"
    found = [m.name for m in pkgutil.walk_packages(reader.__path__, "reader.")]
    return [m for m in found if m == name or m.startswith(f"{name}.")]


@cache
def loaded_by(*modules: str) -> frozenset[str]:
    """Top-level packages in a fresh interpreter that imported some modules."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *modules], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return frozenset(json.loads(done.stdout))


def test_every_room_that_must_be_there_is_looked_at() -> None:
    for room in ROOMS[:9]:
        assert modules_of(room), room
    assert "reader.articles.formats.markdown" in modules_of("articles")
    assert "reader.text.layout" in modules_of("text")


def test_no_module_below_the_ui_loads_textual() -> None:
    below = [module for room in ROOMS for module in modules_of(room)]
    assert len(below) > 30
    assert "textual" not in loaded_by(*below)


@pytest.mark.parametrize("room", ["errors", "files", "paths", "settings", "text", "articles"])
def test_the_rooms_that_start_everything_stay_light(room: str) -> None:
    heavy = {"textual", "whoosh", "markdown_it", "charset_normalizer", "sqlite3", "asyncio"}
    assert not heavy & loaded_by(f"reader.{room}")


def test_the_lists_of_a_library_need_no_parser_of_markup() -> None:
    loaded = loaded_by("reader.articles.library")
    assert not {"markdown_it", "charset_normalizer", "textual", "whoosh"} & loaded


@pytest.mark.parametrize("module", ["reader", "reader.cli"])
def test_the_command_line_starts_without_textual_and_whoosh(module: str) -> None:
    assert not {"textual", "whoosh", "markdown_it"} & loaded_by(module)


def test_no_module_of_the_command_line_needs_the_application_to_be_loaded() -> None:
    modules = [m for m in modules_of("cli") if not m.endswith("__main__")]
    assert not {"textual", "whoosh"} & loaded_by(*modules)


def test_whoosh_is_loaded_by_the_search_alone() -> None:
    others = [m for room in ROOMS if room != "search" for m in modules_of(room)]
    assert "whoosh" not in loaded_by(*others)
