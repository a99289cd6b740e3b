"""The plain text of a mail as blocks: quotations, signature, paragraphs that were wrapped.

``format=flowed`` is read by RFC 3676; of other mails the paragraphs are found as in any bare text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.articles.formats.page import Page
from reader.text.blocks import Block, BlockKind, blocks
from reader.text.canonical import canonical
from reader.text.late import late

_LENGTH = 4_000_000  # characters; 0.3 µs each with the lines
_LINES = 200_000  # 10 µs each, of short quotations
_MOST_LINES = 600_000  # no mail has as many; 3 to 5 s
_DEPTH = 20  # quotations inside each other; what is deeper stands beside
_QUOTED = late(r"(?:> ?)+")
_FLOWED = late(r">+")
_SIGNATURE = 40  # lines under “-- ” that are still one
_FOOTER = 12  # lines that a mailing list adds
_FOOTER_RULE = late(r"_{20,}\s*")
_FOOTER_SAYS = late(r"mailing list|unsubscribe|listinfo|you received this", re.IGNORECASE)
_SENT_FROM = late(
    r"(?:Sent|Get|Gesendet|Envoyé|Enviado)\b.{0,40}\b(?:from|von|de|Outlook)\b.{0,40}"
)


@dataclass(slots=True)
class _Run:
    """Lines of the same depth of quotation; ``carried`` are those the mail program added."""

    depth: int
    lines: list[str] = field(default_factory=list)
    carried: bool = False


@dataclass(slots=True)
class Set:
    """A text set as blocks, and the numbers of those that are not of the text."""

    page: Page = field(default_factory=Page)
    carried: list[int] = field(default_factory=list)

    def append(self, other: Set) -> None:
        """Add the blocks of another text below."""
        for n, block in enumerate(other.page.blocks):
            if n in other.carried:
                self.carried.append(len(self.page.blocks))
            _, marker, text = other.page.parts[3 * n : 3 * n + 3]
            self.page.add(text, block.kind, block.level, marker)


def set_text(text: str, *, flowed: bool = False, delsp: bool = False) -> Set:
    """Set the plain text of a mail.

    Quotations lose their ``>`` and are blocks of their depth; in a text too long to be one mail's
    they are not looked for.

    Raises:
        ValueError: it has more lines than any mail.
    """
    text = canonical(text)
    out = Set()
    count = text.count("\n")
    if count > _MOST_LINES:
        raise ValueError(f"more than {_MOST_LINES:,} lines in one mail")
    if len(text) > _LENGTH or count > _LINES:
        for block in blocks(text):
            _add(out, text, block, 0)
        return out
    lines = text.split("\n")
    depths = _unflowed(lines, delsp=delsp) if flowed else _depths(lines)
    runs = list(_runs(depths))
    texts: dict[int, str] = {}
    found: dict[int, list[Block]] = {}
    at: dict[int, int] = {}
    for depth in {run.depth for run in runs if not run.carried}:
        bodies = ["\n".join(r.lines) for r in runs if r.depth == depth and not r.carried]
        texts[depth] = "\n\n".join(bodies)
        found[depth] = list(reversed(blocks(texts[depth])))
        at[depth] = 0
    for run in runs:
        body = "\n".join(run.lines)
        if run.carried:
            out.page.add(body, BlockKind.VERBATIM)
            if body.strip():
                out.carried.append(len(out.page.blocks) - 1)
            continue
        at[run.depth] += len(body) + 2
        while found[run.depth] and found[run.depth][-1].span.start < at[run.depth]:
            _add(out, texts[run.depth], found[run.depth].pop(), run.depth)
    return out


def _add(out: Set, text: str, block: Block, depth: int) -> None:
    words = block.span.of(text)
    if depth:
        out.page.add(_joined(words), BlockKind.QUOTE, depth)
        return
    marker, words = words[: block.hang], words[block.hang :]
    out.page.add(_joined(words), block.kind, block.level, marker)
    if len(words) < 80 and _SENT_FROM.fullmatch(words):
        out.carried.append(len(out.page.blocks) - 1)


def _joined(words: str) -> str:
    return " ".join(line.strip() for line in words.split("\n"))


def _depths(lines: list[str]) -> Iterator[tuple[int, str]]:
    for line in lines:
        quoted = _QUOTED.match(line) if line.startswith(">") else None
        depth = min(quoted.group().count(">"), _DEPTH) if quoted else 0
        yield depth, line[quoted.end() :] if quoted else line


def _unflowed(lines: list[str], *, delsp: bool) -> Iterator[tuple[int, str]]:
    """Paragraphs of ``format=flowed``: a line that ends with a blank goes on in the next."""
    held: list[str] = []
    held_depth = 0
    for raw in lines:
        quoted = _FLOWED.match(raw)
        depth = quoted.end() if quoted else 0
        line = raw[depth:].removeprefix(" ")
        depth = min(depth, _DEPTH)
        signs = line == "-- "
        if held and (depth != held_depth or signs):
            yield held_depth, "".join(held).rstrip()
            held = []
        if signs or not line.endswith(" "):
            yield depth, "".join([*held, line])
            held = []
        else:
            held.append(line[:-1] if delsp else line)
            held_depth = depth
    if held:
        yield held_depth, "".join(held).rstrip()


def _runs(depths: Iterator[tuple[int, str]]) -> Iterator[_Run]:
    """Runs of lines of a depth, with signatures and the footers of lists apart."""
    run: _Run | None = None
    for depth, line in depths:
        if run is None or depth != run.depth:
            if run:
                yield from _parted(run)
            run = _Run(depth)
        run.lines.append(line)
    if run:
        yield from _parted(run)


def _parted(run: _Run) -> Iterator[_Run]:
    if run.depth:
        yield run
        return
    cut = len(run.lines)
    for n in range(max(0, cut - _SIGNATURE), cut):
        line = run.lines[n]
        footer = n >= cut - _FOOTER and _FOOTER_RULE.fullmatch(line)
        if line in {"-- ", "--"} or (footer and any(map(_FOOTER_SAYS.search, run.lines[n:]))):
            cut = n
            break
    yield _Run(0, run.lines[:cut])
    if cut < len(run.lines):
        yield _Run(0, run.lines[cut:], carried=True)
