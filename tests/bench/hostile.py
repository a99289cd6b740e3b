"""Files of 2 to 31 MB made to cost: processor time and memory of each, in a process of its own."""

from __future__ import annotations

import json
import os
import resource
from collections.abc import Callable
from dataclasses import dataclass

from tests.articles.survival import outcome
from tests.bench.clock import Row

_MB = 2**20
_TEXT = "Some words of a text that goes on. "
_RECORD = json.dumps({"title": "Aid waits", "text": _TEXT * 20, "date": "2024-03-19"}).encode()
_PARAGRAPH = _TEXT.encode() * 2 + b"\n\n"

_FILES: dict[str, Callable[[], bytes]] = {
    "letters.txt": lambda: b"x" * 31 * _MB,
    "blanks.txt": lambda: b"words" + b" " * 31 * _MB + b"words",
    "prose-on-one-line.txt": lambda: _TEXT.encode() * 900_000,
    "paragraphs.txt": lambda: _PARAGRAPH * 240_000,
    "short-lines.txt": lambda: b"x\n" * 490_000,
    "lines.txt": lambda: b"x\n" * 15 * _MB,
    "bylines.txt": lambda: b"By Ab Cd\n" * 490_000,
    "ideographs.txt": lambda: "加沙".encode() * 5 * _MB,
    "marks-on-one-letter.txt": lambda: b"Z" + "\u0301".encode() * 15 * _MB,
    "latin-1.txt": lambda: b"caf\xe9 " * 6 * _MB,
    "high-bytes.txt": lambda: bytes(range(128, 256)) * 200_000,
    "utf-16.txt": lambda: "words ".encode("utf-16-le") * 2 * _MB,
    "prose.md": lambda: b"Some *words* of a [text](x). " * 65_000,
    "items.md": lambda: b"- x\n" * 39_000,
    "table.md": lambda: b"|a|b|\n|-|-|\n" + b"|x|y|\n" * 39_000,
    "emphasis.md": lambda: b"_a " * 190_000,
    "addresses.md": lambda: b"<a@b.c>" * 90_000,
    "exclamations.md": lambda: b"!" * 1_900_000,
    "brackets.md": lambda: b"![" * 4 + b"a:b " * 300_000,
    "quotations.md": lambda: b"> " * 7 + b"w\n" + b"words\n" * 39_000,
    "paragraphs.html": lambda: b"<p>ab cd</p>" * 79_000,
    "tables.html": lambda: b"<table><tr><td>x" * 26_000,
    "entities.html": lambda: b"&#x41;" * 660_000,
    "attributes.html": lambda: b"<a " + b"b=1 " * 990_000 + b">words",
    "names.html": lambda: (b"<div class='" + b"a " * 200 + b"'>") * 9_000 + b"words",
    "picture.html": lambda: b"words<img src='data:image/png;base64," + b"A" * 31 * _MB + b"'>",
    "text.json": lambda: b'{"text":"' + b"x y " * 7 * _MB + b'"}',
    "lists.json": lambda: b"[" + b"[]," * 10 * _MB + b"1]",
    "fields.json": lambda: b"{" + b",".join(b'"k%d":1' % n for n in range(2 * _MB)) + b"}",
    "records.jsonl": lambda: (_RECORD + b"\n") * (31 * _MB // (len(_RECORD) + 1)),
    "nothing.jsonl": lambda: b"{}\n" * 10 * _MB,
    "rows.csv": lambda: b"title,text\n" + b"a,words\n" * 4_000_000,
    "columns.csv": lambda: b"text" + b",x" * 15 * _MB + b"\nwords\n",
    "quotes.csv": lambda: b'text\n"' + b'""' * 15 * _MB,
}


@dataclass(frozen=True)
class Cost(Row):
    """What one file took; ``value`` is in milliseconds."""

    mb: float = 0
    said: str = ""

    def __str__(self) -> str:
        over = "   OVER" if self.value > 5000 or self.mb > 1024 else ""
        return f"{self.name:<28}{self.value / 1000:>7.2f} s{self.mb:>7.0f} MB   {self.said}{over}"


def rows() -> list[Row]:
    """Each file read in a process of its own: 5 s and 1 GB are the limits."""
    return [_cost(name, make) for name, make in _FILES.items()]


def _cost(name: str, make: Callable[[], bytes]) -> Cost:
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        said = "died"
        try:
            articles, reason = outcome(name, make())
            said = reason or f"{len(articles)} articles"
        except Exception as error:  # noqa: BLE001 - what a bench is there to show
            said = f"FAILED: {error!r}"[:200]
        os.write(writes, said.encode())
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as answer:
        said = answer.read().decode()
    used: resource.struct_rusage = os.wait4(child, 0)[2]
    return Cost(name, (used.ru_utime + used.ru_stime) * 1000, mb=used.ru_maxrss / 1024, said=said)
