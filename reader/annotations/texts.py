"""Copies of articles as they were when they were marked: what lets a diff follow a passage.

One compressed file a text, named by its digest, in ``.texts`` in the folder of marks.  Losing them
loses no mark; an article that was much edited is then only harder to place marks in.
"""

from __future__ import annotations

import contextlib
import gzip
import re
import zlib
from pathlib import Path

from reader.articles.article import Article
from reader.files import write_whole
from reader.text.canonical import digest as digest_of

FOLDER = ".texts"

_LONGEST = 4_000_000  # code points; a diff of more would take seconds
_DIGEST = re.compile(r"[0-9a-f]{64}")


def keep(folder: Path, article: Article) -> None:
    """Keep the text of an article; where that is not possible, do without."""
    file = _file(folder, article.digest)
    if file is None or len(article.text) > _LONGEST or file.exists():
        return
    raw = gzip.compress(article.text.encode("utf-8", "surrogatepass"), mtime=0)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, raw)


def kept(folder: Path, digest: str) -> str | None:
    """The text with a digest; ``None`` where it was not kept, or is no longer what it was."""
    file = _file(folder, digest)
    if file is None:
        return None
    try:
        with gzip.open(file) as opened:
            raw = opened.read(4 * _LONGEST)  # and no more, whatever the file would unpack to
        text = raw.decode("utf-8", "surrogatepass")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        return None
    return text if digest_of(text) == digest else None


def _file(folder: Path, digest: str) -> Path | None:
    """Where a text lies; ``None`` for what is no digest, as another program may have put there."""
    return folder / FOLDER / f"{digest}.gz" if _DIGEST.fullmatch(digest) else None
