"""The XML of documents, element by element, by names that do not depend on the file.

A name is ``prefix:name`` with the prefix that ``_PREFIXES`` gives its namespace, whichever the file
uses.  A long text is never held as a tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reader.articles.formats.guarded_xml import GuardedParser, pieces
from reader.articles.formats.tree import Element

Attributes = dict[str, str]
Start = Callable[[Attributes], bool | None]
"""What is done where an element starts; ``False`` passes over all that is in it."""

_ELEMENTS = 2_000_000  # 1 µs each
_TREE = 100_000  # 3 µs each; the styles of a large document are 10,000
_DEPTH = 30  # of a tree; contents of a book are 10 deep
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
    names = _Names()
    depth = skipped = count = 0

    def on_start(full: str, attributes: Attributes) -> None:
        nonlocal depth, skipped, count
        depth += 1
        count += 1
        if count > _ELEMENTS:
            raise ValueError(f"more than {_ELEMENTS:,} elements of XML")
        if skipped:
            return
        act = starts.get(names[full])
        if act is not None:
            known = {names[key]: value for key, value in attributes.items()} if attributes else {}
            if act(known) is False:
                skipped = depth

    def on_end(full: str) -> None:
        nonlocal depth, skipped
        if not skipped:
            act = ends.get(names[full])
            if act is not None:
                act()
        elif skipped == depth:
            skipped = 0
        depth -= 1

    def on_text(words: str) -> None:
        if not skipped:
            text(words)

    _run(GuardedParser(on_start, on_end, on_text, takes_doctype=False), chunks)


def xml_tree(chunks: Iterable[bytes]) -> Element:
    """The elements of a small file; a bare ``<!DOCTYPE …>`` is let pass, and what it names unread.

    Raises:
        ValueError: it is not well-formed, declares entities, is nested too deeply, or has too many
            elements.
    """
    names = _Names()
    root = Element("")
    stack = [root]
    count = 0

    def on_start(full: str, attributes: Attributes) -> None:
        nonlocal count
        count += 1
        if count > _TREE:
            raise ValueError(f"more than {_TREE:,} elements of XML")
        if len(stack) > _DEPTH:
            raise ValueError(f"elements nested more than {_DEPTH} deep")
        known = {names[key]: value for key, value in attributes.items()}
        element = Element(names[full], known)
        stack[-1].children.append(element)
        stack.append(element)

    def on_end(_: str) -> None:
        stack.pop()

    def on_text(words: str) -> None:
        stack[-1].children.append(words)

    _run(GuardedParser(on_start, on_end, on_text), chunks)
    return next((child for child in root.children if isinstance(child, Element)), root)


def _run(parser: GuardedParser, chunks: Iterable[bytes]) -> None:
    for piece in pieces(chunks):
        parser.feed(piece)
    parser.close()


class _Names(dict[str, str]):
    """``prefix:name`` of the names that expat gives."""

    def __missing__(self, full: str) -> str:
        space, between, local = full.rpartition(_BETWEEN)
        prefix = _PREFIXES.get(space)
        name = f"{prefix}:{local}" if prefix else f"?:{local}" if between else local
        self[full] = name
        return name
