"""Noticing that a folder changed: the system says so, or it is looked at again and again.

What is told is only which kind of file may have changed.  What did, a walk of the folder finds, so
that nothing depends on a notice that was lost, doubled or came in another order.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from reader.articles.ignore import IGNORE
from reader.articles.scan import ANNOTATIONS, HIDDEN

_QUIET = 100  # ms without a change after which those before it are told: an editor's write-rename
_LONGEST = 1_600  # ms of one burst; a checkout that takes longer is told in several
_SOON = 1_000  # ms after which the first turn comes, for what changed before the watch began
_LOOK = 5.0  # seconds between two looks, where nothing tells
_SHARE = 20  # times as long as a look takes is waited for the next
_ATTENDED = ("entities.toml", "searches.toml")  # what the user says beside the articles
_REMOTE = (
    "nfs", "cifs", "smb", "afs", "ceph", "glusterfs", "lustre", "9p", "fuse.sshfs", "fuse.rclone",
    "fuse.s3fs", "davfs", "fuse.davfs", "vboxsf", "drvfs", "virtiofs",
)  # fmt: skip
"""How the names of file systems begin whose files other machines change: nobody tells of that."""


class Touched(StrEnum):
    """What kind of file may be another now."""

    ARTICLES = "articles"
    MARKS = "marks"
    RULES = "rules"


EVERYTHING = frozenset(Touched)


class Watch:
    """Folders under watch, from :meth:`turns` on until :meth:`stop`."""

    def __init__(self, root: Path, beside: Sequence[Path] = (), *, poll: bool = False) -> None:
        """``beside`` are folders elsewhere with marks and rules; ``poll``: look, do not listen."""
        self._root = Path(os.path.realpath(root))
        self._beside = [Path(os.path.realpath(folder)) for folder in beside if folder.is_dir()]
        self._stop = threading.Event()
        self.trouble = ""
        """Why the system does not tell of changes, as a sentence; set before the first turn."""
        self._poll = poll
        if not poll and is_remote(self._root):
            self._poll = True
            self.trouble = f"this folder lies on another machine: looked at every {_LOOK:.0f} s"

    def stop(self) -> None:
        """End :meth:`turns` within a tenth of a second; may be called from any thread."""
        self._stop.set()

    def turns(self) -> Iterator[frozenset[Touched]]:
        """What may have changed, each time something did; at first everything.  Blocks."""
        if not self._poll:
            yield from self._told()
        if not self._stop.is_set():
            yield from self._looks()

    def _told(self) -> Iterator[frozenset[Touched]]:
        """Turns as the system tells of them; ends where it cannot."""
        from watchfiles import watch  # 5 ms, and nobody waits for them here

        changes = watch(
            self._root, *self._beside, stop_event=self._stop, watch_filter=None,
            debounce=_LONGEST, step=_QUIET, rust_timeout=_SOON, raise_interrupt=False,
            yield_on_timeout=True, ignore_permission_denied=True,
        )  # fmt: skip
        first = True
        try:
            for found in changes:
                touched = frozenset(EVERYTHING if first else self._kinds(p for _, p in found))
                first = False
                if touched:
                    yield touched
                if not self._root.is_dir():  # it may come back, and no notice of that would
                    self.trouble = f"the folder is gone: looked for every {_LOOK:.0f} s"
                    return
        except (OSError, RuntimeError) as error:  # inotify's limits, or a folder that went away
            self.trouble = (
                f"the system does not tell of changed files ({_short(error)}): "
                f"looked at every {_LOOK:.0f} s"
            )

    def _looks(self) -> Iterator[frozenset[Touched]]:
        pause = 0.0
        while not self._stop.wait(pause):
            began = time.monotonic()
            yield EVERYTHING
            pause = max(_LOOK, _SHARE * (time.monotonic() - began))

    def _kinds(self, paths: Iterator[str]) -> Collection[Touched]:
        return {kind for path in paths if (kind := self.kind_of(Path(path)))}

    def kind_of(self, path: Path) -> Touched | None:
        """What a file or folder may be; none for what no part of a library is kept in."""
        try:
            parts = path.relative_to(self._root).parts
        except ValueError:
            return Touched.MARKS if ANNOTATIONS in path.parts else Touched.RULES
        if parts[:1] == (ANNOTATIONS,):
            return None if parts[-1].startswith(".") else Touched.MARKS
        if parts == (IGNORE,):
            return Touched.ARTICLES
        if any(part.startswith(HIDDEN) for part in parts):
            return None  # git's own files, and temporary ones
        return Touched.RULES if parts[:1] in {(name,) for name in _ATTENDED} else Touched.ARTICLES


def is_remote(folder: Path, mounts: str = "/proc/self/mounts") -> bool:
    """Whether a folder lies on a file system that other machines write to, as far as Linux says."""
    try:
        lines = Path(mounts).read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    best = ("", "")
    for line in lines:
        _, place, kind, *_ = [*line.split(" "), "", "", ""]
        place = place.replace("\\040", " ")
        inside = folder == Path(place) or Path(place) in folder.parents
        if inside and len(place) >= len(best[0]):
            best = (place, kind)
    return best[1].startswith(_REMOTE)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
