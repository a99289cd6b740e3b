"""Articles in other versions: a third trial, of edits to whole articles and of traps.

:mod:`.edits` changes letters and sentences at random, :mod:`.revisions` what newsrooms change here
and there.  These are the changes that neither has: paragraphs in another order, sentences split,
repeated or quoted from above, boilerplate after every paragraph, text read badly from paper, half
an article in another one, and sentences cut while something like them is planted elsewhere.
"""

from __future__ import annotations

import random
import re
import unicodedata
from typing import Literal

from tests.annotations.edits import Edited
from tests.annotations.revisions import (
    SENTENCE,
    Revision,
    differing,
    everywhere,
    one,
    places,
    swap,
    twin,
)

_PARAGRAPH = re.compile(r"[^\n]+")
_BREAK = re.compile(r"\n\n+")
_WORD = re.compile(r"\w+")

_PLAIN = [
    ("began", "started"), ("killed", "slain"), ("large", "big"), ("near", "close to"),
    ("officials", "authorities"), ("people", "persons"), ("said", "stated"), ("after", "following"),
    ("attack", "assault"), ("before", "prior to"), ("children", "kids"), ("many", "numerous"),
    ("because", "since"), ("but", "yet"), ("show", "reveal"), ("talks", "negotiations"),
    ("called", "urged"), ("aid", "relief"), ("troops", "soldiers"), ("border", "frontier"),
    ("deal", "agreement"), ("the", "a"), ("told", "informed"), ("since", "from"), ("city", "town"),
    ("has been", "was"), ("have been", "were"), ("that", "which"), ("about", "some"),
]  # fmt: skip
_MISREAD = [
    ("e", "c"), ("a", "o"), ("t", "f"), ("i", "l"), ("n", "u"), ("s", "5"), ("o", "0"), ("r", "v"),
    ("m", "rn"), ("w", "vv"), ("h", "li"), ("d", "cl"), (".", ","), ("I", "l"), ("S", "8"),
]  # fmt: skip


def versioned(text: str, other: str, share: float, rng: random.Random) -> Edited:
    """A text in another version that differs in about this share; ``other`` lends sentences."""
    out = Edited.of(text)
    if share and rng.random() < 0.5:
        rng.choice(_THROUGHOUT)(out, rng, other)
    budget = share * len(text)
    for _ in range(400):
        if budget <= 0:
            break
        before = out.text
        rng.choices([kind for kind, _ in _HERE], [weight for _, weight in _HERE])[0](
            out, rng, other
        )
        budget -= max(3, abs(len(out.letters) - len(before)), differing(before, out.text))
    return out


def _put(out: Edited, at: int, letters: str, origins: list[int] | None = None) -> None:
    out.put(at, at, letters, origins)


# -- throughout ------------------------------------------------------------------------------------


def _in_order(out: Edited, order: list[int], parts: list[tuple[int, int]]) -> None:
    """The parts of a text put together anew in an order."""
    taken = [("".join(out.letters[a:b]), out.origins[a:b]) for a, b in parts]
    out.letters.clear()
    out.origins.clear()
    for n in order:
        letters, origins = taken[n]
        at = len(out.letters)
        _put(out, at, letters, origins)
        _put(out, len(out.letters), "\n\n")


def _shuffled(out: Edited, rng: random.Random, _: str) -> None:
    parts = [found.span() for found in places(_PARAGRAPH, out)]
    order = list(range(len(parts)))
    match rng.randrange(3):
        case 0:
            order.reverse()  # a live page: the newest first
        case 1:
            at = rng.randrange(1, max(2, len(order)))
            order = order[at:] + order[:at]
        case _:
            rng.shuffle(order)
    _in_order(out, order, parts)


def _with_boilerplate(out: Edited, rng: random.Random, other: str) -> None:
    lent = rng.choice(SENTENCE.findall(other) or ["Sign up to our newsletter."])
    for found in reversed(places(_BREAK, out)):
        if rng.random() < 0.6:
            _put(out, found.end(), lent + "\n\n")


def _within(out: Edited, rng: random.Random, other: str) -> None:
    """Put into another article, as an agency's text is."""
    breaks = [found.end() for found in _BREAK.finditer(other)] or [0]
    at = rng.choice(breaks)
    _put(out, 0, other[:at] + "\n\n")
    _put(out, len(out.letters), "\n\n" + other[at:])


def _misread(out: Edited, rng: random.Random, _: str) -> None:
    rate = rng.choice([0.01, 0.03, 0.05])
    table = dict(_MISREAD)
    for at in reversed(range(len(out.letters))):
        if rng.random() < rate:
            letter = out.letters[at]
            if letter in table:
                out.put(at, at + 1, table[letter])
            elif letter == " " and rng.random() < 0.3:
                out.put(at, at + 1, "")


def _quoted_mail(out: Edited, rng: random.Random, _: str) -> None:
    """Wrapped at a column, each line with a sign before it."""
    sign, room = rng.choice(["> ", "", "    "]), rng.choice([40, 60, 72])
    column = 0
    for at in range(len(out.letters) - 1, -1, -1):
        column += 1
        if out.letters[at] == " " and column >= room:
            out.put(at, at + 1, "\n" + sign)
            column = 0


def _decomposed(out: Edited, rng: random.Random, _: str) -> None:
    form: Literal["NFD", "NFKD"] = rng.choice(["NFD", "NFKD"])
    for at in reversed(range(len(out.letters))):
        letter = out.letters[at]
        new = unicodedata.normalize(form, letter)
        if new != letter:
            out.put(at, at + 1, new, [out.origins[at]] * len(new))
        elif letter.isalpha() and rng.random() < 0.01:
            _put(out, at, rng.choice(["\u00ad", "\u200b", "\u2060"]))


