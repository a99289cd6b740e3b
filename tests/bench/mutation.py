"""Ways to spoil a file: bytes flipped, pieces cut, doubled and moved, words of its format."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Sequence

_TOKENS: tuple[bytes, ...] = tuple(
    token.encode("latin-1")
    for token in (
        "---\n", "...\n", "title: ", "date: 2024-13-45", "&a ", "*a", "!!python/object:x ", "<<: ",
        "# ", "> ", "- ", "1. ", "```\n", "~~~", "**", "__", "[", "](", "![", "[[", "]]", "|",
        "\n|-", "<!--", "-->", "<![CDATA[", "]]>", "<div>", "</div>", "<p", "<table><tr><td>",
        "<li>", "<script type=application/ld+json>", "</script>", "<style>", "<title>", "<pre>",
        "<br>", "<meta charset=utf-16>", "<meta charset=idna>", "<base href=//x>", "&#x110000;",
        "&amp", "&#55296;", "&#0;", 'style="display:none"', 'class="nav"', "<?xml version='1.0'?>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "xmlns:a='b'", "<a:b/>", "{", "}", "[[", '"', "\\",
        "\\ud800", "\\u0000", '"text":', '"articles":[', '"date":', "1e999", "-0", "NaN", "null",
        "99999999999999999999", "1700000000", "true", ",", ";", "\t", "\r", "\r\n", '""', "\n\n",
        "\x00", "\x1b[2J", "\x1b]0;a\x07", "\xff\xfe", "\xef\xbb\xbf", "\xe2\x80\xae",
        "\xed\xa0\x80", "\xcc\x81" * 50, "\xe2\x80\x8b", "\xf0\x9f\x91\xa9\xe2\x80\x8d",
        "2024-02-30", "0000-00-00", "By ", "Date: ", "Tags:", "Published ", "Source: ",
        "March 19, 2024", "19/03/2024", "From ", "Subject: =?utf-8?B?4oCu?=",
        "Content-Type: multipart/mixed; boundary=x\n", "--x\n", "--x--\n",
        "Content-Type: text/html; charset=x\n", "Content-Transfer-Encoding: base64\n",
        "=?x?Q?=00?=", "Date: Tue, 99 Foo 99999 25:61:61 +9999\n", "=\n", "=3D", "begin 644 x\n",
        "<rss>", "<item>", "<entry>", "<content:encoded>", "<description>", "<pubDate>",
        "<dc:date>", "<w:p>", "<w:t>", "<w:tbl>", "<text:p>", "<text:h>",
        "<text:s text:c='999999'/>", "<office:text>", "<itemref idref='x'/>", "<spine>",
        "full-path='../../x'", "%PDF-1.7\n", "obj\n<<", ">>\nendobj", "stream\n", "endstream",
        "/Kids [1 0 R]", "/Length 99999999999", "/FlateDecode", "/Encrypt", "startxref\n0",
        "trailer", "xref\n0 1\n", "/Count -1", "PK\x03\x04",
    )
)  # fmt: skip
_REPEATED = 400_000  # bytes that a piece said again and again may take


def mutated(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """The bytes of a file, spoiled one to four times; of an archive, mostly inside its members."""
    if raw.startswith(b"PK\x03\x04") and chance.random() < 0.85:
        return _repacked(raw, chance, others)
    for _ in range(chance.randint(1, 4)):
        raw = _once(raw, chance, others)
    return raw


def _once(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(raw))
    end = min(len(raw), at + int(2 ** chance.uniform(0, 12)))
    piece = raw[at:end]
    match chance.randrange(10):
        case 0:
            flipped = bytearray(raw)
            for _ in range(chance.randint(1, 8) if raw else 0):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            return bytes(flipped)
        case 1:
            return raw[:at] + raw[end:]
        case 2:
            return raw[:at] + piece + piece + raw[end:]
        case 3:
            to = chance.randint(0, len(raw))
            return raw[:to] + piece + raw[to:]
        case 4:
            other = chance.choice(others)
            start = chance.randint(0, len(other))
            return raw[:at] + other[start : start + int(2 ** chance.uniform(0, 12))] + raw[end:]
        case 5:
            return raw[:at]
        case 6 if chance.random() < 0.1:
            again = chance.choice((piece[:200], chance.choice(_TOKENS))) or b"x"
            return raw[:at] + again * (chance.randint(1, _REPEATED) // len(again)) + raw[at:]
        case 7:
            noise = chance.randbytes(chance.randint(1, 16))
            return raw[:at] + noise + raw[end:]
        case _:
            return raw[:at] + chance.choice(_TOKENS) + raw[chance.choice((at, end)) :]


def _repacked(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """An archive with a member spoiled, left out, put in twice or under another name."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = [(info, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError,
            RuntimeError, LookupError):  # fmt: skip
        return _once(raw, chance, others)
    if not members:
        return _once(raw, chance, others)
    for _ in range(chance.randint(1, 3)):
        n = chance.randrange(len(members))
        info, inner = members[n]
        match chance.randrange(12):
            case 0 if len(members) > 1:
                members.pop(n)
            case 1:
                members.insert(chance.randint(0, len(members)), (info, inner))
            case 2:
                info.filename = chance.choice(("../x", "/etc/x", "a" * 500, info.filename.upper()))
            case 3:
                members[n] = (info, chance.choice(members)[1])
            case _:
                members[n] = (info, _once(inner, chance, [part for _, part in members]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, inner in members:
            archive.writestr(info.filename, inner)
    return _once(out.getvalue(), chance, others) if chance.random() < 0.1 else out.getvalue()
