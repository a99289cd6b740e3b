"""Links between two passages, of one article or of two.

Each end is a mark of its own, so it is placed, shown and kept as marks are, on the page of its own
article.  Its motivation is the W3C's ``linking``, its body the other end as a ``SpecificResource``
with selectors; ``rr:end`` in the body is the id of the mark there.  A link is thus followed to the
other mark wherever that stands today, and where that mark is lost, to the passage by its words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from reader.annotations.annotation import new_annotation
from reader.annotations.mark import Annotation
from reader.annotations.names import iri
from reader.annotations.w3c import from_json, to_json
from reader.articles.article import Article
from reader.text.spans import Span

_MOTIVATION = "linking"
_END = "rr:end"


def linked(
    one: tuple[Article, Span], other: tuple[Article, Span], color: int = 1
) -> tuple[Annotation, Annotation]:
    """A mark at each end, each with the other as its body.

    Raises:
        ValueError: a span is empty or not in its text.
    """
    first = new_annotation(*one, color=color)
    second = new_annotation(*other, color=color)
    return _to(first, second, other[0].path), _to(second, first, one[0].path)


def _to(mark: Annotation, end: Annotation, path: str) -> Annotation:
    body = {**_resource(end, path), _END: end.id}
    extra = {"fields": {"motivation": _MOTIVATION}, "bodies": [body]}
    return replace(mark, extra=extra)


def _resource(end: Annotation, path: str) -> dict[str, Any]:
    target: dict[str, Any] = dict(to_json(end, iri(path))["target"])
    del target["styleClass"]
    return {**target, "purpose": _MOTIVATION}


def is_link(mark: Annotation) -> bool:
    """Whether a mark is the end of a link."""
    return _body(mark) is not None


def other_end(mark: Annotation) -> str:
    """The id of the mark at the other end; empty where the link does not tell."""
    body = _body(mark) or {}
    end = body.get(_END)
    return end if isinstance(end, str) else ""


def passage_there(mark: Annotation) -> tuple[str, Annotation] | None:
    """The other end by its words: the path of its article, and a mark to be placed there."""
    body = _body(mark)
    if body is None or not isinstance(body.get("source"), str):
        return None
    path = unquote(body["source"])
    target = {key: value for key, value in body.items() if key not in (_END, "purpose")}
    stand_in = {"id": other_end(mark) or mark.id, "type": "Annotation", "target": target}
    return path, from_json(stand_in, body["source"])


def _body(mark: Annotation) -> dict[str, Any] | None:
    for body in mark.extra.get("bodies", ()):
        if isinstance(body, dict) and body.get("purpose") == _MOTIVATION:
            return body
    return None
