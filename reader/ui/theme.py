"""Our own themes: colours for the looks of :mod:`reader.ui.looks`.

Each pair of foreground and background passes 4.5:1 (WCAG 2.2, 1.4.3; held by a test).
"""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

_DARK = {
    "person": "#8fd694",
    "place": "#82b6f5",
    "organisation": "#f0b46c",
    "group": "#d8a8e8",
    "event": "#e8a0a0",
    "figure": "#a9c7c7",
    "quiet": "#98a0ad",
    "hit-back": "#5a4a12",
    "hit-front": "#fff3c4",
    "current-back": "#ffd75f",
    "current-front": "#1a1a1a",
    "select-back": "#35507a",
    "select-front": "#ffffff",
    "mark-1": "#54501f",
    "mark-2": "#1f4a33",
    "mark-3": "#1f4258",
    "mark-4": "#582b45",
    "mark-5": "#573a1d",
    "mark-6": "#3d3468",
    "mark-7": "#57302c",
    "mark-8": "#3f444d",
    "mark-front": "#f2f2ee",
}
_LIGHT = {
    "person": "#1c6b2a",
    "place": "#1a4f9c",
    "organisation": "#8a4b08",
    "group": "#7a2f8f",
    "event": "#9b2c2c",
    "figure": "#2f5d5d",
    "quiet": "#5f646d",
    "hit-back": "#fff0a8",
    "hit-front": "#3a2d00",
    "current-back": "#96430a",
    "current-front": "#ffffff",
    "select-back": "#bcd3f5",
    "select-front": "#10213d",
    "mark-1": "#faf0a0",
    "mark-2": "#c4ecc9",
    "mark-3": "#bfe3f5",
    "mark-4": "#f8cfe3",
    "mark-5": "#fbdcb8",
    "mark-6": "#dcd4fa",
    "mark-7": "#f8cdc8",
    "mark-8": "#dcdfe4",
    "mark-front": "#1b1b18",
}

DARK = Theme(
    name="rafah-dark",
    primary="#7fb2e5",
    secondary="#5c7fa3",
    accent="#ffd75f",
    warning="#f0b46c",
    error="#f28b82",
    success="#8fd694",
    foreground="#dcdcd6",
    background="#15181d",
    surface="#1a1e24",
    panel="#242a32",
    dark=True,
    variables={**_DARK, "border": "#7fb2e5", "border-blurred": "#4a525e"},
)

LIGHT = Theme(
    name="rafah-light",
    primary="#1a4f9c",
    secondary="#4a6fa5",
    accent="#96430a",
    warning="#8a4b08",
    error="#a32020",
    success="#1c6b2a",
    foreground="#22241f",
    background="#f4f1ea",
    surface="#fbfaf6",
    panel="#e8e4da",
    dark=False,
    variables={**_LIGHT, "border": "#1a4f9c", "border-blurred": "#a39e91"},
)

CONTRAST = Theme(
    name="rafah-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffb000",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        **_DARK,
        "person": "#80ff80", "place": "#80c8ff", "organisation": "#ffc070", "group": "#f0b0ff",
        "event": "#ffb0b0", "figure": "#b0ffff", "quiet": "#d0d0d0",
        "hit-back": "#ffff00", "hit-front": "#000000",
        "current-back": "#ffffff", "current-front": "#000000",
        "select-back": "#0050c8", "select-front": "#ffffff",
        "border": "#ffffff", "border-blurred": "#909090",
    },
)  # fmt: skip
"""For tired eyes and bad screens: every pair of colours at 7:1 (WCAG 2.2, 1.4.6)."""

_SIXTEEN = {
    "person": "#55ff55", "place": "#55ffff", "organisation": "#ffff55", "group": "#ff55ff",
    "event": "#ff5555", "figure": "#55ffff", "quiet": "#aaaaaa",
    "hit-back": "#ffff55", "hit-front": "#000000",
    "current-back": "#ffffff", "current-front": "#000000",
    "select-back": "#0000aa", "select-front": "#ffffff",
    **{f"mark-{n}": "#0000aa" for n in range(1, 9)}, "mark-front": "#ffffff",
    "border": "#55ffff", "border-blurred": "#555555",
}  # fmt: skip

SIXTEEN = Theme(
    name="rafah-16",
    primary="#55ffff",
    secondary="#aaaaaa",
    accent="#ffff55",
    warning="#ffff55",
    error="#ff5555",
    success="#55ff55",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables=_SIXTEEN,
)
"""For terminals of sixteen colours: their own (as Rich has them), on black, and no grey grounds."""

THEMES = (DARK, LIGHT, CONTRAST)


def names() -> list[str]:
    """Every theme that settings may name: our own, then Textual's."""
    return [*(theme.name for theme in THEMES), *BUILTIN_THEMES]


def defaults(dark: bool) -> dict[str, str]:
    """Our variables, for Textual's own themes, which do not have them."""
    return dict(_DARK if dark else _LIGHT)
