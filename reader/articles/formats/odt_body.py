"""The text of an OpenDocument text, element by element (OASIS ODF 1.3, part 3, 4 to 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reader.articles.formats.manuscript import Manuscript
from reader.articles.formats.odt_lists import Lists
from reader.articles.formats.odt_styles import Look, Styles
from reader.articles.formats.page import Page
from reader.articles.formats.style_names import whole
from reader.articles.formats.xml_stream import Attributes, Start, stream
from reader.text.blocks import BlockKind
from reader.text.late import late

_UNREAD = (
    "office:change-info", "text:note-citation", "text:table-of-content", "text:hidden-text",
    "text:alphabetical-index", "text:illustration-index", "text:table-index", "text:object-index",
    "text:user-index", "text:ruby-text", "text:script", "text:sequence-decls", "svg:title",
    "text:variable-decls", "text:user-field-decls", "text:dde-connection-decls", "svg:desc",
    "text:meta-field", "office:annotation", "office:binary-data", "office:forms",
    "office:master-styles", "office:scripts", "office:settings", "table:covered-table-cell",
    "table:shapes", "table:title", "table:desc", "office:event-listeners", "text:hidden-paragraph",
)  # fmt: skip
_BLANKS = late(r"[ \t\r\n]{2,}|[\t\r\n]")
_MOST = 80  # blanks in a row
_META = frozenset(
    "dc:title dc:creator dc:date dc:language dc:publisher meta:initial-creator "
    "meta:creation-date".split()
)
_LONGEST = 2000  # characters of a property
_UNSEEN = -1


@dataclass
class Body:
    """What is read of a document."""

    styles: Styles = field(default_factory=Styles)
    told: dict[str, str] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)
    is_text: bool = False
    _manuscript: Manuscript = field(default_factory=Manuscript)
    _paragraphs: list[tuple[Look, int]] = field(default_factory=list)  # and rank of a heading
    _hidden: list[bool] = field(default_factory=list)  # of each span
    _outer: list[list[tuple[Look, int]]] = field(default_factory=list)
    _notes: list[int] = field(default_factory=list)
    _region: str = ""  # a changed one
    _deletions: set[str] = field(default_factory=set)
    _deleting: set[str] = field(default_factory=set)
    _property: str = ""
    _custom: str = ""
    _words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lists = Lists(self.styles)

    def take(self, chunks: Iterable[bytes], *, styles_alone: bool = False) -> None:
        """Read a part, or the whole in one file.

        Raises:
            ValueError: it is no XML that is read here.
        """
        starts = self._starts()
        if styles_alone:  # what else is in there belongs to headers and footers
            starts["office:automatic-styles"] = _unread
        stream(chunks, starts, self._ends(), self._text)

    def page(self) -> Page:
        """The text with its notes."""
        return self._manuscript.page()

    # -- what is done where an element starts, and where it ends -----------------------------------

    def _starts(self) -> dict[str, Start]:
        styles = self.styles
        starts: dict[str, Start] = dict.fromkeys(_UNREAD, _unread)
        starts |= {name: self._meta_start(name) for name in _META}
        starts |= {
            "meta:user-defined": self._start_custom,
            "style:style": styles.start,
            "style:default-style": styles.start_default,
            "style:text-properties": styles.text_properties,
            "text:list-style": styles.start_list,
            "text:list-level-style-number": lambda told: styles.level(told, numbers=True),
            "text:list-level-style-bullet": lambda told: styles.level(told, numbers=False),
            "text:list-level-style-image": lambda told: styles.level(told, numbers=False),
            "office:text": self._start_text,
            "office:spreadsheet": _unread,
            "text:changed-region": self._start_region,
            "text:deletion": self._deletion,
            "text:change-start": self._start_change,
            "text:change-end": self._end_change,
            "text:section": lambda told: told.get("text:display") != "none",
            "text:p": self._start_paragraph,
            "text:h": self._start_heading,
            "text:span": self._start_span,
            "text:s": self._blanks,
            "text:tab": lambda _: self._say("\t"),
            "text:line-break": lambda _: self._say("\n"),
            "text:list": self._lists.start,
            "text:list-item": self._lists.start_item,
            "text:note": self._start_note,
            "text:note-body": lambda _: self._open(),
            "draw:text-box": lambda _: self._open(),
            "table:table": lambda _: self._open(),
            "table:table-row": lambda _: self._manuscript.open(),
            "table:table-cell": lambda _: self._manuscript.open(),
        }
        return starts

    def _ends(self) -> dict[str, Callable[[], None]]:
        manuscript = self._manuscript
        ends: dict[str, Callable[[], None]] = dict.fromkeys(_META, self._end_property)
        return ends | {
            "meta:user-defined": self._end_property,
            "text:p": self._end_paragraph,
            "text:h": self._end_paragraph,
            "text:span": self._end_span,
            "text:list": self._lists.end,
            "text:list-item": self._lists.end_item,
            "text:note-body": lambda: self._close(self._end_note),
            "draw:text-box": lambda: self._close(manuscript.end_box),
            "table:table": lambda: self._close(manuscript.end_table),
            "table:table-row": manuscript.end_row,
            "table:table-cell": manuscript.end_cell,
        }

    def _start_text(self, _: Attributes) -> None:
        self.is_text = True

    def _open(self) -> None:
        """Begin a part in which neither the list nor the paragraph around it counts."""
        self._manuscript.open()
        self._lists.leave()
        self._outer.append(self._paragraphs)
        self._paragraphs = []

    def _close(self, end: Callable[[], None]) -> None:
        end()
        self._lists.come_back()
        self._paragraphs = self._outer.pop()

    # -- properties --------------------------------------------------------------------------------

    def _meta_start(self, name: str) -> Start:
        def start(_: Attributes) -> None:
            self._property, self._custom = name, ""
            self._words = []

        return start

    def _start_custom(self, told: Attributes) -> None:
        self._property, self._custom = "", told.get("meta:name", "")[:100]
        self._words = []

    def _end_property(self) -> None:
        text = "".join(self._words)[:_LONGEST]
        if self._property:
            self.told.setdefault(self._property, text)
        elif self._custom:
            self.custom.setdefault(self._custom, text)
        self._property = self._custom = ""

    # -- paragraphs --------------------------------------------------------------------------------

    def _start_paragraph(self, told: Attributes) -> None:
        look = self.styles.look(told.get("text:style-name", ""))
        self._paragraphs.append((look, look.rank))

    def _start_heading(self, told: Attributes) -> None:
        look = self.styles.look(told.get("text:style-name", ""))
        rank = whole(told.get("text:outline-level", ""), 1)
        self._paragraphs.append((look, min(6, max(1, rank))))

    def _end_paragraph(self) -> None:
        look, rank = self._paragraphs.pop()
        manuscript = self._manuscript
        if self._deleting:  # the next one belongs to it
            return
        if look.is_contents:
            manuscript.drop()
        elif rank:
            manuscript.end(BlockKind.HEADING, rank)
        elif self._lists.depth:
            manuscript.end(BlockKind.ITEM, self._lists.depth, self._lists.marker())
        elif look.is_quote:
            manuscript.end(BlockKind.QUOTE, 1)
        else:
            manuscript.end(BlockKind.PARAGRAPH, code=look.is_code)

    def _text(self, words: str) -> None:
        if self._paragraphs:
            self._say(_BLANKS.sub(" ", words))
        elif self._property or self._custom:
            self._words.append(words)

    def _say(self, words: str) -> None:
        if self._is_seen:
            self._manuscript.say(words)

    @property
    def _is_seen(self) -> bool:
        if not self._paragraphs or self._deleting or any(self._hidden):
            return False
        return not self._paragraphs[-1][0].hidden

    def _blanks(self, told: Attributes) -> None:
        self._say(" " * min(_MOST, whole(told.get("text:c", ""), 1)))

    def _start_span(self, told: Attributes) -> None:
        self._hidden.append(self.styles.look(told.get("text:style-name", "")).hidden)

    def _end_span(self) -> None:
        self._hidden.pop()

    # -- changes: deletions are kept apart, but in LibreOffice's flat files they are in place ------

    def _start_region(self, told: Attributes) -> None:
        self._region = told.get("text:id") or told.get("xml:id", "")

    def _deletion(self, _: Attributes) -> bool:
        self._deletions.add(self._region)
        return False

    def _start_change(self, told: Attributes) -> None:
        if (change := told.get("text:change-id", "")) in self._deletions:
            self._deleting.add(change)

    def _end_change(self, told: Attributes) -> None:
        self._deleting.discard(told.get("text:change-id", ""))

    # -- notes -------------------------------------------------------------------------------------

    def _start_note(self, _: Attributes) -> None:
        self._notes.append(self._manuscript.refer() if self._is_seen else _UNSEEN)

    def _end_note(self) -> None:
        flows = self._manuscript.end_note()
        place = self._notes.pop() if self._notes else _UNSEEN
        if place != _UNSEEN:
            self._manuscript.keep_note(place, flows)


def _unread(_: Attributes) -> bool:
    return False
