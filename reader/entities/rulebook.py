"""The rules of a library on disk: `entities.toml` in it, and one in the data folder where need be.

A file that is broken is never written, and its last good rules stay in force.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reader.entities.repairs import Repair, RuleError, checked, read_rules
from reader.entities.rulelines import line_of, places, with_rule, without_rule
from reader.errors import ReaderError
from reader.files import write_whole
from reader.paths import bundled_library, cache_folder, can_write, data_folder

FILE = "entities.toml"
_PATIENCE = 5.0  # seconds to wait for another process that writes
_BOM = "\ufeff"

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """One file as it was when it was last looked at."""

    source: str = ""
    rules: tuple[Repair, ...] = ()
    trouble: str = ""
    hint: str = ""
    stamp: Stamp | None = None


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
            if _understood(change.file, source, None).rules != wanted:
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
        self._pages[file] = _understood(file, source, _stamp(file))

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
        before = self._pages.get(file, Page())
        stamp = _stamp(file)
        if stamp == before.stamp and file in self._pages:
            return before
        try:
            source = file.read_bytes().decode("utf-8-sig") if stamp else ""
        except (OSError, UnicodeDecodeError) as error:
            page = replace(before, trouble=f"cannot read {file}: {error}", hint="", stamp=stamp)
        else:
            page = _understood(file, source, stamp)
            if page.trouble:
                page = replace(page, rules=before.rules)
        self._pages[file] = page
        return page


def _understood(file: Path, source: str, stamp: Stamp | None) -> Page:
    """A file's rules, or what is wrong with it and where."""
    try:
        values = read_rules(source)
    except tomllib.TOMLDecodeError as error:
        return Page(source, (), f"{file}: {error}", "rules are written in TOML", stamp)
    except RuleError as error:
        return Page(source, (), f"{file}: {error.message}", error.hint, stamp)
    rules = []
    spans = places(source).rules
    for number, value in enumerate(values):
        try:
            rules.append(checked(value))
        except RuleError as error:
            at = f", line {line_of(source, spans[number].start)}" if number < len(spans) else ""
            trouble = f"{file}{at}: {error.message}"
            return Page(source, (), trouble, error.hint, stamp)
    return Page(source, tuple(rules), stamp=stamp)


def _last(rules: tuple[Repair, ...], rule: Repair) -> int:
    return len(rules) - 1 - rules[::-1].index(rule)


def _starts_with_bom(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(3) == _BOM.encode()
    except OSError:
        return False


def _stamp(file: Path) -> Stamp | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
