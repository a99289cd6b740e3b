"""What people see: through a real terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable

import pexpect
import pyte
import pytest

from reader.articles.library import Library
from reader.text.cells import width as cells_of
from tests.cli.conftest import SEEDS, Run

MakeLibrary = Callable[..., Library]
Look = Callable[..., tuple[str, list[str]]]

CSI = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])")


@pytest.fixture
def look() -> Look:
    """Run a command in a terminal; what it wrote, and the lines that a terminal made of it."""

    def look(*words: object, columns: int = 80, rows: int = 60) -> tuple[str, list[str]]:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "reader.cli", *map(str, words)],
            dimensions=(rows, columns),
            env={k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")},
            encoding="utf-8",
            timeout=60,
        )
        written: str = child.read()
        child.close()
        assert child.exitstatus == 0, written
        screen = pyte.Screen(columns, rows)
        pyte.Stream(screen).feed(written)
        return written, [line.rstrip() for line in screen.display]

    return look


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_list_is_a_table_with_a_header(look: Look) -> None:
    _, lines = look("list", columns=120)
    assert lines[0].split() == ["Title", "Source", "Date", "Min", "Marks", "Read"]
    assert lines[1].startswith("Why a Delayed Attack on Rafah Is Not a Canceled One")
    assert lines[2] == "a-delay-is-not-a-retreat.md"


def test_list_at_80_columns_has_the_source_below_the_title(look: Look) -> None:
    _, lines = look("list")
    assert lines[0].split() == ["Title", "Date", "Min", "Marks", "Read"]
    assert lines[3:5] == ["a-delay-is-not-a-retreat.md", "002_7e020618c4e41710.txt"]


@pytest.mark.parametrize("columns", [40, 200])
def test_show_wraps_to_the_terminal_and_to_no_more_than_72(look: Look, columns: int) -> None:
    _, lines = look("show", "a-delay", columns=columns, rows=400)
    text = lines[lines.index("") + 1 :]
    assert max(cells_of(line) for line in text) <= min(columns, 72)
    assert sum(len(line) > min(columns, 72) - 15 for line in text) > 20
    words = " ".join(" ".join(text).split())
    article = Library(SEEDS).article("a-delay-is-not-a-retreat.md")
    assert " ".join(article.text.split()) in words


def test_show_plain_is_not_wrapped(look: Look, make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "word " * 100})
    written, _ = look("show", "-L", library.root, "a", "--plain")
    assert ("word " * 100).strip() in written


@pytest.mark.parametrize("words", [["list"], ["show", "a"], ["search", "evil"], ["marks"]])
def test_nothing_in_a_file_acts_on_the_terminal(
    look: Look, run: Run, make_library: MakeLibrary, words: list[str]
) -> None:
    evil = "An evil\x1b]0;owned\x07 text\x1b[2J of\u202e words [bold]and[/bold] more\x9b5m."
    library = make_library({"a.txt": evil})
    run("mark", "-L", library.root, "a.txt", "--span", 0, len(evil), "--note", "\x1b[2Jno")
    written, lines = look(*words, "-L", library.root)
    assert all(kind == "m" for _, kind in CSI.findall(written))
    assert not re.search("\x1b[^\\[]|[\x07\x9b\u202e]", written)
    assert any("[bold]and[/bold]" in line for line in lines)


def test_search_wraps_its_sentences_and_lights_the_hits_by_more_than_colour(look: Look) -> None:
    written, _ = look("search", "leaflets", columns=50)
    hits = re.findall(r"\x1b\[([0-9;]+)m[Ll]eaflets?\x1b", written)
    assert hits
    assert set(hits) == {"1;4"}
    sentences = [line for line in CSI.sub("", written).splitlines() if line.startswith("  ")]
    assert len(sentences) > len(hits)
    assert max(cells_of(line) for line in sentences) <= 50


def test_entities_are_a_table(look: Look) -> None:
    _, lines = look("entities", "--kind", "person", columns=100)
    assert lines[0].split() == ["Name", "Kind", "Count", "Articles", "Also"]
    assert any("Netanyahu" in line for line in lines)


def test_json_has_no_colour_on_a_terminal_either(look: Look) -> None:
    written, _ = look("list", "--json", columns=200)
    assert "\x1b" not in written


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_place_a_cursor_is_refused_at_once(
    monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    child = pexpect.spawn(
        sys.executable, ["-m", "reader.cli", str(SEEDS)], encoding="utf-8", timeout=60
    )
    lines = child.read().splitlines()
    child.close()
    assert child.exitstatus == 2
    said = f"TERM is “{term}”" if term else "TERM is not set"
    assert lines == [
        f"rafah-reader: the reader needs a terminal that can place a cursor; {said}",
        "hint: `rafah-reader list`, `show` and `search` work without one",
    ]
