"""Marks as search asks for them: as they are at that moment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.annotations.annotation import new_annotation
from reader.annotations.outside import Marked
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.search.index import Index
from tests.annotations.helpers import span_of


def test_a_query_finds_marks_by_tag_and_note_and_lights_their_passages(
    make_library: Callable[..., Library], tmp_path: Path
) -> None:
    library = make_library(
        {"a.txt": "The crossing at Kerem Shalom closed.", "b.txt": "The crossing at Rafah."}
    )
    shelf = Shelf(library)
    index = Index(library, tmp_path / "index", [Marked(library, lambda: shelf)])
    index.update()
    assert index.count("has:mark") == 0
    article = library.article("a.txt")
    passage = span_of(article, "Kerem Shalom")
    tags = ("Borders/South",)
    shelf.add(article, new_annotation(article, passage, note="Who closed it?", tags=tags))
    for query in (
        "tag:borders",
        'tag:"borders/south"',
        "note:closed",
        'note:"who clos"',
        "has:note",
        "is:marked crossing",
    ):
        results = index.search(query)
        assert [r.path for r in results.results] == ["a.txt"], query
        assert passage in [hit.span for hit in results.results[0].hits], query
    assert index.search("tag:border note:rafah").articles == 0
    assert [r.path for r in index.search("crossing -has:tag").results] == ["b.txt"]
    assert [(v.label, v.count) for f in index.facets("crossing") for v in f.values] == [
        ("Borders", 1),
        ("Borders/South", 1),
    ]
    index.close()
