"""What the model is told of each word of an article.

The features are those of linear-chain named entity taggers since Ratinov and Roth, "Design
challenges and misconceptions in named entity recognition" (CoNLL 2009): the word, its shape and
ends, its neighbours, classes of words, lists of names, and what the rest of the article shows; and
besides, what the rules make of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from reader.entities.gazetteer import gazetteer
from reader.entities.items import Items, items
from reader.entities.kinds import Kind
from reader.entities.lexicon import lexicon
from reader.entities.passages import Passage
from reader.entities.reading import Found
from reader.entities.rules import Draft
from reader.entities.wordfeatures import Features, WordFeatures

_AT_ONCE = 1000  # words whose features are held at once


class Extractor:
    """Makes the features of articles."""

    def __init__(self) -> None:
        self._gazetteer = gazetteer()
        self._lexicon = lexicon()
        self._words = WordFeatures(self._gazetteer, self._lexicon)
        roles = self._gazetteer.words["roles"]
        self._roles = roles | {role.lower() for role in roles}
        self._heads = self._gazetteer.words["organisation_heads"]

    def features(self, draft: Draft) -> Iterator[tuple[Items, Iterator[list[Features]]]]:
        """For each passage its items and their features, some at a time: a file may be one line."""
        shown = self._shown(draft)
        voted = _voted(draft)
        for passage, names in zip(draft.passages, draft.names, strict=True):
            found = items(draft.text, passage)
            yield found, self._of_passage(passage, found, names, shown, voted)

    def _shown(self, draft: Draft) -> dict[str, Features]:
        """What other places of the article show of a capitalised word."""
        shown: dict[str, set[str]] = defaultdict(set)
        given = self._gazetteer.given
        for passage in draft.passages:
            words = passage.words
            for n, token in enumerate(passage.tokens):
                if not token.cap:
                    continue
                word = words[n]
                if not (token.first or passage.titled):
                    shown[word].add("dM")
                if n and token.near:
                    if words[n - 1] in self._roles:
                        shown[word].add("dT")
                    elif words[n - 1] in given:
                        shown[word].add("dF")
                after = n + 1 < len(words) and passage.tokens[n + 1].near
                if after and words[n + 1].lower() in self._heads:
                    shown[word].add("dO")
        for word, features in shown.items():
            if word.lower() in draft.vocabulary:
                features.add("dL")
        return {word: sorted(features) for word, features in shown.items()}

    def _of_passage(
        self,
        passage: Passage,
        found: Items,
        names: list[Found],
        shown: dict[str, Features],
        voted: dict[str, str],
    ) -> Iterator[list[Features]]:
        made = [self._words.of(word) for word in found.words]
        ruled = _ruled(found, names)
        listed = self._listed(found)
        head = "H" if passage.titled else "h"
        for start in range(0, len(made), _AT_ONCE):
            rows = []
            for n in range(start, min(start + _AT_ONCE, len(made))):
                features = made[n][0] + _neighbours(made, ruled, listed, n)
                features += (ruled[n], ruled[n] + head, *listed[n])
                at = found.tokens[n]
                if at >= 0:
                    word = found.words[n]
                    features += _of_token(
                        passage, at, head + made[n][5][1][:5],
                        rule=ruled[n], vote=voted.get(word), shown=shown.get(word, ()),
                    )  # fmt: skip
                rows.append(features)
            yield rows

    def _listed(self, found: Items) -> list[Features]:
        """Which names of the gazetteer and of the lexicon each item is part of."""
        out: list[Features] = [[] for _ in found.words]
        words, tokens = found.words, found.tokens
        for reach, lookup in (
            (self._gazetteer.reach, self._known),
            (self._lexicon.reach, self._place),
        ):
            at, end = 0, len(words)
            while at < end:
                longest = reach.get(words[at], 0) if tokens[at] >= 0 else 0
                for length in range(min(longest, end - at), 0, -1):
                    mark = lookup(tuple(words[at : at + length]))
                    if mark:
                        some = "2" if length > 1 else "1"
                        out[at].append(f"GB{mark}{some}")
                        for n in range(at + 1, at + length):
                            out[n].append(f"GI{mark}{some}")
                        at += length
                        break
                else:
                    at += 1
        return out

    def _known(self, words: tuple[str, ...]) -> str:
        known = self._gazetteer.names.get(words)
        if known is None:
            return ""
        return known.kind[:3] + ("?" if known.wary else "")

    def _place(self, words: tuple[str, ...]) -> str:
        return self._lexicon.places.get(words, "")


def _of_token(
    passage: Passage, at: int, shape: str, *, rule: str, vote: str | None, shown: Iterable[str]
) -> Iterator[str]:
    """What its place in the passage and the rest of the article tell of a word."""
    token = passage.tokens[at]
    if token.first:
        yield "1st"
    if at in passage.barred:
        yield "BAR"
    if token.cap:
        yield shape
        yield from shown
        if vote:
            yield vote
            if rule == "R=O":
                yield "o" + vote


def _neighbours(
    made: list[tuple[Features, ...]], ruled: list[str], listed: list[Features], n: int
) -> Features:
    """What the items before and after one tell of it."""
    low, short, kind = made[n][5]
    features: Features = []
    if n:
        beside_low, beside_short, beside_kind = made[n - 1][5]
        features += made[n - 1][2]
        features += ("-+" + beside_short + short, f"L-{beside_low}|{low}", "-1" + ruled[n - 1])
        features.append(f"K-{beside_kind}|{kind}")
        features += ["-1" + name for name in listed[n - 1]]
        if n > 1:
            features += made[n - 2][1]
    else:
        features.append("BOS")
    last = len(made) - 1
    if n < last:
        beside_low, beside_short, beside_kind = made[n + 1][5]
        features += made[n + 1][3]
        features += ("++" + short + beside_short, f"L+{low}|{beside_low}", "+1" + ruled[n + 1])
        features.append(f"K+{kind}|{beside_kind}")
        features += ["+1" + name for name in listed[n + 1]]
        if n + 1 < last:
            features += made[n + 2][4]
    else:
        features.append("EOS")
    return features


def _ruled(found: Items, names: list[Found]) -> list[str]:
    """What the rules make of each item: ``R=B-per!``, where ``!`` is a kind they are sure of."""
    marks: dict[int, str] = {}
    for name in names:
        kind = (name.kind or Kind.WORK)[:3]
        sure = "!" if name.sure else ""
        marks[name.start] = f"R=B-{kind}{sure}"
        for n in range(name.start + 1, name.end):
            marks[n] = f"R=I-{kind}{sure}"
    return [marks.get(token, "R=O") for token in found.tokens]


def _voted(draft: Draft) -> dict[str, str]:
    """For each word of a name of the article the kind that the rules most often give it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for passage, names in zip(draft.passages, draft.names, strict=True):
        for name in names:
            for n in range(name.start, name.end):
                if passage.tokens[n].cap and name.kind:
                    votes[passage.words[n]][name.kind] += 1
    return {
        word: "V=" + min(kinds, key=lambda kind: (-kinds[kind], kind))[:3]
        for word, kinds in votes.items()
    }
