"""The rules of a library on disk: `entities.toml` in it, and one in the data folder where need be.

A file that is broken is never written, and its last good rules stay in force.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reader.entities.repairs import Repair, RuleError, checked
from reader.entities.rulechange import Change
from reader.entities.rulecopies import RuleCopies
from reader.entities.rulelines import with_rule, without_rule
from reader.entities.rulepage import Page, stamp_of, understood
from reader.errors import ReaderError
from reader.files import write_whole
from reader.paths import bundled_library, cache_folder, can_write, data_folder

FILE = "entities.toml"
_PATIENCE = 5.0  # seconds to wait for another process that writes
_BOM = "\ufeff"


class Rulebook:
    """The rules of one library.  May be used from several threads."""

    def __init__(self, root: Path) -> None:
        self._inside = root / FILE
        self._outside = data_folder(root) / FILE
        self._root = root
        self._copies = RuleCopies(root, self._inside)
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
    def written(self) -> tuple[tuple[Path, Repair], ...]:
        """The rules in force, in order, each with the file in which it stands."""
        pages = zip((self._inside, self._outside), self._look(), strict=True)
        return tuple((file, rule) for file, page in pages for rule in page.rules)

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
            try:
                rule = checked(given.values())
            except RuleError as error:
                raise ReaderError(error.message, error.hint) from error
            self._do(Change(rule, added=True, file=self.file, at=time.monotonic_ns()))

    def take_back(self, file: Path, rule: Repair) -> bool:
        """Take one rule of a file away, of whatever session; false where it is no longer there.

        Raises:
            ReaderError: the file is broken or cannot be written; it is as it was.
        """
        return self._do(Change(rule, added=False, file=file, at=time.monotonic_ns()))

    def _do(self, change: Change) -> bool:
        with self._guard:
            carried = self._carry_out(change)
            if carried:
                self.done.append(carried)
                self.undone.clear()
            return carried is not None

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
                    target.append(carried)
                    return carried
            return None

    def _carry_out(self, change: Change) -> Change | None:
        """Change the file, and tell where; ``None``: the rule to take away is no longer there."""
        with self._alone():
            page = self._page(change.file)
            if page.trouble:
                raise ReaderError(page.trouble, page.hint or "mend it first: nothing was changed")
            if change.added:
                number = len(page.rules) if change.place is None else change.place
                source = with_rule(page.source, change.rule.line(), number)
                wanted = (*page.rules[:number], change.rule, *page.rules[number:])
            elif change.rule in page.rules:
                number = _place(page.rules, change)
                source = without_rule(page.source, number)
                wanted = page.rules[:number] + page.rules[number + 1 :]
            else:
                return None
            if understood(change.file, source).rules != wanted:
                raise ReaderError(
                    f"{change.file} is written in a way that is not understood here",
                    "write its rules as one list, one rule a line: rules = [ … ]",
                )
            self._write(change.file, source)
            return replace(change, place=None if change.added else number)

    def _write(self, file: Path, source: str) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            bom = _BOM if _starts_with_bom(file) else ""
            write_whole(file, (bom + source).encode("utf-8"))
        except OSError as error:
            said = (error.strerror or str(error)).lower()
            raise ReaderError(f"cannot write {file}: {said}", "nothing was changed") from error
        self._pages[file] = understood(file, source, stamp_of(file))
        self._copies.keep(file, source)

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
        before = before or Page(rules=self._copies.rules(file) if stamp else ())
        try:
            source = file.read_bytes().decode("utf-8-sig") if stamp else ""
        except (OSError, UnicodeDecodeError) as error:
            page = replace(before, trouble=f"cannot read {file}: {error}", hint="", stamp=stamp)
        else:
            page = understood(file, source, stamp)
            if page.trouble:
                page = replace(page, rules=before.rules)
            else:
                self._copies.keep(file, source)
        self._pages[file] = page
        return page


def _place(rules: tuple[Repair, ...], change: Change) -> int:
    """Where the rule of a change stands: the last one, of several that are the same."""
    return len(rules) - 1 - rules[::-1].index(change.rule)


def _starts_with_bom(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(3) == _BOM.encode()
    except OSError:
        return False
