"""Saved searches lie in the library, readable; the last queries are remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.library import Library
from reader.errors import ReaderError
from reader.paths import data_folder, state_folder
from reader.search.history import History
from reader.search.saved import FILE, Saved, SavedSearch

OURS = """# What we watch.

[[search]]  # for Ruth
name = "Truce"   # any truce
query = 'ceasefire OR "cease fire"'
color = 3

# The crossing:
[[search]]
name = "Crossing"
query = "title:rafah"
"""


@pytest.fixture
def library(make_library: Callable[..., Library]) -> Library:
    return make_library({"a.txt": "A truce."})


def names(library: Library) -> list[str]:
    return [search.name for search in Saved(library).all()]


def test_searches_are_saved_in_the_library_in_a_file_for_people(library: Library) -> None:
    saved = Saved(library)
    saved.add("Truce", 'ceasefire OR "cease  fire"')
    saved.add("Who’s there", "author:o'neill")
    assert saved.all() == (
        SavedSearch("Truce", 'ceasefire OR "cease fire"'),
        SavedSearch("Who’s there", "author:o'neill"),
    )
    assert (
        (library.root / FILE)
        .read_text()
        .endswith(
            '\n[[search]]\nname = "Truce"\nquery = \'ceasefire OR "cease fire"\'\n'
            '\n[[search]]\nname = "Who’s there"\nquery = "author:o\'neill"\n'
        )
    )


def test_what_was_written_by_hand_stays(library: Library) -> None:
    file = library.root / FILE
    file.write_text(OURS)
    saved = Saved(library)
    saved.add("Truce", "truce")
    saved.rename("Crossing", "Kerem Shalom")
    saved.add("New", "war")
    expected = OURS.replace("""'ceasefire OR "cease fire"'""", '"truce"')
    expected = expected.replace('"Crossing"', '"Kerem Shalom"')
    assert file.read_text() == f'{expected}\n[[search]]\nname = "New"\nquery = "war"\n'
    saved.remove("Kerem Shalom")
    assert names(library) == ["Truce", "New"]
    assert "# The crossing:" in file.read_text()


def test_a_name_that_is_not_there_or_taken_is_said(library: Library) -> None:
    saved = Saved(library)
    saved.add("a", "war")
    saved.add("b", "war")
    for action in (
        lambda: saved.remove("c"),
        lambda: saved.rename("c", "d"),
        lambda: saved.named("c"),
    ):
        with pytest.raises(ReaderError, match="no saved search “c”"):
            action()
    with pytest.raises(ReaderError, match="already"):
        saved.rename("a", "b")
    with pytest.raises(ReaderError, match="needs a name"):
        saved.add(" ", "war")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[search]]\nname = "a"\nquery = war\n', "line 3"),
        ('[[search]]\nname = "a"\nquery = "war"\n[[search]]\nname = "b"\n', "line 4"),
        ("search = 3\n", "line 1"),
        ("[[search]]\nname = 1\nquery = 2\n", "line 1"),
    ],
)
def test_a_broken_file_is_named_with_the_line_and_not_written_to(
    library: Library, text: str, message: str
) -> None:
    file = library.root / FILE
    file.write_text(text)
    with pytest.raises(ReaderError, match=f"{FILE}.*{message}"):
        Saved(library).all()
    with pytest.raises(ReaderError):
        Saved(library).add("c", "war")
    assert file.read_text() == text


def test_where_the_library_cannot_be_written_they_go_to_the_data_folder(library: Library) -> None:
    (library.root / FILE).write_text(OURS)
    library.root.chmod(0o555)
    try:
        Saved(library).add("Mine", "war")
    finally:
        library.root.chmod(0o755)
    assert (data_folder(library.root) / FILE).is_file()
    assert names(library) == ["Truce", "Crossing", "Mine"]


@given(searches=st.dictionaries(st.text(min_size=1), st.text(min_size=1), min_size=1, max_size=4))
def test_any_name_and_query_come_back(
    searches: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    library = Library(tmp_path_factory.mktemp("any"))
    expected: dict[str, str] = {}
    for name, query in searches.items():
        flat = " ".join(name.split()), " ".join(query.split())
        if all(flat) and all(part.isprintable() for part in flat):
            Saved(library).add(*flat)
            expected[flat[0]] = flat[1]
    assert {s.name: s.query for s in Saved(library).all()} == expected


def test_the_last_two_hundred_queries_are_remembered_the_last_first(library: Library) -> None:
    for n in range(205):
        History(library).add(f"war {n}")
    History(library).add("war  204 ")
    found = History(library).all()
    assert found[:2] == ("war 204", "war 203")
    assert len(found) == 200
    History(library).add("war 100")
    assert History(library).all()[0] == "war 100"


def test_a_history_that_is_damaged_is_begun_anew(library: Library) -> None:
    file: Path = state_folder(library.root) / "searches.json"
    file.parent.mkdir(parents=True)
    file.write_text("{")
    assert History(library).all() == ()
    History(library).add("war")
    assert History(library).all() == ("war",)
