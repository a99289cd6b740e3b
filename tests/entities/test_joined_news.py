"""How well names are joined, by B³, on what was labelled and joined by hand.

B³ (A. Bagga and B. Baldwin, 1998): for each mention, what share of those joined with it belongs
there, and what share of those that belong there is joined with it; the harmonic mean of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from reader.articles.library import Library
from reader.entities.joining import Joined
from reader.entities.kinds import NAMES
from reader.entities.mention import Mention
from reader.entities.train.passages import LEARNT, passages
from tests.entities.gold import GOLD, labelled_seed
from tests.entities.test_gold import SEEDS

FILES = (LEARNT, GOLD / "passages.txt", GOLD / "unseen.txt")


def by_hand() -> dict[str, str]:
    """For a kind and form the kind and name of its entity."""
    out = {}
    for line in (GOLD / "joined.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, _, forms = line.partition(" ")
            name, *others = forms.split(" = ")
            out.update({f"{kind} {form}": f"{kind} {name}" for form in [name, *others]})
    return out


def labelled(bundled: Library) -> dict[str, list[Mention]]:
    articles = [(f"{f.parent.name}/{a.path}", a, x) for f in FILES for a, x in passages(f)]
    mentions = {
        path: [Mention(s, k, s.of(a.text)) for s, k in labels.items() if k in NAMES]
        for path, a, labels in articles
    }
    for name in SEEDS:
        article, marks = labelled_seed(name, bundled)
        mentions[name] = [Mention(s, k, s.of(article.text)) for s, k in sorted(marks) if k in NAMES]
    return mentions


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    wanted, joined = defaultdict(set), defaultdict(set)
    for n, (one, other) in enumerate(zip(gold, found, strict=True)):
        wanted[one].add(n)
        joined[other].add(n)
    pairs = list(zip(gold, found, strict=True))
    common = [len(wanted[one] & joined[other]) for one, other in pairs]
    precision = sum(c / len(joined[other]) for c, (_, other) in zip(common, pairs, strict=True))
    recall = sum(c / len(wanted[one]) for c, (one, _) in zip(common, pairs, strict=True))
    return 2 * precision * recall / (precision + recall) / len(pairs)


def test_names_are_joined_as_by_hand_within_and_across_articles(bundled: Library) -> None:
    mentions = labelled(bundled)
    names = by_hand()
    join = Joined(mentions)
    gold, found = [], []
    for path, several in mentions.items():
        for mention, ident in zip(several, join.ids[path], strict=True):
            form = f"{mention.kind} {mention.text}"
            gold.append((path, names.get(form, form)))
            found.append((path, ident))
    assert len(gold) > 1500
    assert b_cubed(gold, found) >= 0.99
    across = b_cubed([name for _p, name in gold], [ident for _p, ident in found])
    assert across >= 0.99


def test_the_measure_falls_where_names_are_joined_wrongly_or_not_at_all() -> None:
    gold = ["a", "a", "b", "b"]
    assert b_cubed(gold, gold) == 1
    assert b_cubed(gold, ["a", "a", "a", "a"]) < 0.7
    assert b_cubed(gold, [1, 2, 3, 4]) < 0.7
