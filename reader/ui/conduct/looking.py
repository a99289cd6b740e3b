"""Looking for something in the article on the screen, at the key or in a worker, and lighting it.

A short text is searched at the key.  A long one, and every one by regular expression, is searched
in a worker: to fold 1 MB takes more than a frame of the screen, a pattern as long as it likes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.articles.article import Article
from reader.text.expressions import Found, find_pattern
from reader.text.finding import Edges, Folded, find
from reader.text.spans import Highlight, Span
from reader.ui.conduct.part import Part

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

AT_ONCE = 100_000
"""Code points of a text that is folded, searched and lit within a frame of the screen (16 ms)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and how."""

    needle: str = ""
    regex: bool = False
    edges: Edges = Edges.ANY

    def __str__(self) -> str:
        return f"/{self.needle}/" if self.regex else f"“{self.needle}”"


Sought = tuple[Wanted, Found | None]
"""What was looked for in one text, and where it was found."""


class Looking(Part):
    """One thing that is looked for, and where it was found."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.wanted = Wanted()
        self.found: Found | None = None  # nothing: not looked for in this article
        self._search_beside: object | None = None  # the search that runs in a worker
        self._then: list[Callable[[], None]] = []  # what to do when it is through
        self._folded: tuple[str, Folded] | None = None
        self._folding = Lock()

    @property
    def spans(self) -> list[Span]:
        """What is found."""
        return list(self.found.spans) if self.found else []

    @property
    def is_looking(self) -> bool:
        """Whether a search runs in a worker."""
        return self._search_beside is not None

    @property
    def sought(self) -> Sought:
        """What is looked for in this text, to come back to it."""
        return self.wanted, self.found

    def recall(self, sought: Sought | None) -> None:
        """What was looked for in the text that is on the screen now; nothing by default."""
        self.stop()
        self.wanted, self.found = sought or (Wanted(), None)
        self.document.put("found", (Highlight(*s, "hit") for s in self.spans))
        at = self.document.caret.offset
        current = next((span for span in self.spans if span.start == at), None)
        if current:
            self.document.put("current", [Highlight(*current, "current")])

    def stop(self) -> None:
        """Know nothing of this article; a search that runs finds nothing any more."""
        self.found = self._search_beside = None
        self._then = []

    def put_out(self) -> None:
        """Look for nothing, and light nothing."""
        self.stop()
        self.wanted = Wanted()
        self._light()

    def look_for(self, wanted: Wanted, then: Callable[[], None]) -> None:
        """Find something, here or in a worker, light it, and go on with ``then``."""
        article = self.document.article
        if wanted == self.wanted and (self.found or self._search_beside) is not None:
            self.when_found(then)
            return
        self.wanted = wanted
        self._then = [then]
        self._search_beside = None
        if article is None or not wanted.needle.strip():
            self._show(Found())
        elif not wanted.regex and len(article.text) <= AT_ONCE:
            self._show(self._search(article, wanted))
        else:
            search = self._search_beside = object()
            self.app.run_worker(
                lambda: self._search_aside(article, wanted, search),
                thread=True, exclusive=True, group="find",
            )  # fmt: skip

    def when_found(self, then: Callable[[], None]) -> None:
        """Do something with what is found: now, or when the search is through."""
        if self._search_beside is not None:
            self._then.append(then)
        elif self.found is None and self.wanted.needle:
            self.look_for(self.wanted, then)
        else:
            then()

    def _search_aside(self, article: Article, wanted: Wanted, search: object) -> None:
        worker = get_current_worker()
        found = self._search(article, wanted)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._deliver, search, found)

    def _deliver(self, search: object, found: Found) -> None:
        if search is self._search_beside:
            self._search_beside = None
            self._show(found)

    def _search(self, article: Article, wanted: Wanted) -> Found:
        folded = self.folded(article)
        if wanted.regex:
            return find_pattern(folded, wanted.needle, article.passages)
        return Found(find(folded, wanted.needle, wanted.edges))

    def folded(self, article: Article) -> Folded:
        """The article's text, folded once; takes long on a long text, so do it in a worker."""
        with self._folding:
            if self._folded is None or self._folded[0] is not article.text:
                self._folded = (article.text, Folded(article.text))
            return self._folded[1]

    def _show(self, found: Found) -> None:
        self.found = found
        self._light()
        then, self._then = self._then, []
        for act in then:
            act()
        self.screen.show_status()

    def _light(self) -> None:
        self.document.put("found", (Highlight(*s, "hit") for s in self.spans))
        self.document.put("current", ())
