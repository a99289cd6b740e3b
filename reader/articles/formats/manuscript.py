"""A text being taken from a word processor's file: paragraphs, tables, boxes and notes.

Such files hold paragraphs inside paragraphs (a text box stands where it is anchored, a note where
its number is), so what is being written is a stack of sheets, one for each of these.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.articles.formats.flows import Flow, page_of
from reader.articles.formats.page import Page
from reader.text.blocks import BlockKind
from reader.text.late import late

_BLANKS = late(r"[ \t\u00a0]{2,}|[\t\u00a0]")  # a lone blank stays: half the time it would take
_CELL = 300  # characters: a table with longer cells is there for the looks
_TAB = 4  # columns

PARAGRAPHS = 150_000
"""Paragraphs of a text that are read: 20 µs each until they can be shown; the Bible has 31,000."""


@dataclass(slots=True)
class _Sheet:
    """A part being written; ``rows`` and ``cells`` are those of a table and of a row."""

    flows: list[Flow] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    boxes: list[Flow] = field(default_factory=list)
    cells: list[list[Flow]] = field(default_factory=list)
    rows: list[list[list[Flow]]] = field(default_factory=list)
    is_code: bool = False
    places: bool = False
    """Whether a table in it only places things, since it holds another."""


class Manuscript:
    """The text so far.  What is opened is closed in the order of the file's elements."""

    def __init__(self) -> None:
        self._sheets = [_Sheet()]
        self._notes: list[list[Flow]] = []
        self._count = 0

    # -- paragraphs --------------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """Add words to the paragraph; ``\\n`` is a line break."""
        self._sheets[-1].words.append(words)

    @property
    def words(self) -> str:
        """The words of the paragraph so far."""
        return "".join(self._sheets[-1].words)

    def drop(self) -> None:
        """Forget the paragraph."""
        self._sheets[-1].words.clear()

    def end(self, kind: BlockKind, level: int = 0, marker: str = "", *, code: bool = False) -> None:
        """End the paragraph; two line breaks in a row end one too.

        The blanks of ``code`` stay as they are, and lines of it that follow each other are one
        block.

        Raises:
            ValueError: there are more than any text has.
        """
        self._count += 1
        if self._count > PARAGRAPHS:
            raise ValueError(f"more than {PARAGRAPHS:,} paragraphs")
        sheet = self._sheets[-1]
        words = "".join(sheet.words)
        sheet.words.clear()
        if code:
            _add_code(sheet, words.expandtabs(_TAB))
        else:
            for text in _paragraphs(words):
                sheet.flows.append(_flow(text, kind, level, marker))
                marker = ""
        sheet.is_code = code
        if sheet.boxes:
            sheet.flows += sheet.boxes
            sheet.boxes.clear()

    # -- parts inside parts ------------------------------------------------------------------------

    def open(self) -> None:
        """Begin a table, a row, a cell, a text box or a note."""
        self._sheets.append(_Sheet())

    def end_box(self) -> None:
        """End a text box: it comes after the paragraph it is anchored in."""
        flows = self._pop()
        self._sheets[-1].boxes += flows

    def end_cell(self) -> None:
        """End a cell of a table."""
        places = self._sheets[-1].places
        flows = self._pop()
        self._sheets[-1].cells.append(flows)
        self._sheets[-1].places |= places

    def end_row(self, *, keep: bool = True) -> None:
        """End a row of a table."""
        row = self._sheets[-1]
        self._pop()
        if keep:
            self._sheets[-1].rows.append(row.cells)
            self._sheets[-1].places |= row.places

    def end_table(self) -> None:
        """End a table: its rows are lines, but for one that only places longer texts."""
        table = self._sheets[-1]
        self._pop()
        sheet = self._sheets[-1]
        sheet.is_code, sheet.places = False, True
        lines = [] if table.places else _lines_of(table.rows)
        if lines:
            sheet.flows.append(Flow("\n".join(lines), 0, BlockKind.VERBATIM))
        else:
            sheet.flows += [flow for row in table.rows for cell in row for flow in cell]

    def end_note(self) -> list[Flow]:
        """End a note and give what it says."""
        return self._pop()

    def _pop(self) -> list[Flow]:
        self.end(BlockKind.PARAGRAPH)  # what a deleted end left open
        return self._sheets.pop().flows

    # -- notes -------------------------------------------------------------------------------------

    def refer(self) -> int:
        """Add the number of the next note, and give its place among the notes."""
        self._notes.append([])
        self.say(f"[{len(self._notes)}]")
        return len(self._notes) - 1

    def keep_note(self, place: int, flows: list[Flow]) -> None:
        """Keep what a note says."""
        self._notes[place] = flows

    def page(self) -> Page:
        """The whole, notes last."""
        self.end(BlockKind.PARAGRAPH)
        flows = list(self._sheets[0].flows)
        for number, note in enumerate(self._notes, 1):
            for n, flow in enumerate(note):
                text = f"{flow.marker}{flow.text}"
                marker = "" if n else f"[{number}] "
                flows.append(Flow(text, 0, BlockKind.ITEM, 1, marker))
        return page_of(flows)


def _paragraphs(words: str) -> list[str]:
    lines = [_BLANKS.sub(" ", line).strip() for line in words.split("\n")]
    if "" not in lines:
        return ["\n".join(lines)]
    parts = "\n".join(lines).split("\n\n")
    return [text for part in parts if (text := part.strip("\n"))]


def _flow(text: str, kind: BlockKind, level: int, marker: str) -> Flow:
    if kind is BlockKind.HEADING:
        text = text.replace("\n", " ")
    elif kind is BlockKind.PARAGRAPH and "\n" in text:
        kind = BlockKind.VERBATIM  # line ends that were meant
    return Flow(text, 0, kind, level, marker)


def _add_code(sheet: _Sheet, text: str) -> None:
    if sheet.is_code and sheet.flows:
        sheet.flows[-1].text += f"\n{text}"
    elif text.strip():
        sheet.flows.append(Flow(text, 0, BlockKind.VERBATIM))


def _lines_of(rows: list[list[list[Flow]]]) -> list[str]:
    """The lines of a table of data; none where it only places things."""
    lines: list[str] = []
    columns = 0
    for row in rows:
        cells = [" ".join(f"{flow.marker}{flow.text}" for flow in cell) for cell in row]
        if any(len(cell) > _CELL for cell in cells):
            return []
        if any(flow.kind is BlockKind.HEADING for cell in row for flow in cell):
            return []
        columns = max(columns, sum(map(bool, cells)))
        lines.append(" | ".join(cell.replace("\n", " ") for cell in cells).strip())
    return [line for line in lines if line.strip(" |")] if columns > 1 and len(lines) > 1 else []
