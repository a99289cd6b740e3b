"""The seal of an index: which files a commit left, how long and with which checksum.

Whoosh writes neither checksums nor fsyncs, and reads damaged files without a word or with any of
seven exceptions; and its table of contents is a pickle.  So what is opened is compared with what
was sealed.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reader.articles.formats.installed import readers
from reader.files import write_whole

SEAL = "seal.json"

_CONTENTS = re.compile(r"_MAIN_(\d+)\.toc\Z")
_SEGMENT = re.compile(r"(?:of-)?MAIN_[0-9a-z]+\.\w+\Z")
_CHUNK = 1 << 20  # bytes read at once


class Segment(NamedTuple):
    """A segment of Whoosh's: how many articles it has, and which of them are deleted."""

    name: str
    articles: int
    deleted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """What was committed: ``files`` maps a name to its size in bytes and its CRC-32."""

    schema: int
    reader: str
    generation: int
    files: dict[str, tuple[int, int]]
    segments: tuple[Segment, ...] = ()


def generation(folder: Path) -> int:
    """The number of the latest commit, or -1 if there is none.

    Raises:
        OSError: the folder cannot be read.
    """
    found = [_CONTENTS.match(path.name) for path in folder.iterdir()]
    return max((int(match[1]) for match in found if match), default=-1)


def contents(number: int) -> str:
    """The name of the table of contents of a commit."""
    return f"_MAIN_{number}.toc"


def read_seal(folder: Path) -> Seal | None:
    """The seal of an index, or none if it is missing or no seal."""
    try:
        page = json.loads((folder / SEAL).read_bytes())
        return Seal(
            int(page["schema"]),
            str(page["reader"]),
            int(page["generation"]),
            {str(name): (int(size), int(crc)) for name, (size, crc) in page["files"].items()},
            tuple(
                Segment(str(name), int(articles), tuple(map(int, deleted)))
                for name, articles, deleted in page["segments"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def put_seal(folder: Path, schema: int, segments: Sequence[Segment]) -> None:
    """Seal the latest commit; sums of files that the last seal has are taken over.

    Segments never change once written, so only new ones are read.

    Raises:
        OSError: the folder cannot be read or written.
    """
    last = read_seal(folder)
    known = last.files if last else {}
    number = generation(folder)
    files: dict[str, tuple[int, int]] = {}
    for path in sorted(folder.iterdir()):
        if _SEGMENT.match(path.name) or path.name == contents(number):
            size = path.stat().st_size
            old = known.get(path.name)
            files[path.name] = old if old and old[0] == size else (size, checksum(path))
    page = {"schema": schema, "reader": readers(), "generation": number}
    page |= {"files": files, "segments": segments}
    write_whole(folder / SEAL, json.dumps(page).encode())


def checksum(path: Path) -> int:
    """CRC-32 of a file.

    Raises:
        OSError: it cannot be read.
    """
    value = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            value = zlib.crc32(chunk, value)
    return value


def is_other_build(seal: Seal, schema: int) -> bool:
    """Whether an index was built by a reader that may have read articles otherwise."""
    return (seal.schema, seal.reader) != (schema, readers())
