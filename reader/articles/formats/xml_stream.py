"""XML from a stranger, as a stream of events: no DTD, no entities of its own, nothing fetched.

The parser is expat, the one of the standard library; it holds no tree, so a long text takes no more
memory than its longest paragraph.  An element's name is ``prefix:name`` with the prefix that
``_PREFIXES`` gives its namespace, whichever the file uses.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.parsers import expat

from reader.articles.formats.tree import Element

Attributes = dict[str, str]
Start = Callable[[Attributes], bool | None]
"""What is done where an element starts; ``False`` passes over all that is in it."""

_DEPTH = 500
_ELEMENTS = 2_000_000  # 1 µs each
_BETWEEN = " "
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    f"{_OPEN}:office:1.0": "office",
    f"{_OPEN}:style:1.0": "style",
    f"{_OPEN}:text:1.0": "text",
    f"{_OPEN}:table:1.0": "table",
    f"{_OPEN}:drawing:1.0": "draw",
    f"{_OPEN}:xsl-fo-compatible:1.0": "fo",
    f"{_OPEN}:svg-compatible:1.0": "svg",
    f"{_OPEN}:meta:1.0": "meta",
    f"{_OPEN}:manifest:1.0": "manifest",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.idpf.org/2007/opf": "opf",
}


def stream(
    chunks: Iterable[bytes],
    starts: Mapping[str, Start],
    ends: Mapping[str, Callable[[], None]],
    text: Callable[[str], None],
) -> None:
    """Parse XML; what has no name in ``starts`` is looked into all the same.

    Raises:
        ValueError: it is not well-formed, has a DTD, is nested too deeply, or has too many
            elements.
    """
    _Parsing(starts, ends, text).run(chunks)


def xml_tree(chunks: Iterable[bytes]) -> Element:
    """The elements of a small file; a bare ``<!DOCTYPE …>`` is let pass, and what it names unread.

    Raises:
        ValueError: as :func:`stream`.
    """
    root = Element("")
    stack = [root]

    def start(name: str, attributes: Attributes) -> None:
        element = Element(name, attributes)
        stack[-1].children.append(element)
        stack.append(element)

    def text(words: str) -> None:
        stack[-1].children.append(words)

    parsing = _Parsing({}, {}, text, with_doctype=True)
    parsing.any_start = start
    parsing.any_end = stack.pop
    parsing.run(chunks)
    return next((child for child in root.children if isinstance(child, Element)), root)


class _Names(dict[str, str]):
    """``prefix:name`` of the names that expat gives."""

    def __missing__(self, full: str) -> str:
        space, between, local = full.rpartition(_BETWEEN)
        prefix = _PREFIXES.get(space)
        name = f"{prefix}:{local}" if prefix else f"?:{local}" if between else local
        self[full] = name
        return name


class _Parsing:
    def __init__(
        self,
        starts: Mapping[str, Start],
        ends: Mapping[str, Callable[[], None]],
        text: Callable[[str], None],
        *,
        with_doctype: bool = False,
    ) -> None:
        self._starts, self._ends, self._text = starts, ends, text
        self._names = _Names()
        self._depth = self._skipped = self._count = 0
        self._with_doctype = with_doctype
        self.any_start: Callable[[str, Attributes], None] | None = None
        self.any_end: Callable[[], Any] | None = None

    def run(self, chunks: Iterable[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._unknown
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            raise ValueError(f"damaged XML, line {error.lineno}: {what}") from None
        except (LookupError, UnicodeError):
            raise ValueError("XML in an encoding that is not read here") from None

    def _start(self, full: str, attributes: Attributes) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEPTH:
            raise ValueError(f"XML nested more than {_DEPTH} deep")
        if self._count > _ELEMENTS:
            raise ValueError(f"more than {_ELEMENTS:,} elements of XML")
        if self._skipped:
            return
        names = self._names
        name = names[full]
        if self.any_start is not None:
            self.any_start(name, {names[key]: value for key, value in attributes.items()})
            return
        act = self._starts.get(name)
        if act is not None:
            known = {names[key]: value for key, value in attributes.items()} if attributes else {}
            if act(known) is False:
                self._skipped = self._depth

    def _end(self, full: str) -> None:
        if not self._skipped:
            act = self.any_end or self._ends.get(self._names[full])
            if act is not None:
                act()
        elif self._skipped == self._depth:
            self._skipped = 0
        self._depth -= 1

    def _words(self, words: str) -> None:
        if not self._skipped:
            self._text(words)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, inside: int) -> None:
        if inside or not self._with_doctype:
            raise ValueError("XML with a DTD, which is not read")

    def _entity(self, *_declared: object) -> None:
        raise ValueError("XML with entities of its own, which are not read")

    def _unknown(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._words(html.unescape(f"&{name};"))
