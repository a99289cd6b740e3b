"""Items that lists are made of: headings, words that wrap, and those that have certain words."""

from __future__ import annotations

from collections.abc import Sequence

from reader.text.cells import painted, width
from reader.text.finding import Folded
from reader.text.late import late
from reader.ui.panes.rows import Item, Line, Part

_WORD_OR_BLANK = late(r"\s+|\S+")
_UNWRAPPED = 10_000  # cells, so that an item says all that it has to say


def having(items: Sequence[Item], wanted: str) -> list[Item]:
    """The items in which all of some words stand, and the headings above such items."""
    parts = Folded(wanted).lower.split()
    out: list[Item] = []
    headings: list[Item] = []
    for item in items:
        if isinstance(item.key, tuple) and item.key[0] == "head":
            headings = [item]
            continue
        said = " ".join(part for line in item.lines(_UNWRAPPED) for part, _ in line.parts)
        folded = Folded(said).lower
        if all(word in folded for word in parts):
            out += [*headings, item]
            headings = []
    return out or [words(f"nothing with “{wanted}”", "quiet")]


def heading(words: str) -> Item:
    """A heading, not to be chosen."""
    return Item(("head", words), lambda _: [Line(((words, "heading"),))], choosable=False)


def words(said: str, look: str) -> Item:
    """Words that wrap, not to be chosen."""

    def lines(cells: int) -> list[Line]:
        return [Line((("  " + row, look),)) for row in wrap_words(said, max(8, cells - 4))]

    return Item(("words", said), lines, choosable=False)


def wrap_words(words: str, cells: int) -> list[str]:
    """Foreign words as safe rows of at most so many cells."""
    from reader.text.blocks import blocks
    from reader.text.layout import Layout

    page = Layout(words, blocks(words), cells)
    rows = [page.paint(row, *page.painted(row)) for row in range(len(page))]
    return [painted(row) for row in rows] if words.strip() else []


def parts_of(words: str, look: str) -> list[Part]:
    """Foreign words and the blanks between them, each painted, in a look."""
    return [(painted(word), look) for word in _WORD_OR_BLANK.findall(words)]


def wrap_parts(
    words: Sequence[Part], cells: int, most: int | None = None, indent: str = ""
) -> list[Line]:
    """Rows of at most so many cells after an indent; what ``most`` rows do not hold is cut."""
    rows: list[list[Part]] = [[(indent, "")]]
    x = 0
    for word, look in words:
        blank = word.isspace()
        if x + width(word) > cells and x and not blank:
            if len(rows) == most:
                rows[-1].append(("…", "quiet"))
                break
            rows.append([(indent, "")])
            x = 0
        if blank and not x:
            continue
        rows[-1].append((" " if blank else word, look))
        x += 1 if blank else width(word)
    return [Line(tuple(row)) for row in rows]
