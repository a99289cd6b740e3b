"""The catalogue as commands use it: brought up to date first, with its troubles told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import output
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.articles.library import Library
    from reader.entities.catalogue import Catalogue
    from reader.entities.entity import Entity
    from reader.entities.kinds import Kind


def open_catalogue(library: Library) -> Catalogue:
    """The catalogue of a library, with every article read."""
    from reader.entities.catalogue import Catalogue

    catalogue = Catalogue(library)
    if catalogue.rulebook.trouble:
        output.note(f"rafah-reader: {catalogue.rulebook.trouble}; the last good rules are used")
    with output.Progress("reading names") as progress:
        catalogue.update(progress)
    return catalogue


def one_called(catalogue: Catalogue, name: str, kind: Kind | None) -> Entity:
    """The entity with a name or alias, best the very same one.

    Raises:
        ReaderError: none has it, or two kinds do; names what is like it.
    """
    from reader.entities.names import plain

    found = catalogue.called(name, [kind] if kind else None)
    same = [e for e in found if plain(name) in {plain(e.name), *map(plain, e.aliases)}]
    own = [e for e in same if plain(e.name) == plain(name)]
    if len(own or same) == 1:
        return (own or same)[0]
    if own:
        told = ", ".join(f"{e.kind} ({e.count}×)" for e in own)
        raise ReaderError(f"“{name}” is the name of several: {told}", "say which with --kind")
    if same:
        return max(same, key=lambda e: e.count)
    like = ", ".join(f"“{e.name}”" for e in found[:5])
    raise ReaderError(
        f"nothing in this library is called “{name}”",
        f"there is {like}" if like else "`rafah-reader entities` names what there is",
    )
