"""Asks for the words to colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.text.finding import Edges, Folded
from reader.text.late import late
from reader.ui.panes.field import Field
from reader.ui.screens.ask import AskScreen

MOST = 8
"""Terms that can be told apart."""

_TERM = late(r"[\"“”„«»]([^\"“”„«»]*)(?:[\"“”„«»]|$)|([^\s,;\"“”„«»]+)")


@dataclass(frozen=True, slots=True)
class Term:
    """Words to colour: where a word begins so, or as they stand when they were quoted."""

    words: str
    exact: bool = False

    @property
    def edges(self) -> Edges:
        """Where in a word it is found."""
        return Edges.WHOLE if self.exact else Edges.START

    def __str__(self) -> str:
        return f'"{self.words}"' if self.exact else self.words


class TermsScreen(AskScreen[str | None]):
    """Gives back what was typed, or ``None`` when it was left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(self, terms: tuple[Term, ...]) -> None:
        super().__init__()
        self._terms = terms

    def compose(self) -> ComposeResult:
        with Vertical(id="terms-box"):
            yield Field(
                " ".join(map(str, self._terms)),
                placeholder='hostage, rafah "kerem shalom"',
                id="terms-text",
                compact=True,
            )
            yield Static(
                f"beginnings of words; “in quotes” whole words as they stand; {MOST} at most; "
                "none puts the colours out",
                id="terms-help",
                markup=False,
            )

    def on_mount(self) -> None:
        box = self.query_one("#terms-box")
        box.border_title = "colour several terms"
        box.border_subtitle = "Enter colours · Esc leaves"
        field = self.query_one(Field)
        field.action_select_all()
        self.ready(field)

    @on(Input.Submitted)
    def _confirmed(self, event: Input.Submitted) -> None:
        event.stop()
        self.finish(event.value)

    def action_leave(self) -> None:
        self.dismiss(None)


def read_terms(typed: str) -> tuple[Term, ...]:
    """The terms in what was typed, each once: parted by blanks and commas, phrases in quotes."""
    terms: dict[str, Term] = {}
    for quoted, bare in _TERM.findall(typed):
        words = " ".join((quoted or bare).split())
        if any(c.isalnum() for c in words):
            terms.setdefault(Folded(words).lower, Term(words, exact=bool(quoted)))
    return tuple(terms.values())
