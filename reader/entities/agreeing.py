"""The library's vote: a name that nearly all its articles give one kind has that kind in all.

An article of three lines may show too little of “Wagner” to tell a company from a composer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.entities.kinds import NAMES, Kind
from reader.entities.mention import Mention
from reader.entities.names import known_name, plain

_ARTICLES = 5  # that agree, before others follow
_SHARE = 0.8  # of the articles that name it


def agreed(articles: Mapping[str, Sequence[Mention]]) -> dict[str, Sequence[Mention]]:
    """The mentions of articles, given by path, with the kinds that the library agrees on.

    A well-known name of a kind keeps it, and so does the surname of somebody whom its article
    names in full.
    """
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    for mentions in articles.values():
        for name, kind in {(plain(m.text), m.kind) for m in mentions if m.kind in NAMES}:
            votes[name][kind] += 1
    chosen: dict[str, Kind] = {}
    for name, kinds in votes.items():
        (kind, most), *others = kinds.most_common(2)
        if others and most >= _ARTICLES and most >= _SHARE * kinds.total():
            chosen[name] = kind
    return {path: _voted(mentions, chosen) for path, mentions in articles.items()}


def _voted(mentions: Sequence[Mention], chosen: Mapping[str, Kind]) -> Sequence[Mention]:
    doubtful = [n for n, m in enumerate(mentions) if chosen.get(plain(m.text), m.kind) != m.kind]
    if not doubtful:
        return mentions
    full = [plain(m.text) for m in mentions if m.kind is Kind.PERSON and " " in m.text]
    out = list(mentions)
    for n in doubtful:
        mention, name = mentions[n], plain(mentions[n].text)
        surname = mention.kind is Kind.PERSON and any(f.endswith(" " + name) for f in full)
        if mention.kind in NAMES and not surname and not known_name(mention.kind, mention.text):
            out[n] = replace(mention, kind=chosen[name])
    return out
