"""Marks on real articles, ready to go out."""

from __future__ import annotations

from typing import Any

from reader.annotations.annotation import new_annotation
from reader.annotations.mark import Annotation
from reader.annotations.placing import place
from reader.articles.article import Article
from reader.articles.compose import compose
from reader.articles.formats.markdown import MarkdownFormat
from reader.exchange.marked import Marked
from tests.annotations.helpers import span_of

_FILE = """---
title: "The crossing: a *report*"
author: Ann Author
source: The Paper
date: 2024-05-06
url: https://news.example/crossing_1
---
“We won’t stop,” she said 🚚 twice. The talks went on.

## Second thoughts

=SUM(A1) is no figure. Aid groups had asked for 14 days of calm.
"""
(_DRAFT,) = MarkdownFormat().read(_FILE.encode())
ARTICLE = compose(_DRAFT, "2024/crossing.md")


def mark(words: str = "talks", article: Article = ARTICLE, **fields: Any) -> Annotation:
    """A mark on words of an article; on the whole of it where there are none."""
    return new_annotation(article, span_of(article, words) if words else None, **fields)


def marked(annotation: Annotation, article: Article | None = ARTICLE) -> Marked:
    """A mark with its place, as the shelf would hand it out."""
    return Marked(place(article or ARTICLE, annotation), article)
