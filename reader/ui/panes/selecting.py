"""Selecting in the document: by characters, by paragraphs, and what a text is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.articles.article import Article
from reader.text import motions
from reader.text.caret import Unit
from reader.text.quotations import quotation_at, quotations
from reader.text.sentences import sentence_at, sentence_spans
from reader.text.spans import Span, holding
from reader.ui.keys.dispatch import Press
from reader.ui.keys.key import Context
from reader.ui.panes.mouse import PointedView


class SelectingView(PointedView):
    """A text with a selection that keys begin, grow and let go."""

    _last_selection: tuple[int, int, Unit] | None = None
    _sought = ""  # the character last looked for
    _spans_of: Article | None = None
    _spans: dict[str, Sequence[Span]] | None = None  # of that article, by what they are

    @property
    def context(self) -> Context:
        """Where keys are looked for."""
        return Context.READER if self.caret.anchor is None else Context.VISUAL

    @property
    def passage(self) -> Span | None:
        """What a mark is made on: the selection, or the sentence under the caret."""
        if self.article is None:
            return None
        selected = self.selection
        if selected:
            return selected
        sentence = sentence_at(self.article.text, self.article.passages, self.caret.offset)
        return sentence if sentence.length else None

    @property
    def paragraph(self) -> Span | None:
        """The paragraph or heading under the caret."""
        passages = self.article.passages if self.article else ()
        return passages[holding(passages, self.caret.offset)] if passages else None

    @property
    def sentences(self) -> Sequence[Span]:
        """The sentences of the article, headings included."""
        return self._found_once("sentences", sentence_spans)

    @property
    def quotations(self) -> Sequence[Span]:
        """The quotations of the article, marks included."""
        return self._found_once("quotations", quotations)

    def _found_once(
        self, name: str, find: Callable[[str, Sequence[Span]], Sequence[Span]]
    ) -> Sequence[Span]:
        """Spans of the article on the screen, looked for when first asked for."""
        if self.article is None:
            return ()
        if self._spans is None or self._spans_of is not self.article:
            self._spans_of, self._spans = self.article, {}
        if name not in self._spans:
            self._spans[name] = find(self.article.text, self.article.passages)
        return self._spans[name]

    # -- beginning and leaving --------------------------------------------------------------------

    def do_select_characters(self, _: Press) -> None:
        self._select_by(Unit.CHARACTER)

    def do_select_paragraphs(self, _: Press) -> None:
        self._select_by(Unit.PARAGRAPH)

    def _select_by(self, unit: Unit) -> None:
        """Begin; change the unit of a selection; or leave it, when it is of this unit already."""
        if self.caret.anchor is None:
            self.caret.anchor = self.caret.offset
        elif self.caret.unit is unit:
            self.leave_selection()
            return
        self.caret.unit = unit
        self.caret_moved()

    def leave_selection(self) -> bool:
        """Let the selection go, remembering it; whether there was one."""
        if self.caret.anchor is None:
            return False
        self._last_selection = (self.caret.anchor, self.caret.offset, self.caret.unit)
        self.caret.anchor = None
        self.caret.unit = Unit.CHARACTER
        self.caret_moved()
        return True

    def do_select_again(self, _: Press) -> None:
        if self._last_selection:
            self.caret.anchor, offset, self.caret.unit = self._last_selection
            self.go(offset, centred=False)

    def do_select_swap(self, _: Press) -> None:
        self.caret.swap()
        self.go(self.caret.offset, centred=False)

    # -- what a text is made of -------------------------------------------------------------------

    def select(self, span: Span | None) -> None:
        """Select a span, where there is one."""
        if span and span.length:
            if not (self.shows(span.start) and self.shows(span.end - 1)):
                self.only(None)
            self.caret.select(self.page, span)
            self.caret_moved()

    def do_select_word(self, press: Press) -> None:
        word = motions.word_at(self.page.text, self.caret.offset)
        if word:
            last = motions.word_end(self.page.text, word.end - 1, press.times - 1)
            self.select(word if press.times == 1 else Span(word.start, last + 1))

    def do_select_sentence(self, press: Press) -> None:
        self._select_some(self.sentences, press.times)

    def do_select_paragraph(self, press: Press) -> None:
        self._select_some(self.article.passages if self.article else (), press.times)

    def _select_some(self, spans: Sequence[Span], count: int) -> None:
        """The span at the caret, or before it, and those that follow, to a number."""
        if spans:
            first = holding(spans, self.caret.offset)
            last = min(first + count, len(spans)) - 1
            self.select(Span(spans[first].start, spans[last].end))

    def do_select_quotation(self, _: Press) -> None:
        self.select(quotation_at(self.quotations, self.caret.offset))

    def do_select_statement(self, _: Press) -> None:
        """The quotation and the sentences it stands in, which say whose words it is."""
        found = quotation_at(self.quotations, self.caret.offset)
        if found:
            around = [s for s in self.sentences if s.meets(found)]
            self.select(Span(around[0].start, around[-1].end) if around else found)

    # -- to a character ---------------------------------------------------------------------------

    def do_find_character(self, press: Press) -> None:
        self._sought = press.argument
        self._seek(press.times, back=False)

    def do_find_character_again(self, press: Press) -> None:
        self._seek(press.times, back=False)

    def do_find_character_back(self, press: Press) -> None:
        self._seek(press.times, back=True)

    def _seek(self, count: int, *, back: bool) -> None:
        paragraph = self.paragraph
        if self._sought and paragraph:
            steps = -count if back else count
            text, here = self.page.text, self.caret.offset
            at = motions.to_character(text, paragraph, here, self._sought, steps)
            if at is not None:
                self.go(at, centred=False)
