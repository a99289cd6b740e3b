"""The trial of placing: mark passages, edit the text, look for them, count what came of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from reader.annotations.annotation import new_annotation
from reader.annotations.placing import Found, place
from reader.articles.library import Library
from reader.text.spans import Span
from tests.annotations.edits import Edited, passages
from tests.annotations.helpers import article_of
from tests.conftest import PUBLISHED, REPO

SURE = {Found.EXACT, Found.MOVED, Found.CHANGED}

Trial = Callable[[str, str, float, random.Random], Edited]
"""Edits a text: the text, another one that lends words, the share to change, the chance."""


def real_texts() -> list[str]:
    """Our own articles, and the published ones where they can be had."""
    folders = [folder for folder in (REPO / "seeds", PUBLISHED) if folder.is_dir()]
    return [article.text for folder in folders for article in Library(folder).articles()]


def judged(texts: list[str], trial: Trial, rounds: Iterable[int], *, kept: bool) -> Counter[str]:
    """What came of 12 marks on a text, at each of six shares edited, in each round.

    A passage is alive while 60 % of its letters stand together, dead below 10 %.
    """
    count: Counter[str] = Counter()
    for number in rounds:
        for share in (0.0, 0.02, 0.05, 0.1, 0.2, 0.3):
            rng = random.Random(f"{number}/{share}")
            at = rng.randrange(len(texts))
            article = article_of(texts[at])
            changed = trial(article.text, texts[at - 1], share, rng)
            new = replace(article, text=changed.text)
            for span in passages(article.text, 12, rng):
                left, truth = changed.truth(span)
                found = place(new, new_annotation(article, span), article.text if kept else None)
                sure = found.found in SURE
                right = found.span is not None and truth is not None and near(found.span, truth)
                count["sure"] += sure
                count["sure and right"] += sure and right
                if left >= 0.6:
                    count["alive"] += 1
                    count["alive, placed"] += sure and right
                    count["alive, placed or offered"] += right
                elif left < 0.1:
                    count["dead"] += 1
                    count["dead, placed"] += sure
    return count


def near(span: Span, truth: Span) -> bool:
    """Whether two spans share half of what they cover: edges are a matter of taste."""
    shared = min(span.end, truth.end) - max(span.start, truth.start)
    return shared >= 0.5 * (max(span.end, truth.end) - min(span.start, truth.start))
