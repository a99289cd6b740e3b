"""Bytes to text: which encoding, and what could not be read."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from reader.text.late import late

_SAMPLE = 256 * 1024  # bytes the detector looks at; more gains nothing and costs seconds
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = late(
    rb"%PDF-|PK\x03\x04|\x7fELF|\x89PNG|\xff\xd8\xff|\x1f\x8b|\xfd7zXZ|7z\xbc\xaf|SQLite format 3|"
    rb"\xca\xfe\xba\xbe|\xd0\xcf\x11\xe0"
)  # no magic of letters alone (MZ, RIFF, BZh): an article may begin with them; NULs tell those
_CONTROL = late(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")  # \x1b opens an ANSI escape: text
_CONTROL_SHARE = 0.02  # of the sample; logs with stray controls stay below, binaries far above

_LABELS = {  # what a label means to browsers (WHATWG Encoding Standard, 4.2)
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
    "tis-620": "cp874", "big5": "big5hkscs",
}  # fmt: skip
_SEVEN_BIT = ("iso-2022-", "iso2022", "hz")  # whose bytes are all of UTF-8 too
_NO_LABELS = ("utf-8", "utf8", "utf-7", "utf-16", "idna", "punycode", "unicode_", "raw_unicode")


class NotTextError(ValueError):
    """The bytes are not a text; the message says what they look like."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and how many bytes could not be read."""

    text: str
    encoding: str
    lost: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What a user should know; nothing for clean UTF-8."""
        out: list[str] = []
        if self.encoding not in {"utf-8", "ascii"}:
            out.append(f"read as {self.encoding}")
        if self.lost:
            plural = "characters" if self.lost > 1 else "character"
            out.append(f"{self.lost} {plural} could not be read and are shown as �")
        return tuple(out)


def decode(raw: bytes) -> Decoded:
    """The text of a file.

    In turn: byte order mark, the NUL pattern of UTF-16, strict UTF-8, the detector
    (charset-normalizer), Windows-1252.  What cannot be decoded becomes ``�`` and is counted.

    Raises:
        NotTextError: the bytes are those of a binary file.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _lossy(raw[len(mark) :] if encoding == "utf-8" else raw, encoding)
    if _MAGIC.match(raw):
        raise NotTextError("not a text: it begins like a binary file")
    sample = raw[:_SAMPLE]
    if b"\x00" in sample:
        encoding = _utf16_by_nuls(sample)
        if not encoding:
            raise NotTextError("not a text: it holds NUL bytes")
        return _lossy(raw, encoding)
    if len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample):
        raise NotTextError("not a text: too many control characters")
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _nearly_utf8(raw):
        return _lossy(raw, "utf-8")
    return _lossy(raw, _detected(sample))


def decode_as(raw: bytes, label: str) -> Decoded:
    """The text of bytes whose encoding is named beside them, which may be wrong.

    In turn: UTF-8 if they are, that encoding, what :func:`decode` finds.

    Raises:
        NotTextError: the name is of no help, and the bytes are those of a binary file.
    """
    label = label.strip().lower()
    encoding = _LABELS.get(label, label)
    if not encoding.startswith(_SEVEN_BIT):
        try:
            return Decoded(raw.decode("utf-8-sig"), "utf-8")
        except UnicodeDecodeError:
            pass
    if encoding and not encoding.startswith(_NO_LABELS):
        try:
            return _lossy(raw, encoding)
        except (LookupError, UnicodeError, ValueError):
            pass
    return decode(raw)


def _lossy(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("�"))


def _utf16_by_nuls(sample: bytes) -> str:
    """UTF-16 without a mark: Latin text has a NUL in every second byte, always the same one."""
    half = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return ""


def _nearly_utf8(raw: bytes) -> bool:
    """UTF-8 with a few broken bytes.

    At least three whole sequences to each broken one, or one of three bytes.  In other encodings
    both are rare accidents (one in seven characters of GBK, one in a hundred).
    """
    text = raw.decode("utf-8", "replace")
    broken = text.count("�")
    whole = sum(1 for c in text if c > "\x7f") - broken
    long = sum(1 for c in text if c > "\u07ff") - broken
    return whole >= 3 * broken or long >= broken


# Letters of English, French, German, Spanish, Portuguese, Dutch, Scandinavian and (but for ì, which
# is the Czech ě) Italian, and typographic marks.
_WESTERN = frozenset(
    "àâäæáãåçèéêëíîïñòóôöõøœùúûüÿßÀÂÄÆÁÃÅÇÈÉÊËÍÎÏÑÓÔÖÕØŒÙÚÛÜ‘’“”„–—…«»€£°§©®•¡¿ºª·\xa0"
)
_HIGH_SHARE = 0.2  # of the bytes; French has 0.05, Cyrillic 0.8


def _is_western(sample: bytes) -> bool:
    """Whether a sample reads as Windows-1252: short Latin texts give a detector too little."""
    high = sum(1 for byte in sample if byte > 0x7F)
    if high > _HIGH_SHARE * len(sample):
        return False
    text = sample.decode("cp1252", "replace")
    return all(c in _WESTERN for c in text if c > "\x7f")


def _detected(sample: bytes) -> str:
    if _is_western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None or best.encoding in {"ascii", "utf_8"}:
        return "cp1252"
    return codecs.lookup(best.encoding).name
