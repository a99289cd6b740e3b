"""Whoosh, imported in one place.

Whoosh 2.7.4 is older than Pythons that warn of ``"\\S"`` in plain strings and of ``is`` with
numbers; a user can mend neither, so they are not shown.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh import analysis, fields, query, scoring
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import FileIndex
    from whoosh.matching import AndNotMatcher
    from whoosh.reading import SegmentReader
    from whoosh.util.numeric import byte_to_length, length_to_byte

__all__ = [
    "AndNotMatcher",
    "FileIndex",
    "FileStorage",
    "SegmentReader",
    "analysis",
    "byte_to_length",
    "fields",
    "length_to_byte",
    "query",
    "scoring",
]
