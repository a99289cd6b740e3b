"""Marks as a W3C Annotation Page in JSON-LD, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from reader.annotations.names import iri
from reader.annotations.page import as_line
from reader.annotations.w3c import context, from_json, to_json
from reader.errors import ReaderError
from reader.exchange.guarded import json_of
from reader.exchange.incoming import Incoming, derived_id
from reader.exchange.marked import Marked

_ABOUT = "rr:article"
_PAGES = {"AnnotationPage", "AnnotationCollection"}


def item_of(marked: Marked) -> dict[str, Any]:
    """An annotation as the W3C has it, with its place of today under our own context."""
    item = to_json(marked.annotation, iri(marked.path))
    if marked.placed.span is not None:
        item["span"] = list(marked.placed.span)
    item["found"] = str(marked.placed.found)
    return item


def write_jsonld(marks: Sequence[Marked]) -> bytes:
    """One page with every annotation on a line of its own.

    Sources are paths in the library; ``rr:article`` says what else is known of each.
    """
    lines = []
    for marked in marks:
        about = {"rr:path": marked.path, "rr:title": marked.title, "rr:url": marked.url}
        item = {**item_of(marked), _ABOUT: {key: value for key, value in about.items() if value}}
        lines.append(as_line(item))
    head = f'{{\n"@context": {as_line(context())},\n"type": "AnnotationPage",\n"items": [\n'
    return (head + ",\n".join(lines) + "\n]\n}\n").encode()


def read_jsonld(data: bytes) -> list[Incoming]:
    """Annotations of a page, a collection with its pages in it, a list, or one alone.

    Raises:
        ReaderError: it is not JSON, or there is no annotation in it.
    """
    value = json_of(data)
    found = [_incoming(item, head) for item, head in _annotations(value, {})]
    if not found and not _is_page(value):
        raise ReaderError("there is no annotation in the file", "it should be a page of the W3C’s")
    return found


def _annotations(value: Any, head: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Every annotation with the page it stands on."""
    if isinstance(value, list):
        for item in value:
            yield from _annotations(item, head)
    elif _is_page(value):
        for key in ("items", "first", "last"):
            if key in value:
                yield from _annotations(value[key], {**head, **value})
    elif isinstance(value, dict) and "target" in value:
        yield value, {**head, **{k: value[k] for k in ("@context",) if k in value}}


def _is_page(value: Any) -> bool:
    kinds = value.get("type") if isinstance(value, dict) else None
    return bool(_PAGES.intersection(kinds if isinstance(kinds, list) else [str(kinds)]))


def _incoming(item: dict[str, Any], head: dict[str, Any]) -> Incoming:
    fields = {key: value for key, value in item.items() if key != "@context"}
    about = fields.pop(_ABOUT, None)
    if isinstance(about, dict):  # we wrote it: the place of that day is no part of the mark
        fields.pop("span", None)
        fields.pop("found", None)
    else:
        about = {}
    fields.setdefault("type", "Annotation")
    if not isinstance(fields.get("id"), str) or not fields["id"]:
        fields["id"] = derived_id(as_line(fields))
    source = _source(fields)
    named = _named(about.get("rr:path")) or _named(head.get("rr:path"))
    inside = _under(source, head)
    local = not named and "://" not in inside
    path = unquote(inside) if local else named
    mark = from_json(fields, source if local else iri(named))
    url = _named(about.get("rr:url")) or _named(head.get("rr:url"))
    if not url and source.startswith(("http://", "https://")):
        url = source
    return Incoming(mark, path, url, _named(about.get("rr:title")))


def _source(fields: dict[str, Any]) -> str:
    target = fields.get("target")
    first = target[0] if isinstance(target, list) and target else target
    if isinstance(first, dict):
        first = first.get("source", first.get("id", ""))
    if isinstance(first, dict):
        first = first.get("id", "")
    return _named(first)


def _under(source: str, head: dict[str, Any]) -> str:
    """A source as a path of its library, when the page says where that lies."""
    contexts = head.get("@context")
    for part in contexts if isinstance(contexts, list) else [contexts]:
        base = part.get("@base") if isinstance(part, dict) else None
        if isinstance(base, str) and base and source.startswith(base):
            return source.removeprefix(base)
    return source


def _named(value: Any) -> str:
    return value if isinstance(value, str) else ""
