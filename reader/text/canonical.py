"""The canonical text: what every offset counts in."""

from __future__ import annotations

import hashlib
import unicodedata

from reader.text.late import late


def canonical(text: str) -> str:
    """NFC, with line ends as ``\\n`` and no byte order mark; idempotent.

    Unicode Standard Annex 15 for NFC.  No other character is changed or dropped.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def without_halves(text: str) -> str:
    """The text with ``�`` for each half of a surrogate pair, which is no character.

    JSON and YAML can write one (``\\ud800``); UTF-8 cannot, so nothing could be saved or printed.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("�", text)
    return text


_HALVES = late("[\ud800-\udfff]")


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
