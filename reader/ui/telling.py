"""What is said of a mark in words: its colour, its tags, its note, and how its place was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.annotations.linking import is_link
from reader.annotations.placing import Found, Placed

STATES = {
    Found.MOVED: "moved",
    Found.CHANGED: "its words have changed",
    Found.REVIEW: "to be confirmed",
    Found.ORPHAN: "its passage is gone",
}
"""How a place was found, where it is not simply there."""


def told(placed: Placed, colours: Sequence[str], key: Callable[[str], str], *, noted: bool) -> str:
    """A mark in words, with what can be done about a place that is not sure.

    ``noted`` is whether note and tags are to be told.  Empty where there is nothing to tell.
    """
    mark = placed.annotation
    parts = [state(placed, key)]
    if noted:
        parts += [mark.note, " ".join(f"#{tag}" for tag in mark.tags)]
    if is_link(mark):
        parts.insert(0, f"⇄ {key('link.follow')} goes to the other end")
    words = "  ".join(part for part in parts if part)
    return f"{mark.color} {colours[mark.color - 1]}  {words}" if words else ""


def state(placed: Placed, key: Callable[[str], str]) -> str:
    """How its place was found; empty where the article is as it was."""
    said = STATES.get(placed.found, "")
    if not said:
        return ""
    why = f" ({placed.reason})" if placed.found is Found.REVIEW and placed.reason else ""
    refuse = f", {key('mark.refuse')} refuses" if placed.found is Found.REVIEW else ""
    return f"{said}{why}: {key('mark.confirm')} confirms{refuse};"
