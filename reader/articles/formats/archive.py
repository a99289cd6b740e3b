"""A zip archive from a stranger: members are read into memory, within limits, never to disk.

Sizes are looked at before anything is inflated and counted again while it is, since an archive may
lie about them.  A member that is itself an archive is never opened.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from reader.text.late import late

PART = 32_000_000
"""Bytes of a member when inflated; a novel as Word writes it has 5 million."""

_WHOLE = 128_000_000  # bytes of all members that are read
_MEMBERS = 10_000
_RATIO = 200  # of inflated to packed; markup reaches 40, a table of blank rows 150
_SMALL = 4_000_000  # bytes below which the ratio says nothing
_CHUNK = 65_536
_ENTRY = b"PK\x01\x02"  # of the list of members
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_OUTSIDE = late(r"\A[/\\]|\A[a-zA-Z]:|\\|\x00|(?:\A|/)\.\.(?:/|\Z)")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
    OverflowError, LookupError, UnicodeError, struct.error,
)  # fmt: skip


class Archive:
    """The members of a zip archive by name."""

    def __init__(self, raw: bytes, kind: str) -> None:
        """Read the list of members; ``kind`` is what the file should be, for people.

        Raises:
            ValueError: it is no zip archive, damaged, or has too many members.
        """
        _check_start(raw, kind)
        if raw.count(_ENTRY) > _MEMBERS:
            raise ValueError(f"more than {_MEMBERS:,} files in the archive")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            listed = self._zip.infolist()
        except (*_BROKEN, ValueError) as error:
            if b"PK\x05\x06" not in raw[-66_000:]:
                raise ValueError("cut off: the end of the archive is missing") from None
            raise ValueError(f"the archive is damaged: {_reason(error)}") from None
        self._members = {m.filename: m for m in listed if not _OUTSIDE.search(m.filename)}
        self._left = _WHOLE

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def chunks(self, name: str, limit: int = PART) -> Iterator[bytes]:
        """The bytes of a member, a piece at a time.

        Raises:
            ValueError: it is missing, encrypted, damaged, or larger than the limit.
        """
        member = self._members.get(name)
        if member is None:
            raise ValueError(f"no {_shown(name)} in the archive")
        if member.flag_bits & 1:
            raise ValueError("encrypted with a password")
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ValueError(f"{_shown(name)} is packed in a way that is not read here")
        limit = min(limit, self._left)
        size, packed = member.file_size, max(1, member.compress_size)
        if size > limit:
            raise ValueError(f"{_shown(name)} is {size / 1e6:,.0f} MB when unpacked: too large")
        if size > max(_SMALL, _RATIO * packed):
            raise ValueError(f"{_shown(name)} unpacks to {size / packed:,.0f} times its size")
        for chunk in self._inflated(member):
            self._left -= len(chunk)
            limit -= len(chunk)
            if limit < 0:
                raise ValueError(f"{_shown(name)} is larger than the archive says")
            yield chunk

    def _inflated(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._zip.open(member) as opened:
                while chunk := opened.read(_CHUNK):
                    yield chunk
        except (*_BROKEN, ValueError) as error:
            reason = _reason(error)
            raise ValueError(f"{_shown(member.filename)} is damaged: {reason}") from None

    def read(self, name: str, limit: int = PART) -> bytes:
        """The bytes of a member.

        Raises:
            ValueError: as :meth:`chunks`.
        """
        return b"".join(self.chunks(name, limit))


def inside(base: str, link: str) -> str:
    """The name of the member that a link in another means; empty where it leads out."""
    from urllib.parse import unquote

    path = unquote(link.partition("#")[0])
    name = path[1:] if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)
    name = posixpath.normpath(name) if path else ""
    return "" if _OUTSIDE.search(name) else name


def _check_start(raw: bytes, kind: str) -> None:
    if raw.startswith(b"PK"):
        return
    if raw.startswith(_OLE):
        if _PASSWORD in raw:
            raise ValueError("encrypted with a password")
        raise ValueError(f"not {kind} but an old Office file such as .doc")
    if raw.startswith(b"{\\rtf"):
        raise ValueError(f"not {kind} but RTF")
    raise ValueError(f"not {kind}: it is no zip archive")


def _shown(name: str) -> str:
    """A member's name in a message, where nothing in it may act on a terminal."""
    plain = re.sub(r"[^\w./ -]", "�", name)
    return plain if len(plain) < 60 else f"{plain[:59]}…"


def _reason(error: Exception) -> str:
    if isinstance(error, zlib.error):
        return "it cannot be unpacked"
    text = " ".join(str(error).split()).lower()
    if "crc" in text:
        return "its checksum is wrong"
    if isinstance(error, EOFError):
        return "it ends too early"
    return "its list of files is wrong"
