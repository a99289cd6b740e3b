"""An index of the made-up articles, built once; and indexes of whatever a test needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.articles.article import Article
from reader.articles.library import Library
from reader.search import beginnings
from reader.search import update as updating
from reader.search.index import Index
from tests.search.library import ARTICLES

IndexOf = Callable[[dict[str, str]], Index]


@dataclass(frozen=True)
class Made:
    """The made-up articles and their index."""

    index: Index
    articles: tuple[Article, ...]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    root = tmp_path_factory.mktemp("made")
    for path, text in ARTICLES.items():
        file = root / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    library = Library(root)
    index = Index(library, tmp_path_factory.mktemp("cache") / "index")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(updating, "BATCH", 3)  # several segments, as an index that has grown
        patch.setattr(beginnings, "_LEAST", 2)  # some beginnings are gathered, others are not
        assert index.update().added == len(ARTICLES)
    yield Made(index, tuple(library.articles()))
    index.close()


@pytest.fixture
def index_of(make_library: Callable[..., Library], tmp_path: Path) -> Iterator[IndexOf]:
    """An index of files, brought up to date."""
    built: list[Index] = []

    def build(files: dict[str, str]) -> Index:
        index = Index(make_library(files), tmp_path / "index")
        index.update()
        built.append(index)
        return index

    yield build
    for index in built:
        index.close()
