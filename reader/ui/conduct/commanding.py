"""The command line: every command by its id, paragraphs by number, themes and widths by name."""

from __future__ import annotations

from collections.abc import Iterator

from reader.settings import WIDTHS
from reader.text.late import late
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import COUNT_LIMIT, Press
from reader.ui.keys.key import ANY, Key, shown
from reader.ui.screens.line import LineScreen, Offer

_LINE = late(r"\s*(\d{1,9})?\s*(%|\S*)\s*(.*?)\s*")
_SHORT = {
    "q": "quit",
    "h": "help",
    "e": "article.reload",
    "n": "article.next",
    "p": "article.previous",
    "import": "marks.import",
    "export": "marks.export",
}
"""What users of vim and less, and of the command line, type without thinking."""


class Commanding(Part):
    """Commands by name, as an answer to ``:``."""

    def do_command(self, _: Press) -> None:
        def done(line: str | None) -> None:
            if line is not None:
                self.app.call_later(self.run, line)  # from the app, so that messages reach it

        self.app.push_screen(LineScreen(self.fitting), done)

    # -- what there is -----------------------------------------------------------------------------

    def fitting(self, begun: str) -> list[Offer]:
        """What a line that is begun may become: all commands for none, the best first."""
        count, name, rest = _parts(begun)
        ranked = [
            (rank, n, offer)
            for n, offer in enumerate(self._offers(count, rest))
            if (rank := _rank(offer, f"{name} {rest}".split())) is not None
        ]
        ranked.sort(key=lambda one: one[:2])
        return [*self._numbered(begun), *(offer for _, _, offer in ranked)]

    def _numbered(self, line: str) -> Iterator[Offer]:
        count, name, rest = _parts(line)
        if count is not None and not rest:
            if not name:
                yield Offer(f"{count}", f"go to paragraph {count}")
            if name == "%":
                yield Offer(f"{count}%", f"go to {min(count, 100)} per cent of the article")

    def _offers(self, count: int | None, argument: str) -> Iterator[Offer]:
        before = f"{count} " if count else ""
        for row in self._rows():
            after = f" {argument}" if _takes_character(row) and len(argument) == 1 else ""
            keys = "  ".join(shown(key) for key in row.keys)
            yield Offer(f"{before}{row.id}{after}", row.label, keys)
        if count is None:
            yield from (Offer(f"theme {name}", "colours") for name in self.app.available_themes)
            wanted = argument if argument.isdigit() else "72"
            yield Offer(
                f"width {wanted}", f"cells of the text: {WIDTHS.start} to {WIDTHS.stop - 1}"
            )

    def _rows(self) -> list[Key]:
        return self.screen.keymap.commands(self.screen.context)

    # -- doing it ----------------------------------------------------------------------------------

    def run(self, line: str) -> None:
        """Do what a line says, or say why that cannot be."""
        count, name, rest = _parts(line)
        if not name and count is not None:
            self._go(Press("move.bottom", max(1, count)))
        elif name == "%":
            self._go(Press("move.percent", max(1, count or 1)))
        elif name == "theme" and rest in self.app.available_themes:
            self.app.theme = rest
        elif name == "width" and rest.isdigit() and int(rest[:9]) in WIDTHS:
            self.document.column = int(rest)
            self.say(f"width {rest}")
        else:
            self._perform(_SHORT.get(name, name), count, rest)

    def _go(self, press: Press) -> None:
        """To a place of the text, wherever the command was asked for."""
        self.screen.focus_pane("document")
        self.screen.perform(press)

    def _perform(self, id_: str, count: int | None, rest: str) -> None:
        row = next((row for row in self._rows() if row.id == id_), None)
        if row is None:
            self.say(f"no command “{id_}” here; {self.key('help')} names them all")
        elif _takes_character(row) and len(rest) != 1:
            self.say(f"{id_} takes one character: {id_} a")
        else:
            self.screen.perform(Press(id_, count, rest if _takes_character(row) else ""))


def _parts(line: str) -> tuple[int | None, str, str]:
    """The number a line begins with, the word after it, and the rest."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None, line.strip(), ""
    number, name, rest = found.groups()
    return min(int(number), COUNT_LIMIT) if number else None, name, rest


def _takes_character(row: Key) -> bool:
    return any(ANY in key for key in row.keys)


def _rank(offer: Offer, words: list[str]) -> int | None:
    """How well words fit an offer, 0 best; nothing where they do not."""
    line = offer.line.lstrip("0123456789 ").lower()
    wanted = [word.lower() for word in words]
    begun = " ".join(wanted)
    if line == begun or (wanted and _SHORT.get(wanted[0]) == line):
        return 0
    if line.startswith(begun):
        return 1
    if all(
        any(part.startswith(word) for part in line.replace(".", " ").split()) for word in wanted
    ):
        return 2
    said = f"{line} {offer.does.lower()}"
    return 3 if all(word in said for word in wanted) else None
