"""Looking for a mark in a text that is not the one it was made on.

First the way that a diff shows from the text as it was marked, where that was kept; then the place
for which quotation and context speak most.  A place is taken without asking only if it wins
clearly, and agrees in figures, names and negations.  Numbers were set on our own articles and on
published ones, edited at random (``tests/annotations/edits.py``), revised as newsrooms do and in
other versions (``revisions.py`` and ``versions.py`` beside it).
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.annotations.evidence import Place, Sought, best_edges
from reader.annotations.fold import fold
from reader.annotations.following import Followed
from reader.annotations.mark import Annotation
from reader.annotations.meaning import firm_differences, is_turned, name_differences
from reader.annotations.neighbours import EDGE, OTHER, SIDED, estranged
from reader.annotations.passage import MOST, Passage, ground_of
from reader.text.spans import Span

_LEFT = 0.30  # of a passage; with less of it left it is gone
_WHOLE = 0.60  # of a passage; with as much of it left together it is the same one
_ENOUGH = 40.0  # letters of agreement that a place needs
_MARGIN = 0.20  # of its evidence, by which it must lead the next one
_DOUBTFUL = 12.0  # letters of agreement below which a place is not even offered
_MANY = 90.0  # letters of agreement that outdo a diff, which does not see what was moved
_PART = 32  # letters of a quotation that are sought by themselves
_NEARLY = 0.90  # of the words of a passage that was moved and touched up on the way
_WELL_SET = 0.65  # of the context on each side: so little changed there that a name may have
_ALONE = 60  # letters of a quotation that needs no context
_SEAM = 30  # letters beside a passage that are sought with its last word, or its first
_TWO = "its parts stand in two places"
_SEVERAL = "it could stand in more than one place"
_TURNED = "another figure, name or “not” is in it"


@dataclass(frozen=True, slots=True)
class Answer:
    """A place, or none; ``doubt`` says why it is not sure, or why there is none."""

    span: Span | None
    doubt: str


def seek(text: str, annotation: Annotation, marked: str | None) -> Answer:
    """Find a quotation in a text; ``marked`` is the text as it was marked, where that was kept."""
    search = _Search(text, annotation)
    if not search.has_words:
        return Answer(None, "there are no words in it")
    span = annotation.span
    if marked is None or span is None or span.of(marked) != annotation.exact:
        return search.by_words()
    return search.followed(Passage(marked, text, span))


class _Search:
    """One mark in a text that is not the one it was made on."""

    def __init__(self, text: str, annotation: Annotation) -> None:
        self._ground = ground_of(text)
        quote = annotation.quote
        self._sought = Sought.of(quote)
        edges = quote.prefix[-1:] + quote.exact[:1], quote.exact[-1:] + quote.suffix[:1]
        self._cuts_words = any(len(edge) == 2 and edge.isalnum() for edge in edges)
        words = quote.exact.split() or [""]
        self._seams = (
            fold(quote.prefix[-_SEAM:] + words[0]).strip(),
            fold(words[-1] + quote.suffix[:_SEAM]).strip(),
        )
        self._near = self._ground.folded.forth(annotation.span.start) if annotation.span else 0

    @property
    def has_words(self) -> bool:
        """Whether there is more to look for than blanks."""
        return bool(self._sought.words)

    def by_words(self) -> Answer:
        """Decide by the quotation and its context alone."""
        best, doubt = self._best()
        if best is None or best.weight < _DOUBTFUL:
            return Answer(None, "nothing like it is in the text")
        return self._answer(best, doubt or self._torn(best))

    def _best(self, passage: Passage | None = None) -> tuple[Place | None, str]:
        """The place for which quotation and context speak most, and what speaks against it.

        With the passage as it was marked, places that are known to have come from other passages
        are left out.
        """
        places = self._ground.places(self._sought, self._near)
        if passage:
            places = [place for place in places if passage.owed_to_others(place) <= 0.5]
        if not places:
            return None, ""
        best = best_edges([place for place in places if not place.is_elsewhere(places[0])])
        start, end = self._on_words(best.start, best.end)
        if (start, end) != (best.start, best.end):  # “14” in “140”
            best = self._ground.weighed(start, end, self._sought)
        rival = next((place for place in places if place.is_elsewhere(best)), None)
        return best, self._doubt(best, rival)

    def _doubt(self, best: Place, rival: Place | None) -> str:
        """Why a place cannot be taken without asking; empty where it can."""
        length = len(self._sought.words)
        low, high = sorted((best.before, best.after))
        if rival and best.weight - rival.weight < _MARGIN * best.weight:
            return _SEVERAL
        if best.weight < _ENOUGH:
            return "there is little to know it by"
        if not _says_enough(length, best.words, low, high):
            return "its words and those around them have changed"
        if best.exact or best.words == 1.0:
            return estranged(self._ground.text, best, self._sought, self._near)
        return (_TWO if self._burst(best) else "") or self._otherwise(best, rival)

    def _otherwise(self, best: Place, rival: Place | None) -> str:
        """Whether words that are not quite the same say something else."""
        length, low = len(self._sought.words), min(best.before, best.after)
        if turned := self._turned(best):
            return turned
        words = self._ground.text[best.start : best.end]
        if firm_differences(self._sought.words, words):
            return "a figure or a “not” differs"
        names = name_differences(self._sought.words, words)
        if names and not (low >= _WELL_SET and names <= 1 + length // 60):
            return "a name differs"
        if rival and length >= 12 and rival.words > best.words + 0.02 and low < 0.60:
            return "its words are more like those of another place"
        return ""

    def _burst(self, best: Place) -> bool:
        """Whether an edge of the passage stands, with what was beside it, elsewhere than here."""
        text, (head, tail) = self._ground.text, self._seams
        for seam, at, agrees in ((head, best.start, best.before), (tail, best.end, best.after)):
            if agrees < SIDED and len(seam) >= EDGE:
                found = text.find(seam)
                if found >= 0 and not found - EDGE <= at <= found + len(seam) + EDGE:
                    return True
        return False

    def _torn(self, best: Place) -> str:
        """Whether parts of the passage stand, word for word, somewhere else than at a place."""
        words, text = self._sought.words, self._ground.text
        here = text[max(0, best.start - _PART) : best.end + _PART]
        for at in range(0, len(words) - _PART, _PART):
            part = words[at : at + _PART]
            if part not in here and part in text:
                return _TWO
        return ""

    def followed(self, passage: Passage) -> Answer:
        """Decide with the text as it was marked at hand."""
        kept = passage.now
        if kept is None or kept.share < _LEFT:
            return self._gone(passage)
        there = self._ground.weighed(*self._own_words(kept), self._sought)
        length = passage.end - passage.start
        whole = kept.share >= _WHOLE and kept.end - kept.start <= 2 * length + 10
        alone = not self._repeated(passage, there)
        torn = "" if kept.share >= MOST else self._torn(there)
        if kept.moved and passage.differs(kept.start, kept.end):
            return self._answer(there, OTHER)
        if whole and alone and not torn:
            return self._answer(there, self._turned(there))
        best, doubt = self._best(passage)
        if best is not None:
            shared = min(kept.end, best.end) - max(kept.start, best.start)
            if shared >= 0.5 * max(kept.end - kept.start, best.end - best.start):
                several = "" if alone else doubt
                return self._answer(best, several or self._torn(best) or self._turned(best))
            if best.exact and best.weight >= _MANY and not doubt:
                return self._answer(best, OTHER if passage.differs(best.start, best.end) else "")
        return self._answer(there, torn or (_SEVERAL if whole else "its words have changed"))

    def _turned(self, there: Place) -> str:
        words = self._ground.text[there.start : there.end]
        return _TURNED if is_turned(self._sought.words, words) else ""

    def _repeated(self, passage: Passage, there: Place) -> bool:
        """Whether the quotation was also put in somewhere else, word for word and as well set."""
        length = len(self._sought.words)
        others = (
            self._ground.weighed(at, at + length, self._sought, exact=True)
            for at in self._ground.exact(self._sought, there.start)
            if at + length <= there.start or at >= there.end
        )
        enough = (1 - _MARGIN) * there.weight
        return any(p.weight >= enough and passage.owed_to_others(p) < 0.5 for p in others)

    def _own_words(self, kept: Followed) -> tuple[int, int]:
        """The quotation itself where it stands unchanged in what a diff shows, else all of that."""
        at = self._ground.text.find(self._sought.words, kept.start, kept.end)
        start, end = (at, at + len(self._sought.words)) if at >= 0 else (kept.start, kept.end)
        return self._on_words(start, end)

    def _on_words(self, start: int, end: int) -> tuple[int, int]:
        """A place widened to whole words, unless the passage was none itself."""
        return (start, end) if self._cuts_words else self._ground.on_words(start, end)

    def _gone(self, passage: Passage) -> Answer:
        """The passage is not where it was: cut, or moved to where the diff does not follow."""
        best, doubt = self._best(passage)
        if best is None or best.weight < _DOUBTFUL:
            return Answer(None, "the passage was deleted")
        if best.words >= _NEARLY and best.weight >= _MANY:
            other = OTHER if passage.differs(best.start, best.end) else ""
            return self._answer(best, doubt or other or self._torn(best))
        return self._answer(best, doubt or "the passage was deleted; this one is like it")

    def _answer(self, best: Place | None, doubt: str) -> Answer:
        span = self._ground.folded.back(best.start, best.end) if best else None
        return Answer(span, doubt)


def _says_enough(length: int, words: float, low: float, high: float) -> bool:
    """Whether a quotation and its context, less and more alike, are enough of a place."""
    return (
        (length >= _ALONE and words >= 0.95)
        or (low >= 0.30 and words >= 0.50)
        or (high >= 0.80 and words >= 0.75 and length >= 4)
        or (length >= 30 and words >= 0.95 and high >= 0.25)
        or (length >= _ALONE and words >= 0.80 and high >= 0.30)
    )
