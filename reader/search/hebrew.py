"""Hebrew words with the little words that are written as one with them: the, and, in, to, from.

They cannot be told from first letters of the word itself without a dictionary, so that they are
not taken off in the index; a word that is asked for is looked for with and without them.
"""

from __future__ import annotations

import re

_WORD = re.compile("[\u05d0-\u05ea]{3,}\\Z")
_ARTICLE = "ה"
_PREFIXES = ("ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "שה", "מה", "כש")
_LEAST = 3  # letters that a word has without its article


def with_prefixes(term: str) -> list[str]:
    """The other forms of a Hebrew term; none of any other."""
    if not _WORD.match(term):
        return []
    bare = term[1:] if term[0] == _ARTICLE and len(term) > _LEAST else term
    return [form for form in (bare, *(p + bare for p in _PREFIXES)) if form != term]
