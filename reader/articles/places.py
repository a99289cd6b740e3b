"""Where the reader stood in each article, and what was read: kept for one library, never in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from reader.files import write_whole
from reader.paths import state_folder

_SCHEMA = 2


@dataclass(frozen=True, slots=True)
class Place:
    """``at`` is a code point of the text; ``read``: its end was seen, or the user said so."""

    at: int = 0
    read: bool = False


class Places:
    """The places of one library.  Losing them loses no work, so nothing here raises."""

    def __init__(self, root: Path) -> None:
        self._file = state_folder(root) / "places.json"
        self._places: dict[str, Place] = {}
        self.last = ""
        """The path of the article that was open last."""
        self.view: dict[str, str | int] = {}
        """What the screen looked like: the application's own words."""
        self._marks: dict[str, dict[str, int]] = {}  # by letter, then by path
        try:
            page = json.loads(self._file.read_text("utf-8"))
            if page["schema"] == _SCHEMA:
                self.last = str(page["last"])
                self._places = {
                    str(path): Place(int(p["at"]), bool(p["read"]))
                    for path, p in page["places"].items()
                }
                self.view = {str(k): v for k, v in page["view"].items() if isinstance(v, str | int)}
                self._marks = {
                    str(letter): {str(path): int(at) for path, at in places.items()}
                    for letter, places in page["marks"].items()
                }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass  # none yet, or not ours: start afresh

    def of(self, path: str) -> Place:
        """The place in an article; its start where none is known."""
        return self._places.get(path, Place())

    def is_read(self, path: str) -> bool:
        """Whether an article was read to its end, or marked so."""
        return self.of(path).read

    def read(self) -> frozenset[str]:
        """The paths of the articles that were read."""
        return frozenset(path for path, place in self._places.copy().items() if place.read)

    def rename(self, old: str, new: str) -> None:
        """A file has another name now: what is known of the old one is of the new one."""
        if old in self._places:
            self._places[new] = self._places.pop(old)
        if self.last == old:
            self.last = new
        for places in self._marks.values():
            if old in places:
                places[new] = places.pop(old)

    def put(self, path: str, place: Place) -> None:
        """Remember a place, in memory."""
        self._places[path] = place

    def mark(self, letter: str, path: str, at: int) -> None:
        """Set a mark: a small letter one an article, a capital one in the library."""
        kept = {} if letter.isupper() else self._marks.get(letter, {})
        self._marks[letter] = {**kept, path: at}

    def marked(self, letter: str, path: str) -> tuple[str, int] | None:
        """Where a mark is, seen from an article."""
        return self.marks(path).get(letter)

    def marks(self, path: str) -> dict[str, tuple[str, int]]:
        """The marks that can be gone to from an article: path and code point by letter."""
        out: dict[str, tuple[str, int]] = {}
        for letter, places in self._marks.items():
            if letter.isupper() and places:
                out[letter] = next(iter(places.items()))
            elif path in places:
                out[letter] = (path, places[path])
        return out

    def save(self) -> bool:
        """Write the places; false where the state folder cannot be written to."""
        page = {
            "schema": _SCHEMA,
            "last": self.last,
            "view": self.view,
            "marks": self._marks,
            "places": {path: asdict(place) for path, place in sorted(self._places.items())},
        }
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(page, ensure_ascii=False, indent=0).encode())
        except OSError:
            return False
        return True
