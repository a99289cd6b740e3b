"""Merging small segments in a process of its own, while the reader goes on.

Each commit leaves a segment, and each segment costs every query a little: above some thirty it is
felt.  The new segment is built in a folder of its own from files that never change, then adopted
in one commit in the place of the old ones, so that a process killed at any moment leaves the index
as it was.  Where articles of the old ones were deleted meanwhile, or another process was first, it
is thrown away.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from reader.errors import ReaderError
from reader.search.batch import Batch
from reader.search.seal import Segment
from reader.search.store import Store

FAN = 8
"""Segments of about one size that are left beside each other."""

LARGEST = 5000
"""Articles of a merged segment: more would need more memory (some 250 MB) and time at once."""

MANY = 30
"""Segments above which searching is slowed down, so that even a single command merges them."""

_DEAD = 0.25  # part of a segment that may be deleted articles
_NICE = 10
_LOOK = 0.1  # seconds between two looks whether the work is to be left
_MAIN = (
    "import sys; sys.path[:] = {path!r}; from reader.search.merging import serve; serve({job!r})"
)


def due(segments: Sequence[Segment]) -> list[Segment]:
    """The segments to be merged next; none if there are few.

    Those of which a quarter is deleted; else the smallest, once there are more than eight of up to
    8, 64, 512 or 4,096 articles: so an article is rewritten four times at most.
    """
    alive = [each for each in segments if len(each.deleted) < each.articles]
    by_size = sorted(alive, key=_live)
    wasted = [each for each in by_size if len(each.deleted) > _DEAD * each.articles]
    if wasted:
        return _up_to_largest(wasted) or wasted[:1]
    top = FAN
    while top < LARGEST:
        small = [each for each in by_size if _live(each) <= top]
        merged = _up_to_largest(small)
        if len(small) > FAN and len(merged) > 1:
            return merged
        top *= FAN
    return []


def _live(segment: Segment) -> int:
    return segment.articles - len(segment.deleted)


def _up_to_largest(segments: Sequence[Segment]) -> list[Segment]:
    room = LARGEST
    found = []
    for segment in segments:
        room -= _live(segment)
        if room < 0:
            break
        found.append(segment)
    return found


def tidy(
    store: Store,
    above: int = 0,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Merge what is due, if there are more segments than ``above``; how many times.

    Another process that does so already is left alone.  ``progress`` gets the articles that were
    merged and those of the index.
    """
    place = store.folder.with_name(f"{store.folder.name}.merging")
    lock = FileLock(f"{place}.lock")
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return 0
    done = times = 0
    try:
        if len(store.segments()) <= above:
            return 0
        shutil.rmtree(place, ignore_errors=True)  # of a process that was killed
        while segments := due(store.segments()):
            total = sum(_live(segment) for segment in store.segments())
            if progress:
                progress(min(done, total), total)
            if not _merged(store, segments, place / str(times), cancelled):
                break
            times += 1
            done += sum(_live(segment) for segment in segments)
    except (OSError, ReaderError):
        pass  # a full disk, or another process that writes: another time
    finally:
        shutil.rmtree(place, ignore_errors=True)
        lock.release()
    return times


def _merged(
    store: Store,
    segments: Sequence[Segment],
    folder: Path,
    cancelled: Callable[[], bool] | None,
) -> bool:
    """Merge segments and adopt the new one; false where that was left."""
    names = [segment.name for segment in segments]
    job = json.dumps({"from": str(store.folder), "segments": names, "to": str(folder)})
    if not (_built_apart(job, cancelled) if sys.executable else _built(job)):
        return False
    with store.lock():
        if not set(segments) <= set(store.segments()):
            return False
        with Batch(store) as batch:
            batch.adopt(Store(folder), instead_of=names)
    return True


def _built_apart(job: str, cancelled: Callable[[], bool] | None) -> bool:
    process = subprocess.Popen(  # noqa: S603 - this interpreter with our own code
        [sys.executable, "-c", _MAIN.format(path=sys.path, job=job)],
        stdin=subprocess.PIPE,  # it ends when this does
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not (cancelled and cancelled()):
            with suppress(subprocess.TimeoutExpired):
                return process.wait(_LOOK) == 0
        return False
    finally:
        process.kill()
        process.wait()
        if process.stdin:
            process.stdin.close()


def serve(job: str) -> None:
    """Merge what is asked for; runs in a process of its own, and ends when its parent does."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to us, too
    with suppress(OSError, AttributeError):
        os.nice(_NICE)

    def watch() -> None:
        sys.stdin.buffer.read()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    _built(job)
    os._exit(0)  # the thread holds the lock of standard input, which the interpreter waits for


def _built(job: str) -> bool:
    asked = json.loads(job)
    store = Store(Path(asked["to"]))
    store.create()
    with Batch(store) as batch:
        batch.merge(Store(Path(asked["from"])), asked["segments"])
    return True
