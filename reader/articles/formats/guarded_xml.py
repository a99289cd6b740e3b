"""XML read as a stream by expat, with nothing in it obeyed: no entity, no file, no address.

What XML can do to its reader is in OWASP's "XML External Entity Prevention"; expat 2.5, which
comes with Python 3.11, also takes time in the square of a tag's length (CVE-2023-52425).
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator
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
    found: list[Start | End | str] = []
    parser = GuardedParser(
        lambda name, attributes: found.append(Start(name, attributes)),
        lambda name: found.append(End(name)),
        found.append,
        encoding,
    )
    try:
        for piece in pieces(source):
            parser.feed(piece)
            yield from found
            found.clear()
        parser.close()
    except ValueError:
        yield from found
        raise
    yield from found


class GuardedParser:
    """The parser itself, for those who rather give functions than take events: a third faster."""

    def __init__(
        self,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
        encoding: str | None = None,
        *,
        takes_doctype: bool = True,
    ) -> None:
        """Make one; without ``takes_doctype`` a document type is refused, not passed over."""
        self._start, self._end, self._text = start, end, text
        self._depth = self._fed = 0
        parser = self._parser = expat.ParserCreate(encoding, namespace_separator=" ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = text
        parser.SkippedEntityHandler = self._on_unknown
        parser.EntityDeclHandler = _refuse
        if not takes_doctype:
            parser.StartDoctypeDeclHandler = _refuse_doctype

    def feed(self, piece: bytes) -> None:
        """Parse a piece, of 64 kB at most.

        Raises:
            ValueError: as :func:`events`; or what was given raises.
        """
        self._parse(piece, last=False)
        self._fed += len(piece)
        if self._fed - self._parser.CurrentByteIndex > _TAG:
            raise ValueError(f"a tag longer than {_TAG // 1_000_000} MB")

    def close(self) -> None:
        """Parse what is left.

        Raises:
            ValueError: as :meth:`feed`.
        """
        self._parse(b"", last=True)

    def _parse(self, piece: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise ValueError(f"not XML: line {error.lineno}: {reason}") from None
        except (LookupError, UnicodeError):
            raise ValueError("XML in an encoding that is not read here") from None

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            raise ValueError(f"elements nested more than {_DEPTH} deep")
        self._start(name, attributes)

    def _on_end(self, name: str) -> None:
        self._depth -= 1
        self._end(name)

    def _on_unknown(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._text(html.unescape(f"&{name};"))


def _refuse(*_: object) -> NoReturn:
    raise ValueError("it declares entities, which are not read")


def _refuse_doctype(*_: object) -> NoReturn:
    raise ValueError("XML with a DTD, which is not read")


def pieces(source: bytes | Iterable[bytes]) -> Iterator[bytes]:
    """A source cut into what the parser takes at a time."""
    for part in (source,) if isinstance(source, bytes) else source:
        for at in range(0, len(part), _PIECE):
            yield part[at : at + _PIECE]
