"""The library: a walk of 10,000 files, their list when they are new and when nothing changed."""

from __future__ import annotations

import os
import resource
import tempfile
from pathlib import Path

from reader.articles.cards import Cards
from reader.articles.library import Library
from tests.bench import corpus
from tests.bench.clock import Row, cpu
from tests.bench.start import MANY


def rows() -> list[Row]:
    """Processor time of the steps before a list can be shown, against `os.walk` of the folder."""
    place = Path(tempfile.gettempdir()) / "rafah-reader-bench"
    for name in ("CACHE", "STATE", "DATA"):  # never the user's own
        os.environ[f"XDG_{name}_HOME"] = str(place / name.lower())
    folder, new = place / f"{MANY}", place / "new"
    corpus.write(folder, MANY)
    floor = cpu(lambda: _walk(folder))
    library = Library(folder)
    Cards(library).all()
    os.environ["XDG_CACHE_HOME"] = str(new)  # where nothing is known of the files
    unknown = cpu(lambda: next(Cards(library).growing(named=True)))
    os.environ["XDG_CACHE_HOME"] = str(place / "cache")
    listed = cpu(lambda: Cards(library).all())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Row(f"floor: os.walk and stat of {MANY:,} files", floor),
        Row("scan, nothing changed", cpu(library.scan), floor),
        Row("first list, nothing changed", listed, floor),
        Row("first list, every file new", unknown, floor),
        Row("memory of all that", memory, unit="MB"),
    ]


def _walk(folder: Path) -> int:
    return sum(
        os.stat(os.path.join(where, name)).st_size  # noqa: PTH116, PTH118 - a floor
        for where, _, names in os.walk(folder)
        for name in names
    )
