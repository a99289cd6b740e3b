"""Names of styles that Word, LibreOffice and pandoc give, in small letters, and what they mean."""

from __future__ import annotations

from reader.text.late import late

QUOTES = frozenset(
    {"quote", "intense quote", "quotations", "block text", "block quote", "blockquote", "citation"}
)
CODE = frozenset(
    {"source code", "preformatted text", "html preformatted", "code", "plain text", "verbatim"}
)
CONTENTS = late(r"(?:toc|contents|table of contents)(?: \d| heading)?\Z")


def whole(text: str, otherwise: int = 0) -> int:
    """A number that a file gives; what is no number, or much too large, is another."""
    return int(text) if text.isdecimal() and len(text) < 9 else otherwise
