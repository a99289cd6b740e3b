"""The rules of a library on disk: `entities.toml` in it, and one in the data folder where need be.

A file that is broken is never written, and its last good rules stay in force.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reader.entities.repairs import Repair, RuleError, checked
from reader.entities.rulelines import with_rule, without_rule
from reader.entities.rulepage import Page, stamp_of, understood
from reader.errors import ReaderError
from reader.files import write_whole
from reader.paths import bundled_library, cache_folder, cache_path, can_write, data_folder

FILE = "entities.toml"
_PATIENCE = 5.0  # seconds to wait for another process that writes
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that was added to a file, or taken away; ``at`` is when, on the monotonic clock."""

    rule: Repair
    added: bool
    file: Path
    at: int

    def __str__(self) -> str:
        return str(self.rule) if self.added else f"no longer: {self.rule}"


class Rulebook:
    """The rules of one library.  May be used from several threads."""

    def __init__(self, root: Path) -> None:
        self._inside = root / FILE
        self._outside = data_folder(root) / FILE
        self._root = root
        self._pages: dict[Path, Page] = {}
        self._guard = threading.RLock()
        self.done: list[Change] = []
        """What can be undone, the last at the end."""
        self.undone: list[Change] = []
        """What can be done again, the last at the end."""

    @property
    def file(self) -> Path:
        """Where rules are written to; it may not be there yet."""
        bundled = os.path.realpath(self._root) == os.path.realpath(bundled_library())
        writable = not bundled and can_write(self._root)
        if writable and self._inside.exists():
            writable = os.access(self._inside, os.W_OK)
        return self._inside if writable else self._outside

    @property
    def elsewhere(self) -> str:
        """Why rules do not go into the library, and where they go; empty where they do."""
        if self.file == self._inside:
            return ""
        return f"this library cannot be written to: corrections are kept in {self._outside}"

    @property
    def rules(self) -> tuple[Repair, ...]:
        """The rules in force, in order: those of the library, then the user's own."""
        return tuple(rule for page in self._look() for rule in page.rules)

    @property
    def trouble(self) -> str:
        """What is wrong with a file, with its line; empty where nothing is."""
        return next((page.trouble for page in self._look() if page.trouble), "")

    def check(self) -> None:
        """Make sure that every file can be read.

        Raises:
            ReaderError: one is broken; names its line.
        """
        for page in self._look():
            if page.trouble:
                raise ReaderError(page.trouble, page.hint)

    # -- changes -----------------------------------------------------------------------------------

    def add(self, *rules: Repair) -> None:
        """Put rules after all others, and on disk; each can be undone.

        Raises:
            ReaderError: the file is broken or cannot be written; it is as it was.
        """
        for given in rules:
            with self._guard:
                try:
                    rule = checked(given.values())
                except RuleError as error:
                    raise ReaderError(error.message, error.hint) from error
                change = Change(rule, added=True, file=self.file, at=time.monotonic_ns())
                self._carry_out(change)
                self.done.append(change)
                self.undone.clear()

    def undo(self) -> Change | None:
        """Take back the last change of this session; ``None`` where there is none.

        Raises:
            ReaderError: the file is broken or cannot be written; it is as it was.
        """
        return self._turn(self.done, self.undone)

    def redo(self) -> Change | None:
        """Do again what was undone last; ``None`` where there is nothing.

        Raises:
            ReaderError: the file is broken or cannot be written; it is as it was.
        """
        return self._turn(self.undone, self.done)

    def _turn(self, source: list[Change], target: list[Change]) -> Change | None:
        with self._guard:
            while source:
                change = source[-1]
                turned = replace(change, added=not change.added, at=time.monotonic_ns())
                carried = self._carry_out(turned)
                source.pop()
                if carried:
                    target.append(turned)
                    return turned
            return None

    def _carry_out(self, change: Change) -> bool:
        """Change the file; false where the rule to take away is no longer there."""
        with self._alone():
            page = self._page(change.file)
            if page.trouble:
                raise ReaderError(page.trouble, page.hint or "mend it first: nothing was changed")
            if change.added:
                source = with_rule(page.source, change.rule.line())
                wanted = (*page.rules, change.rule)
            elif change.rule in page.rules:
                number = _last(page.rules, change.rule)
                source = without_rule(page.source, number)
                wanted = page.rules[:number] + page.rules[number + 1 :]
            else:
                return False
            if understood(change.file, source).rules != wanted:
                raise ReaderError(
                    f"{change.file} is written in a way that is not understood here",
                    "write its rules as one list, one rule a line: rules = [ … ]",
                )
            self._write(change.file, source)
            return True

    def _write(self, file: Path, source: str) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            bom = _BOM if _starts_with_bom(file) else ""
            write_whole(file, (bom + source).encode("utf-8"))
        except OSError as error:
            said = (error.strerror or str(error)).lower()
            raise ReaderError(f"cannot write {file}: {said}", "nothing was changed") from error
        self._pages[file] = understood(file, source, stamp_of(file))
        self._keep(file, source)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer at a time, where a lock can be had."""
        from filelock import FileLock, Timeout  # 100 ms to import, and only writers need it

        lock: FileLock | None = None
        with contextlib.suppress(OSError, Timeout):
            lock = FileLock(cache_folder(self._root) / "entities.lock", timeout=_PATIENCE)
            lock.acquire()
        try:
            yield
        finally:
            if lock:
                lock.release()

    # -- reading -----------------------------------------------------------------------------------

    def _look(self) -> list[Page]:
        with self._guard:
            return [self._page(self._inside), self._page(self._outside)]

    def _page(self, file: Path) -> Page:
        """A file as it stands; of one that is broken, the rules it had when it was not."""
        stamp = stamp_of(file)
        before = self._pages.get(file)
        if before and before.stamp == stamp:
            return before
        before = before or Page(rules=self._kept(file) if stamp else ())
        try:
            source = file.read_bytes().decode("utf-8-sig") if stamp else ""
        except (OSError, UnicodeDecodeError) as error:
            page = replace(before, trouble=f"cannot read {file}: {error}", hint="", stamp=stamp)
        else:
            page = understood(file, source, stamp)
            if page.trouble:
                page = replace(page, rules=before.rules)
            else:
                self._keep(file, source)
        self._pages[file] = page
        return page

    # -- the last good rules, for a session that begins with a broken file -------------------------

    def _copy(self, file: Path) -> Path:
        place = "library" if file == self._inside else "data"
        return cache_path(self._root) / f"entities-{place}.toml"

    def _keep(self, file: Path, source: str) -> None:
        """Keep a copy of a file that is right; none of one that is gone."""
        copy = self._copy(file)
        with contextlib.suppress(OSError):
            if not source:
                copy.unlink(missing_ok=True)
            elif not copy.exists() or copy.read_text("utf-8") != source:
                cache_folder(self._root)
                write_whole(copy, source.encode("utf-8"))

    def _kept(self, file: Path) -> tuple[Repair, ...]:
        """The rules of the copy."""
        copy = self._copy(file)
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return understood(copy, copy.read_text("utf-8")).rules
        return ()


def _last(rules: tuple[Repair, ...], rule: Repair) -> int:
    return len(rules) - 1 - rules[::-1].index(rule)


def _starts_with_bom(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(3) == _BOM.encode()
    except OSError:
        return False
