"""A text being put together from the blocks of a file that marks them."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.text.blocks import Block, BlockKind
from reader.text.canonical import canonical
from reader.text.spans import Span

BULLET = "• "
"""What stands before an item of a list without numbers."""


@dataclass
class Page:
    """Blocks one after the other, with a blank line between them, or none between items."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, kind: BlockKind, level: int = 0, marker: str = "") -> None:
        """Add a block; ``marker`` stands before the text of an item.  A blank one is passed over.

        The line ends of a verbatim block stay, and so do the blanks its first line begins with.
        """
        text = canonical(text)
        text = text.strip("\n").rstrip() if kind is BlockKind.VERBATIM else text.strip()
        if not text.strip():
            return
        tight = kind is BlockKind.ITEM and self.blocks and self.blocks[-1].kind is kind
        gap = "" if not self.blocks else "\n" if tight else "\n\n"
        start = self.length + len(gap)
        self.parts += [gap, marker, text]
        self.length = start + len(marker) + len(text)
        hang = len(marker) if kind is BlockKind.ITEM else 0
        self.blocks.append(Block(Span(start, self.length), kind, level, hang))

    @property
    def text(self) -> str:
        """The canonical text."""
        return canonical("".join(self.parts))

    @property
    def headings(self) -> list[str]:
        """All headings, in order."""
        found = (n for n, block in enumerate(self.blocks) if block.kind is BlockKind.HEADING)
        return [self.parts[3 * n + 2] for n in found]

    @property
    def heading(self) -> str:
        """The first heading of the highest rank, or the one the text opens with; else empty."""
        for n, block in enumerate(self.blocks):
            if block.kind is BlockKind.HEADING and (block.level == 1 or n == 0):
                return " ".join(self.parts[3 * n + 2].split())
        return ""
