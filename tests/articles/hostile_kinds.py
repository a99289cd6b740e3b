"""Files made to break the parsers of mail, feeds, archives and PDF, and encodings gone wrong."""

from __future__ import annotations

import io
import zipfile
import zlib

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XXE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
_LAUGHS = "<!DOCTYPE a [<!ENTITY b0 'ha'>" + "".join(
    f"<!ENTITY b{n} '&b{n - 1};&b{n - 1};'>" for n in range(1, 25)
)
_ITEM = "<rss><channel><title>x</title><item><title>t</title><description>{}</description></item>"
_MAIL = "From: a@x.org\nSubject: Aid\nDate: Tue, 19 Mar 2024 10:00:00 +0200\nMIME-Version: 1.0\n"


def _zip(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _docx(body: str, head: str = "") -> bytes:
    text = f'{head}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return _zip({"[Content_Types].xml": "<Types/>", "word/document.xml": text})


def _nested_mail(depth: int) -> bytes:
    parts = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)
    )
    return f"{_MAIL}{parts}Content-Type: text/plain\n\nwords\n".encode()


def _pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    count = len(objects) + 1
    return (
        b"%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF"
        % (out, count, table, count, trailer, len(out))
    )


_PAGE = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>"
_ROOT = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def _stream(raw: bytes) -> bytes:
    packed = zlib.compress(zlib.compress(raw, 9), 9)
    head = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>" % len(packed)
    return head + b"stream\n" + packed + b"\nendstream"


_GOOD_ZIP = _docx("<w:p><w:r><w:t>words</w:t></w:r></w:p>")
_LOCKED = _GOOD_ZIP.replace(
    b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
)

ARTICLES: dict[str, bytes] = {
    "utf-16-le.txt": "Some words in it, and more.".encode("utf-16-le"),
    "utf-16-be.txt": "Some words in it, and more.".encode("utf-16-be"),
    "utf-16-mark.md": "# Some words\n\nin it".encode("utf-16"),
    "utf-32.txt": "Some words in it.".encode("utf-32"),
    "shift-jis.txt": "イスラエル軍はラファへの地上侵攻を計画している。".encode("shift-jis") * 9,
    "mixed.txt": "café words ".encode() * 5 + "café".encode("cp1252"),
    "marks.txt": b"\xef\xbb\xbf\xef\xbb\xbfSome words.",
    "blank-lines.txt": b"words" + b"\n" * 400_000 + b"words",
    "zero-width.txt": "w\u200b\u200d\u2060".encode() * 30_000 + b" words",
    "remote.html": b"<base href=//x.invalid/><meta http-equiv=refresh content='0;url=//x.invalid'>"
    b"<link rel=stylesheet href=//x.invalid/a.css><img src=http://x.invalid/b.png><p>words",
    "style.html": b"<style>" + b"a{}" * 300_000 + b"</style>words",
    "unclosed.html": b"<p>words <b><i><a href='x>",
    "nan.json": b'{"text": "words", "a": NaN, "b": -Infinity, "text": "words again"}',
    "blanks.json": b'{"text": "words' + b" " * 300_000 + b'."}',
    "long-line.jsonl": b'{"text": "' + b"words " * 300_000 + b'"}',
    "quote-open.csv": b'text\n"words' + b",x\n" * 10_000,
    "quoted-lines.md": b">" * 38 + b"a\n" + b"words\n" * 20_000,
    "brackets-open.md": b"![" * 100 + b"a:b " * 50_000 + b"words",
    "tables.html": b"<table><tr><td>" * 5_000 + b"words",
    "entity.docx": _docx(
        "<w:p><w:r><w:t>words</w:t></w:r></w:p><w:p>" + "<w:r/>" * 10_000 + "</w:p>"
    ),
    "open.rss": _ITEM.format("words").encode(),
}
"""Names and bytes of what must become an article."""

PROBLEMS: dict[str, bytes] = {
    "elf.md": b"\x7fELF\x02\x01\x01" + bytes(64),
    "database.md": b"SQLite format 3\x00" + bytes(64),
    "utf-32-bare.txt": "Some words in it.".encode("utf-32-le"),
    "lines-many.txt": b"x\n" * 600_000,
    "nul.csv": b"title,text\na,wo\x00rds\n",
    "long-field.csv": b'text\n"' + b"x " * 2_500_000 + b'"',
    "xxe.docx": _docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", _XXE),
    "bomb.docx": _zip({"word/document.xml": b"\0" * 80_000_000}),
    "deep.docx": _docx("<w:p>" * 50_000),
    "path.epub": _zip({"../../x": b"x", "META-INF/container.xml": b"<container/>"}),
    "cut.odt": _GOOD_ZIP[:-30],
    "locked.docx": _LOCKED,
    "zip-in-zip.epub": _zip({f"{n}.zip": _GOOD_ZIP for n in range(500)}),
    "no-zip.docx": b"words that are no archive",
    "laughs.rss": f"<?xml version='1.0'?>{_LAUGHS}]>{_ITEM.format('&b24;')}".encode(),
    "xxe.rss": f"{_XXE}{_ITEM.format('&b;')}".encode(),
    "empty.mbox": b"\n\n",
    "nested.eml": _nested_mail(3_000),
    "no-head.eml": b"words\n" * 3,
    "garbage.mbox": f"From a\n{_MAIL}\nwords\n".encode() + b"From \n" * 500,
    "cut.pdf": b"%PDF-1.4\n1 0 obj\n<</Type/Cat",
    "loop.pdf": _pdf(_ROOT, b"<</Type/Pages/Kids[2 0 R]/Count 9999999>>"),
    "locked.pdf": _pdf(_ROOT, _PAGES, _PAGE, b"<</Filter/Standard/V 9/R 9/O(a)/U(b)/P -1>>",
                       trailer=b"/Root 1 0 R/Encrypt 4 0 R"),
    "bomb.pdf": _pdf(_ROOT, _PAGES, _PAGE, _stream(bytes(60_000_000))),
}  # fmt: skip
"""Names and bytes of what must become a problem."""
