"""The text of a piece of HTML that stands in a Markdown file."""

from __future__ import annotations

import html
import re

from reader.text.late import late

_COMMENT = late(r"<!--.*?-->", re.DOTALL)
_UNSEEN = late(r"<(script|style)\b[^<>]*>.*?</\1>", re.DOTALL | re.IGNORECASE)
_LINE_BREAK = late(r"<br\s*/?>", re.IGNORECASE)
_BLOCK = late(
    r"</?(?:p|div|li|ul|ol|tr|td|th|table|h[1-6]|blockquote|figure|figcaption|section|article|hr|"
    r"details|summary|pre)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_TAG = late(r"</?[a-zA-Z][^<>]{0,500}>|<[!?][^<>]{0,500}>")
_PARAGRAPH_END = late(r"\n[^\S\n]*(?:\n\s*)+")


def paragraphs_of(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML, without tags, comments, scripts and styles."""
    end = markup.rfind("-->") + len("-->")  # nothing is looked for where no comment can end
    text = _COMMENT.sub("", markup[:end]) + markup[end:] if end >= len("-->") else markup
    if "</" in text:
        text = _UNSEEN.sub("", text)
    text = _TAG.sub("", _BLOCK.sub("\n\n", _LINE_BREAK.sub("\n", text)))
    return [" ".join(part.split()) for part in _PARAGRAPH_END.split(html.unescape(text))]


def is_line_break(markup: str) -> bool:
    """Whether a tag is ``<br>``."""
    return _LINE_BREAK.fullmatch(markup) is not None
