"""The formats, by name: :func:`write` and :func:`read`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from reader.errors import ReaderError
from reader.exchange.incoming import Incoming
from reader.exchange.marked import Marked
from reader.settings import COLOURS


class Format(StrEnum):
    """A form that marks are written in."""

    MD = "md"
    CSV = "csv"
    JSONLD = "jsonld"
    HYPOTHESIS = "hypothesis"
    QDPX = "qdpx"


FORMATS = {
    Format.MD: "Markdown, for people: by article or by tag, as a template says",
    Format.CSV: "a table, for spreadsheets",
    Format.JSONLD: "W3C annotations, for other annotation tools; nothing is left out",
    Format.HYPOTHESIS: "Hypothesis’ export",
    Format.QDPX: "a REFI-QDA project, for NVivo, ATLAS.ti, MAXQDA",
}
"""Each format with what it is for."""

ENDINGS = {
    Format.MD: (".md",),
    Format.CSV: (".csv", ".tsv"),
    Format.JSONLD: (".jsonld",),
    Format.HYPOTHESIS: (".json",),
    Format.QDPX: (".qdpx",),
}
"""The endings of file names that speak for a format; the first is that of a new file."""


def write(
    marks: Sequence[Marked],
    form: Format,
    *,
    by: str = "article",
    template: str | None = None,
    colours: Sequence[str] = COLOURS,
) -> bytes:
    """Marks as a file of a format, in the order given; UTF-8 where it is text.

    ``by`` (``article`` or ``tag``) and ``template`` (the text of one) are for Markdown, ``colours``
    (what the eight looks are called) for REFI-QDA.

    Raises:
        ReaderError: the template is wrong.
    """
    match form:
        case Format.MD:
            from reader.exchange.markdown import By, write_markdown

            return write_markdown(marks, By(by), template)
        case Format.CSV:
            from reader.exchange.table import write_csv

            return write_csv(marks)
        case Format.JSONLD:
            from reader.exchange.jsonld import write_jsonld

            return write_jsonld(marks)
        case Format.HYPOTHESIS:
            from reader.exchange.hypothesis import write_hypothesis

            return write_hypothesis(marks)
        case Format.QDPX:
            from reader.exchange.qdpx import write_qdpx

            return write_qdpx(marks, colours)


def read(data: bytes, form: Format | None = None) -> list[Incoming]:
    """The marks in a file; without a format, in whichever it is: JSON-LD, Hypothesis’ or CSV.

    Raises:
        ReaderError: it is in none of these, damaged, or too large.
    """
    match form or _guessed(data):
        case Format.CSV:
            from reader.exchange.table import read_csv

            return read_csv(data)
        case Format.JSONLD:
            from reader.exchange.jsonld import read_jsonld

            return read_jsonld(data)
        case Format.HYPOTHESIS:
            from reader.exchange.hypothesis import read_hypothesis

            return read_hypothesis(data)
        case other:
            raise ReaderError(
                f"marks cannot be read from {other}", "csv, jsonld and hypothesis can"
            )


def _guessed(data: bytes) -> Format:
    from reader.exchange.guarded import json_of

    head = data[:64].decode("utf-8", "ignore").lstrip("\ufeff \t\r\n")
    if not head.startswith(("{", "[")):
        return Format.CSV
    value = json_of(data)
    first = value[0] if isinstance(value, list) and value else value
    fields = set(first) if isinstance(first, dict) else set()
    theirs = {"annotations", "rows", "uri", "text"} & fields and "@context" not in fields
    return Format.HYPOTHESIS if theirs else Format.JSONLD
