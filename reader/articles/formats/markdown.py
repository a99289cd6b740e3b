"""Markdown (CommonMark with tables and strikethrough), with or without front matter.

The canonical text is what the markup says, not the markup: ``**bold**`` is ``bold``, a heading has
no ``#``, a list item begins with its marker.  Line ends inside a paragraph are blanks, as the
standard has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.articles.article import Origin, Value
from reader.articles.decode import decode
from reader.articles.formats.draft import Draft
from reader.articles.formats.markup import is_line_break, paragraphs_of
from reader.articles.formats.page import BULLET, Page
from reader.articles.frontmatter import split_front_matter
from reader.articles.wiki import without_wiki_links
from reader.text.blocks import BlockKind
from reader.text.canonical import canonical
from reader.text.late import late

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NESTING = 40  # blocks inside each other; the parser drops what is deeper
_LENGTH = 2_000_000  # characters: 0.5 to 1.5 s a million
_LINES = 40_000  # 0.06 ms each in a list or table
_SOUGHT = 5_000_000  # characters between brackets and their ends: up to 0.45 µs each
_BRACKET = late(r"[\[\]]|\n\n")
_MARKS = 200_000  # 0.01 ms each, 0.02 ms for “<”
_QUOTED = 300_000  # lines times quotations inside each other: 4 µs each
_INSIDE = late(r"(?m)^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]))+")
_CODE_TAB = 4  # columns


class MarkdownFormat:
    """``.md``: blocks as the markup gives them."""

    name = "Markdown"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """One draft; its title is that of the front matter, else of the heading it opens with.

        What is nested too deeply for the parser is kept as plain text, with a note.
        """
        decoded = decode(raw)
        front = split_front_matter(canonical(decoded.text))
        notes = (*decoded.notes, *front.notes)
        tokens = [] if _is_costly(front.rest) else _parser().parse(front.rest)
        if not tokens or any(token.level >= _NESTING - 1 for token in tokens):
            note = "too much markup, or nested too deeply: read as plain text"
            notes = (*notes, note) if front.rest.strip() else notes
            yield Draft(front.rest, front.meta, notes=notes)
            return
        taker = _Taker()
        taker.take(tokens)
        page, meta = taker.page, front.meta
        if meta.title is None and page.heading:
            meta = replace(meta, title=Value(page.heading, Origin.HEADLINE))
        yield Draft(page.text, meta, tuple(page.blocks), notes)


def _is_costly(text: str) -> bool:
    """Whether the parser would need more than some seconds."""
    if len(text) > _LENGTH or text.count("\n") > _LINES:
        return True
    if ">" in text:
        depth = max((marks.count(">") for marks in _INSIDE.findall(text)), default=0)
        if depth * text.count("\n") > _QUOTED:
            return True
    if _sought(text) > _SOUGHT:
        return True
    return sum(map(text.count, "*_~`|&\\<<")) > _MARKS


def _sought(text: str) -> int:
    """How many characters the parser looks through for the ends of brackets."""
    opened: list[int] = []
    sought = 0
    for found in _BRACKET.finditer(text):
        match found.group():
            case "[":
                opened.append(found.start())
            case "]":
                sought += found.start() - opened.pop() if opened else 0
            case _:  # the end of a paragraph is the end of each
                sought += len(opened) * found.start() - sum(opened)
                opened = []
    return sought + len(opened) * len(text) - sum(opened)


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    from reader.articles.formats.emphasis import emphasis

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler.at("emphasis", emphasis)
    return parser


@dataclass
class _Taker:
    """The page being built, and where we are in the markup."""

    page: Page = field(default_factory=Page)
    _lists: list[int | None] = field(default_factory=list)  # next number, or None for bullets
    _quotes: int = 0
    _marker: str = ""
    _heading: int = 0
    _in_table: bool = False
    _cells: list[str] = field(default_factory=list)
    _table: list[str] = field(default_factory=list)

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
                    self._table.append(" | ".join(self._cells).strip())
                case "inline":
                    self._inline(token)
                case "fence" | "code_block":
                    self._add(token.content.expandtabs(_CODE_TAB), BlockKind.VERBATIM, 0)
                case "html_block":
                    for text in paragraphs_of(token.content):
                        self._add(text, BlockKind.PARAGRAPH, 0)
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
                self._lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "list_item_close":
                self._marker = ""  # of an empty item
            case "table_open":
                self._in_table = True
            case "table_close":
                self._in_table = False
                self._add("\n".join(filter(None, self._table)), BlockKind.VERBATIM, 0)
                self._table = []
            case _:
                pass

    def _next_item(self) -> None:
        number = self._lists[-1]
        self._marker = BULLET if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1

    def _inline(self, token: Token) -> None:
        text = _inline_text(token.children or [])
        if self._heading:
            self._add(text, BlockKind.HEADING, self._heading)
        elif self._in_table:
            self._cells.append(" ".join(text.split()))
        elif self._lists:
            self._add(text, BlockKind.ITEM, len(self._lists))
        elif self._quotes:
            self._add(text, BlockKind.QUOTE, self._quotes)
        else:
            # hard breaks are meant: verse, addresses
            self._add(text, BlockKind.VERBATIM if "\n" in text else BlockKind.PARAGRAPH, 0)

    def _add(self, text: str, kind: BlockKind, level: int) -> None:
        if text.strip():
            marker, self._marker = self._marker, ""
            self.page.add(text, kind, level, marker)


def _inline_text(tokens: list[Token]) -> str:
    out: list[str] = []
    for token in tokens:
        match token.type:
            case "text":
                out.append(without_wiki_links(token.content))
            case "code_inline" | "text_special":
                out.append(token.content)
            case "image":
                out.append(_inline_text(token.children or []))  # its description
            case "softbreak":
                out.append(" ")
            case "hardbreak":
                out.append("\n")
            case "html_inline" if is_line_break(token.content):
                out.append("\n")
            case _:
                pass
    return "".join(out)
