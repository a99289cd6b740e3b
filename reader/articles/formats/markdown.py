"""Markdown (CommonMark with tables and strikethrough), with or without front matter.

The canonical text is what the markup says, not the markup: ``**bold**`` is ``bold``, a heading has
no ``#``, a list item begins with its marker.  Line ends inside a paragraph are blanks, as the
standard has them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.articles.article import Metadata, Origin, Value
from reader.articles.decode import decode
from reader.articles.formats.draft import Draft
from reader.articles.frontmatter import split_front_matter
from reader.text.blocks import Block, BlockKind
from reader.text.canonical import canonical
from reader.text.spans import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<!--.*?-->|<[^>]{0,500}>", re.DOTALL)
_NESTING = 40  # deeper lists and quotations are read as text


class MarkdownFormat:
    """``.md``: blocks as the markup gives them."""

    name = "Markdown"
    suffixes = frozenset({".md", ".markdown", ".mdown"})

    def read(self, raw: bytes) -> Iterable[Draft]:
        """One draft; its title is that of the front matter, else the first heading's."""
        from markdown_it import MarkdownIt

        decoded = decode(raw)
        front = split_front_matter(canonical(decoded.text))
        parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(
            ["table", "strikethrough"]
        )
        page = _Page()
        page.take(parser.parse(front.rest))
        meta = front.meta
        if meta.title is None and page.first_heading:
            meta = _with_title(meta, page.first_heading)
        text = canonical("".join(page.parts))
        yield Draft(text, meta, tuple(page.blocks), (*decoded.notes, *front.notes))


def _with_title(meta: Metadata, title: str) -> Metadata:
    from dataclasses import replace

    return replace(meta, title=Value(title, Origin.HEADLINE))


@dataclass
class _Page:
    """The text being built, and where we are in the markup."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    first_heading: str = ""
    _length: int = 0
    _lists: list[int | None] = field(default_factory=list)  # next number, or None for bullets
    _quotes: int = 0
    _marker: str = ""
    _heading: int = 0
    _in_table: bool = False
    _cells: list[str] = field(default_factory=list)

    def take(self, tokens: list[Token]) -> None:
        """Add the blocks of a token stream."""
        for token in tokens:
            self._nest(token)
            match token.type:
                case "list_item_open":
                    self._next_item()
                case "tr_open":
                    self._cells = []
                case "tr_close":
                    self._add(" | ".join(self._cells), BlockKind.VERBATIM, 0)
                case "inline":
                    self._inline(token)
                case "fence" | "code_block":
                    self._add(token.content.strip("\n"), BlockKind.VERBATIM, 0)
                case "html_block":
                    self._add(_without_tags(token.content), BlockKind.PARAGRAPH, 0)
                case _:
                    pass

    def _nest(self, token: Token) -> None:
        """Keep count of what we are inside of."""
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = 0
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrs.get("start", 1) or 1))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "table_open" | "table_close":
                self._in_table = token.nesting > 0
            case _:
                pass

    def _next_item(self) -> None:
        number = self._lists[-1]
        self._marker = "• " if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1

    def _inline(self, token: Token) -> None:
        text = _inline_text(token.children or [])
        if self._heading:
            self.first_heading = self.first_heading or " ".join(text.split())
            self._add(text, BlockKind.HEADING, self._heading)
        elif self._in_table:
            self._cells.append(text)
        elif self._lists:
            self._add(text, BlockKind.ITEM, len(self._lists))
        elif self._quotes:
            self._add(text, BlockKind.QUOTE, self._quotes)
        else:
            self._add(text, BlockKind.PARAGRAPH, 0)

    def _add(self, text: str, kind: BlockKind, level: int) -> None:
        marker, self._marker = self._marker, ""
        body = canonical(
            marker + (text.strip("\n") if kind is BlockKind.VERBATIM else text.strip())
        )
        body = body.rstrip()
        if not body.strip():
            return
        tight = kind is BlockKind.ITEM and self.blocks and self.blocks[-1].kind is kind
        gap = "" if not self.blocks else "\n" if tight else "\n\n"
        start = self._length + len(gap)
        self.parts += [gap, body]
        self._length = start + len(body)
        hang = len(marker) if kind is BlockKind.ITEM else 0
        self.blocks.append(Block(Span(start, self._length), kind, level, hang))


def _inline_text(tokens: list[Token]) -> str:
    out: list[str] = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline" | "text_special":
                out.append(token.content)
            case "softbreak":
                out.append(" ")
            case "hardbreak":
                out.append("\n")
            case "image":
                out.append(token.content)  # its description
            case "html_inline":
                out.append(_without_tags(token.content))
            case _:
                pass
    return "".join(out)


def _without_tags(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup))
