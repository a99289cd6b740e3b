"""Marks that come in find their articles, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotations.annotation import new_annotation
from reader.annotations.mark import Annotation, touched
from reader.annotations.placing import Found
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.exchange.arriving import bring_in
from reader.exchange.formats import Format, read, write
from reader.exchange.incoming import Incoming
from reader.exchange.marked import in_library
from tests.annotations.helpers import span_of

MakeLibrary = Callable[..., Library]

A = "The crossing was closed on Monday. Nobody said why, or for how long.\n"
B = "---\nurl: https://www.news.example/b/\ntitle: B side\n---\nThe crossing was opened again.\n"


@pytest.fixture
def library(make_library: MakeLibrary) -> Library:
    return make_library({"a.txt": A, "b.md": B})


def marks_of(library: Library) -> dict[str, list[Annotation]]:
    return {path: list(marks) for path, marks in Shelf(library).everything()}


def fill(library: Library) -> list[Annotation]:
    shelf = Shelf(library)
    made = []
    for path, words in (("a.txt", "crossing"), ("a.txt", "Nobody"), ("b.md", "again")):
        article = library.article(path)
        one = new_annotation(article, span_of(article, words), note=words, tags=("t",), color=2)
        shelf.add(article, one)
        made.append(one)
    return made


def went_out(library: Library, form: Format) -> bytes:
    return write(list(in_library(Shelf(library), library)), form)


@pytest.mark.parametrize("form", [Format.CSV, Format.JSONLD, Format.HYPOTHESIS])
def test_a_library_goes_out_and_comes_into_another_one(
    library: Library, make_library: MakeLibrary, form: Format
) -> None:
    fill(library)
    raw = went_out(library, form)
    other = make_library({"renamed.txt": A, "b.md": B}, "other")
    shelf = Shelf(other)
    arrived = bring_in(shelf, other, read(raw))
    assert (arrived.added, arrived.changed, arrived.known) == (3, 0, 0)
    ours = marks_of(library)
    theirs = marks_of(other)
    assert theirs["renamed.txt"] == ours["a.txt"]
    assert theirs["b.md"] == ours["b.md"]
    again = bring_in(shelf, other, read(raw))
    assert (again.added, again.changed, again.known) == (0, 0, 3)
    assert list((other.root / "annotations" / ".texts").iterdir())
    shelf.undo()
    assert marks_of(other) == {}


def test_the_later_version_stays_and_one_edited_in_a_spreadsheet_is_later(library: Library) -> None:
    one, two, _ = fill(library)
    raw = went_out(library, Format.CSV)
    shelf = Shelf(library)
    shelf.change(library.article("a.txt"), replace(one, note="later, here"))
    edited = raw.decode().replace(",Nobody,t,", ",Nobody at all,t; new,")
    arrived = bring_in(shelf, library, read(edited.encode()))
    assert (arrived.added, arrived.changed, arrived.known) == (0, 1, 2)
    notes = {mark.id: (mark.note, mark.tags) for mark in marks_of(library)["a.txt"]}
    assert notes == {one.id: ("later, here", ("t",)), two.id: ("Nobody at all", ("t", "new"))}


def test_a_mark_that_was_deleted_here_comes_back(library: Library) -> None:
    one, *_ = fill(library)
    raw = went_out(library, Format.JSONLD)
    shelf = Shelf(library)
    shelf.delete(library.article("a.txt"), one.id)
    assert bring_in(shelf, library, read(raw)).added == 1
    assert one.id in {mark.id for mark in marks_of(library)["a.txt"]}


def test_a_foreign_mark_finds_its_article_by_address_and_its_words(library: Library) -> None:
    item = {
        "id": "abc",
        "uri": "http://news.example/b#top",
        "created": "2024-05-06T00:00:00Z",
        "text": "so?",
        "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "was opened again"}]}],
    }
    shelf = Shelf(library)
    bring_in(shelf, library, read(json.dumps({"annotations": [item]}).encode()))
    (found,) = shelf.of(library.article("b.md"))
    assert found.found is Found.EXACT
    assert found.annotation.digest == library.article("b.md").digest
    assert found.annotation.prefix.endswith("The crossing ")


def test_a_mark_of_no_article_here_is_told_of_and_can_be_given_one(library: Library) -> None:
    stray = Incoming(touched(replace(fill(library)[0], id="urn:x:1", digest="")), "gone.txt")
    shelf = Shelf(library)
    arrived = bring_in(shelf, library, [stray])
    assert arrived.strays == [stray]
    assert str(arrived).endswith("1 left out: no article here is theirs")
    assert bring_in(shelf, library, [stray], library.article("a.txt")).added == 1


def test_paths_of_a_file_lead_nowhere_but_into_the_library(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("The crossing.")
    stray = Incoming(replace(fill(library)[0], id="urn:x:1", digest=""), "../secret.txt")
    assert bring_in(Shelf(library), library, [stray]).strays == [stray]
