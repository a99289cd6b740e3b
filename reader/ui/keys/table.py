"""The key table: the one place that says which key does what, where, and in which words.

A key is a printable character (``j``, ``G``, ``/``) or a Textual name (``ctrl+d``, ``escape``,
``space``); a sequence is keys with blanks between them (``g /``); ``?char`` at its end takes any
one character.  ``id`` is what settings remap, and what the handler is named after: ``move.down`` is
done by a method ``do_move_down`` of the focused pane or of the conductor.  ``{undo}`` in a label is
the key of that command.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

ANY = "?char"
"""Stands for any one printable character at the end of a sequence."""


class Context(StrEnum):
    """Where a key has its meaning."""

    GLOBAL = "anywhere"
    LIST = "in a list"
    READER = "in the text"
    VISUAL = "while selecting"


CHAINS: dict[Context, tuple[Context, ...]] = {
    Context.LIST: (Context.LIST, Context.GLOBAL),
    Context.READER: (Context.READER, Context.GLOBAL),
    Context.VISUAL: (Context.VISUAL, Context.READER, Context.GLOBAL),
}
"""Where a key is looked for, nearest first."""


@dataclass(frozen=True, slots=True)
class Key:
    """One row of the table.  ``hint`` is its short name in the footer, if it is to be there."""

    id: str
    context: Context
    keys: tuple[str, ...]
    label: str
    group: str
    hint: str = ""


def _rows(context: Context, group: str, *rows: tuple[str, ...]) -> list[Key]:
    """Rows of ``(id, keys with two blanks between alternatives, label[, hint])``."""
    return [
        Key(row[0], context, tuple(row[1].split("  ")), row[2], group, row[3] if row[3:] else "")
        for row in rows
    ]


_G, _L, _R, _V = Context.GLOBAL, Context.LIST, Context.READER, Context.VISUAL

KEYS: tuple[Key, ...] = (
    *_rows(
        _G,
        "Moving",
        ("move.down", "j  down", "down"),
        ("move.up", "k  up", "up"),
        ("move.half_down", "ctrl+d", "half a page down"),
        ("move.half_up", "ctrl+u", "half a page up"),
        ("move.page_down", "ctrl+f  pagedown", "page down"),
        ("move.page_up", "ctrl+b  pageup", "page up"),
        ("move.top", "g g  home", "top"),
        ("move.bottom", "G  end", "bottom, or [N]{move.bottom}: item or paragraph N"),
        ("move.percent", "%", "[N]% of the article"),
    ),
    *_rows(
        _R,
        "Moving",
        ("move.page_down", "space", "page down", "page"),
        ("move.page_up", "b", "page up"),
        ("move.paragraph", "}", "next paragraph"),
        ("move.paragraph_back", "{", "previous paragraph"),
        ("move.sentence", ")", "next sentence"),
        ("move.sentence_back", "(", "previous sentence"),
        ("move.left", "left", "left"),
        ("move.right", "right", "right"),
        ("view.centre", "z z", "caret to the middle of the pane"),
        ("view.top", "z t", "caret to the top of the pane"),
        ("view.bottom", "z b", "caret to the bottom of the pane"),
    ),
    *_rows(
        _V,
        "Moving",
        ("move.left", "h  left", "left"),
        ("move.right", "l  right", "right"),
        ("move.word", "w", "word"),
        ("move.word_back", "b", "word back"),
        ("move.word_end", "e", "word end"),
        ("move.row_start", "0", "start of the line"),
        ("move.row_text", "^", "first character of the line"),
        ("move.row_end", "$", "end of the line"),
        ("move.paragraph", "}", "paragraph"),
        ("move.paragraph_back", "{", "paragraph back"),
        ("move.sentence", ")", "sentence"),
        ("move.sentence_back", "(", "sentence back"),
    ),
    *_rows(_L, "Moving", ("move.page_down", "space", "page down")),
    *_rows(
        _G,
        "Finding",
        ("find.here", "/", "find here", "find"),
        ("find.next", "n", "next match"),
        ("find.previous", "N", "previous match"),
        ("search.library", "g /", "search all articles", "search"),
    ),
    *_rows(
        _R,
        "Finding",
        ("jump.hit", "] s", "next hit, next article included"),
        ("jump.hit_back", "[ s", "previous hit, previous article included"),
        ("jump.entity", "] e", "next mention"),
        ("jump.entity_back", "[ e", "previous mention"),
        ("jump.mark", "] a", "next annotation"),
        ("jump.mark_back", "[ a", "previous annotation"),
        ("jump.quotation", "] q", "next quotation"),
        ("jump.quotation_back", "[ q", "previous quotation"),
        ("jump.number", "] n", "next number"),
        ("jump.number_back", "[ n", "previous number"),
        ("place.set", "m ?char", "set a mark: a-z here, A-Z in the library"),
        ("place.go", "' ?char  ` ?char", "go to a mark; '' where the last jump began"),
        ("find.only", "&", "only paragraphs that match; again: all"),
        ("find.terms", "g h", "colour several terms"),
        ("jump.same", "*", "next occurrence of the word or entity"),
        ("jump.same_back", "#", "previous occurrence of the word or entity"),
    ),
    *_rows(
        _G,
        "Going about",
        ("article.next", "J  ] ]", "next article"),
        ("article.previous", "K  [ [", "previous article"),
        ("jump.back", "ctrl+o  g ;  alt+left", "jump back"),
        ("jump.forward", "g ,  alt+right", "jump forward"),
        ("pane.next", "tab", "next pane", "pane"),
        ("pane.previous", "shift+tab", "previous pane"),
        ("pane.left", "h", "pane to the left"),
        ("pane.right", "l", "pane to the right"),
        ("pane.document", "g d", "document pane"),
        ("pane.results", "g r", "search results"),
        ("pane.entities", "g e", "entities pane"),
        ("pane.marks", "g a", "annotations list"),
        ("pane.info", "g i", "article info"),
    ),
    *_rows(
        _R,
        "Marking",
        ("select.characters", "v", "select characters", "select"),
        ("select.paragraphs", "V", "select paragraphs"),
        ("select.again", "g v", "select again what was selected last"),
        ("mark.note", "a", "note on the sentence or annotation", "note"),
        ("mark.tag", "t", "tag the sentence or annotation"),
        ("mark.edit", "e", "edit the note"),
        ("mark.delete", "d d", "delete the annotation (undo with {undo})"),
        ("mark.open", "enter", "open what is under the caret"),
        ("copy.paragraph", "y y", "copy the paragraph"),
        ("copy.sentence", "y s", "copy the sentence"),
        ("copy.citation", "Y", "copy the sentence with its citation"),
        ("mark.edit_outside", "E", "edit the note in $EDITOR"),
        ("article.read", "r", "read / unread"),
    ),
    *_rows(
        _V,
        "Marking",
        ("mark.highlight", "enter", "highlight", "highlight"),
        ("mark.note", "a", "note", "note"),
        ("mark.tag", "t", "tags", "tag"),
        ("select.swap", "o", "other end of the selection"),
        ("select.word", "i w", "select the word"),
        ("select.sentence", "i s", "select the sentence"),
        ("select.paragraph", "i p", "select the paragraph"),
        ("select.quotation", "i q", "select the quotation"),
        ("select.statement", "i Q", "select the quotation with its attribution"),
        ("select.entity", "i e", "select the entity"),
        ("find.character", "f ?char", "to a character"),
        ("find.character_again", ";", "to that character again"),
        ("find.character_back", ",", "back to that character"),
        ("copy.citation", "Y", "copy with citation"),
        ("pipe", "|", "pipe the selection to a command"),
        ("copy.selection", "y", "copy", "copy"),
        ("select.characters", "v", "leave"),
        ("select.paragraphs", "V", "whole paragraphs"),
    ),
    *_rows(
        _L,
        "Lists",
        ("list.open", "enter", "open", "open"),
        ("article.read", "r", "read / unread"),
    ),
    *_rows(
        _G,
        "The reader",
        ("undo", "u", "undo"),
        ("redo", "ctrl+r", "redo"),
        ("back", "q", "back one level; at the top, quit"),
        ("cancel", "escape", "cancel: selection, then popup, then mode; never quits"),
        ("help", "?  f1", "help for where you are", "help"),
        ("palette", "ctrl+p", "command palette"),
        ("quit", "ctrl+q", "quit"),
        ("copy.selection", "ctrl+c", "copy the selection"),
        ("redraw", "ctrl+l", "paint the screen again"),
        ("pipe", "|", "pipe the article to a command"),
        ("source", "o", "open the article's address or file"),
        ("suspend", "ctrl+z", "to the shell; fg comes back"),
        ("zen", "z m", "only the text"),
    ),
    *_rows(
        _R,
        "The reader",
        ("width.wider", "+", "wider text"),
        ("width.narrower", "-", "narrower text"),
        ("width.reset", "=", "reset the width"),
        ("article.reload", "R", "read the file again"),
    ),
)


def chain_rows(context: Context, table: Sequence[Key] = KEYS) -> list[Key]:
    """The rows that hold in a context: those of nearer contexts hide the same keys further out."""
    out: list[Key] = []
    taken: set[str] = set()  # keys of nearer contexts
    begun: set[str] = set()  # … and what begins them
    for near in CHAINS[context]:
        here = [row for row in table if row.context is near]
        for row in here:
            free = tuple(
                key for key in row.keys if key not in begun and taken.isdisjoint(_beginnings(key))
            )
            if free:
                out.append(row if free == row.keys else _with_keys(row, free))
        for key in (key for row in here for key in row.keys):
            taken.add(key)
            begun.update(_beginnings(key))
    return [labelled(row, table) for row in out]


def _beginnings(key: str) -> list[str]:
    """A sequence and all sequences that begin it."""
    parts = key.split(" ")
    return [" ".join(parts[:n]) for n in range(1, len(parts) + 1)]


def _with_keys(row: Key, keys: tuple[str, ...]) -> Key:
    return Key(row.id, row.context, keys, row.label, row.group, row.hint)


def labelled(row: Key, table: Sequence[Key]) -> Key:
    """The row with the keys that its label speaks of: ``{undo}`` is how to undo here."""
    if "{" not in row.label:
        return row
    names = {near.id: shown(near.keys[0]) if near.keys else "–" for near in table}
    label = re.sub(r"\{([a-z_.]+)\}", lambda told: names[told[1]], row.label)
    return Key(row.id, row.context, row.keys, label, row.group, row.hint)


def shown(key: str) -> str:
    """A key as people write it: ``g /`` is ``g/``, ``ctrl+d`` is ``Ctrl+d``."""
    return "".join(_shown_one(part) for part in key.split(" "))


_SHOWN = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", ANY: "{c}",
}  # fmt: skip


def _shown_one(key: str) -> str:
    if key in _SHOWN:
        return _SHOWN[key]
    prefix, plus, last = key.rpartition("+")
    if plus and prefix:
        return f"{prefix.capitalize()}+{_SHOWN.get(last, last)}"
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key
