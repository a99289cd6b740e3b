"""PDF, by pypdf (BSD-3) where it is installed (``rafah-reader[pdf]``).

It runs in a process of its own with limits of time and memory, since a PDF of some kB may ask for
hours or gigabytes.  pypdf takes 20 ms a page.  pdfium takes 2, but is C++ that a file can make
abort, and that browsers keep in a sandbox; pdfminer can be made to hang.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from reader.articles.bare import told_by
from reader.articles.formats.draft import Draft
from reader.articles.formats.installed import has_pdf_reader
from reader.articles.formats.pdf_head import metadata
from reader.articles.formats.pdf_page import Line, page_of_lines
from reader.articles.formats.webpage import with_headline
from reader.text.late import late

_WAIT = 60  # seconds; the child itself ends after half of it, if it reckons and does not sleep
_HEAD = 1024  # bytes in which a PDF says that it is one
_ANSWER = 256 * 2**20  # bytes
_NO_LETTERS = late("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_MOST_LOST = 0.3  # of the characters
_KEPT = 16 * 2**20  # bytes of answers that are kept, of which a book of 400 pages takes 2


class PdfFormat:
    """``.pdf``: paragraphs and headings, without running heads and page numbers."""

    name = "PDF"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """One draft.

        Raises:
            ValueError: pypdf is not installed, or the file has no text, is no PDF, encrypted, or
                asks for too much.
        """
        if b"%PDF-" not in raw[:_HEAD]:
            raise ValueError("not a PDF: it does not begin like one")
        if not has_pdf_reader():
            raise ValueError("a PDF: to read it, pip install 'rafah-reader[pdf]'")
        answer = _CHILD.ask(raw)
        if error := answer.get("error"):
            raise ValueError(str(error))
        pages = [[Line(*line) for line in lines] for lines in answer["pages"]]
        page = page_of_lines(pages)
        if not page.blocks:
            pictures = answer["pictures"]
            raise ValueError("no text in it, only pictures" if pictures else "no text in it")
        if len(_NO_LETTERS.findall(page.text)) > _MOST_LOST * len(page.text):
            raise ValueError("no text in it that can be read: its fonts do not name their letters")
        blocks = tuple(page.blocks)
        told = told_by(page.text, blocks)
        meta = with_headline(metadata(answer["told"], told.meta), page)
        yield Draft(page.text, meta, blocks, _notes(answer, len(pages)), told.boilerplate)


def _notes(answer: dict[str, Any], read: int) -> tuple[str, ...]:
    notes: list[str] = []
    if answer["mended"]:
        notes.append("broken or cut short, and its pages read as far as they are there")
    if read < answer["count"]:
        notes.append(f"only the first {read:,} of its {answer['count']:,} pages are read")
    if answer["broken"]:
        notes.append(f"{answer['broken']} of its pages could not be read")
    if answer["pictures"]:
        notes.append(f"{answer['pictures']} of its pages are pictures without text")
    return tuple(notes)


class _Child:
    """The process that reads, one for all files; started anew after it ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._kept: dict[bytes, bytes] = {}  # a file is read for the list, the index and the screen

    def ask(self, raw: bytes) -> dict[str, Any]:
        """What it finds in a file; ``error`` where that is nothing.

        Raises:
            ValueError: it ended over the file.
        """
        with self._lock:
            key = sha256(raw).digest()
            kept = self._kept.pop(key, None) or self._asked(raw)
            self._kept[key] = kept
            while sum(map(len, self._kept.values())) > _KEPT:
                del self._kept[next(iter(self._kept))]
            answer: dict[str, Any] = json.loads(kept)
            return answer

    def _asked(self, raw: bytes) -> bytes:
        for _ in range(2):
            answer, code = self._try(self._running(), raw)
            if answer:
                return answer
            if code:  # otherwise it had ended for want of work
                break
        raise ValueError(_reason(code))

    def _running(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is None or process.poll() is not None or self._owner != os.getpid():
            self.end()
            process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-P", str(Path(__file__).with_name("pdf_child.py"))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._process, self._owner = process, os.getpid()
        return process

    def _try(self, process: subprocess.Popen[bytes], raw: bytes) -> tuple[bytes, int]:
        timer = threading.Timer(_WAIT, process.kill)
        timer.daemon = True
        timer.start()
        try:
            asked, answers = process.stdin, process.stdout
            if asked is None or answers is None:
                return b"", 0
            asked.write(len(raw).to_bytes(8, "big") + raw)
            asked.flush()
            length = int.from_bytes(answers.read(8), "big")
            answer = answers.read(length) if 0 < length < _ANSWER else b""
            if length and len(answer) == length:
                return answer, 0
        except OSError:
            pass
        finally:
            timer.cancel()
        self.end()
        return b"", process.returncode or 0

    def kill(self) -> None:
        """End the process in the middle of a file, which is refused then."""
        process = self._process
        if process is not None and self._owner == os.getpid():
            process.kill()

    def end(self) -> None:
        """End the process; of one that another process began, let go."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        if self._owner != os.getpid():
            return
        try:
            process.wait(1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _reason(code: int) -> str:
    import signal

    slow = {-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGKILL")}
    if code in slow:
        return "takes too long to read"
    return "its reader broke off: it is broken, or needs too much memory"


_CHILD = _Child()
atexit.register(_CHILD.end)


def end_reading() -> None:
    """Read no further in the file being read, in whatever thread that is."""
    _CHILD.kill()
