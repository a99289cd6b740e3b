"""Names of a library that grows: opening an article, a correction, and who stands beside whom."""

from __future__ import annotations

import tempfile
from pathlib import Path

from reader.articles.library import Library
from reader.entities.catalogue import Catalogue
from reader.entities.company import together
from reader.entities.repairs import Act, Repair
from tests.bench import corpus
from tests.bench.clock import Row, cpu

_SIZES = (200, 2_000)
_GOAL = 2  # times as long in the large library as in the small one


def rows() -> list[Row]:
    """Each with the larger library, as a ratio to the smaller one."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = (_measured(Path(folder), size) for size in _SIZES)
    return [
        Row(f"{_SIZES[1]:,} articles: {what}", large[what], small[what], _GOAL) for what in small
    ]


def _measured(folder: Path, size: int) -> dict[str, float]:
    root = folder / str(size)
    corpus.write(root, size)
    library = Library(root)
    Catalogue(library, folder / f"cache-{size}").update()
    article = library.article(library.scanned.entries[size // 2].path)

    def opened() -> None:
        catalogue = Catalogue(library, folder / f"cache-{size}")
        found = catalogue.entities_in(article)
        catalogue.counts([entity.id for entity in found])

    catalogue = Catalogue(library, folder / f"cache-{size}")
    entity = catalogue.entities_in(article)[0]

    def corrected() -> None:
        catalogue.rulebook.add(Repair(Act.RENAME, entity.name, entity.kind, "Somebody Else"))
        catalogue.entities_in(article)
        catalogue.rulebook.undo()

    return {
        "an article is opened": cpu(opened),
        "a correction is made and taken back": cpu(corrected),
        "who stands beside somebody": cpu(lambda: together(catalogue, entity.id)),
    }
