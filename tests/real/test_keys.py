"""The twenty keys used most, in a real terminal, on a real library."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from reader.articles.library import Library
from tests.real.terminal import Terminal, terminal
from tests.real.tmux import MISSING, Tmux, tmux

pytestmark = pytest.mark.real

Opened = AbstractContextManager[Terminal | Tmux]

_PLACE = re.compile(r"¶(\d+)/(\d+)")


def paragraph(screen: str) -> int:
    found = _PLACE.search(screen)
    assert found, screen
    return int(found[1])


def press(reader: Terminal | Tmux, keys: str, number: int) -> None:
    reader.type(keys)
    reader.wait_for(lambda screen: f"¶{number}/" in screen)


@pytest.mark.parametrize(
    "terminal", [terminal, pytest.param(tmux, marks=MISSING)], ids=["xterm", "tmux"]
)
def test_the_keys_used_most(own: Library, terminal: Callable[..., Opened]) -> None:
    with terminal(own.root, "--article", "long.txt", size=(120, 30)) as reader:
        press(reader, "}}", 2)  # typed ahead of the text: the first from the headline
        press(reader, "{", 1)
        press(reader, ")))))", 2)
        press(reader, "(((((", 1)
        press(reader, "9G", 9)
        press(reader, "gg", 1)
        press(reader, "50%", 10)
        press(reader, "G", 20)
        press(reader, "\x0f", 10)  # Ctrl+O: back before the last jump was 10
        reader.type("ggjjjkk")
        reader.type("  ")
        reader.wait_for(lambda screen: paragraph(screen) > 5)
        reader.type("b\x02")
        reader.wait_for(lambda screen: paragraph(screen) < 5)
        reader.type("/sentence five")
        reader.wait_for("“sentence five”")
        reader.type("\r")
        reader.wait_for("NORMAL")
        reader.type("n")
        reader.wait_for("2/20")
        reader.type("N")
        reader.wait_for("1/20")
        reader.type("\x1bviw")  # at once, as over ssh
        reader.wait_for(lambda screen: "SELECT" in screen and "“sentence" not in screen)
        reader.type("\r")
        reader.wait_for("highlight: “")
        reader.type("u")
        reader.wait_for("undone: highlight")
        reader.type("\x12")  # Ctrl+R
        reader.wait_for("done again: highlight")
        reader.type("J")
        reader.wait_for("Other Article")
        reader.type("K")
        reader.wait_for("Long Article")
        reader.type("zm")
        reader.wait_for(lambda screen: "search" not in screen.splitlines()[0])
        reader.type("zm")
        reader.wait_for(lambda screen: "search" in screen.splitlines()[0])
        reader.type("\t")
        reader.wait_for("LIST")
        reader.type("gd?")
        reader.wait_for("keys in the text")
        reader.type("qqq")  # at once: out of the help, to the list, and out
        assert reader.wait_for_exit() == 0
    (page,) = (own.root / "annotations").rglob("[!.]*.json")
    assert len(json.loads(page.read_text("utf-8"))["items"]) == 1


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("own")
    words = ("one", "two", "three", "four", "five")
    prose = " ".join(f"This is sentence {word} of a paragraph." for word in words)
    body = "\n\n".join([prose] * 20)
    (root / "long.txt").write_text(f"A Long Article Stands Here\n\n{body}\n", "utf-8")
    (root / "other.txt").write_text("An Other Article Stands Here\n\nShort it is, and over.\n")
    return Library(root)
