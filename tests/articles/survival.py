"""What every file must come to, whatever stands in it: articles that hold together, or a refusal.

Used by the tests of single files, by the hostile folder and by the fuzzer.
"""

from __future__ import annotations

import traceback
import unicodedata
from itertools import pairwise
from pathlib import Path

import reader
from reader.articles.article import Article
from reader.articles.compose import compose_all
from reader.articles.formats import format_of
from reader.text.canonical import canonical

REASON = 160
"""Characters that the line of a refusal may have."""

_OURS = str(Path(reader.__file__).parent)


def outcome(name: str, raw: bytes) -> tuple[tuple[Article, ...], str]:
    """The articles of a file, or the reason why there are none; both are looked at.

    Raises:
        AssertionError: they do not hold together, or the reason is not one clear line of ours.
        Exception: whatever a parser let through.
    """
    form = format_of(name)
    assert form is not None, name
    refusal: ValueError | None = None
    articles: tuple[Article, ...] = ()
    try:
        articles = compose_all(form.read(raw), name)
    except ValueError as error:
        refusal = error
    if refusal:
        where = traceback.extract_tb(refusal.__traceback__)[-1]
        assert where.filename.startswith(_OURS), f"not a reason of ours: {refusal!r} at {where}"
        assert_one_line(str(refusal), REASON)
        return (), str(refusal)
    for article in articles:
        assert_whole(article)
    return articles, "" if articles else "no text in it"


def assert_one_line(text: str, most: int) -> None:
    """A line that any terminal can carry."""
    assert 0 < len(text) <= most, f"{len(text)} characters: {text[:200]!r}"
    acting = [c for c in text if unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"}]
    assert not acting, f"{acting[:5]} in {text!r}"


def assert_whole(article: Article) -> None:
    """Blocks in order and inside the text, boilerplate too; the text can be saved and kept."""
    text = article.text
    text.encode()  # no half of a surrogate pair
    assert text == canonical(text)
    assert article.title
    for value in (article.title, *article.notes):
        assert "\n" not in value, value[:200]
    at = 0
    for block in article.blocks:
        assert at <= block.span.start < block.span.end <= len(text), block
        at = block.span.end
    for before, after in pairwise(article.boilerplate):
        assert before.end <= after.start
    assert len(article.body) == len(text)
    article.card()
