"""Marks carried out of the reader and into it, by keys and by the command line."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotations.mark import Annotation
from reader.articles.library import Library
from tests.ui.conftest import CROSSING, TALKS
from tests.ui.pilot import Hands, reading
from tests.ui.test_reviewing import put


@pytest.fixture
def marked(own: Library) -> Library:
    """A highlight, a note, tags."""
    put(own, "crossing.txt", "White House", color=2)
    put(own, "crossing.txt", "4 trucks", tags=("claim/figure", "two words"), note="Who *counted*?")
    put(own, "talks.txt", "sent nobody", color=3, note="Compare,\nthe other “article”")
    return own


def every(hands: Hands) -> dict[str, Annotation]:
    """All marks of the library, by id."""
    return {mark.id: mark for _, marks in hands.app.desk.shelf.everything() for mark in marks}


async def test_every_format_is_written_and_those_of_marks_come_back_equal(
    marked: Library, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(out := tmp_path_factory.mktemp("out"))
    names = [f"out{ending}" for ending in (".md", ".csv", ".jsonld", ".json", ".qdpx")]
    (template := out / "mine").write_text("{{ groups | length }} articles\n", "utf-8")
    async with reading(marked, article="crossing.txt") as hands:
        before = every(hands)
        await hands.type("gagagd:export")
        await hands.press("enter")
        await hands.type(names[0])
        await hands.press("enter", "enter")
        await hands.type(
            "gDgdgWtags.md"
        )  # the list shows deleted ones: those of the text are meant
        await hands.press("enter")
        await hands.type("by tag")
        await hands.press("enter")
        assert "2 annotations in" in hands.status()
        await hands.type("gWown.md")
        await hands.press("enter")
        await hands.type(str(template))
        await hands.press("enter")
        await hands.type("gagagd")
        for name in names[1:]:
            await hands.type(f"gW{name}")
            await hands.press("enter")
            assert "3 annotations in" in hands.status(), name
    assert "> 4 trucks" in (out / "out.md").read_text("utf-8")
    assert "# claim/figure" in (out / "tags.md").read_text("utf-8")
    assert (out / "own.md").read_text("utf-8") == "1 articles\n"
    assert "project.qde" in zipfile.ZipFile(out / "out.qdpx").namelist()
    for name, text in (("crossing.txt", CROSSING), ("talks.txt", TALKS)):
        (out / name).write_text(text, "utf-8")
    async with reading(Library(out), article="crossing.txt") as hands:
        for name in names[1:4]:
            await hands.type(":import")
            await hands.press("enter")
            await hands.type(name)
            await hands.press("enter")
            assert f"{name}: 3 added, 0 changed, 0 known already" in hands.status()
            assert {id_: replace(m, modified=before[id_].modified) for id_, m in
                    every(hands).items()} == before  # fmt: skip
            assert len(hands.app.marking.marks) == 2, "seen in the text at once"
            await hands.type("u")
            assert every(hands) == {}, "one key takes all back"


async def test_a_file_that_cannot_be_brought_in_is_told(
    marked: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.json").write_text("{", "utf-8")
    async with reading(marked, article="crossing.txt") as hands:
        before = every(hands)
        for name in ("bad.json", "none"):
            await hands.type(f"gR{name}")
            await hands.press("enter")
        told = "\n".join(notice.message for notice in hands.app._notifications)
        assert "JSON" in told
        assert "cannot read none: No such file" in told
        assert every(hands) == before
