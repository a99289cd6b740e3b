"""Articles edited at random, with every letter's origin known: what marks are judged on."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from reader.text.spans import Span

_SENTENCE = re.compile(r"[^\s.!?][^.!?\n]{15,}?[.!?]+[”\"’)]*(?=\s|$)")
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_NEW = -1


@dataclass
class Edited:
    """A text in which each letter knows its offset in the original; ``-1`` is a new one."""

    letters: list[str]
    origins: list[int]

    @classmethod
    def of(cls, text: str) -> Edited:
        """A text that is not edited yet."""
        return cls(list(text), list(range(len(text))))

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "".join(self.letters)

    def put(self, start: int, end: int, letters: str, origins: list[int] | None = None) -> None:
        """Put letters in the place of others."""
        self.letters[start:end] = list(letters)
        self.origins[start:end] = origins or [_NEW] * len(letters)

    def take(self, start: int, end: int) -> tuple[str, list[int]]:
        """Cut letters out."""
        cut = "".join(self.letters[start:end]), self.origins[start:end]
        self.put(start, end, "")
        return cut

    def truth(self, span: Span) -> tuple[float, Span | None]:
        """What became of a passage: the share of its letters that is left together, and where."""
        start, end = span
        left = [n for n, origin in enumerate(self.origins) if start <= origin < end]
        groups: list[list[int]] = []
        for at in left:
            if groups and at - groups[-1][-1] <= span.length + 40:
                groups[-1].append(at)
            else:
                groups.append([at])
        if not groups:
            return 0.0, None
        most = max(groups, key=len)
        return len(most) / span.length, Span(most[0], most[-1] + 1)


Edit = Callable[[Edited, random.Random, str], None]


def edited(text: str, other: str, share: float, rng: random.Random) -> Edited:
    """About this share of a text changed, in every way that editors do; ``other`` lends words."""
    out = Edited.of(text)
    if share and rng.random() < 0.5:
        rng.choice([_restyle, _reflow])(out, rng, other)
    budget = share * len(text)
    while budget > 0:
        kind = rng.choices(_KINDS, weights=[kind.weight for kind in _KINDS])[0]
        before = len(out.letters)
        kind.edit(out, rng, other)
        budget -= max(kind.cost, abs(len(out.letters) - before))
    return out


def _pick(pattern: re.Pattern[str], text: str, rng: random.Random) -> tuple[int, int] | None:
    found = [match.span() for match in pattern.finditer(text)]
    return rng.choice(found) if found else None


def _typo(out: Edited, rng: random.Random, _: str) -> None:
    at = rng.randrange(len(out.letters))
    if not out.letters[at].isalpha():
        return
    match rng.randrange(3):
        case 0:
            out.put(at, at + 1, rng.choice("abcdefghijklmnopqrstuvwxyz"))
        case 1:
            out.put(at, at + 1, "")
        case _:
            out.put(at, at, rng.choice("abcdefghijklmnopqrstuvwxyz"))


def _restyle(out: Edited, rng: random.Random, _: str) -> None:
    styles = {"“": '"', "”": '"', "’": "'", "‘": "'", "—": "-", "–": "-", "…": "..."}
    if rng.random() < 0.3:
        styles = {'"': "“", "'": "’", "-": "–", " ": " "}
    for at in reversed(range(len(out.letters))):
        if out.letters[at] in styles:
            new = styles[out.letters[at]]
            out.put(at, at + 1, new, [out.origins[at]] * len(new))


def _reflow(out: Edited, rng: random.Random, _: str) -> None:
    for found in reversed(list(re.finditer(r"\n\n| ", out.text))):
        if rng.random() < 0.08:
            start, end = found.span()
            new = "\n" if found.group() == " " else "\n\n\n"
            out.put(start, end, new, [out.origins[start]] * len(new))


def _figure(out: Edited, rng: random.Random, _: str) -> None:
    span = _pick(re.compile(r"\d+"), out.text, rng)
    if span:
        out.put(*span, str(rng.randrange(10 ** min(6, span[1] - span[0] + 1))))


def _swap_word(out: Edited, rng: random.Random, other: str) -> None:
    span, new = _pick(_WORD, out.text, rng), _pick(_WORD, other, rng)
    if span and new:
        out.put(*span, other[slice(*new)])


def _insert_sentence(out: Edited, rng: random.Random, other: str) -> None:
    span, new = _pick(_SENTENCE, out.text, rng), _pick(_SENTENCE, other, rng)
    if span and new:
        out.put(span[1], span[1], " " + other[slice(*new)])


def _insert_paragraph(out: Edited, rng: random.Random, other: str) -> None:
    span, new = _pick(_PARAGRAPH, out.text, rng), _pick(_PARAGRAPH, other, rng)
    if span and new:
        out.put(span[0], span[0], other[slice(*new)] + "\n\n")


def _cut(pattern: re.Pattern[str]) -> Edit:
    def cut(out: Edited, rng: random.Random, _: str) -> None:
        span = _pick(pattern, out.text, rng)
        if span:
            out.take(*span)

    return cut


def _move(pattern: re.Pattern[str]) -> Edit:
    def move(out: Edited, rng: random.Random, _: str) -> None:
        span = _pick(pattern, out.text, rng)
        if span is None:
            return
        letters, origins = out.take(*span)
        place = _pick(pattern, out.text, rng)
        if place:
            out.put(place[0], place[0], letters + " ", [*origins, _NEW])

    return move


def _rewrite(out: Edited, rng: random.Random, other: str) -> None:
    span = _pick(_SENTENCE, out.text, rng)
    if span is None:
        return
    share = rng.choice([0.2, 0.5, 0.8])
    for start, end in reversed([m.span() for m in _WORD.finditer(out.text, *span)]):
        new = _pick(_WORD, other, rng)
        if new and rng.random() < share:
            out.put(start, end, other[slice(*new)])


def _lookalike(out: Edited, rng: random.Random, other: str) -> None:
    span, place = _pick(_SENTENCE, out.text, rng), _pick(_SENTENCE, out.text, rng)
    if span is None or place is None:
        return
    twin = Edited.of(out.text[slice(*span)])
    _figure(twin, rng, other)
    for _ in range(rng.randrange(4)):
        _swap_word(twin, rng, other)
    out.put(place[1], place[1], " " + twin.text)


@dataclass(frozen=True)
class _Kind:
    edit: Edit
    weight: float
    cost: int  # letters that it changes at least


_KINDS = [
    _Kind(_typo, 30, 1),
    _Kind(_figure, 4, 4),
    _Kind(_swap_word, 12, 6),
    _Kind(_insert_sentence, 4, 0),
    _Kind(_insert_paragraph, 1, 0),
    _Kind(_cut(_SENTENCE), 3, 0),
    _Kind(_cut(_PARAGRAPH), 1, 0),
    _Kind(_move(_SENTENCE), 2, 120),
    _Kind(_move(_PARAGRAPH), 1, 400),
    _Kind(_rewrite, 3, 80),
    _Kind(_lookalike, 3, 0),
]


def passages(text: str, count: int, rng: random.Random) -> list[Span]:
    """Passages as readers mark them: a name, a phrase, a sentence, several."""
    words = [match.span() for match in _WORD.finditer(text)]
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    out: list[Span] = []
    while len(out) < count:
        if rng.random() < 0.45 and sentences:
            first = rng.randrange(len(sentences))
            last = min(len(sentences) - 1, first + rng.choice([0, 0, 0, 1, 2]))
            out.append(Span(sentences[first][0], sentences[last][1]))
        else:
            first = rng.randrange(len(words))
            last = min(len(words) - 1, first + rng.choice([0, 1, 2, 3, 5, 8, 13, 20]))
            out.append(Span(words[first][0], words[last][1]))
    return out
