"""Which words of a Word document are seen: none deleted, hidden or an instruction, none twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from reader.articles.formats.docx_styles import Look, Styles, is_on
from reader.articles.formats.xml_stream import Attributes, Start

_UNREAD = (
    "w:delText", "w:delInstrText", "w:instrText", "w:rt", "w:tabs", "w:sectPr", "w:pPrChange",
    "w:rPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:tblPr", "w:tblGrid",
    "w:numberingChange", "w:altChunk", "w:sdtEndPr", "w:ffData",
)  # fmt: skip
_SYMBOLS = range(0xE000, 0xF900)  # private use: what they show, only their font knows
_SURROGATES = range(0xD800, 0xE000)


@dataclass
class Runs:
    """What is seen goes to ``say``."""

    styles: Styles
    say: Callable[[str], None]
    properties: str = ""
    """Whose properties we are in: those of a paragraph, of its ``mark`` or of a row."""

    languages: Counter[str] = field(default_factory=Counter)
    """Characters by language."""

    _look: Look = field(default_factory=Look)
    _hidden: bool = False
    _language: str = ""
    _listens: bool = False
    _fields: list[bool] = field(default_factory=list)  # whether in the instruction of each
    _choices: list[bool] = field(default_factory=list)  # whether one was taken of each
    _controls: list[bool] = field(default_factory=list)  # whether what each holds is unread

    def starts(self) -> dict[str, Start]:
        """What is done where an element starts."""

        def unread(_: Attributes) -> bool:
            return False

        def sees(words: str) -> Start:
            return lambda _: self._see(words)

        starts: dict[str, Start] = dict.fromkeys(_UNREAD, unread)
        return starts | {
            "w:r": lambda _: self.begin(self._look),
            "w:rPr": self._start_properties,
            "w:rStyle": self._style,
            "w:vanish": self._vanish,
            "w:lang": self._lang,
            "w:t": self._listen,
            "m:t": self._listen,
            "w:tab": sees("\t"),
            "w:ptab": sees("\t"),
            "w:br": sees("\n"),
            "w:cr": sees("\n"),
            "w:noBreakHyphen": sees("-"),
            "w:sym": self._symbol,
            "w:fldChar": self._field,
            "mc:AlternateContent": lambda _: self._choices.append(False),
            "mc:Choice": self._choice,
            "mc:Fallback": self._choice,
            "w:sdt": lambda _: self._controls.append(False),
            "w:docPartGallery": self._gallery,
            "w:showingPlcHdr": self._placeholder,
            "w:sdtContent": lambda _: not (self._controls and self._controls[-1]),
        }

    def ends(self) -> dict[str, Callable[[], None]]:
        """What is done where an element ends."""
        return {
            "w:r": lambda: self.begin(self._look),
            "w:rPr": self._end_properties,
            "w:t": self._unlisten,
            "m:t": self._unlisten,
            "mc:AlternateContent": lambda: _pop(self._choices),
            "w:sdt": lambda: _pop(self._controls),
        }

    def begin(self, look: Look) -> None:
        """Begin a run in a paragraph of a style."""
        self._look = look
        self._hidden, self._language = look.hidden, look.language

    def end_paragraph(self) -> None:
        """No instruction of a field is longer than a paragraph, though what it gives may be."""
        self._fields = [False] * len(self._fields)

    def text(self, words: str) -> None:
        """Take characters, which count only in the elements for text."""
        if self._listens:
            self.languages[self._language] += len(words)
            self._see(words.replace("\n", " "))

    @property
    def is_seen(self) -> bool:
        """Whether what stands here is seen."""
        return not (self._hidden or self.properties or any(self._fields))

    def _see(self, words: str) -> None:
        if self.is_seen:
            self.say(words)

    # -- properties of a run -----------------------------------------------------------------------

    def _start_properties(self, _: Attributes) -> None:
        if self.properties == "paragraph":
            self.properties = "mark"

    def _end_properties(self) -> None:
        if self.properties == "mark":
            self.properties = "paragraph"

    def _style(self, told: Attributes) -> None:
        if not self.properties:
            self._hidden = self._hidden or self.styles.look(told.get("w:val", "")).hidden

    def _vanish(self, told: Attributes) -> None:
        if not self.properties:
            self._hidden = is_on(told)

    def _lang(self, told: Attributes) -> None:
        if not self.properties:
            self._language = told.get("w:val", "")

    # -- words, symbols, fields --------------------------------------------------------------------

    def _listen(self, _: Attributes) -> None:
        self._listens = True

    def _unlisten(self) -> None:
        self._listens = False

    def _symbol(self, told: Attributes) -> None:
        try:
            code = int(told.get("w:char", "")[:8], 16)
        except ValueError:
            return
        if 0x20 <= code < 0x11_0000 and code not in _SYMBOLS and code not in _SURROGATES:
            self._see(chr(code))

    def _field(self, told: Attributes) -> None:
        match told.get("w:fldCharType"):
            case "begin":
                self._fields.append(True)
            case "separate" if self._fields:
                self._fields[-1] = False
            case "end":
                _pop(self._fields)
            case _:
                pass

    # -- what is there twice, or for the writer alone ----------------------------------------------

    def _choice(self, _: Attributes) -> bool:
        """Of alternatives, which say the same, the first is taken."""
        if not self._choices:
            return True
        taken, self._choices[-1] = self._choices[-1], True
        return not taken

    def _gallery(self, told: Attributes) -> None:
        if self._controls and told.get("w:val") == "Table of Contents":
            self._controls[-1] = True

    def _placeholder(self, told: Attributes) -> None:
        if self._controls and is_on(told):
            self._controls[-1] = True


def _pop(stack: list[bool]) -> None:
    if stack:
        stack.pop()
