"""The text of a Word document, element by element (ECMA-376, part 1, 17.3 to 17.16)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reader.articles.formats.docx_lists import Numbering
from reader.articles.formats.docx_runs import Runs
from reader.articles.formats.docx_styles import BODY_LEVEL, Look, Styles
from reader.articles.formats.manuscript import Manuscript
from reader.articles.formats.page import Page
from reader.articles.formats.style_names import whole
from reader.articles.formats.xml_stream import Attributes, Start, stream
from reader.text.blocks import BlockKind

_SAID = frozenset({"author", "date"})
_APART = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_RANKS = 6


@dataclass(slots=True)
class _Paragraph:
    look: Look
    outline: int | None = None
    number: str | None = None
    level: int | None = None
    goes_on: bool = False
    """Whether its end is deleted, so that the next one belongs to it."""

    @property
    def rank(self) -> int:
        """That of a heading, or 0."""
        if self.outline is None:
            return self.look.rank
        return min(_RANKS, self.outline + 1) if self.outline < BODY_LEVEL else 0


@dataclass
class Body:
    """What is read of a document, its notes included."""

    styles: Styles
    numbering: Numbering
    told: dict[str, str] = field(default_factory=dict)
    """What paragraphs with the style of an author or a date say."""

    is_text: bool = False
    _manuscript: Manuscript = field(default_factory=Manuscript)
    _paragraphs: list[_Paragraph] = field(default_factory=list)
    _rows: list[bool] = field(default_factory=list)  # whether each is deleted
    _refers: dict[tuple[str, str], int] = field(default_factory=dict)
    _kind: str = ""  # of the notes being read
    _note: str = ""

    def __post_init__(self) -> None:
        self._runs = Runs(self.styles, self._say)

    def take(self, chunks: Iterable[bytes]) -> None:
        """Read the main part.

        Raises:
            ValueError: it is no XML that is read here.
        """
        stream(chunks, self._starts(), self._ends(), self._runs.text)

    def take_notes(self, chunks: Iterable[bytes], kind: str) -> None:
        """Read the part with the footnotes or the endnotes.

        Raises:
            ValueError: as :meth:`take`.
        """
        self._kind = kind
        starts = self._starts() | {f"w:{kind}": self._start_note}
        stream(chunks, starts, self._ends() | {f"w:{kind}": self._end_note}, self._runs.text)

    def refers_to(self, kind: str) -> bool:
        """Whether the text has a note of a kind."""
        return any(of == kind for of, _ in self._refers)

    def page(self) -> Page:
        """The text with its notes."""
        return self._manuscript.page()

    @property
    def language(self) -> str:
        """The language that most of the text is marked as."""
        languages = self._runs.languages
        return max(languages, key=languages.__getitem__, default="")

    # -- what is done where an element starts, and where it ends -----------------------------------

    def _starts(self) -> dict[str, Start]:
        def opens(_: Attributes) -> None:
            self._manuscript.open()

        return self._runs.starts() | {
            "w:body": self._start_body,
            "w:p": self._start_paragraph,
            "w:pPr": lambda _: self._enter("paragraph"),
            "w:pStyle": self._style,
            "w:outlineLvl": self._outline,
            "w:ilvl": self._level,
            "w:numId": self._number,
            "w:del": self._deleted,
            "w:moveFrom": self._deleted,
            "w:txbxContent": opens,
            "w:tbl": opens,
            "w:tr": self._start_row,
            "w:trPr": lambda _: self._enter("row"),
            "w:tc": opens,
            "w:footnoteReference": lambda told: self._refer("footnote", told),
            "w:endnoteReference": lambda told: self._refer("endnote", told),
        }

    def _ends(self) -> dict[str, Callable[[], None]]:
        return self._runs.ends() | {
            "w:p": self._end_paragraph,
            "w:pPr": lambda: self._enter(""),
            "w:trPr": lambda: self._enter(""),
            "w:txbxContent": self._manuscript.end_box,
            "w:tbl": self._manuscript.end_table,
            "w:tr": self._end_row,
            "w:tc": self._manuscript.end_cell,
        }

    def _start_body(self, _: Attributes) -> None:
        self.is_text = True

    def _enter(self, properties: str) -> None:
        self._runs.properties = properties

    def _say(self, words: str) -> None:
        if self._paragraphs:
            self._manuscript.say(words)

    # -- paragraphs --------------------------------------------------------------------------------

    def _start_paragraph(self, _: Attributes) -> None:
        self._paragraphs.append(_Paragraph(self.styles.look("")))
        self._runs.begin(self._paragraphs[-1].look)

    def _style(self, told: Attributes) -> None:
        if self._paragraphs and self._runs.properties:
            self._paragraphs[-1].look = self.styles.look(told.get("w:val", ""))
            self._runs.begin(self._paragraphs[-1].look)

    def _outline(self, told: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].outline = whole(told.get("w:val", ""), BODY_LEVEL)

    def _level(self, told: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].level = whole(told.get("w:val", ""))

    def _number(self, told: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].number = told.get("w:val", "")

    def _deleted(self, _: Attributes) -> bool:
        if self._runs.properties == "mark" and self._paragraphs:
            self._paragraphs[-1].goes_on = True
        elif self._runs.properties == "row" and self._rows:
            self._rows[-1] = True
        return False

    def _end_paragraph(self) -> None:
        ended = self._paragraphs.pop()
        look, rank, manuscript = ended.look, ended.rank, self._manuscript
        self._runs.end_paragraph()
        self._runs.begin(self._paragraphs[-1].look if self._paragraphs else self.styles.look(""))
        if look.is_contents:
            manuscript.drop()
        if ended.goes_on or look.is_contents:
            return
        if look.name in _SAID and look.name not in self.told:
            self.told[look.name] = manuscript.words
        number = look.number if ended.number is None else ended.number
        level = look.level if ended.level is None else ended.level
        marker = self.numbering.marker(number, level) if number and not rank else None
        if rank:
            manuscript.end(BlockKind.HEADING, rank)
        elif marker is not None:
            manuscript.end(BlockKind.ITEM, level + 1, marker)
        elif look.is_quote:
            manuscript.end(BlockKind.QUOTE, 1)
        else:
            manuscript.end(BlockKind.PARAGRAPH, code=look.is_code)

    # -- tables and notes --------------------------------------------------------------------------

    def _start_row(self, _: Attributes) -> None:
        self._rows.append(False)
        self._manuscript.open()

    def _end_row(self) -> None:
        self._manuscript.end_row(keep=not self._rows.pop())

    def _refer(self, kind: str, told: Attributes) -> None:
        key = kind, told.get("w:id", "")
        if self._paragraphs and self._runs.is_seen and key not in self._refers:
            self._refers[key] = self._manuscript.refer()

    def _start_note(self, told: Attributes) -> bool:
        self._note = told.get("w:id", "")
        if told.get("w:type") in _APART or (self._kind, self._note) not in self._refers:
            return False
        self._manuscript.open()
        return True

    def _end_note(self) -> None:
        flows = self._manuscript.end_note()
        self._manuscript.keep_note(self._refers[self._kind, self._note], flows)
