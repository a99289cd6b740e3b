"""What goes out: results on stdout in the form asked for, everything else on stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

import click

from reader.errors import ReaderError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_PATIENCE = 0.5  # seconds before progress is worth showing
_PACE = 3.0  # seconds before it can be said how long the rest will take
_EVERY = 0.1  # seconds between two looks of it
_BAR = 24  # cells


class Column(NamedTuple):
    """A column of a table on a terminal; ``keep`` columns are never wrapped."""

    name: str
    justify: Literal["left", "right"] = "left"
    keep: bool = False


def on_terminal() -> bool:
    """Whether a person looks at stdout."""
    return sys.stdout is not None and sys.stdout.isatty()


def console() -> Console:
    """Rich on stdout, with nothing guessed: no markup, no emoji codes, no highlighting."""
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False)


def emit(text: str, end: str = "\n") -> None:
    """Write to stdout.

    Raises:
        click.exceptions.Exit: the reader of the pipe has gone; that is no fault (``| head``).
        ReaderError: it cannot be written to.
    """
    if sys.stdout is None:
        raise ReaderError("standard output is closed")
    try:
        sys.stdout.write(text + end)
    except BrokenPipeError:
        _leave_pipe()
    except OSError as error:
        _drop_output()
        raise ReaderError(f"cannot write the output: {error.strerror}") from error


def emit_bytes(data: bytes) -> None:
    """Write a file to stdout as it is.

    Raises:
        click.exceptions.Exit, ReaderError: as :func:`emit`.
    """
    end_output()
    if sys.stdout is None:
        raise ReaderError("standard output is closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _leave_pipe()
    except OSError as error:
        _drop_output()
        raise ReaderError(f"cannot write the output: {error.strerror}") from error


def end_output() -> None:
    """Flush stdout, so that what goes wrong with it is said by us and not by the interpreter.

    Raises:
        click.exceptions.Exit, ReaderError: as :func:`emit`.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _leave_pipe()
    except OSError as error:
        _drop_output()
        raise ReaderError(f"cannot write the output: {error.strerror}") from error


def _leave_pipe() -> None:
    _drop_output()
    raise click.exceptions.Exit(0)


def _drop_output() -> None:
    """Let what is still buffered go nowhere, or the interpreter fails on it while it ends."""
    handle = os.open(os.devnull, os.O_WRONLY)
    os.dup2(handle, sys.stdout.fileno())
    os.close(handle)


def note(message: str) -> None:
    """A line for people, on stderr."""
    from reader.text.cells import safe

    if sys.stderr is not None:
        sys.stderr.write(f"{safe(message)}\n")


def complain(message: str, hint: str = "") -> None:
    """What went wrong, on stderr, and how to mend it."""
    note(f"rafah-reader: {message}")
    if hint:
        note(f"hint: {hint}")


def emit_json(value: Any) -> None:
    """One JSON value; a list with one item on each line, so that `grep` and `diff` see items."""
    import json

    if isinstance(value, list) and value:
        items = ",\n".join(json.dumps(item, ensure_ascii=False) for item in value)
        emit(f"[\n{items}\n]")
    else:
        emit(json.dumps(value, ensure_ascii=False))


def emit_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table as CSV (RFC 4180, but for line ends as they are here)."""
    import csv
    import io

    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    emit(page.getvalue(), end="")


def emit_md(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table as GitHub-flavoured Markdown."""
    emit(_md_row(header))
    emit(_md_row(["---"] * len(header)))
    for row in rows:
        emit(_md_row(row))


def _md_row(cells: Sequence[object]) -> str:
    return f"| {' | '.join('' if cell is None else md_text(str(cell)) for cell in cells)} |"


def md_text(text: str) -> str:
    """Foreign text on one line of Markdown, where it means itself."""
    from reader.text.cells import safe

    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in safe(text))


def emit_row(cells: Sequence[str]) -> None:
    """A row on one line, with tabs between the cells and none inside them."""
    from reader.text.cells import safe

    emit("\t".join(safe(cell) for cell in cells))


def emit_table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """A table for people; piped, one line a row, tabs between the cells and no header.

    On a terminal, what stands after a line end in a cell is a dim line of its own.
    """
    if not on_terminal():
        for row in rows:
            emit_row(row)
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(
            Text(column.name),
            justify=column.justify,
            no_wrap=column.keep,
            overflow="ellipsis" if column.keep else "fold",
        )
    for row in rows:
        table.add_row(*map(_cell, row))
    console().print(table)


def _cell(text: str) -> Text:
    from rich.text import Text

    from reader.text.cells import painted

    first, *others = text.split("\n")
    cell = Text(painted(first))
    for other in others:
        cell.append(f"\n{painted(other)}", style="dim")
    return cell


class Progress:
    """A bar on stderr: only on a terminal, only if the work takes longer than half a second."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = time.monotonic()
        self._next = self._began + _PATIENCE
        self._shown = False
        self._terminal = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Say how far the work is."""
        now = time.monotonic()
        if not self._terminal or now < self._next:
            return
        self._next = now + _EVERY
        self._shown = True
        full = _BAR * done // max(1, total)
        bar = "█" * full + "·" * (_BAR - full)
        sys.stderr.write(f"\r{self._what} {bar} {done}/{total}{self._left(now, done, total)}\x1b[K")
        sys.stderr.flush()

    def _left(self, now: float, done: int, total: int) -> str:
        """How long the rest will take at this pace, once the pace is known."""
        took = now - self._began
        if took < _PACE or not done:
            return ""
        seconds = round(took / done * (total - done))
        return f", {seconds // 60}:{seconds % 60:02} left"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
