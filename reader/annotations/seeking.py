"""Looking for a mark in a text that is not the one it was made on.

First the way that a diff shows from the text as it was marked, where that was kept; then the place
for which quotation and context speak most.  A place is taken without asking only if it wins
clearly, and agrees in figures, names and negations.  Numbers were set on our own articles and on
published ones, edited at random (``tests/annotations/edits.py``) and revised as newsrooms do
(``revisions.py`` beside it).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from reader.annotations.evidence import Ground, Place, Sought, best_edges
from reader.annotations.fold import Folded
from reader.annotations.following import Followed, Following
from reader.annotations.mark import Annotation
from reader.text.spans import Span

_LEFT = 0.30  # of a passage; with less of it left it is gone
_WHOLE = 0.60  # of a passage; with as much of it left together it is the same one
_MOST = 0.75  # of a passage; with as much of it left the rest may stand elsewhere
_ENOUGH = 40.0  # letters of agreement that a place needs
_MARGIN = 0.20  # of its evidence, by which it must lead the next one
_DOUBTFUL = 12.0  # letters of agreement below which a place is not even offered
_MANY = 90.0  # letters of agreement that outdo a diff, which does not see what was moved
_PART = 32  # letters of a quotation that are sought by themselves
_NEARLY = 0.90  # of the words of a passage that was moved and touched up on the way
_WELL_SET = 0.65  # of the context on each side: so little changed there that a name may have
_ALONE = 60  # letters of a quotation that needs no context

_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_FIRM = re.compile(
    rf"""
      \d+(?:[.,:]\d+)*
    | \b(?:{"|".join(_NUMBERS)}|half|twice|hundreds?|thousands?|(?:m|b)illions?)\b
    | \b(?:not|no|never|none|nor|neither|without|cannot|\w+n't|den(?:y|ied|ies)|reject\w*)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SAME = {"cannot": "not"} | {word: str(n) for n, word in enumerate(_NUMBERS, 2)}
_NAME = re.compile(r"\b[A-Z][\w'-]+")
_END = re.compile(r"[.!?][\"')]*\s")
_BESIDE = 60  # letters of the sentences before and after
_LONG = 400  # letters of the longest sentence that is looked at
_OPENS = re.compile(r"(?:^|[.!?:\"(-])\s*$")
_SEVERAL = "it could stand in more than one place"
_OTHER = "it stands in a sentence with another figure, name or “not”"


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
    return search.followed(_Passage(marked, text, span))


class _Search:
    """One mark in a text that is not the one it was made on."""

    def __init__(self, text: str, annotation: Annotation) -> None:
        self._ground = _ground(text)
        self._sought = Sought.of(annotation.quote)
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

    def _best(self, passage: _Passage | None = None) -> tuple[Place | None, str]:
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
        if not (
            (length >= _ALONE and best.words >= 0.95)
            or (low >= 0.30 and best.words >= 0.50)
            or (high >= 0.80 and best.words >= 0.75 and length >= 4)
            or (length >= 30 and best.words >= 0.95 and high >= 0.25)
            or (length >= _ALONE and best.words >= 0.80 and high >= 0.30)
        ):
            return "its words and those around them have changed"
        if best.exact or best.words == 1.0:
            return ""
        words = self._ground.text[best.start : best.end]
        if _differences(_FIRM, self._sought.words, words):
            return "a figure or a “not” differs"
        names = _differences(_NAME, self._sought.words, words)
        if names and not (low >= _WELL_SET and names <= 1 + length // 60):
            return "a name differs"
        if rival and length >= 12 and rival.words > best.words + 0.02 and low < 0.60:
            return "its words are more like those of another place"
        return ""

    def _torn(self, best: Place) -> str:
        """Whether parts of the passage stand, word for word, somewhere else than at a place."""
        words, text = self._sought.words, self._ground.text
        here = text[max(0, best.start - _PART) : best.end + _PART]
        for at in range(0, len(words) - _PART, _PART):
            part = words[at : at + _PART]
            if part not in here and part in text:
                return "its parts stand in two places"
        return ""

    def followed(self, passage: _Passage) -> Answer:
        """Decide with the text as it was marked at hand."""
        kept = passage.now
        if kept is None or kept.share < _LEFT:
            return self._gone(passage)
        there = self._ground.weighed(*self._own_words(kept), self._sought)
        length = passage.end - passage.start
        whole = kept.share >= _WHOLE and kept.end - kept.start <= 2 * length + 10
        alone = not self._repeated(passage, there)
        torn = "" if kept.share >= _MOST else self._torn(there)
        if kept.moved and passage.differs(kept.start, kept.end):
            return self._answer(there, _OTHER)
        if whole and alone and not torn:
            return self._answer(there, "")
        best, doubt = self._best(passage)
        if best is not None:
            shared = min(kept.end, best.end) - max(kept.start, best.start)
            if shared >= 0.5 * max(kept.end - kept.start, best.end - best.start):
                return self._answer(best, (not alone and doubt) or self._torn(best))
            if best.exact and best.weight >= _MANY and not doubt:
                return self._answer(best, _OTHER if passage.differs(best.start, best.end) else "")
        return self._answer(there, torn or (_SEVERAL if whole else "its words have changed"))

    def _repeated(self, passage: _Passage, there: Place) -> bool:
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
        return (at, at + len(self._sought.words)) if at >= 0 else (kept.start, kept.end)

    def _gone(self, passage: _Passage) -> Answer:
        """The passage is not where it was: cut, or moved to where the diff does not follow."""
        best, doubt = self._best(passage)
        if best is None or best.weight < _DOUBTFUL:
            return Answer(None, "the passage was deleted")
        if best.words >= _NEARLY and best.weight >= _MANY:
            other = _OTHER if passage.differs(best.start, best.end) else ""
            return self._answer(best, doubt or other or self._torn(best))
        return self._answer(best, doubt or "the passage was deleted; this one is like it")

    def _answer(self, best: Place | None, doubt: str) -> Answer:
        span = self._ground.folded.back(best.start, best.end) if best else None
        return Answer(span, doubt)


class _Passage:
    """A passage of the text as it was marked, and what a diff knows of it."""

    def __init__(self, marked: str, text: str, span: Span) -> None:
        folded, self._following = _following(marked, text)
        self._old, self._new = folded.text, _ground(text).text
        self.start, self.end = folded.forth(span.start), folded.forth(span.end)
        self.now = self._following.follow(self.start, self.end)

    def differs(self, start: int, end: int) -> bool:
        """Whether the sentences at a new place have other figures, names or negations.

        Where the sentence before or after went the same way it is no lookalike, but a part of the
        text that was moved and then edited.
        """
        a, b = _sentences(self._old, self.start, self.end)
        c, d = _sentences(self._new, start, end)
        was, now = self._old[a:b], self._new[c:d]
        if not (_differences(_FIRM, was, now) or _differences(_NAME, was, now)):
            return False
        before = self._following.follow(max(0, a - _BESIDE), a) if a > 1 else None
        after = self._following.follow(b, min(len(self._old), b + _BESIDE))
        came_before = before and before.share > _MOST and abs(c - before.end) <= _BESIDE
        came_after = after and after.share > _MOST and abs(after.start - d) <= _BESIDE
        return not (came_before or came_after)

    def owed_to_others(self, place: Place) -> float:
        """The share of a place that came from outside this passage."""
        return self._following.owed_to_others(place.start, place.end, self.start, self.end)


@lru_cache(maxsize=4)
def _ground(text: str) -> Ground:
    return Ground(text)


@lru_cache(maxsize=8)
def _following(marked: str, text: str) -> tuple[Folded, Following]:
    folded = Folded(marked)
    return folded, Following(folded.lower, _ground(text).folded.lower)


def _sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences that a passage stands in, of a folded text."""
    low = max(0, start - _LONG)
    opening = [found.end() for found in _END.finditer(text, low, start + 1) if found.end() <= start]
    closing = _END.search(text, max(start, end - 2), end + _LONG)
    return (opening[-1] if opening else low), (closing.end() if closing else end + _LONG)


def _differences(kind: re.Pattern[str], one: str, other: str) -> int:
    """Words of a kind that are in one of two passages only, counted in pairs."""
    here, there = _words(kind, one), _words(kind, other)
    return ((here - there).total() + (there - here).total() + 1) // 2


def _words(kind: re.Pattern[str], text: str) -> Counter[str]:
    words: Counter[str] = Counter()
    for found in kind.finditer(text):
        if kind is _NAME and _OPENS.search(text[: found.start()][-3:]):
            continue  # a capital that the start of a sentence gives
        word = found.group().removesuffix("'s")
        if kind is _FIRM:
            word = "not" if word.endswith("n't") else _SAME.get(word.lower(), word.lower())
        words[word] += 1
    return words
