"""Mail cut into its parts, in time linear in its length whatever it holds (RFC 2045 to 2049).

The library's own parser reads the headers.  It is not given the parts: it looks for the end of each
open one at every line, so that 200 parts inside each other with 32 MB of blank lines take it seven
minutes (2.6 s for 200,000 lines, measured).
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32

from reader.articles.decode import Decoded, NotTextError, decode, decode_as
from reader.text.late import late

_DEPTH = 20  # parts inside each other; a mail forwarded ten times as an attachment has 20
_PARTS = 500  # of one mail
_HEADERS = 256 * 1024  # bytes of the headers of a part
_LINES = 300  # of one header
_LINE = 16 * 1024  # characters of one header
_BLANK_LINE = late(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r(?!\n)")
_LIKELY = late(rb"^--([^\r\n]{4,200}?)[ \t]*\r?\nContent-", re.MULTILINE | re.IGNORECASE)
_NAME = late(rb"[!-9;-~]{1,100}:")
_ENCODED = late(r"=\?([!->@-~]{1,80})\?([QqBb])\?([^?\s]*(?: [^?\s]+)*)\?=")
_NO_BASE64 = bytes(
    b for b in range(256) if not (chr(b).isascii() and (chr(b).isalnum() or b in b"+/"))
)


class _Bounded(Compat32):
    """Headers as they stand, none longer than a person writes it."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        lines = [line[:_LINE] for line in sourcelines[:_LINES]]
        name, value = super().header_source_parse(lines)
        return name, value[:_LINE]

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - as the library calls it
        return value


_HEADER_PARSER = BytesParser(policy=_Bounded())


@dataclass(slots=True)
class Part:
    """A mail or a part of one: headers, and either bytes or parts."""

    headers: Message
    body: bytes = b""
    parts: list[Part] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Its type, such as ``text/plain``."""
        return self.headers.get_content_type()

    @property
    def is_attached(self) -> bool:
        """Whether it is a file sent along, and not shown."""
        return self.headers.get_content_disposition() == "attachment"

    def parameter(self, name: str) -> str:
        """A parameter of its type, such as ``format``; empty where there is none."""
        value = self.headers.get_param(name, "")
        return value.strip() if isinstance(value, str) else ""

    def decoded(self) -> Decoded:
        """Its text.

        Raises:
            NotTextError: it is not text.
        """
        raw = self.content().replace(b"\x00", b"")
        return decode_as(raw, label) if (label := self._charset()) else decode(raw)

    def content(self) -> bytes:
        """Its bytes, as they were before they were written for the way."""
        match str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower():
            case "quoted-printable":
                return binascii.a2b_qp(self.body)
            case "base64":
                return _from_base64(self.body)
            case _:
                return self.body

    def _charset(self) -> str:
        try:
            return self.headers.get_content_charset("")
        except (LookupError, UnicodeError):
            return ""

    def line(self, name: str) -> str:
        """A header on one line, as people read it; empty where there is none."""
        return header_text(str(self.headers.get(name, "")))

    def all(self) -> Iterator[Part]:
        """This one and those in it, in order, without those of mails inside it."""
        yield self
        if not self.kind.startswith("message/"):
            for part in self.parts:
                yield from part.all()


def part_of(raw: bytes) -> Part:
    """The parts of a mail; what is nested too deeply, or beyond the 500th, is left out."""
    return _part(raw, 0, [_PARTS])


def has_headers(raw: bytes) -> bool:
    """Whether bytes begin as a mail does, with a header."""
    return _NAME.match(raw) is not None


def _part(raw: bytes, depth: int, left: list[int]) -> Part:
    left[0] -= 1
    if raw[:1] in {b"\n", b"\r"}:  # a part without headers
        head, body = b"", raw.lstrip(b"\r\n")
    else:
        gap = _BLANK_LINE.search(raw)
        head, body = (raw[: gap.start()], raw[gap.end() :]) if gap else (raw, b"")
    headers = _HEADER_PARSER.parsebytes(head[:_HEADERS] + b"\n\n", headersonly=True)
    stray = str(headers.get_payload() or "").strip()  # of lines that are no headers
    if stray:
        body = stray.encode("utf-8", "surrogateescape") + b"\n\n" + body
    part = Part(headers, body)
    if depth >= _DEPTH:
        part.body = b""
    elif headers.get_content_maintype() == "multipart":
        for piece in _pieces(body, part.parameter("boundary")):
            if left[0] <= 0:
                break
            part.parts.append(_part(piece, depth + 1, left))
        part.body = b"" if part.parts else body
    elif headers.get_content_type() in {"message/rfc822", "message/global"} and left[0] > 0:
        part.parts.append(_part(part.content(), depth + 1, left))
    return part


def _pieces(body: bytes, boundary: str) -> Iterator[bytes]:
    """What stands between boundaries; without a known one, between what looks like one."""
    mark = b"--" + boundary.encode("utf-8", "surrogateescape")
    if not boundary or mark not in body:
        likely = _LIKELY.search(body)
        if likely is None:
            return
        mark = b"--" + likely[1]
    at = _next(body, mark, 0)
    while at >= 0:
        start = at + len(mark)
        if body.startswith(b"--", start):
            return
        end = _next(body, mark, start)
        line = body.find(b"\n", start, end if end >= 0 else len(body))
        if line < 0:
            line = start - 1
        yield body[line + 1 : end if end >= 0 else len(body)]
        at = end


def _next(body: bytes, mark: bytes, at: int) -> int:
    """Where a line with a mark begins; -1 where none does."""
    while (at := body.find(mark, at)) >= 0:
        end = body[at + len(mark) : at + len(mark) + 3]
        alone = not end or end.startswith((b"\r", b"\n", b"--", b" ", b"\t"))
        if alone and (at == 0 or body[at - 1 : at] in {b"\n", b"\r"}):
            return at
        at += len(mark)
    return -1


def _from_base64(body: bytes) -> bytes:
    """Base64, of which the last letters may be missing."""
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        letters = body.translate(None, _NO_BASE64)
        return binascii.a2b_base64(letters[: len(letters) // 4 * 4])


def header_text(raw: str) -> str:
    """A header with its encoded words (RFC 2047) and raw bytes decoded.

    A letter whose bytes are parted between two words is put together.
    """
    out: list[tuple[str, bytes]] = []
    at = 0
    for word in _ENCODED.finditer(raw):
        label, letter, body = word[1].lower(), word[2].lower(), word[3].encode("ascii", "replace")
        between = raw[at : word.start()]
        at = word.end()
        if between.strip() or (between and not out):
            out.append(("", between.encode("utf-8", "surrogateescape")))
        decoded = _from_base64(body) if letter == "b" else binascii.a2b_qp(body, header=True)
        if out and out[-1][0] == label:
            out[-1] = (label, out[-1][1] + decoded)
        else:
            out.append((label, decoded))
    out.append(("", raw[at:].encode("utf-8", "surrogateescape")))
    return " ".join("".join(_word(part, label) for label, part in out).split())


def _word(raw: bytes, label: str) -> str:
    """A word in its encoding; too short for a detector, so without one it is UTF-8 or Western."""
    try:
        return decode_as(raw, label.partition("*")[0] or "cp1252").text
    except NotTextError:
        return raw.decode("ascii", "replace")
