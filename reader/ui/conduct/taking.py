"""Taking text out: copies, citations, other programs."""

from __future__ import annotations

import webbrowser
from pathlib import Path

from textual.app import SuspendNotSupported

from reader.exchange.citation import CitationStyle, cite
from reader.text.addresses import addresses
from reader.text.sentences import sentence_at
from reader.text.spans import Span
from reader.ui.clipboard import copy
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

_OPENABLE = ("http://", "https://")


class Taking(Part):
    """What leaves the reader, and by which way."""

    def do_copy_selection(self, _: Press) -> None:
        article, selected = self.document.article, self.document.selection
        if article and selected:
            self._copy(selected.of(article.text), "selection")
            self.document.leave_selection()
        else:
            self.say("nothing selected; Ctrl+q quits")

    def do_copy_paragraph(self, _: Press) -> None:
        article, paragraph = self.document.article, self.document.paragraph
        if article and paragraph:
            self._copy(paragraph.of(article.text), "paragraph")

    def do_copy_sentence(self, _: Press) -> None:
        article, sentence = self.document.article, self._sentence()
        if article and sentence:
            self._copy(sentence.of(article.text), "sentence")

    def do_copy_citation(self, _: Press) -> None:
        """The selection, else the sentence under the caret, with author, title and place."""
        article, passage = self.document.article, self.document.passage
        if article and passage:
            style = CitationStyle(self.app.settings.citation)
            self._copy(cite(article, passage, style), "citation")
            self.document.leave_selection()

    def _sentence(self) -> Span | None:
        article = self.document.article
        if article is None:
            return None
        return sentence_at(article.text, article.passages, self.document.caret.offset)

    def _copy(self, text: str, what: str) -> None:
        self.say(self.copy(text, what))

    def copy(self, text: str, what: str) -> str:
        """Copy a text; what to say of it."""
        where = copy(text, self.app.copy_to_clipboard)
        return f"{what} copied to {where}: {len(text):,} characters"

    def do_source(self, _: Press) -> None:
        """Open the article's address in a browser, else its file as the system does."""
        article = self.document.article
        if article is None:
            return
        address = article.meta.url.text if article.meta.url else ""
        if not address.startswith(_OPENABLE):  # nothing else is opened, whatever a file says
            file = self.desk.library.root / Path(article.path.partition("#")[0])
            address = file.absolute().as_uri()
        self.browse(address)

    def address_under_caret(self) -> str:
        """The web address that the caret stands on, or nothing."""
        article, paragraph = self.document.article, self.document.paragraph
        if article is None or paragraph is None:
            return ""
        at = self.document.caret.offset
        found = (span for span in addresses(article.text, *paragraph) if span.holds(at))
        return next((span.of(article.text) for span in found), "")

    def do_address(self, _: Press) -> None:
        """Open the web address under the caret; the text itself says where it leads."""
        address = self.address_under_caret()
        if address:
            self.browse(address)
        else:
            self.say(f"no web address under the caret; {self.key('hint')} labels those in view")

    def browse(self, address: str) -> None:
        """Open an address in a browser; one that runs in this terminal has it meanwhile."""
        try:
            browser = webbrowser.get()
        except webbrowser.Error:
            self.say(f"nothing here can open {address}")
            return
        here = isinstance(browser, webbrowser.GenericBrowser)
        if here and not isinstance(browser, webbrowser.BackgroundBrowser):
            try:
                with self.app.suspend():
                    opened = browser.open(address)
            except SuspendNotSupported:
                opened = False
            self.app.refresh(repaint=True, layout=True)
        else:
            opened = browser.open(address)
        self.say(f"opened {address}" if opened else f"nothing here can open {address}")

    def do_pipe(self, _: Press) -> None:
        """Give the selection, else the article, to a command, and show what it answers."""
        from reader.ui.screens.command import CommandScreen

        article, selected = self.document.article, self.document.selection
        if article is None:
            return
        text = selected.of(article.text) if selected else article.text
        what = "selection" if selected else "article"

        def done(command: str | None) -> None:
            if command and command.strip():
                self.app.run_worker(
                    lambda: self._run(command, text), thread=True, exclusive=True, group="pipe"
                )

        self.app.push_screen(CommandScreen(f"pipe the {what} to"), done)

    def _run(self, command: str, text: str) -> None:
        from reader.ui.piping import answer_of
        from reader.ui.screens.answer import AnswerScreen

        answer = answer_of(command, text)
        self.app.call_from_thread(self.app.push_screen, AnswerScreen(command, answer))
