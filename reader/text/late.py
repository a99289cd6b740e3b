"""Regular expressions compiled at their first use: a hundred at start take 40 ms, most for nothing.

The :mod:`re` of Python 3.11 compiles in Python; a class of characters with many ranges takes 2 ms.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Like :func:`re.compile`, which is called when the expression is first used."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        pattern, flags = self._source
        found = getattr(re.compile(pattern, flags), name)  # re keeps it for the next attribute
        vars(self)[name] = found  # from now on as fast as the expression's own
        return found
