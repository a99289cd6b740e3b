"""Reading EPUB, Word and OpenDocument: a book of 100,000 words, against zlib and expat alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html import escape
from xml.parsers import expat

from reader.articles.formats import format_of
from tests.bench import corpus
from tests.bench.clock import Row, cpu

_ARTICLES = 160  # of 600 words
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ITEM = '<item id="i{0}" href="{0}.xhtml"/>'
_GOALS = {"docx": 4.5, "odt": 6.5, "epub": 14.0}  # of HTML a tree is made, broken as it may be


def rows() -> list[Row]:
    """Processor time of a whole book in each format."""
    texts = [corpus.article(number)[1] for number in range(0, 3 * _ARTICLES, 3)]
    chapters = [[escape(p) for p in text.split("\n\n") if p.strip()] for text in texts]
    out: list[Row] = []
    for ending, make in _MAKERS.items():
        members = make(chapters)
        raw = _zipped(members)
        form = format_of(f"book.{ending}")
        assert form is not None
        markup = sum(map(len, members.values())) / 1e6
        floor = cpu(lambda raw=raw: _parsed(raw), runs=3)  # type: ignore[misc]
        ours = cpu(lambda raw=raw, form=form: list(form.read(raw)), runs=3)  # type: ignore[misc]
        name = f".{ending}, {markup:.1f} MB of markup"
        out += [Row(f"floor: {name}", floor), Row(name, ours, floor, _GOALS[ending])]
    return out


def _docx(chapters: list[list[str]]) -> dict[str, str]:
    start = '<w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
    run = '<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">{} </w:t></w:r>'
    body = "".join(
        f"{start}{''.join(map(run.format, p.split('. ')))}</w:p>"
        for chapter in chapters
        for p in chapter
    )
    return {
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    }


def _odt(chapters: list[list[str]]) -> dict[str, str]:
    span = '<text:span text:style-name="T1">{} </text:span>'
    body = "".join(
        f'<text:p text:style-name="P1">{"".join(map(span.format, p.split(". ")))}</text:p>'
        for chapter in chapters
        for p in chapter
    )
    spaces = f'xmlns:office="{_OPEN}:office:1.0" xmlns:text="{_OPEN}:text:1.0"'
    return {
        "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    }


def _epub(chapters: list[list[str]]) -> dict[str, str]:
    numbers = range(len(chapters))
    items = "".join(map(_ITEM.format, numbers))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in numbers)
    members = {
        "META-INF/container.xml": '<container><rootfile full-path="p.opf"/></container>',
        "p.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
    }
    for n, chapter in enumerate(chapters):
        body = "".join(f"<p>{p.replace('. ', '.<br/>')}</p>" for p in chapter)
        members[f"{n}.xhtml"] = f"<html><head><title/></head><body>{body}</body></html>"
    return members


_MAKERS: dict[str, Callable[[list[list[str]]], dict[str, str]]] = {
    "docx": _docx,
    "odt": _odt,
    "epub": _epub,
}


def _zipped(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def _parsed(raw: bytes) -> None:
    """What nobody can do without: each member inflated, and each element and text seen."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            parser = expat.ParserCreate(namespace_separator=" ")
            parser.buffer_text = True
            parser.StartElementHandler = lambda _name, _attributes: None
            parser.EndElementHandler = lambda _name: None
            parser.CharacterDataHandler = lambda _text: None
            parser.Parse(archive.read(name), True)
