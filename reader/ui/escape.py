"""Esc and the key after it, for which terminals send the same bytes as for Alt and that key.

Over ssh the two may come at once, and tmux holds an Esc back for half a second and sends it with
what follows.  What is no key with Alt that anything was bound to is Esc and the key, as in vim.
Textual makes it one key that nobody knows (``alt+q``), drops the Esc (before ``/`` or Enter), or
takes it for a character of a Mac's keyboard (``Esc 3`` for ``£``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App, ScreenStackError

_ESC = "\x1b"
_OTHER = {_ESC, "\x7f", "\t"}  # after an Esc: Esc once more, Alt+Backspace, Shift+Tab
_LONGER = set("[OPNX]^_")  # after an Esc: what begins a longer sequence of a terminal (ECMA-48)
_BY_WORDS = {"b": "ctrl+left", "f": "ctrl+right"}  # in a line that is typed, as in a shell

Bound = Callable[[str], bool]
"""Whether a key, ``alt+z``, means something."""


class EscapeParser(XTermParser):
    """Bytes to keys; Alt and a key come apart unless they are bound."""

    def __init__(self, bound: Bound, typing: Callable[[], bool], debug: bool = False) -> None:
        super().__init__(debug)
        self._bound, self._typing = bound, typing

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if len(sequence) == 2 and sequence[0] == _ESC and sequence[1] not in _OTHER:
            if sequence[1] not in _LONGER:  # of those what follows tells; they come again with alt
                yield from self._sequence_to_key_events(sequence[1], alt=True)
        elif not alt:
            yield from super()._sequence_to_key_events(sequence)
        elif self._typing() and sequence in _BY_WORDS:
            yield events.Key(_BY_WORDS[sequence], None)
        else:
            keys = list(super()._sequence_to_key_events(sequence, alt=True))
            if any(self._bound(key.key) for key in keys):
                yield from keys
            else:
                yield events.Key("escape", _ESC)
                yield from super()._sequence_to_key_events(sequence)


def listen(app: App[int], bound: Bound) -> None:
    """Have Textual's driver read keys so; it makes its parser by name and takes no other."""
    if sys.platform != "win32":
        from textual.drivers import linux_driver

        parser = partial(EscapeParser, bound, lambda: _types(app))
        vars(linux_driver)["XTermParser"] = parser


def _types(app: App[int]) -> bool:
    """Whether words are being typed; asked from the thread that reads keys."""
    from textual.widgets import Input, TextArea

    with suppress(ScreenStackError):
        return isinstance(app.focused, Input | TextArea)
    return False
