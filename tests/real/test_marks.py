"""The keys for marks used most, in a real terminal, on an article that has 500 marks already."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from reader.annotations.annotation import new_annotation
from reader.annotations.history import Edit
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.text.spans import Span
from tests.real.terminal import Terminal, terminal
from tests.real.tmux import MISSING, Tmux, tmux

Opened = AbstractContextManager[Terminal | Tmux]

pytestmark = pytest.mark.real

PARAGRAPHS = 250


@pytest.fixture
def many(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """An article with 500 marks, and another one without any."""
    root = tmp_path_factory.mktemp("many")
    prose = "\n\n".join(
        f"Witness number {n} saw the convoy leave. Officer {n} denied it at once. The third "
        f"sentence of paragraph {n} is not marked yet."
        for n in range(1, PARAGRAPHS + 1)
    )
    (root / "long.txt").write_text(f"An Article With Many Marks\n\n{prose}\n", "utf-8")
    (root / "other.txt").write_text("An Other Article Stands Here\n\nShort it is, and over.\n")
    library = Library(root)
    article = library.article("long.txt")
    edits = []
    for n in range(1, PARAGRAPHS + 1):
        for words in (f"Witness number {n} ", f"Officer {n} "):
            start = article.text.index(words)
            span = Span(start, start + len(words) - 1)
            mark = new_annotation(article, span, color=n % 8 + 1, tags=("claim/figure",))
            edits.append(Edit(article.path, None, mark))
    Shelf(library).apply("highlight", edits, {article.path: article})
    last = (
        f"Witness number {PARAGRAPHS} saw the convoy leave. Officer {PARAGRAPHS} denied it at once."
    )
    edited = prose.replace("Officer 4 denied", "Officer 40 denied").replace(
        last, "Nothing else. Nil."
    )
    (root / "long.txt").write_text(f"An Article With Many Marks\n\n{edited}\n", "utf-8")
    return Library(root)


@pytest.mark.parametrize(
    "terminal", [terminal, pytest.param(tmux, marks=MISSING)], ids=["xterm", "tmux"]
)
def test_the_keys_for_marks_used_most_on_an_article_with_500(
    many: Library, tmp_path: Path, terminal: Callable[..., Opened]
) -> None:
    file = tmp_path / "some.csv"
    with terminal(many.root, "--article", "long.txt", size=(120, 36)) as reader:
        reader.wait_for("✎500")
        reader.type("])]a")  # the first mark, the second
        reader.type("]a")
        reader.wait_for("¶1/250")
        reader.type("125G))")
        reader.wait_for("¶125/250")
        reader.type("viw\r")
        reader.wait_for("highlight: “")
        reader.type("H3")
        reader.wait_for("recolour: “")
        reader.type("u")
        reader.wait_for("undone: recolour")
        reader.type("\x12")
        reader.wait_for("done again: recolour")
        reader.type("aIs this so?\x13")
        reader.wait_for("3» Is this so?")
        reader.type("e Who says it?\x13")
        reader.wait_for("3» Is this so? Who says it?")
        reader.type("t")
        reader.wait_for("1 claim/figure")
        reader.type("witness\r")
        reader.wait_for("#witness")
        reader.type(")))T")
        reader.wait_for("tag: “")
        reader.type(")).")
        reader.wait_for("tag: “Officer 127")
        reader.type("p")
        reader.wait_for("link from “")
        reader.type("J")
        reader.wait_for("An Other Article")
        reader.type("}p")
        reader.wait_for("link: “")
        reader.type("gp")
        reader.wait_for("Many Marks")
        reader.type("WRead again\x13")
        reader.wait_for("note: the whole article")
        reader.type("ga")
        reader.wait_for("MARKS")
        reader.type("/tag:witness\r")
        reader.wait_for("of 505")
        reader.type("*H5")
        reader.wait_for("recolour: ")
        reader.type("ga")
        reader.wait_for("library ")
        reader.type("\x1b")
        reader.wait_for("library 506")
        reader.type("gD")
        reader.wait_for("nothing was deleted")
        reader.type("gagddd")
        reader.wait_for("brings it back")
        reader.type("gD")
        reader.wait_for("deleted ")
        reader.type("\r")
        reader.wait_for("restore: ")
        reader.type("gagd")
        reader.wait_for("NORMAL")
        reader.type("ga/is:review\r")
        reader.wait_for("to be confirmed")
        reader.type("c")
        reader.wait_for("confirm: “Officer 40”")
        reader.type("C")
        reader.wait_for("refuse: “")
        reader.type("/is:orphan\r")
        reader.wait_for("the place offered was")
        reader.type("A")
        reader.wait_for("select the passage of “")
        reader.type("G}viwA")
        reader.wait_for("attach: “")
        reader.type("ga/tag:witness\r")
        reader.wait_for("3 of 505")
        reader.type("w")
        reader.wait_for("Enter writes")
        reader.type(f"{file}\r")
        reader.wait_for("annotations in ")
        reader.type("gR")
        reader.wait_for("bring annotations in")
        reader.type(f"{file}\r")
        reader.wait_for(": 0 added, 0 changed, ")
        reader.type("\x1b\x11")
        assert reader.wait_for_exit() == 0
    pages = [
        json.loads(f.read_text("utf-8")) for f in (many.root / "annotations").rglob("[!.]*.json")
    ]
    items = [item for page in pages for item in page["items"]]
    assert len(items) == 506


def test_a_note_is_written_in_the_editor_of_the_environment(many: Library, tmp_path: Path) -> None:
    editor = tmp_path / "an editor"
    editor.write_text('#!/bin/sh\ncat "$1" >> "$0.saw"\nprintf "Who *counted*?\\nTwice." > "$1"\n')
    editor.chmod(0o755)
    command = shlex.quote(str(editor))
    with terminal(many.root, "--article", "other.txt", EDITOR=command, VISUAL="") as reader:
        reader.wait_for("✎500")
        reader.type("}E")
        reader.wait_for("note: “")
        reader.wait_for("Who *counted*?")
        reader.type("E")
        reader.wait_for("the note is as it was")
        reader.type("j")  # the keys are the reader's again
        reader.type("\x11")
        assert reader.wait_for_exit() == 0
    assert (tmp_path / "an editor.saw").read_text() == "Who *counted*?\nTwice.", "then it was there"
    page = json.loads((many.root / "annotations" / "other.txt.json").read_bytes())
    assert [item["body"][0]["value"] for item in page["items"]] == ["Who *counted*?\nTwice."]
