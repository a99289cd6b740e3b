"""A passage with its citation."""

from __future__ import annotations

from collections.abc import Callable

from reader.articles.article import Article
from reader.articles.library import Library
from reader.exchange.citation import CitationStyle, cite
from reader.text.spans import Span

TEXT = """---
title: Aid & Talks
author: Jane Doe
source: The Daily
date: 2024-05-07
---
First paragraph here.

The crossing
opens again.
"""


def passage(article: Article, words: str) -> Span:
    start = article.text.index(words[:8])
    return Span(start, article.text.index(words[-6:]) + 6)


def test_a_plain_citation_names_what_is_known(make_library: Callable[..., Library]) -> None:
    (article,) = make_library({"a.txt": TEXT}).articles()
    assert cite(article, passage(article, "The crossing\nopens again.")) == (
        "> The crossing opens again.\n— Jane Doe, “Aid & Talks”, The Daily, 2024-05-07, ¶2\n"
    )


def test_markdown_and_bibtex(make_library: Callable[..., Library]) -> None:
    (article,) = make_library({"a.txt": TEXT}).articles()
    span = passage(article, "First paragraph here.")
    markdown = cite(article, span, CitationStyle.MARKDOWN)
    assert markdown.splitlines()[-1] == "> — Jane Doe, *Aid & Talks*, The Daily, 2024-05-07, ¶1"
    bibtex = cite(article, span, CitationStyle.BIBTEX)
    assert bibtex.startswith("@article{doe2024-")
    assert r"title = {Aid \& Talks}," in bibtex


def test_what_is_unknown_is_left_out_and_a_made_up_title_marked(
    make_library: Callable[..., Library],
) -> None:
    (article,) = make_library({"a.txt": "Officials said little today. More came."}).articles()
    assert cite(article, Span(0, 28)).splitlines()[1] == (
        "— [Officials said little today. More came.], ¶1"
    )
