"""Learning the model: features and tags of the corpora, to CRFsuite, to a file."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from reader.entities import lexicon, tagger
from reader.entities.features import Extractor
from reader.entities.items import Items
from reader.entities.kinds import NAMES
from reader.entities.passages import Passage
from reader.entities.rules import draft
from reader.entities.train.corpora import Labelled, corpus
from reader.entities.train.lists import lexicon_bytes
from reader.entities.train.passages import LEARNT, passages
from reader.entities.train.scoring import TAGS
from reader.entities.wordfeatures import Features
from reader.text.spans import Span

_FEWEST = 2  # times that a feature is seen with a tag


def write_lexicon(data: Path, out: Path) -> None:
    """Make the lexicon file."""
    (out / lexicon.FILE).write_bytes(lexicon_bytes(data))
    lexicon.lexicon.cache_clear()


@dataclass(frozen=True, slots=True)
class Settings:
    """How the model is learnt.

    The optimiser is L-BFGS with penalties ``c1`` on the sum of weights (which leaves few features)
    and ``c2`` on that of their squares, as in the study that came before: it starts from nothing,
    so that one set of data gives one model.
    Our passages are learnt ``own`` times: they are few, and by our convention.
    """

    iterations: int = 70
    c1: float = 0.1
    c2: float = 0.02
    own: int = 2


def learned(data: Path, settings: Settings, say: Callable[[str], None]) -> bytes:
    """Learn a model from the corpora of a folder and our own passages."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": settings.c1,
            "c2": settings.c2,
            "max_iterations": settings.iterations,
            "feature.minfreq": _FEWEST,
            "feature.possible_transitions": True,
        }
    )
    extractor = Extractor()
    words = 0
    for article in _articles(data, settings):
        for features, tags in examples(article, extractor):
            trainer.append(features, tags)
            words += len(tags)
    say(f"{words} words")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model"
        trainer.train(str(file))
        return file.read_bytes()


def write_model(model: bytes, out: Path) -> int:
    """Write the file of a model; its size in bytes."""
    return (out / tagger.FILE).write_bytes(zlib.compress(model, 9))


def _articles(data: Path, settings: Settings) -> Iterator[Labelled]:
    for file in sorted(data.glob("train_*.bio.gz")):
        yield from corpus(file)
    for _ in range(settings.own):
        for article, labels in passages(LEARNT):
            yield Labelled(
                article,
                {s: TAGS.get(kind, "MISC") for s, kind in labels.items() if kind in NAMES},
            )


def examples(article: Labelled, extractor: Extractor) -> Iterator[tuple[list[Features], list[str]]]:
    """The passages of an article as features and tags."""
    read = draft(article.article)
    labels = list(article.labels.items())
    for passage, (found, features) in zip(read.passages, extractor.features(read), strict=True):
        if found.words:
            yield list(chain.from_iterable(features)), tags_of(passage, found, labels)


def tags_of(passage: Passage, found: Items, labels: list[tuple[Span, str]]) -> list[str]:
    """BIO tags of items: a mark inside a name is part of it."""
    tags = ["O"] * len(found.words)
    tokens = passage.tokens
    for span, kind in labels:
        inside = [
            n
            for n, token in enumerate(found.tokens)
            if token >= 0 and tokens[token].start < span.end and span.start < tokens[token].end
        ]
        if inside:
            tags[inside[0]] = "B-" + kind
            for n in range(inside[0] + 1, inside[-1] + 1):
                tags[n] = "I-" + kind
    return tags
