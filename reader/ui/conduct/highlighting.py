"""Highlighting: eight looks, the last one again, the last mark again."""

from __future__ import annotations

from dataclasses import replace

from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

_NUMBERS = "12345678"


class Highlighting(Part):
    """The colour that a new mark has."""

    color = 1

    @property
    def palette(self) -> tuple[tuple[str, str], ...]:
        """The eight colours with their numbers and names, each in its look."""
        names = self.app.settings.colours
        return tuple((f"{n} {name}", f"mark-{n}") for n, name in enumerate(names, 1))

    @property
    def palette_now(self) -> tuple[tuple[str, str], ...]:
        """The colour that is used now."""
        return (self.palette[self.color - 1],)

    def do_mark_highlight(self, press: Press) -> None:
        """Highlight the selection; a number before the key is the colour."""
        self._use(press.count)
        if self.document.passage:
            self.app.marking.add(self.document.passage, color=self.color)

    def do_mark_colour(self, press: Press) -> None:
        """Give the marks that are meant another colour, or make one on the passage."""
        if press.argument not in _NUMBERS:
            self.say(f"the colours are 1 to 8: {self.key('mark.colour')} 3")
            return
        color = int(press.argument)
        self._use(color)
        marking = self.app.marking
        keys = marking.meant()
        if not keys:
            if not marking.in_list and self.document.passage:
                marking.add(self.document.passage, color=color)
        elif not marking.rework("recolour", keys, lambda mark: replace(mark, color=color)):
            self.say(f"it is {self.app.settings.colours[color - 1]} already")

    def _use(self, color: int | None) -> None:
        if color is not None and str(color) in _NUMBERS:
            self.color = color

    def do_mark_again(self, _: Press) -> None:
        """The colour and the tags of the last mark, on the selection or the sentence."""
        last, passage = self.app.marking.last, self.document.passage
        if last is None:
            self.say("no annotation made yet to repeat")
        elif passage:
            self.color, tags = last
            self.app.marking.add(passage, color=self.color, tags=tags)
