"""Correcting what is known of an article: checked, written into its sidecar, and undone."""

from __future__ import annotations

from collections.abc import Mapping

from reader.articles.library import Library
from reader.articles.retold import retell, sidecar_for
from reader.articles.sidecar import read_sidecar
from reader.errors import ReaderError
from reader.paths import bundled_library, can_write

Said = Mapping[str, str | None]
"""Fields and what the sidecar says: nothing is left to the file, empty text is “unknown”."""


def correct(library: Library, path: str, changes: Said) -> Said:
    """Say something of an article in its sidecar; what was said there of these fields before.

    Raises:
        ReaderError: a field or value is wrong, or the sidecar cannot be written.
    """
    entry = library.entry_of(path)
    folder = entry.file.parent
    bundled = library.root.resolve() == bundled_library().resolve()
    if bundled or not can_write(folder):
        raise ReaderError(
            "the bundled samples are not written to" if bundled else f"{folder} is read-only",
            "copy the library to a folder of yours, and name that with -L",
        )
    sidecar, number = read_sidecar(entry.where), path.rpartition("#")[2]
    said: Mapping[str, str] = {}
    if sidecar:
        said = sidecar.each.get(int(number), {}) if path != entry.path else sidecar.all
    siblings = {e.file.name for e in library.scanned.entries if e.file.parent == folder}
    retell(sidecar_for(entry.file, siblings), path, changes)
    return {name: said.get(name) for name in changes}
