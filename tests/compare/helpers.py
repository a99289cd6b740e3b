"""Articles for the comparisons, made from a few lines or taken from the bundled library."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reader.articles.library import Library
from reader.compare.source import Source, draft, sources
from reader.entities.catalogue import Catalogue

SEEDS = Path(__file__).parents[2] / "seeds"
PUBLISHED = Path(__file__).parents[3] / "shared" / "seeds"


def made(folder: Path, **texts: str) -> tuple[Source, ...]:
    """The articles of a library of text files, by name, in the order given."""
    library_folder = folder / "library"
    library_folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (library_folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return read(library_folder, [f"{name}.txt" for name in texts], folder / "cache")


def read(
    folder: Path, paths: list[str] | None = None, cache_folder: Path | None = None
) -> tuple[Source, ...]:
    """Articles of a folder, ready to be compared."""
    library = Library(folder)
    catalogue = Catalogue(library, cache_folder)
    catalogue.update(processes=0)
    return sources(library, catalogue, paths or [e.path for e in library.scan().entries])


@cache
def bundled() -> tuple[Source, ...]:
    """The bundled articles."""
    return read(SEEDS)


def drafted(folder: Path, text: str) -> Source:
    """A text of the user's own."""
    catalogue = Catalogue(Library(folder), folder / "draft-cache")
    return draft("draft.md", text.encode(), catalogue)
