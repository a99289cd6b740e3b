"""XML read as a stream by expat, with nothing in it obeyed: no entity, no file, no address.

What XML can do to its reader is in OWASP's "XML External Entity Prevention"; expat 2.5, which
comes with Python 3.11, also takes time in the square of a tag's length (CVE-2023-52425).
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import NamedTuple, NoReturn
from xml.parsers import expat

_DEPTH = 500  # elements inside each other; LibreOffice writes 30
_TAG = 1_000_000  # bytes of a tag, comment or instruction
_PIECE = 1 << 16  # bytes given to expat at a time; their events are all that is held


class Start(NamedTuple):
    """The start of an element.  A name is ``namespace local``, or ``local`` where it has none."""

    name: str
    attributes: dict[str, str]


class End(NamedTuple):
    """The end of an element."""

    name: str


def events(
    source: bytes | Iterable[bytes], encoding: str | None = None
) -> Iterator[Start | End | str]:
    """Starts, ends and text of a document, in order; text may come in several pieces.

    A document type is passed over, and the entities of HTML are known whatever it says.  What
    stood before a fault has been yielded when it is raised.

    Raises:
        ValueError: it is not well-formed, declares entities, or is nested too deeply.
    """
    parser = expat.ParserCreate(encoding, namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    found: list[Start | End | str] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise ValueError(f"elements nested more than {_DEPTH} deep")
        found.append(Start(name, attributes))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        found.append(End(name))

    def skipped(name: str, is_parameter: bool) -> None:
        if not is_parameter:
            found.append(html.unescape(f"&{name};"))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = found.append
    parser.SkippedEntityHandler = skipped
    parser.EntityDeclHandler = _refuse
    fed = 0
    try:
        for piece in _pieces(source):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _TAG:
                raise ValueError(f"a tag longer than {_TAG // 1_000_000} MB")
            yield from found
            found.clear()
        parser.Parse(b"", True)
        yield from found
    except expat.ExpatError as error:
        yield from found
        reason = expat.ErrorString(error.code)
        raise ValueError(f"not XML: line {error.lineno}: {reason}") from None


def _refuse(*_: object) -> NoReturn:
    raise ValueError("it declares entities, which are not read")


def _pieces(source: bytes | Iterable[bytes]) -> Iterator[bytes]:
    for part in (source,) if isinstance(source, bytes) else source:
        for at in range(0, len(part), _PIECE):
            yield part[at : at + _PIECE]
