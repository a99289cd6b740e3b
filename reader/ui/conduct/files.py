"""Asking for a file: a path that is typed, with what it may become above it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.ui.screens.line import LineScreen, Offer

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

TEXTS = (".md", ".txt", ".markdown", ".text")
"""Endings of texts."""

_OFFERS = 2000  # entries of a folder that are looked at


def ask_file(
    app: ReaderApp, title: str, done: Callable[[Path], None], endings: tuple[str, ...] = TEXTS
) -> None:
    """Ask for a file that is there, folder by folder; those with some endings are offered first."""

    def ask(begun: str) -> None:
        app.push_screen(
            LineScreen(lambda path: fitting(path, endings), title, "its file: a path", begun),
            answered,
        )

    def answered(line: str | None) -> None:
        path = (line or "").strip()
        if not path:
            return
        file = Path(path).expanduser()
        if file.is_dir():
            ask(f"{path.rstrip(os.sep)}{os.sep}")
        else:
            done(file)

    ask("")


def fitting(begun: str, endings: tuple[str, ...] = TEXTS) -> list[Offer]:
    """The files that a path may become: an exact one first, then endings, folders, others."""

    def rank(offer: Offer) -> tuple[bool, int, str]:
        is_folder = offer.line.endswith(os.sep)
        is_wanted = offer.line.casefold().endswith(endings)
        kind = 0 if is_wanted else 1 if is_folder else 2
        return offer.line != begun, kind, offer.line.casefold()

    return sorted(_files(begun), key=rank)


def _files(begun: str) -> Iterator[Offer]:
    folder, _, name = begun.rpartition(os.sep)
    shown = folder + os.sep if folder or begun.startswith(os.sep) else ""
    try:
        with os.scandir(Path(shown or ".").expanduser()) as entries:
            for n, entry in enumerate(entries):
                if n >= _OFFERS:
                    return
                hidden = entry.name.startswith(".") and not name.startswith(".")
                if hidden or not entry.name.casefold().startswith(name.casefold()):
                    continue
                if entry.is_dir():
                    yield Offer(f"{shown}{entry.name}{os.sep}", "folder")
                else:
                    yield Offer(f"{shown}{entry.name}", "")
    except OSError:
        return  # no such folder, or not ours to read: nothing fits
