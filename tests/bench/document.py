"""The document pane: open, scroll, select and light, on 10 kB, 1 MB and 10 MB."""

from __future__ import annotations

import asyncio
import itertools
import random
import statistics
import time
from collections.abc import Callable

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from reader.articles.article import Article, Metadata
from reader.text.blocks import blocks
from reader.text.spans import Highlight, Span
from reader.ui import theme
from reader.ui.keys.dispatch import Press
from reader.ui.panes.document import DocumentPane
from tests.bench.clock import Row
from tests.bench.start import bare_first_paint

_SIZE = (120, 36)
_WORDS = (
    "the of to Israel Rafah said “would” ceasefire U.S. talks and in Biden’s government hostages "
    "operation Netanyahu border civilians aid crossing Gaza a with for plan officials on that"
).split()


def text_of(size: int) -> str:
    """A made-up text of about so many code points, in paragraphs of about 450."""
    rng = random.Random(7)
    out: list[str] = []
    length = 0
    while length < size:
        words = " ".join(rng.choice(_WORDS) for _ in range(75))
        out.append(words.capitalize() + ".")
        length += len(out[-1]) + 2
    return "\n\n".join(out)


def article_of(size: int) -> Article:
    """An article of about so many code points."""
    text = text_of(size)
    return Article("made-up.txt", text, blocks(text), Metadata())


def lights(text: str, count: int) -> list[Highlight]:
    """Highlights spread evenly over a text."""
    step = max(20, len(text) // count)
    return [Highlight(at, at + 9, "person") for at in range(0, len(text) - 9, step)][:count]


class _Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("hello")


class _Pane(App[None]):
    CSS_PATH = "../../reader/ui/reader.tcss"

    def __init__(self) -> None:
        super().__init__()
        for ours in theme.THEMES:
            self.register_theme(ours)
        self.theme = "rafah-dark"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.defaults(dark=True)

    def compose(self) -> ComposeResult:
        yield DocumentPane(72)


async def _timed(pilot: Pilot[None], action: Callable[[], object], runs: int = 9) -> float:
    """Median processor time (ms) from an action to the painted screen."""
    times: list[float] = []
    for _ in range(runs):
        start = time.process_time()
        action()
        await pilot.pause()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


async def _figures(size: int, spans: int) -> dict[str, float]:
    article = article_of(size)
    app = _Pane()
    async with app.run_test(size=_SIZE) as pilot:
        pane = app.query_one(DocumentPane)
        pane.focus()
        await pilot.pause()
        found: dict[str, float] = {}

        def opened() -> None:
            fresh = Article(article.path, article.text, article.blocks, article.meta)
            pane.show(fresh)
            pane.put("entity", lights(article.text, spans))

        found["open"] = await _timed(pilot, opened, 5)
        two = itertools.cycle((lights(article.text, spans), lights(article.text, spans // 2)))
        found["light anew"] = await _timed(pilot, lambda: pane.put("hit", next(two)))
        found["j"] = await _timed(pilot, lambda: pane.do_move_down(Press("")), 60)
        pages = itertools.cycle((pane.do_move_page_down, pane.do_move_page_up))
        found["page"] = await _timed(pilot, lambda: next(pages)(Press("")), 20)
        found["to the end"] = await _timed(pilot, lambda: pane.do_move_bottom(Press("")))
        pane.do_move_top(Press(""))
        pane.caret.anchor = 0
        found["v … l"] = await _timed(pilot, lambda: pane.do_move_right(Press("")), 20)
        pane.select(Span(0, 40))
        found["resize"] = await _timed(pilot, lambda: _other_width(pane), 5)
        return found


def _other_width(pane: DocumentPane) -> None:
    pane.column = 60 if pane.column == 72 else 72


async def _floor() -> float:
    """Processor time (ms) of a key press that repaints a bare app's one widget."""
    app = _Bare()
    async with app.run_test(size=_SIZE) as pilot:
        static = app.query_one(Static)
        return await _timed(pilot, lambda: static.update(str(time.time())), 30)


def rows() -> list[Row]:
    """Each figure, as a ratio to the same on 10 kB."""
    first_paint = bare_first_paint()
    out = [
        Row("floor: a bare Textual app's first paint, its process and all", first_paint),
        Row("floor: a bare app paints one widget again", asyncio.run(_floor())),
    ]
    small = asyncio.run(_figures(10_000, 50))
    out += [Row(f"10 kB, 50 spans: {name}", value) for name, value in small.items()]
    for label, size, spans in (("1 MB, 5,000 spans", 10**6, 5000), ("10 MB, 5,000", 10**7, 5000)):
        figures = asyncio.run(_figures(size, spans))
        scrolls = {"j", "page", "v … l"}
        out += [
            Row(f"{label}: {name}", value, small[name], 2 if name in scrolls else None)
            for name, value in figures.items()
        ]
        out.append(Row(f"{label}: open, to a bare first paint", figures["open"], first_paint))
    return out