def _dashed(out: Edited, rng: random.Random, _: str) -> None:
    new = rng.choice([", ", " (", " -- ", "\u2014", "; "])
    for found in reversed(places(r" ?[\u2013\u2014] ?| - ", out)):
        out.put(*found.span(), new)


def _lowered(out: Edited, rng: random.Random, _: str) -> None:
    change = rng.choice([str.lower, str.upper])
    for at, letter in enumerate(out.letters):
        if len(change(letter)) == 1:
            out.letters[at] = change(letter)


def _without_quotes(out: Edited, rng: random.Random, _: str) -> None:
    new = rng.choice(["", "'", "\u00ab", "*"])
    for found in reversed(places('[\u201c\u201d"]', out)):
        out.put(*found.span(), new)


# -- here and there --------------------------------------------------------------------------------


def _split(out: Edited, rng: random.Random, _: str) -> None:
    found = one(r"(?<=[a-z]{3}),? (and|but|which|who|as|while) (?=[a-z]{2})", out, rng)
    if found:
        new = {"which": ". This ", "who": ". He ", "but": ". But "}.get(found[1], ". ")
        out.put(*found.span(), new)


def _merged(out: Edited, rng: random.Random, _: str) -> None:
    found = one(r"(?<=[a-z]{3})\. (?=[A-Z][a-z])", out, rng)
    if found:
        out.put(*found.span(), rng.choice(["; ", ", while ", " \u2013 ", ", and "]))


def _pulled(out: Edited, rng: random.Random, _: str) -> None:
    """A sentence once more, word for word, between two paragraphs."""
    found, place = one(SENTENCE, out, rng), one(_BREAK, out, rng)
    if found and place:
        _put(out, place.end(), rng.choice(["", "\u201c", "# "]) + found.group() + "\n\n")


def _headline_again(out: Edited, rng: random.Random, _: str) -> None:
    first, place = next(iter(places(_PARAGRAPH, out)), None), one(SENTENCE, out, rng)
    if first and place:
        _put(out, place.end(), " " + first.group())


def _again_changed(out: Edited, rng: random.Random, other: str) -> None:
    """A paragraph once more, elsewhere, with a figure or a name of its own and other words."""
    found, place = one(_PARAGRAPH, out, rng), one(_BREAK, out, rng)
    if found and place:
        near = Edited.of(twin(found.group(), rng))
        for _ in range(rng.randrange(4)):
            _reworded(near, rng, other)
        _put(out, place.end(), near.text + "\n\n")


def _replaced(out: Edited, rng: random.Random, other: str) -> None:
    """A sentence is cut, and said in other words somewhere else."""
    found = one(SENTENCE, out, rng)
    if found is None:
        return
    near = Edited.of(twin(found.group(), rng) if rng.random() < 0.5 else found.group())
    for start, end in reversed([m.span() for m in _WORD.finditer(near.text)]):
        if rng.random() < rng.choice([0.2, 0.4, 0.6]):
            new = one(_WORD, Edited.of(other), rng)
            near.put(start, end, new.group() if new else "it")
    out.take(*found.span())
    place = one(SENTENCE, out, rng)
    if place:
        _put(out, place.end(), " " + near.text)


def _moved_reworded(out: Edited, rng: random.Random, other: str) -> None:
    found = one(_PARAGRAPH, out, rng)
    if found is None:
        return
    letters, origins = out.take(*found.span())
    moved = Edited(list(letters), origins)
    for _ in range(rng.randrange(1, 4)):
        _reworded(moved, rng, other)
    place = one(_BREAK, out, rng)
    _put(out, place.end() if place else 0, moved.text, moved.origins)
    _put(out, (place.end() if place else 0) + len(moved.letters), "\n\n")


def _reworded(out: Edited, rng: random.Random, _: str) -> None:
    old, new = rng.choice(_PLAIN)
    found = one(rf"\b{old}\b", out, rng)
    if found:
        swap(out, found, new)


def _attribution(out: Edited, rng: random.Random, _: str) -> None:
    found = one(r"(?<=[a-z])\.(?= |\n|$)", out, rng)
    if found:
        _put(out, found.start(), rng.choice([", he said", ", officials said", ", according to AP"]))


def _dropped_words(out: Edited, rng: random.Random, _: str) -> None:
    found = one(r"(?<=[a-z]) \w+ \w+ \w+(?= [a-z])", out, rng)
    if found:
        out.take(*found.span())


def _half_gone(out: Edited, rng: random.Random, _: str) -> None:
    found = one(SENTENCE, out, rng)
    if found:
        middle = (found.start() + found.end()) // 2
        out.take(*rng.choice([(found.start(), middle), (middle, found.end() - 1)]))


def _tail_elsewhere(out: Edited, rng: random.Random, _: str) -> None:
    """The end of a sentence goes to another place."""
    found = one(SENTENCE, out, rng)
    if found:
        letters, origins = out.take((found.start() + 2 * found.end()) // 3, found.end())
        place = one(SENTENCE, out, rng)
        if place:
            _put(out, place.end(), letters, origins)


_THROUGHOUT: list[Revision] = [
    _shuffled, _with_boilerplate, _within, _misread, _quoted_mail, _decomposed, _dashed, _lowered,
    _without_quotes, everywhere([(rf"\b{a}\b", b) for a, b in _PLAIN], 0.5),
]  # fmt: skip
_HERE: list[tuple[Revision, float]] = [
    (_split, 4), (_merged, 4), (_pulled, 2), (_headline_again, 1), (_again_changed, 2),
    (_replaced, 2), (_moved_reworded, 1), (_reworded, 8), (_attribution, 3), (_dropped_words, 4),
    (_half_gone, 2), (_tail_elsewhere, 1),
]  # fmt: skip
