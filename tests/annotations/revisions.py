"""Articles revised as newsrooms, syndicates, scanners and web pages do: a second trial.

Where :mod:`.edits` changes letters, words and sentences at random, these changes are of the kinds
that published texts go through: spelling reforms, transliterations, house style, new figures,
inverted quotations, paragraphs split and joined, syndicated cuts, scanning, text taken from HTML,
and sentences planted that differ in one figure, one name or one “not”.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.annotations.edits import Edited

SENTENCE = re.compile(r"[^\s.!?][^.!?\n]{15,}?[.!?]+[”\"’)]*(?=\s|$)")
_PARAGRAPH = re.compile(r"[^\n]+")
_GAP = re.compile(r"(?<=[.!?”\"]) (?=[A-Z“\"])")
_BREAK = re.compile(r"\n\n+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")

_SPELLING = [
    (r"(\w{3,})is(e[sd]?|ing|ation)\b", r"\1iz\2"), (r"\b(\w*[cln]o)lor", r"\1lour"),
    (r"(\w{3,})iz(e[sd]?|ing|ation)\b", r"\1is\2"), (r"our\b", "or"),
    (r"\b(cent|theat)er\b", r"\1re"),
    (r"\bcentre", "center"), (r"\bdefence", "defense"), (r"\btowards\b", "toward"),
    (r"\bwhile\b", "whilst"), (r"(\w)lling\b", r"\1ling"), (r"\bprogram\b", "programme"),
]  # fmt: skip
_STYLE = [
    (r"\bU\.S\.", "US"), (r"\bUnited States\b", "U.S."), (r"\bMr\.? ", ""), (r" percent\b", "%"),
    (r"\bPrime Minister\b", "PM"), (r"\bdon['’]t\b", "do not"), (r"\bdid not\b", "didn’t"),
    (r"\bwill not\b", "won’t"), (r"\bis not\b", "isn’t"), (r"\btwo\b", "2"), (r"\bthree\b", "3"),
    (r"\b(May|June|April) (\d+)", r"\2 \1"), (r"\bPresident (?=[A-Z])", ""), (r" that ", " "),
    (r"\bsaid\b", "told reporters"), (r"\bmore than\b", "over"), (r"\babout\b", "approximately"),
    (r"\bhowever\b", "but"), (r"\balso\b ", ""), (r"\bin order to\b", "to"),
    (r"\bIsrael's\b", "Israeli"),
    (r", which ", " that "), (r"\bas well as\b", "and"), (r"\bwould\b", "will"),
    (r"\bhas\b", "had"),
    (r"\bmillion\b", "m"), (r"\bOn (Monday|Tuesday|Wednesday|Thursday|Friday|Sunday),", r"\1:"),
]  # fmt: skip
_TRANSLITERATED = [
    (r"\bKhan Younis\b", "Khan Yunis"), (r"\bKerem Shalom\b", "Karem Abu Salem"),
    (r"\bHezbollah\b", "Hizbullah"), (r"\bNetanyahu\b", "Netanyahou"), (r"\bal-", "el-"),
    (r"\bel-Sissi\b", "al-Sisi"), (r"\bSinwar\b", "Senwar"), (r"\bRafah\b", "Rafa"),
    (r"\bHamas\b", "Hamās"), (r"\bGallant\b", "Galant"), (r"\bQatar\b", "Katar"),
]  # fmt: skip
_SCANNED = [
    ("rn", "m"),
    ("l", "1"),
    ("e", "c"),
    ("cl", "d"),
    ("o", "0"),
    ("h", "b"),
    ("i", "j"),
    (",", "."),
]
_CARRIED = [
    "Advertisement", "Read more: what we know so far", "[image: smoke over the city]", "Share this",
    "This is a developing story. Check back for updates.", "RELATED: The view from the border",
]  # fmt: skip

Revision = Callable[[Edited, random.Random, str], None]


def revised(text: str, other: str, share: float, rng: random.Random) -> Edited:
    """A text after revisions that change about this share of it; ``other`` lends sentences."""
    out = Edited.of(text)
    if share and rng.random() < 0.6:
        rng.choice(_THROUGHOUT)(out, rng, other)
    budget = share * len(text)
    tries = 0
    while budget > 0 and tries < 400:
        tries += 1
        before = out.text
        rng.choices([kind for kind, _ in _HERE_AND_THERE], [w for _, w in _HERE_AND_THERE])[0](
            out, rng, other
        )
        budget -= max(3, abs(len(out.letters) - len(before)), differing(before, out.text))
    return out


def differing(one: str, other: str) -> int:
    """Letters between the first and the last that differ, at most 200."""
    first = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if first is None:
        return 0
    shorter = min(len(one), len(other)) - first
    last = 0
    while last < shorter and one[-1 - last] == other[-1 - last]:
        last += 1
    return min(200, max(len(one), len(other)) - first - last)


def places(pattern: str | re.Pattern[str], out: Edited) -> list[re.Match[str]]:
    return list(re.finditer(pattern, out.text))


def one(pattern: str | re.Pattern[str], out: Edited, rng: random.Random) -> re.Match[str] | None:
    found = places(pattern, out)
    return rng.choice(found) if found else None


def swap(out: Edited, found: re.Match[str], new: str) -> None:
    """Put new words in place; letters at either end that stay keep their origin."""
    old, start, end = found.group(), found.start(), found.end()
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    out.put(start + head, end - tail, new[head : len(new) - tail])


def everywhere(table: list[tuple[str, str]], share: float) -> Revision:
    def revise(out: Edited, rng: random.Random, _: str) -> None:
        for pattern, new in rng.sample(table, max(1, round(share * len(table)))):
            for found in reversed(places(pattern, out)):
                swap(out, found, found.expand(new))

    return revise


def _once(table: list[tuple[str, str]]) -> Revision:
    def revise(out: Edited, rng: random.Random, _: str) -> None:
        pattern, new = rng.choice(table)
        found = one(pattern, out, rng)
        if found:
            swap(out, found, found.expand(new))

    return revise


def _renamed(out: Edited, rng: random.Random, _: str) -> None:
    found = one(_NAME, out, rng)
    if found:
        name = found.group()
        at = rng.randrange(1, len(name))
        new = name[:at] + rng.choice(["h", "e", name[at], ""]) + name[at + rng.randrange(2) :]
        for place in reversed(places(rf"\b{name}\b", out)):
            swap(out, place, new)


def _scanned(out: Edited, rng: random.Random, _: str) -> None:
    rate = rng.choice([0.003, 0.01, 0.02])
    for at in reversed(range(len(out.letters))):
        if rng.random() < rate:
            old, new = rng.choice(_SCANNED)
            if "".join(out.letters[at : at + len(old)]) == old:
                out.put(at, at + len(old), new)
    for found in reversed(places(r"(?<=[a-z]{3})(?=[a-z]{3})", out)):
        if rng.random() < 0.01:
            out.put(found.start(), found.start(), "-\n")


def _from_html(out: Edited, rng: random.Random, _: str) -> None:
    for found in reversed(places(r"[ \n]+|(?<=[.,])(?= )|[&’“”]", out)):
        chance = rng.random()
        start, end = found.span()
        if found.group() == " " and chance < 0.006:
            out.put(start, end, "")
        elif found.group() == " " and chance < 0.03:
            out.put(start, end, rng.choice(["\u00a0", "  ", " \u200b", "\n"]))
        elif not found.group() and chance < 0.02:
            out.put(start, end, rng.choice(["[1]", "¹", "[citation needed]", "*"]))
        elif found.group() == "’" and chance < 0.3:
            out.put(start, end, "&#8217;")
        elif found.group() in "“”" and found.group() and chance < 0.3:
            out.put(start, end, '"')


def _bulleted(out: Edited, rng: random.Random, _: str) -> None:
    sign = rng.choice(["• ", "- ", "* ", "1. ", "> "])
    for found in reversed(places(_PARAGRAPH, out)):
        if rng.random() < 0.3:
            out.put(found.start(), found.start(), sign)


def _split(out: Edited, rng: random.Random, _: str) -> None:
    for found in reversed(places(_GAP, out)):
        if rng.random() < 0.3:
            out.put(*found.span(), "\n\n")


def _joined(out: Edited, rng: random.Random, _: str) -> None:
    for found in reversed(places(_BREAK, out)):
        if rng.random() < 0.4:
            out.put(*found.span(), " ")


def _headline(out: Edited, rng: random.Random, other: str) -> None:
    found = next(iter(places(_PARAGRAPH, out)), None)
    if found:
        words = re.findall(r"\w+", other)
        at = rng.randrange(max(1, len(words) - 9))
        out.put(*found.span(), " ".join(words[at : at + 9]).capitalize())


def _cut_tail(out: Edited, rng: random.Random, _: str) -> None:
    found = places(_PARAGRAPH, out)
    if len(found) > 4:
        out.take(found[-rng.randrange(1, max(2, len(found) // 4))].start(), len(out.letters))


def _cut(pattern: re.Pattern[str]) -> Revision:
    def revise(out: Edited, rng: random.Random, _: str) -> None:
        found = one(pattern, out, rng)
        if found:
            out.take(*found.span())

    return revise


def _clause_cut(out: Edited, rng: random.Random, _: str) -> None:
    found = one(r",[^,.“”\n]{10,60}(?=[,.])", out, rng)
    if found:
        out.take(*found.span())


def _clause_moved(out: Edited, rng: random.Random, _: str) -> None:
    """“X, Y.” becomes “Y, X.”"""
    found = one(r"(?<=[.”] )([A-Z][^,.“”\n]{12,80}), ([^,.“”\n]{12,80})(?=\.)", out, rng)
    if found:
        head, origins = out.take(*found.span(1))
        end = found.end(2) - len(head)
        out.put(end, end, ", " + head, [-1, -1, *origins])
        out.take(found.start(1), found.start(1) + 2)


def _quote_inverted(out: Edited, rng: random.Random, _: str) -> None:
    """““X,” said Y.” becomes “Y said: “X.””"""
    found = one(
        r"([“\"][^“”\"\n]{20,200}[,.]?[”\"]),? ((?:[A-Z]\w+ )?[A-Z]\w+ said|he said|she said)",
        out,
        rng,
    )
    if found:
        said, origins = out.take(*found.span(2))
        out.put(found.start(), found.start(), said + ": ", [*origins, -1, -1])


def _sentence_merged(out: Edited, rng: random.Random, _: str) -> None:
    found = one(r"(?<=[a-z]{3})\. (The|But|And|It|He|They|In)\b", out, rng)
    if found:
        swap(out, found, ", and " + found.group(1).lower())


def _updated(out: Edited, rng: random.Random, _: str) -> None:
    found = one(_FIGURE, out, rng)
    if found:
        digits = [c if not c.isdigit() else rng.choice("0123456789") for c in found.group()]
        swap(out, found, "".join(digits))


def _added(out: Edited, rng: random.Random, other: str) -> None:
    place = one(SENTENCE, out, rng)
    lent = rng.choice(SENTENCE.findall(other) or ["It was so."])
    if place:
        out.put(place.end(), place.end(), rng.choice([" ", "\n\n"]) + lent)


def _carried(out: Edited, rng: random.Random, _: str) -> None:
    place = one(_BREAK, out, rng)
    if place:
        out.put(place.end(), place.end(), rng.choice(_CARRIED) + "\n\n")


def _moved(out: Edited, rng: random.Random, _: str) -> None:
    found = one(_PARAGRAPH, out, rng)
    if found:
        letters, origins = out.take(*found.span())
        place = one(_BREAK, out, rng)
        at = place.end() if place else 0
        out.put(at, at, letters + "\n\n", [*origins, -1, -1])


def twin(sentence: str, rng: random.Random) -> str:
    """The sentence with another figure, another name, or one “not” more or less."""
    kinds = ["figure", "name", "not"]
    rng.shuffle(kinds)
    for kind in kinds:
        if kind == "figure" and (found := _FIGURE.search(sentence)):
            new = str(rng.randrange(2, 900))
            return sentence[: found.start()] + new + sentence[found.end() :]
        if kind == "name" and (names := list(_NAME.finditer(sentence))):
            one = rng.choice(names)
            new = rng.choice(["Jenin", "Hebron", "Blinken", "Abbas", "Cairo", "Amman", "Haifa"])
            return sentence[: one.start()] + new + sentence[one.end() :]
        if kind == "not" and (
            verb := re.search(r"\b(not |never )|\b(was|is|would|will|has|have) ", sentence)
        ):
            if verb.group(1):
                return sentence[: verb.start()] + sentence[verb.end() :]
            return sentence[: verb.end()] + "not " + sentence[verb.end() :]
    return sentence.replace("the ", "a ", 1)


def _lookalike(out: Edited, rng: random.Random, _: str) -> None:
    found, place = one(SENTENCE, out, rng), one(SENTENCE, out, rng)
    if found and place:
        out.put(place.end(), place.end(), rng.choice([" ", "\n\n"]) + twin(found.group(), rng))


def _replaced_by_lookalike(out: Edited, rng: random.Random, _: str) -> None:
    """The sentence goes, and one that only looks like it comes in elsewhere."""
    found = one(SENTENCE, out, rng)
    if found:
        planted = twin(found.group(), rng)
        out.take(*found.span())
        place = one(SENTENCE, out, rng)
        if place:
            out.put(place.end(), place.end(), " " + planted)


def _capitals(out: Edited, rng: random.Random, _: str) -> None:
    found = one(_PARAGRAPH, out, rng)
    if found:
        for at in range(found.start(), min(found.end(), found.start() + 40)):
            if len(out.letters[at].upper()) == 1:
                out.letters[at] = out.letters[at].upper()


_THROUGHOUT: list[Revision] = [
    everywhere(_SPELLING, 0.7), everywhere(_STYLE, 0.4), everywhere(_TRANSLITERATED, 0.5),
    _scanned, _from_html, _bulleted, _split, _joined,
]  # fmt: skip
_HERE_AND_THERE: list[tuple[Revision, float]] = [
    (_once(_STYLE), 12), (_once(_SPELLING), 4), (_once(_TRANSLITERATED), 3), (_renamed, 2),
    (_updated, 5), (_clause_cut, 4), (_clause_moved, 2), (_quote_inverted, 3),
    (_sentence_merged, 3), (_headline, 1), (_cut_tail, 0.6), (_cut(SENTENCE), 3),
    (_cut(_PARAGRAPH), 1.2), (_added, 4), (_carried, 2), (_moved, 1), (_lookalike, 3),
    (_replaced_by_lookalike, 1), (_capitals, 1),
]  # fmt: skip
