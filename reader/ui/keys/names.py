"""How keys are written in settings: as the table has them, or as help shows them.

Only what a terminal can tell apart is a key: Ctrl+i is Tab there, and Ctrl+Shift+a is Ctrl+a.
"""

from __future__ import annotations

import unicodedata

from reader.ui.keys.key import ANY, Context

CONTEXTS = {
    "global": Context.GLOBAL,
    "list": Context.LIST,
    "reader": Context.READER,
    "visual": Context.VISUAL,
    "marks": Context.MARKS,
    "compare": Context.COMPARE,
}
"""The names of the contexts in settings."""

NAMES = (
    "escape", "enter", "space", "tab", "backspace", "delete", "insert", "home", "end", "pageup",
    "pagedown", "up", "down", "left", "right",
)  # fmt: skip
"""Keys that are no character, besides f1 to f24."""

_NAMED = frozenset({*NAMES, *(f"f{n}" for n in range(1, 25))})
_ALSO = {
    "esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete",
    "ins": "insert", "↑": "up", "↓": "down", "←": "left", "→": "right",
}  # fmt: skip
_CONTROL_SIGNS = {
    "\\": "backslash", "]": "right_square_bracket", "^": "circumflex_accent", "_": "underscore",
}  # fmt: skip
_SAME_BYTE = {
    "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+[": "escape",
}  # fmt: skip
"""Control codes that are another key's too."""

_ONE_BYTE = frozenset({"escape", "enter", "space", "tab", "backspace"})

_ALLOWED = f"a character, {', '.join(NAMES)}, f1 to f24; ctrl+, alt+ or shift+ before one"


class KeyNameError(ValueError):
    """No key is called that; ``hint`` says what is."""

    def __init__(self, message: str, hint: str = f"a key is {_ALLOWED}") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def sequence_of(words: str) -> str:
    """Keys as a user writes them (``g /``, ``Ctrl+D``, ``Alt+←``) as the table has them.

    Raises:
        KeyNameError: one of them is no key, or there is none.
    """
    parts = [_key_of(part) for part in unicodedata.normalize("NFC", words).split()]
    if not parts:
        raise KeyNameError(f"“{words}” names no key", "write space for the space bar")
    if len(parts[0]) == 1 and parts[0] in "123456789":
        raise KeyNameError(f"“{words}” begins with a digit", "digits before a command count it")
    if ANY in parts[:-1]:
        raise KeyNameError(f"{ANY} stands at the end only")
    return " ".join(parts)


def _key_of(part: str) -> str:
    """One key by its name in the table."""
    if part in (ANY, "{c}"):
        return ANY
    held, base = _split(part)
    named = _ALSO.get(base.lower(), base.lower())
    if named in _NAMED:
        return _named(part, held, named)
    if len(base) == 1 and base.isprintable():
        return _character(part, held, base)
    if not held and base.isprintable() and "+" not in base:
        raise KeyNameError(f"“{part}” is no key", f"a sequence has blanks: “{' '.join(base)}”")
    raise KeyNameError(f"“{part}” is no key")


def _split(part: str) -> tuple[set[str], str]:
    """The keys held down, and the key."""
    head, plus, base = part[:-1].rpartition("+") if len(part) > 1 else ("", "", "")
    if not plus:
        return set(), part
    held = head.lower().split("+")
    if len(set(held)) < len(held) or not set(held) <= {"ctrl", "alt", "shift"}:
        raise KeyNameError(f"“{part}” is no key")
    return set(held), base + part[-1]


def _named(part: str, held: set[str], key: str) -> str:
    """A named key with what is held down; those of one byte have no other for most of that."""
    if key == "space" and held == {"ctrl"}:
        return "ctrl+@"
    if held and key in _ONE_BYTE and (key, held) != ("tab", {"shift"}):
        raise KeyNameError(f"a terminal cannot send “{part}”", f"“{key}” alone it can")
    return "+".join([*sorted(held), key])


def _character(part: str, held: set[str], base: str) -> str:
    """A character with what is held down, if a terminal sends anything of its own for it."""
    if not held:
        return base
    if held == {"shift"}:
        capital = base.upper()
        raise KeyNameError(f"“{part}” is no key", f"a terminal sends the character: “{capital}”")
    if held == {"ctrl"}:
        key = f"ctrl+{base.lower()}"
        if key in _SAME_BYTE:
            same = _SAME_BYTE[key]
            raise KeyNameError(f"“{part}” is {same} in a terminal", f"write “{same}”")
        if key == "ctrl+@":
            return key
        if base in _CONTROL_SIGNS:
            return f"ctrl+{_CONTROL_SIGNS[base]}"
        if base.isascii() and base.isalpha():
            return key
    if held <= {"alt", "shift"} and base.isascii() and base.isalpha():
        capital = "shift+" if base.isupper() or "shift" in held else ""
        return f"alt+{capital}{base.lower()}"
    hint = "ctrl+ goes with a letter or \\ ] ^ _ @, alt+ with a letter"
    raise KeyNameError(f"a terminal cannot send “{part}”", hint)
