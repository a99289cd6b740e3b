"""What became of the files of a folder between two walks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reader.articles.scan import Entry, Scan


@dataclass(frozen=True, slots=True)
class Changes:
    """How many files are new, changed and gone; and those that only have another name."""

    new: int
    changed: int
    gone: int
    renamed: Mapping[str, str]
    """The new path by the old one."""

    def __str__(self) -> str:
        counts = {"new": self.new, "changed": self.changed, "gone": self.gone}
        counts["renamed"] = len(self.renamed)
        said = [f"{number:,} {what}" for what, number in counts.items() if number]
        return f"files: {', '.join(said)}" if said else ""


def changes(before: Scan, after: Scan) -> Changes:
    """What changed.  A name that is gone and a new one for the same size and time are one file."""
    old = {entry.path: entry.stamp for entry in before.entries}
    now = {entry.path: entry.stamp for entry in after.entries}
    came = _by_stamp(entry for entry in after.entries if entry.path not in old)
    went = _by_stamp(entry for entry in before.entries if entry.path not in now)
    renamed = {path: came[stamp] for stamp, path in went.items() if stamp in came}
    new, gone = now.keys() - old.keys(), old.keys() - now.keys()
    changed = sum(now[path] != old[path] for path in now.keys() & old.keys())
    return Changes(len(new) - len(renamed), changed, len(gone) - len(renamed), renamed)


def _by_stamp(entries: Iterable[Entry]) -> dict[tuple[int, int], str]:
    """The paths of files of which no other has the same size and time."""
    found: dict[tuple[int, int], str] = {}
    for entry in entries:
        stamp = (entry.size, entry.mtime_ns)
        found[stamp] = "" if stamp in found else entry.path
    return {stamp: path for stamp, path in found.items() if path}
