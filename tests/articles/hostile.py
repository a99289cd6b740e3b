"""A folder made to break a reader, for every test that wants to see one survive it.

Each file has a duty: to become an article that can be shown, or a problem of one line.
``python -m tests.articles.hostile FOLDER`` makes one to look at.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from tests.articles import hostile_kinds

ARTICLES: dict[str, bytes] = hostile_kinds.ARTICLES | {
    "markup.txt": b"[bold]Not bold[/bold] [link=x]y[/link] [/] [[ ]] \\[red]",
    "ansi.txt": b"\x1b[31mRed\x1b[0m \x1b]0;title\x07 \x1b[2J\x9b5m words that stay.",
    "bidi.txt": "He paid \u202e001$\u202c to \u2066them\u2069 \u200fnow.".encode(),
    "crlf.txt": b"Aid Waits at the Crossing\r\n\r\nIt opened.\r\nIt closed.\r\n",
    "cr.txt": b"Aid Waits at the Crossing\r\rIt opened.\r",
    "no-end-of-line.txt": b"One line alone",
    "latin-1.txt": "Le café est fermé à Genève, disait-il déjà hier à midi.".encode("latin-1"),
    "wtf-8.txt": b"Before \xed\xa0\x80 and \xed\xb0\x80 after.",
    "broken-utf-8.txt": "Curly ’ “quotes” — stay ".encode() + b"\xff\xc3 here.",
    "one-line.txt": b"x" * 1_000_000,
    "one-line-wide.txt": "加沙".encode() * 170_000,
    "zalgo.txt": ("Z" + "\u0301" * 20_000 + " word").encode(),
    "stops.txt": b"." * 200_000 + b"x",
    "dashes.txt": b"A-" * 100_000,
    "capitals.txt": b"By " + b"Ab " * 50_000,
    "labels.txt": b"Date: " * 20_000,
    "quotes.txt": b'"' * 200_000,
    "lines.txt": b"x\n" * 20_000,
    "furniture.txt": b"image\nphoto\n" * 3_000,
    "blockquotes.md": b">" * 10_000 + b" deep words",
    "quotes-apart.md": b"> " * 10_000 + b"deep words",
    "brackets.md": b"[" * 10_000 + b"words",
    "images.md": b"![" * 5_000 + b"words",
    "many-brackets.md": b"[" * 300_000 + b"words",
    "lists.md": b"- " * 10_000 + b"words",
    "list-ladder.md": b"".join(b" " * (2 * n) + b"- words\n" for n in range(300)),
    "stars.md": b"*a **b " * 4_000 + b"words",
    "backticks.md": b" ".join(b"`" * n for n in range(1, 400)) + b" words",
    "comments.md": b"<!--" * 50_000 + b"words",
    "tags.md": b"<" * 100_000 + b"words",
    "links.md": b"[a](<b" * 10_000 + b"words",
    "table.md": b"|a" * 5_000 + b"\n" + b"|-" * 5_000 + b"\n|words\n",
    "script.md": b"<script>alert('gone')</script>\n\nSome words.\n",
    "javascript.md": b"[words](javascript:alert(1)) ![x](file:///etc/passwd)",
    "yaml-bomb.txt": b"---\na: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\ntitle: *c\n---\nwords",
    "yaml-bomb.md": b"---\na: &a [x,x,x]\ntitle: [*a,*a]\n---\n\nwords",
    "yaml-deep.txt": b"---\ntitle: " + b"[" * 3_000 + b"\n---\nwords",
    "yaml-object.txt": b"---\ntitle: !!python/object/apply:os.system ['true']\n---\nwords",
    "yaml-number.txt": b"---\ndate: " + b"9" * 10_000 + b"\n---\nwords",
    "yaml-time.txt": b"---\ndate: 2024-99-99 99:99:99\n---\nwords",
    "yaml-merge.txt": b"---\n<<: 3\ntitle: x\n---\nwords",
    "open-fence.md": b"---\ntitle: never closed\n\nwords",
    "divs.html": b"<div>" * 6_000 + b"words",
    "open-tags.html": b"<" * 300_000 + b" words",
    "open-quotes.html": b"words" + b"<a b=\"<a b='" * 20_000,
    "attributes.html": b"<a " + b"b=1 " * 50_000 + b">words",
    "attribute.html": b'<a b="' + b"x" * 3_000_000 + b'">words',
    "ends.html": b"<b>" * 300 + b"</i></b>" * 20_000 + b"words",
    "items.html": b"<ul><li>" * 3_000 + b"words",
    "cells.html": b"<table><tr><td>" * 3_000 + b"words",
    "headers.html": b"<article><header>" * 3_000 + b"words",
    "entities.html": b"&" * 300_000 + b"&#99999999999;&#0;words",
    "json-ld.html": b'<script type="application/ld+json">' + b"[" * 50_000 + b"</script>words",
    "scripts.html": b"<script>alert(1)</script><iframe src=file:///etc/passwd></iframe>words",
    "picture.html": b'words<img src="data:image/png;base64,' + b"A" * 9_000_000 + b'">',
    "cut.jsonl": b'{"text": "words"}\n{"text": "wor',
    "numbers.json": b'{"text": "words", "date": ' + b"9" * 100_000 + b', "time": 1e999}',
    "surrogate.json": b'{"text": "words \\ud800 and \\u0000 \\u001b[31m", "title": "\\ud800"}',
    "lines.jsonl": b"{\n" * 5_000 + b'{"text": "words"}',
    "quote.csv": b'title,text\na,"words' + b'""' * 50_000,
    "columns.csv": b"text" + b",x" * 20_000 + b"\nwords" + b",y" * 20_000,
    "nul-late.txt": b"words " * 60_000 + b"\x00",
    "escape\x1b[31m\nname.txt": b"Words in a file with a bad name.",
}
"""Names and bytes of what must become an article."""

PROBLEMS: dict[str, bytes] = hostile_kinds.PROBLEMS | {
    "empty.txt": b"",
    "empty.md": b"",
    "blanks.txt": b" \t\r\n\n \xc2\xa0\n",
    "blanks.md": b"\n\n  \n",
    "only-front-matter.md": b"---\ntitle: Nothing more\n---\n",
    "only-comment.md": b"<!-- nothing more -->\n",
    "pdf.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "zip.md": b"PK\x03\x04" + bytes(100),
    "program.txt": b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(64),
    "empty.json": b"",
    "deep.json": b"[" * 200_000,
    "deep-objects.json": b'{"a":' * 100_000,
    "settings.json": b'{"name": "no article", "version": 1}',
    "numbers.csv": b"a,b\n1,2\n",
    "long-cell.csv": b'text\n"' + b"x" * 5_000_000,
    "binary.html": b"PK\x03\x04" + bytes(100),
    "nuls.html": b"<p>Words with \x00 one.",
    "only-comment.html": b"<!-- nothing more, and it never ends",
    "too-many.html": b"<p>" * 100_000 + b"words",
    "too-long.html": b"<p>words</p> and more of them " * 200_000,
    "nuls.txt": b"Words with \x00 one.",
    "zeros.txt": bytes(4096),
    "noise.txt": bytes(range(256)) * 40,
    "controls.txt": b"\x01\x02\x03 words",
}
"""Names and bytes of what must become a problem."""

GOOD: dict[str, bytes] = {
    "good.txt": b"A good article is still read among all these.\n",
    "good.md": b"# Aid waits\n\nA good article is still read.\n",
    "good.html": b"<title>Aid waits</title><p>A good article is still read.",
    "good.json": b'{"title": "Aid waits", "text": "A good article is still read."}',
    "good.csv": b"title,text\nAid waits,A good article is still read.\n",
}
"""Articles with nothing wrong, all of which have to be there."""

BESIDE: dict[str, bytes] = {
    "markup.meta.toml": b'title = "never closed\n',
    "crlf.meta.toml": b"a = " + b"[" * 20_000,
    "good.csv.meta.toml": b"title = 'x'\n" * 6_000,
    "bidi.meta.toml": b"\xff\xfet\x00i\x00",
    "entities.toml": b"[[same]\nnames = 3\n\x1b",
    "annotations/good.txt.jsonld": b'{"items": [' + b"[" * 5_000,
    "annotations/\x1b[2J.jsonld": b"\xff\x00",
    ".rafahignore": b"[\n!\n\\\n***/**\x1b[31m/**\n",
}
"""What lies beside articles and is none: sidecars, corrections, marks, patterns; all broken."""

LONG = "long-" + "n" * 246 + ".txt"
"""As long as most file systems let a name be."""

FOLDER = "folder.md"
"""A folder by the name of a file, with an article in it."""

SPARSE = "sparse.txt"
"""50 MB of nothing, which take no room on a disk that knows holes."""


def hostile_folder(root: Path) -> Path:
    """Fill a folder with everything above, links that loop or lead out, and a pipe."""
    root.mkdir(parents=True, exist_ok=True)
    for folder in (FOLDER, "annotations"):
        (root / folder).mkdir(exist_ok=True)
    within = {LONG: b"Words.", f"{FOLDER}/inside.txt": b"Words."}
    for name, raw in (ARTICLES | PROBLEMS | GOOD | BESIDE | within).items():
        (root / name).write_bytes(raw)
    with (root / SPARSE).open("wb") as file:
        file.truncate(50 * 2**20)
    (root / "loop").symlink_to(root)
    (root / "self.txt").symlink_to("self.txt")
    (root / "gone.txt").symlink_to("nowhere.txt")
    outside = root.parent / f"{root.name}-outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.txt").write_text("Not of the library.", "utf-8")
    (root / "out.txt").symlink_to(outside / "secret.txt")
    (root / "out").symlink_to(outside)
    (root / "zero.txt").symlink_to("/dev/zero")
    for make in (_make_pipe, _make_socket, _make_name_without_utf_8):
        make(root)
    return root


def _make_pipe(root: Path) -> None:
    mkfifo: Callable[[Path], None] | None = getattr(os, "mkfifo", None)
    if mkfifo is not None:
        mkfifo(root / "pipe.txt")


def _make_socket(root: Path) -> None:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as opened:  # of a long path
        opened.bind(str(root / "socket.txt"))


def _make_name_without_utf_8(root: Path) -> None:
    with contextlib.suppress(OSError):  # of a file system that takes UTF-8 names alone
        (root / os.fsdecode(b"caf\xe9.txt")).write_text("Words in a file of Latin-1 name.", "utf-8")


if __name__ == "__main__":
    hostile_folder(Path(sys.argv[1]))
