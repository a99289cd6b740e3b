"""A process that reads PDF files and nothing else; started by its path, it knows nothing of us.

What it is asked stands on its standard input: the length of a file in eight bytes, and the file.
It answers likewise with JSON: ``pages``, each a list of lines ``[text, x, y, size, bold]`` in the
order of the file, and what the file says of itself; or ``error``, a reason for people.
"""

from __future__ import annotations

import io
import json
import math
import os
import re
import select
import signal
import sys
import time
from typing import Any

_MEMORY = 768 * 2**20  # bytes of address space
_OPENING = 3  # seconds of processor time, until the pages are known
_PAGE = 2  # seconds for a page; 0.02 is usual
_TOTAL = 30  # seconds for a file
_SLOW = 3  # seconds after which a file is read no further if its pages take longer than most
_USUAL = 0.1  # seconds of such a page
_PAGES = 1500
_CONTENT = 16 * 2**20  # bytes of what draws the pages; 0.8 s a million
_CHARACTERS = 8_000_000
_IDLE = 60  # seconds without a question, after which it ends
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


def main() -> None:
    """Answer until nobody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    _limit_memory()
    import logging

    logging.disable(logging.CRITICAL)
    while _is_asked(asked):
        head = asked.read(8)
        if len(head) < 8:
            return
        answer = json.dumps(_answer(asked.read(int.from_bytes(head, "big")))).encode()
        answers.write(len(answer).to_bytes(8, "big") + answer)
        answers.flush()


def _is_asked(asked: Any) -> bool:
    if sys.platform == "win32":  # which waits on sockets alone
        return True
    return bool(select.select([asked], [], [], _IDLE)[0])


def _answer(raw: bytes) -> dict[str, Any]:
    try:
        return _read(raw)
    except MemoryError:
        return {"error": f"needs more than {_MEMORY // 2**20} MB of memory"}
    except RecursionError:
        return {"error": "nested too deeply"}
    except Exception as error:  # noqa: BLE001 - of a foreign parser on a foreign file
        if type(error).__name__ == "DependencyError":
            return {"error": "encrypted: to open it, pip install 'rafah-reader[pdf]'"}
        said = " ".join(str(error).split())[:60]
        return {"error": f"not a PDF that can be read: {said or type(error).__name__}"}


def _read(raw: bytes) -> dict[str, Any]:
    from pypdf import PdfReader
    from pypdf.errors import PdfReadError

    parent = os.getppid()
    _allow(_OPENING, start=True)
    try:
        reader = PdfReader(io.BytesIO(raw))
        mended = False
    except PdfReadError:
        mended = True
        reader = PdfReader(io.BytesIO(_with_trailer(raw)))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "encrypted: it opens only with a password"}
    count = len(reader.pages)
    pages: list[list[list[Any]]] = []
    content = characters = broken = pictures = 0
    for number in range(min(count, _PAGES)):
        if is_slow(_used(), len(pages)):
            break
        _allow(_PAGE)
        if os.getppid() != parent:  # nobody waits for the answer
            sys.exit()
        try:
            page = reader.pages[number]
            drawn = page.get_contents()
            content += len(drawn.get_data()) if drawn else 0
            if pages and (content > _CONTENT or characters > _CHARACTERS):
                break
            lines = _lines(page)
            pictures += 0 if lines else _has_picture(page)
        except (MemoryError, RecursionError):
            raise
        except Exception:  # noqa: BLE001 - as above; the other pages may be whole
            broken += 1
            lines = []
        characters += sum(len(line[0]) for line in lines)
        pages.append(lines)
    return {
        "pages": pages,
        "count": count,
        "broken": broken,
        "mended": mended,
        "pictures": pictures,
        "told": _told(reader),
    }


def is_slow(seconds: float, pages: int) -> bool:
    """Whether a file is to be read no further, after so many seconds for so many pages."""
    return pages > 0 and seconds > max(_SLOW, _USUAL * pages)


def _with_trailer(raw: bytes) -> bytes:
    """A file whose end is cut off or broken, with one that names its catalogue."""
    root = b"0"
    for found in _CATALOGUE.finditer(raw):
        root = found[1]
    return raw + b"\ntrailer\n<</Root %b 0 R>>\nstartxref\n0\n%%%%EOF\n" % root


_CATALOGUE = re.compile(rb"(?<!\d)(\d{1,9}) 0 obj\s{0,9}<<[^>]{0,2000}?/Type\s{0,9}/Catalog\b")


def _lines(page: Any) -> list[list[Any]]:
    """The lines of a page, each with where its first letter stands and how large most are."""
    lines: list[list[Any]] = []
    parts: list[str] = []
    place: list[float] = []
    sizes: dict[tuple[float, bool], int] = {}

    def end() -> None:
        text = "".join(parts)
        if text.strip():
            (size, bold), _ = max(sizes.items(), key=lambda item: item[1])
            lines.append([text, *place, size, bold])
        parts.clear()
        place.clear()
        sizes.clear()

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        for n, piece in enumerate(text.split("\n")):
            if n:
                end()
            if not piece:
                continue
            parts.append(piece)
            if not piece.strip():
                continue
            if not place:
                place[:] = [
                    round(tm[4] * cm[0] + tm[5] * cm[2] + cm[4], 1),
                    round(tm[4] * cm[1] + tm[5] * cm[3] + cm[5], 1),
                ]
            scale = math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
            name = str((font or {}).get("/BaseFont", "")).lower()
            look = (round(size * scale, 1), any(word in name for word in _BOLD))
            sizes[look] = sizes.get(look, 0) + len(piece)

    page.extract_text(visitor_text=visit, visitor_operand_before=_SoftHyphens().pass_over)
    end()
    return lines


_SOFT = ("\u00ad", b"\xfe\xff\x00\xad")


class _SoftHyphens:
    """Takes away what is drawn for a soft hyphen, which Chromium writes as a blank that says so.

    By ``ActualText`` (ISO 32000-1, 14.9.4), of which pypdf knows nothing.
    """

    def __init__(self) -> None:
        self._inside = False

    def pass_over(self, operator: bytes, operands: Any, _cm: Any, _tm: Any) -> None:
        """Look at an operation before it is done."""
        if operator == b"BDC" and len(operands) > 1 and hasattr(operands[1], "get"):
            self._inside = operands[1].get("/ActualText") in _SOFT
        elif operator == b"EMC":
            self._inside = False
        elif self._inside and operator == b"Tj" and operands:
            operands[0] = type(operands[0])()


def _has_picture(page: Any) -> bool:
    objects = page.get("/Resources", {}).get("/XObject", {})
    return any(objects[name].get("/Subtype") == "/Image" for name in list(objects)[:20])


def _told(reader: Any) -> dict[str, str]:
    """What the file says of itself."""
    told: dict[str, str] = {}
    try:
        info = reader.metadata or {}
        for name in ("/Title", "/Author", "/CreationDate"):
            told[name] = str(info.get(name) or "")[:2000]
        told["/Lang"] = str(reader.root_object.get("/Lang") or "")[:50]
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - what it says of itself is broken, and not its text
        return told
    return told


_started = 0.0


def _processor_time() -> float:
    if sys.platform == "win32":
        return time.process_time()
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _used() -> float:
    """Seconds of processor time since the file was begun."""
    return _processor_time() - _started


def _allow(seconds: int, *, start: bool = False) -> None:
    """Let this process use so much more processor time before the system ends it."""
    global _started  # noqa: PLW0603 - of one file at a time
    used = _processor_time()
    if start:
        _started = used
    if sys.platform == "win32":
        return
    import resource

    until = min(used + seconds, _started + _TOTAL)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(until), hard))


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    for limit, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY or hard > most:
            try:
                resource.setrlimit(limit, (most, hard))
            except (ValueError, OSError):  # macOS knows no limit of address space
                continue


if __name__ == "__main__":
    main()
