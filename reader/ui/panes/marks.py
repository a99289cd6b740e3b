"""What the marks tab lists: the annotations of an article or of the library, or deleted ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.annotations.linking import is_link
from reader.annotations.listing import Entry
from reader.annotations.placing import Found
from reader.text.cells import fit, width
from reader.ui.panes.items import wrap_words
from reader.ui.panes.rows import Item, Line, Part
from reader.ui.telling import STATES

_QUOTE_ROWS = 2
_SHORT_ROWS = 2  # of an item that says the most important only
_CUT = 400  # characters of a passage of which two rows are shown

Key = tuple[str, str]
Picked = Callable[[Key], bool]
"""Whether a mark is picked; asked when its rows are made."""

Made = dict[Key, tuple[Entry, bool, Item]]
"""Items made before, each with its entry and whether it stands under the title of its article."""


def mark_items(entries: Sequence[Entry], picked: Picked) -> list[Item]:
    """Marks with all that they say."""
    return [_whole_item(entry, picked) for entry in entries]


def short_items(
    entries: Sequence[Entry], picked: Picked, made: Made, *, by_article: bool
) -> list[Item]:
    """Marks in two rows each, made when they come into view; under the titles of their articles
    where they stand in that order.  Items that are ``made`` already are taken from there."""
    items: list[Item] = []
    path = ""
    for entry in entries:
        if by_article and entry.path != path:
            path = entry.path
            items.append(_title(entry))
        key = entry.key
        known = made.get(key)
        if known is None or known[0] is not entry or known[1] is not by_article:
            known = made[key] = (entry, by_article, _short_item(entry, picked, titled=by_article))
        items.append(known[2])
    return items


def _title(entry: Entry) -> Item:
    def lines(_: int) -> list[Line]:
        return [Line(((" ".join(entry.title.split()), "heading"),))]

    return Item(("title", entry.path), lines, choosable=False, height=lambda _: 1)


def _whole_item(entry: Entry, picked: Picked) -> Item:
    mark = entry.mark

    def lines(cells: int) -> list[Line]:
        room = max(8, cells - 5)
        quote = wrap_words(_quoted(entry), room)
        if len(quote) > _QUOTE_ROWS:
            quote = [*quote[: _QUOTE_ROWS - 1], quote[_QUOTE_ROWS - 1].rstrip() + " …"]
        out = [
            Line((*_sign(entry, picked(entry.key)), (quote[0] if quote else "", "")), _where(entry))
        ]
        out += [Line((("   " + row, ""),)) for row in quote[1:]]
        out += [Line((("   " + row, "title"),)) for row in wrap_words(mark.note, room)]
        if mark.tags:
            out.append(Line((("   " + _tags(entry), "group"),)))
        out += [Line((("   " + row, "warning"),)) for row in wrap_words(_state(entry), room)]
        return out

    return Item(("mark", *entry.key), lines)


def _short_item(entry: Entry, picked: Picked, *, titled: bool) -> Item:
    def lines(cells: int) -> list[Line]:
        below: list[Part] = [("   ", "")]
        parts = (
            (_state(entry), "warning"), (_tags(entry), "group"),
            (_one_line(entry.mark.note), "title"),
            ("" if titled else entry.title, "quiet"), (entry.day, "quiet"),
        )  # fmt: skip
        for words, look in parts:
            if words:
                below += [(words, look), ("  ", "")]
        room = max(8, cells - 8)
        quote = _quoted(entry)
        quote = fit(quote, room) if width(quote) > room else quote
        return [
            Line((*_sign(entry, picked(entry.key)), (quote, "")), _where(entry)),
            Line(tuple(below)),
        ]

    return Item(("mark", *entry.key), lines, height=_short)


def _short(_: int) -> int:
    return _SHORT_ROWS


def _sign(entry: Entry, picked: bool) -> tuple[Part, ...]:
    color = entry.mark.color
    return ("✓" if picked else " ", "key"), (str(color), f"mark-{color}"), (" ", "")


def _quoted(entry: Entry) -> str:
    if entry.mark.whole:
        return "the whole article"
    link = "⇄ " if is_link(entry.mark) else ""
    return link + _one_line(entry.mark.exact[:_CUT])


def _one_line(words: str) -> str:
    return " ".join(words[:_CUT].split())


def _tags(entry: Entry) -> str:
    return " ".join(f"#{tag}" for tag in entry.mark.tags)


def _where(entry: Entry) -> str:
    return f"¶{entry.paragraph}" if entry.paragraph else "–" if entry.found is Found.ORPHAN else ""


def _state(entry: Entry) -> str:
    if entry.found is Found.ORPHAN and entry.reason:
        return entry.reason
    said = STATES.get(entry.found, "") if entry.found else ""
    return f"{said}: {entry.reason}" if entry.found is Found.REVIEW and entry.reason else said
