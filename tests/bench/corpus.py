"""Made-up news: articles of 600 words whose words are as frequent as in a language (Zipf's law).

The same number always gives the same article, so a thousand are the first of ten thousand:
``python -m tests.bench.corpus FOLDER 10000`` writes them.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

WORDS = 600
"""Words of an article, about."""

_VOCABULARY = 60_000
_FOLDER = 500  # files in one folder

# The most frequent words of English news, in order; what follows them is made of syllables.
_COMMON = """
the of to and in a that for on is was with said by as he it at from his be an has are have not who
but they will its their had were this which after been one more or people would new all there two
about over we when up out government into year were minister state president last than first war
against could officials police israel also military day told other years country no can security
talks forces three some city because president party week israeli foreign group monday friday
tuesday wednesday thursday sunday saturday united states many army peace attack killed since leader
agreement border international between public before most while under million national court
political deal support health right house down around office time water week power aid world
secretary defence official statement during made hospital ceasefire hostages rafah gaza truce
election report parliament budget vote protest opposition member month night children women men
school families crossing food market company price oil bank trade law judge trial prison soldier
""".split()
_PHRASES = """
prime minister|state of emergency|United Nations|cease-fire talks|the Security Council|human rights
|foreign minister|Kerem Shalom|the end of the war|a two-state solution|the White House|in May 2024
|the U.S. government|air strikes|members of parliament|the European Union|1.5 million people
|3,000 troops|$14 billion|the Supreme Court|health ministry|far-right parties
""".replace("\n", "").split("|")  # fmt: skip
_SOURCES = """
The Morning Ledger|Wire Service|Daily Courier|The Harbour Times|Evening Standard-Bearer
|Northern Echo|The Observer’s Desk|Capital Gazette|World Report|Le Matin
""".replace("\n", "").split("|")  # fmt: skip
_FIRST = "Miriam Jonas Leila David Amal Peter Noor Ruth Omar Clara Yusuf Ingrid Samir Hana".split()
_HEADS = (
    "b c d f g h j k l m n p r s t v w b d k l m n r s t br ch cl dr fr gr pr sh st th tr".split()
)
_VOWELS = "a e i o u a e i o u ai ee ou ea".split()
_TAILS = ["", "", "", "", "", "", "n", "r", "s", "t", "l", "m", "nd", "st", "ck", "ng"]


@dataclass(frozen=True)
class Words:
    """A vocabulary, and how often each of its words is used."""

    common: list[str]
    weights: list[float]
    """Summed up, as ``random.choices`` wants them."""

    names: list[str]


@lru_cache(maxsize=2)
def vocabulary(seed: int = 1) -> Words:
    """The words of a seed, the most frequent first: rank r has a share of 1 / (r + 2.7)."""
    chance = random.Random(seed)
    words = dict.fromkeys(_COMMON)
    while len(words) < _VOCABULARY:
        syllables = 2 if len(words) < _VOCABULARY // 10 else chance.choice((2, 3, 3, 4))
        words["".join(_syllable(chance) for _ in range(syllables))] = None
    names = [
        f"{chance.choice(_FIRST)} {''.join(_syllable(chance) for _ in range(2)).title()}"
        for _ in range(2000)
    ]
    weights = accumulate(1 / (rank + 2.7) for rank in range(1, len(words) + 1))
    return Words(list(words), list(weights), names)


def article(number: int, seed: int = 1) -> tuple[str, str]:
    """The path and the text of an article; two in three have front matter."""
    chance = random.Random(seed * 1_000_003 + number)
    words = vocabulary(seed)
    title = " ".join(chance.choices(words.common, cum_weights=words.weights, k=8)).capitalize()
    folder = f"{number // _FOLDER:03}/{number:06}"
    paragraphs = []
    left = WORDS
    people = chance.sample(words.names, 4)
    while left > 0:
        sentences = [_sentence(chance, words, people) for _ in range(chance.randint(2, 4))]
        paragraphs.append(" ".join(sentences))
        left -= paragraphs[-1].count(" ") + 1
    text = "\n\n".join(paragraphs) + "\n"
    if number % 3 == 0:
        return f"{folder}.txt", f"{title}\n\n{text}"
    day = dt.date(2020, 1, 1) + dt.timedelta(days=chance.randrange(1826))
    source = _SOURCES[min(int(chance.expovariate(0.4)), len(_SOURCES) - 1)]
    head = f'---\ntitle: "{title}"\nsource: {source}\nauthor: {people[0]}\ndate: {day}\n---\n\n'
    return f"{folder}.md", head + text


def write(folder: Path, articles: int, seed: int = 1) -> None:
    """Write the first articles of a seed; those already there are left as they are."""
    for number in range(articles):
        path, text = article(number, seed)
        file = folder / path
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")


def _syllable(chance: random.Random) -> str:
    return chance.choice(_HEADS) + chance.choice(_VOWELS) + chance.choice(_TAILS)


def _sentence(chance: random.Random, words: Words, people: list[str]) -> str:
    found = chance.choices(words.common, cum_weights=words.weights, k=chance.randint(8, 26))
    for extra, likely in ((people, 0.3), (_PHRASES, 0.4)):
        if chance.random() < likely:
            found[chance.randrange(len(found))] = chance.choice(extra)
    if chance.random() < 0.3:
        found[chance.randrange(len(found) - 1)] += ","
    text = " ".join(found)
    text = text[0].upper() + text[1:]
    if chance.random() < 0.15:
        return f"“{text},” {chance.choice(people)} said."
    return f"{text}."


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
