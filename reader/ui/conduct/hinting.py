"""Hints: a label on every link, mention and annotation in view; the label typed leads there."""

from __future__ import annotations

from reader.text.addresses import addresses
from reader.text.spans import Span
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.screens.hints import HintScreen, labels


class Hinting(Part):
    """What can be gone to on the screen."""

    def do_hint(self, _: Press) -> None:
        places = self.places()
        if not places:
            self.say("no link, mention or annotation is in view")
            return
        named = dict(zip(labels(len(places)), places, strict=False))
        self.document.put_labels({at: label for label, at in named.items()})

        def done(label: str | None) -> None:
            self.document.put_labels({})
            if label is None:
                self.say("")
                return
            self.app.call_later(self._go, named[label])  # from the app: messages must reach it

        self.say("type a label to go there; Esc stays here")
        self.app.push_screen(HintScreen(named), done)

    def places(self) -> list[int]:
        """Where links, mentions and annotations in view begin, each place once, in order."""
        article, seen = self.document.article, self.document.in_view
        if article is None or not seen.length:
            return []
        mentions = (mention.span for mention in self.app.naming.lit())
        marks = (mark.span for mark in self.app.marking.marks if mark.span)
        spans: list[Span] = [*addresses(article.text, *seen), *mentions, *marks]
        starts = {span.start for span in spans if seen.holds(span.start)}
        return sorted(at for at in starts if self.document.shows(at))

    def _go(self, offset: int) -> None:
        self.app.opening.remember_jump()
        self.document.go(offset, centred=False)
        self.say(self._told())

    def _told(self) -> str:
        """What Enter would do at the caret now."""
        here, key = self.app.taking.address_under_caret(), self.key("mark.open")
        if self.app.marking.under_caret():
            return f"an annotation: {key} opens its note"
        if here:
            return f"a link: {key} opens it"
        mention = self.app.naming.under_caret()
        return f"{mention.kind.value}: {key} shows it in the list" if mention else ""
