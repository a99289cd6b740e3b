"""A file of named flat arrays and strings, read through a memory map without copying.

``magic, length of the header, header (JSON: name → offset, bytes), sections``.  Numbers are those
of the machine: the file is a cache and never leaves it.
"""

from __future__ import annotations

import json
import mmap
import struct
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Literal

_MAGIC = b"RAFAHT01"
_HEAD = struct.Struct("<8sQ")
_ALIGNED = 8


def write_sections(path: Path, sections: Mapping[str, bytes | bytearray | array[int]]) -> None:
    """Write a file of sections.

    Raises:
        OSError: the disk is full or the folder read-only.
    """
    header: dict[str, tuple[int, int]] = {}
    at = 0
    for name, data in sections.items():
        size = memoryview(data).nbytes
        header[name] = (at, size)
        at += -(-size // _ALIGNED) * _ALIGNED
    head = json.dumps({"sections": header, "bytes": at}).encode()
    head += b" " * (-(len(head) + _HEAD.size) % _ALIGNED)
    with path.open("wb") as file:
        file.write(_HEAD.pack(_MAGIC, len(head)))
        file.write(head)
        for data in sections.values():
            view = memoryview(data).cast("B")
            file.write(view)
            file.write(bytes(-view.nbytes % _ALIGNED))


class Sections:
    """An open file of sections."""

    def __init__(self, path: Path) -> None:
        """Map a file.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no such file, or not whole.
        """
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, length = _HEAD.unpack_from(self._map)
        if magic != _MAGIC:
            raise ValueError(f"{path.name} is no table")
        self._base = _HEAD.size + length
        header = json.loads(self._map[_HEAD.size : self._base])
        if self._base + header["bytes"] != len(self._map):
            raise ValueError(f"{path.name} is not whole")
        self._header: dict[str, tuple[int, int]] = header["sections"]
        self._view = memoryview(self._map)
        self._path = path

    def is_whole(self) -> bool:
        """Whether the file is still as long as it was mapped.

        Reading beyond the end of a file that was cut under its map ends the process (SIGBUS).  We
        never do that: files are written beside and renamed.
        """
        try:
            return self._path.stat().st_size == len(self._map)
        except OSError:
            return False

    def raw(self, name: str) -> memoryview:
        """The bytes of a section."""
        at, size = self._header[name]
        return self._view[self._base + at : self._base + at + size]

    def numbers(self, name: str, kind: Literal["B", "H", "I", "Q"] = "I") -> memoryview:
        """A section as numbers of a type of :mod:`array`."""
        return self.raw(name).cast(kind)

    def strings(self, name: str) -> Strings:
        """A section and its offsets as strings."""
        return Strings(self.raw(name), self.numbers(f"{name}.ends", "Q"))

    def words(self, name: str) -> Words:
        """A section of words."""
        count = int(self.numbers(f"{name}.count", "Q")[0])
        return Words(self.raw(name), self.numbers(f"{name}.samples", "Q"), count)


class Strings:
    """Strings one after the other, decoded when they are asked for."""

    def __init__(self, data: memoryview, ends: memoryview) -> None:
        self._data = data
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: int) -> str:
        start = self._ends[at - 1] if at else 0
        return str(self._data[start : self._ends[at]], "utf-8", "surrogatepass")

    def every(self, first: int = 0, last: int | None = None) -> list[str]:
        """The strings from ``first`` up to ``last``, decoded at once."""
        ends = self._ends[first : len(self) if last is None else last].tolist()
        if not ends:
            return []
        at = start = int(self._ends[first - 1]) if first else 0
        whole = bytes(self._data[start : ends[-1]])
        out = []
        for end in ends:
            out.append(str(whole[at - start : end - start], "utf-8", "surrogatepass"))
            at = end
        return out


_STEP = 32  # words between two that are at hand
_KNOWN = 2000  # words of a field that are kept decoded: 200 kB a table


class Words:
    """Words in the order of their code points, a line each, looked up without decoding them.

    Every 32nd is at hand, and between two of them the bytes are searched: a microsecond a word.
    """

    def __init__(self, data: memoryview, samples: memoryview, count: int) -> None:
        self._data = bytes(data)
        self._at = samples.tolist()  # where every 32nd word begins
        self._first = [self._data[at : self._data.index(b"\n", at)] for at in self._at]
        self._count = count
        self._known: dict[int, str] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> str:
        word = self._known.get(number)
        if word is None:
            block, rest = divmod(number, _STEP)
            part = self._block(block).split(b"\n", rest + 1)[rest]
            if len(self._known) >= _KNOWN:
                self._known.clear()
            word = self._known[number] = part.decode("utf-8", "surrogatepass")
        return word

    def _block(self, block: int) -> bytes:
        last = self._at[block + 1] if block + 1 < len(self._at) else len(self._data)
        return self._data[self._at[block] : last]

    def every(self, first: int = 0, last: int | None = None) -> list[str]:
        """The words from ``first`` up to ``last``."""
        last = len(self) if last is None else last
        if first >= last:
            return []
        start, rest = divmod(first, _STEP)
        after = -(-last // _STEP)
        stop = self._at[after] if after < len(self._at) else len(self._data)
        text = self._data[self._at[start] : stop].decode("utf-8", "surrogatepass")
        return text.split("\n")[rest : rest + last - first]

    def find(self, word: str) -> int:
        """The number of a word, or -1."""
        wanted = word.encode("utf-8", "surrogatepass")
        block = bisect_right(self._first, wanted) - 1
        if block < 0:
            return -1
        if self._first[block] == wanted:
            return block * _STEP
        within = self._block(block)
        at = within.find(b"\n" + wanted + b"\n")
        return block * _STEP + within.count(b"\n", 0, at + 1) if at >= 0 else -1

    def place(self, start: bytes) -> int:
        """Where a word is, or would be."""
        block = bisect_right(self._first, start) - 1
        if block < 0:
            return 0
        return block * _STEP + bisect_left(self._block(block).split(b"\n")[:-1], start)

    def begun(self, start: str) -> range:
        """The numbers of the words with a beginning."""
        first = start.encode("utf-8", "surrogatepass")
        return range(self.place(first), self.place(first + b"\xff"))


def packed_words(name: str, words: Collection[str]) -> dict[str, bytes | bytearray | array[int]]:
    """Words in order as two sections."""
    data = bytearray()
    samples = array("Q")
    for number, word in enumerate(words):
        if number % _STEP == 0:
            samples.append(len(data))
        data += word.encode("utf-8", "surrogatepass") + b"\n"
    return {name: data, f"{name}.samples": samples, f"{name}.count": array("Q", [len(words)])}


def packed(name: str, strings: Iterable[str]) -> dict[str, bytes | bytearray | array[int]]:
    """Strings as two sections."""
    data = bytearray()
    ends = array("Q")
    for text in strings:
        data += text.encode("utf-8", "surrogatepass")
        ends.append(len(data))
    return {name: data, f"{name}.ends": ends}
