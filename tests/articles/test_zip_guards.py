"""Archives made to break a reader: each is refused in one clear line, and soon."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.formats import format_of
from reader.articles.formats.draft import Draft
from reader.articles.library import Library
from reader.articles.mends import mend_of
from tests.articles.files.make import HERE
from tests.articles.survival import outcome

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
CONTAINER = '<container><rootfiles><rootfile full-path="b/p.opf"/></rootfiles></container>'
HEAD = "<package><metadata><meta name='m'/></metadata><manifest>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def zipped(members: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, packing)
    return out.getvalue()


def document(body: str, head: str = "") -> str:
    return f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def word(body: str, head: str = "", **others: str) -> bytes:
    parts = {f"word/{name}.xml": content for name, content in others.items()}
    return zipped({"word/document.xml": document(body, head)} | parts)


def open_text(body: str, head: str = "") -> bytes:
    spaces = f'xmlns:office="{OPEN}:office:1.0" xmlns:text="{OPEN}:text:1.0"'
    content = f"{head}<office:document-content {spaces}>{body}</office:document-content>"
    return zipped({"content.xml": content})


def book(documents: dict[str, str], **others: str) -> bytes:
    items = "".join(f'<item id="i{n}" href="{name}"/>' for n, name in enumerate(documents))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(documents)))
    package = f"{HEAD}{items}</manifest><spine>{spine}</spine></package>"
    members = {"META-INF/container.xml": CONTAINER, "b/p.opf": package}
    members |= {f"META-INF/{name}.xml": content for name, content in others.items()}
    return zipped(members | {f"b/{name}": text for name, text in documents.items()})


def read(name: str, raw: bytes) -> list[Draft]:
    form = format_of(name)
    assert form is not None
    return list(form.read(raw))


def patched(raw: bytes, *, at: int, value: int, form: str) -> bytes:
    """With a field of every member changed, in both places that name it."""
    out = bytearray(raw)
    for mark, shift in ((b"PK\x03\x04", -2), (b"PK\x01\x02", 0)):
        start = raw.find(mark)
        while start >= 0:
            struct.pack_into(form, out, start + at + shift, value)
            start = raw.find(mark, start + 4)
    return bytes(out)


PARAGRAPH = "<w:p><w:r><w:t>words</w:t></w:r></w:p>"
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha ha ha ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LOCKED = (
    '<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#'
    'aes256-cbc"/></EncryptedData></encryption>'
)
MANY = b"PK\x05\x06" + bytes(18) + (b"PK\x01\x02" + bytes(42)) * 100_000
SPREADSHEET = zipped({"xl/workbook.xml": "<workbook/>"})
ENCRYPTED_ODT = zipped(
    {"content.xml": b"\x00\x01", "META-INF/manifest.xml": "<m><encryption-data/></m>"}
)

REFUSED: list[tuple[str, bytes, str]] = [
    ("text.docx", b"Words that are no archive.", "not a Word document (.docx): it is no zip"),
    ("text.odt", b"Words that are no archive.", "not an OpenDocument text (.odt): it is no zip"),
    ("text.epub", b"Words that are no archive.", "not an EPUB: it is no zip archive"),
    ("rtf.docx", b"{\\rtf1 words}", "but RTF"),
    ("old.docx", OLE, "an old Office file such as .doc"),
    ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
    ("locked.odt", ENCRYPTED_ODT, "encrypted with a password"),
    ("locked.epub", book({"a.html": "<p>words"}, encryption=LOCKED), "locked (DRM)"),
    ("cut.docx", word(PARAGRAPH)[:-40], "cut off"),
    ("start.docx", b"PK\x03\x04", "cut off"),
    ("many.docx", b"PK\x03\x04" + MANY, "more than 10,000 files"),
    ("empty.docx", zipped({"other.xml": ""}), "no Word document in the archive"),
    ("sheet.docx", SPREADSHEET, "no Word document in the archive"),
    ("sheet.odt", SPREADSHEET, "no text document in the archive"),
    ("sheet.epub", SPREADSHEET, "META-INF/container.xml"),
    ("other.docx", zipped({"word/document.xml": "<a/>"}), "no Word document in the archive"),
    ("calc.odt", open_text("<office:body><office:spreadsheet/></office:body>"), "no text document"),
    ("bomb.docx", word(f"<w:p><w:r><w:t>{'x' * 6_000_000}"), "times its size"),
    ("bomb.odt", open_text(" " * 6_000_000), "times its size"),
    ("bomb.epub", book({"a.html": "<p>" + "x" * 6_000_000}), "times its size"),
    ("huge.docx", patched(word(""), at=24, value=2**31, form="<L"), "MB when unpacked"),
    ("secret.docx", patched(word(""), at=8, value=1, form="<H"), "encrypted with a password"),
    ("packed.docx", patched(word(""), at=10, value=12, form="<H"), "packed in a way"),
    ("laughs.docx", word("<w:p><w:r><w:t>&c;", LAUGHS), "with a DTD"),
    ("outside.docx", word("<w:p><w:r><w:t>&a;", OUTSIDE), "with a DTD"),
    ("doctype.docx", word("", '<!DOCTYPE a SYSTEM "http://localhost/a.dtd">'), "with a DTD"),
    ("laughs.odt", open_text("&c;", LAUGHS), "with a DTD"),
    ("laughs.fodt", f"<?xml version='1.0'?>{LAUGHS}<a>&c;</a>".encode(), "with a DTD"),
    ("outside.epub", book({"a.html": f"{OUTSIDE}<p>&a;</p>"}), "a DTD of its own"),
    ("opf.epub", zipped({"META-INF/container.xml": OUTSIDE + CONTAINER}), "entities"),
    ("deep.docx", word("<w:sdt>" * 10_000), "nested more than 500 deep"),
    ("deep.odt", open_text("<text:list><text:list-item>" * 5_000), "nested more than 500 deep"),
    ("broken.docx", word("<w:p><w:r>words"), "not XML: line 1: mismatched tag"),
    ("out.epub", zipped({"META-INF/container.xml": CONTAINER.replace("b/p", "../p")}), "no "),
    ("missing.epub", book({"../../etc/passwd": "words"}), "missing"),
    ("nothing.epub", book({}), "names no text"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "reason"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_an_archive_that_is_no_article_is_refused_in_one_line(
    name: str, raw: bytes, reason: str
) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        read(name, raw)
    message = str(refusal.value)
    assert reason in message
    assert "\n" not in message
    assert len(message) < 100


def test_what_to_do_is_said_by_the_kind_of_fault() -> None:
    mends = {name: mend_of(outcome(name, raw)[1]) for name, raw, _ in REFUSED}
    assert "save it as .docx or .odt" in mends["old.docx"]
    assert "get it again" in mends["cut.docx"]
    for name in ("bomb.docx", "bomb.odt", "huge.docx", "laughs.odt", "deep.odt"):
        assert "made to harm" in mends[name]


def test_an_archive_that_lies_about_sizes_is_found_out() -> None:
    raw = word("".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(9999)))
    with pytest.raises(ValueError, match="is damaged: its checksum is wrong"):
        read("a.docx", patched(raw, at=24, value=100, form="<L"))


def test_names_that_lead_out_are_never_read_nor_written(tmp_path: Path) -> None:
    evil = dict.fromkeys(("../x", "/etc/x", "C:/x", "a\\..\\x", "b/../../x"), "<p>gone")
    (tmp_path / "evil.docx").write_bytes(zipped({"word/document.xml": document(PARAGRAPH)} | evil))
    inner = zipped({"word/document.xml": document(PARAGRAPH)})
    (tmp_path / "nested.epub").write_bytes(book({"a.html": "<p>words</p>"}))
    (tmp_path / "nested.docx").write_bytes(zipped({"inner.docx": inner}))
    library = Library(tmp_path)
    assert {a.path: a.text for a in library.articles()} == {
        "evil.docx": "words", "nested.epub": "words",
    }  # fmt: skip
    assert sorted(p.name for p in tmp_path.iterdir()) == ["evil.docx", "nested.docx", "nested.epub"]


def test_what_the_text_can_do_without_is_noted_and_the_text_read() -> None:
    (draft,) = read("a.docx", word(PARAGRAPH, styles=f"{LAUGHS}<a>&c;</a>"))
    assert draft.text == "words"
    assert draft.notes == (
        "styles.xml in it is not read: it declares entities, which are not read",
    )
    (draft,) = read(
        "a.epub", book({"a.html": "<p>One</p>", "b.html": "Not \x00 a text", "c.html": "Two"})
    )
    assert draft.text == "One\n\nTwo"
    (note,) = draft.notes
    assert "a document of it is not read" in note


@cache
def real() -> list[tuple[str, bytes]]:
    names = (
        "libreoffice.docx",
        "pandoc.odt",
        "pandoc-3.epub",
        "calibre-book.epub",
        "crossing.fodt",
    )
    return [(name, (HERE / name).read_bytes()) for name in names]


TAGS = [
    b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tc>", b"<w:del>", b"<text:p>", b"<text:list>", b"&x;",
    b"<table:table>", b"</text:note-body>", b'"', b"\x00", b"99999999999", b"<!DOCTYPE a>", b"/../",
]  # fmt: skip


@settings(derandomize=True, max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_whatever_happens_to_a_file_it_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    name, raw = chance.choice(real())
    if name.endswith("fodt") or chance.random() < 0.2:
        raw = damaged(raw, chance)
    else:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = {n: archive.read(n) for n in archive.namelist()}
        texts = [n for n in members if n.endswith(("ml", "opf", "rels", "ncx"))]
        hit = chance.choice(texts)
        raw = zipped(members | {hit: damaged(members[hit], chance)})
    outcome(name, raw)


def damaged(raw: bytes, chance: random.Random) -> bytes:
    out = bytearray(raw)
    for _ in range(chance.choice((1, 1, 3, 10))):
        at = chance.randrange(max(1, len(out)))
        end = min(len(out), at + chance.randrange(1, 60))
        match chance.randrange(4):
            case 0 if out:
                out[at] = chance.randrange(256)
            case 1:
                del out[at:end]
            case 2:
                out[at:at] = out[at:end]
            case _:
                out[at:at] = chance.choice(TAGS)
    return bytes(out)
