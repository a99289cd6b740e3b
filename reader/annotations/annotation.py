"""Making a mark, and setting it on another passage."""

from __future__ import annotations

import uuid
from dataclasses import replace

from reader.annotations.mark import LOOKS, Annotation, Quote, now
from reader.annotations.refusal import without_refusals
from reader.annotations.w3c import context, from_json, to_json
from reader.articles.article import Article
from reader.text.spans import Span

__all__ = [
    "LOOKS",
    "Annotation",
    "Quote",
    "attached",
    "context",
    "from_json",
    "new_annotation",
    "to_json",
]


def new_annotation(
    article: Article,
    span: Span | None,
    *,
    note: str = "",
    tags: tuple[str, ...] = (),
    color: int = 1,
    creator: str = "",
) -> Annotation:
    """A mark on exactly this span, or on the whole article where that is ``None``.

    Raises:
        ValueError: the span is empty or not in the text, or there is no such look.
    """
    if color not in LOOKS:
        raise ValueError(f"no look {color}")
    moment = now()
    blank = Annotation(
        id=uuid.uuid4().urn,
        created=moment,
        modified=moment,
        span=None,
        exact="",
        prefix="",
        suffix="",
        note=note,
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        color=color,
        creator=creator,
        digest=article.digest,
    )
    return blank if span is None else attached(blank, article, span)


def attached(annotation: Annotation, article: Article, span: Span) -> Annotation:
    """The same mark on another passage, or on the same one confirmed in an edited text.

    Raises:
        ValueError: the span is empty or not in the text.
    """
    if not 0 <= span.start < span.end <= len(article.text):
        raise ValueError(f"no passage {span.start}..{span.end} in {article.path}")
    quote = Quote.at(article.text, span)
    stale = {"position", "quote", "selectors"}  # said by others of the old passage
    extra = {key: value for key, value in annotation.extra.items() if key not in stale}
    return replace(
        annotation,
        span=Span(*span),
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        digest=article.digest,
        extra=without_refusals(extra),
    )
