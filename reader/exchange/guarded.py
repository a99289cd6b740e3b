"""Reading JSON of other programs: nothing too large, too deep, or not JSON."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from reader.errors import ReaderError

SIZE_LIMIT = 64 * 2**20
"""Bytes of a file with marks; 10,000 marks take about 8 MB."""

_DEPTH = 64  # lists and objects in each other; an annotation needs 6


def checked_size(data: bytes) -> bytes:
    """The bytes, if they are not too many.

    Raises:
        ReaderError: they are.
    """
    if len(data) > SIZE_LIMIT:
        raise ReaderError(f"{len(data) >> 20} MB is more than the {SIZE_LIMIT >> 20} MB read here")
    return data


def text_of(data: bytes) -> str:
    """The text of a file: UTF-8, or what its byte order mark says.

    Raises:
        ReaderError: it is not text, or too large.
    """
    checked_size(data)
    codec = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise ReaderError(f"the file is not {codec.removesuffix('-sig').upper()} text") from error


def json_of(data: bytes) -> Any:
    """The JSON value in a file.

    Raises:
        ReaderError: it is not JSON, too large or too deep.
    """
    try:
        value = json.loads(text_of(data), parse_constant=_refuse, parse_float=_finite)
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise ReaderError(f"the file is not JSON: {error}") from error
    if _deeper(value, _DEPTH):
        raise _too_deep()
    return value


def _deeper(value: Any, levels: int) -> bool:
    row = [value]
    for _ in range(levels):
        inner: list[Any] = []
        for item in row:
            if isinstance(item, dict):
                inner += item.values()
            elif isinstance(item, list):
                inner += item
        row = inner
        if not row:
            return False
    return True


def _too_deep() -> ReaderError:
    return ReaderError(f"the file is not read: it is nested more than {_DEPTH} deep")


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number in JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits[:20]} is too large")
    return number
