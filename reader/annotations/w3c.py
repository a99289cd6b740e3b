"""A mark as the W3C's Web Annotation Data Model has it, in JSON-LD."""

from __future__ import annotations

import re
from typing import Any

from reader.annotations.mark import Annotation, Quote
from reader.text.spans import Span

NAMESPACE = "urn:rafah-reader:"
"""What our own terms, written ``rr:…``, begin with."""

MOTIVATIONS = frozenset({"commenting", "tagging", "highlighting"})
"""Those that follow from what a mark holds; any other is kept as it came."""

_NOTE = {"type": "TextualBody", "purpose": "commenting", "format": "text/markdown"}
_TAG = {"type": "TextualBody", "purpose": "tagging"}
_POSITION = {"type": "TextPositionSelector"}
_QUOTE = {"type": "TextQuoteSelector"}
_TARGET = {"type": "SpecificResource"}
_LOOK = re.compile(r"look-[1-8]")
_DIGEST = "sha256:"
_FAR = 2**53  # JSON numbers are exact up to here


def context(base: str = "") -> list[Any]:
    """The ``@context`` of what is written here.

    ``base`` is the library, as seen from the file: sources are paths in it.
    """
    ours: dict[str, Any] = {
        "rr": NAMESPACE,
        "found": "rr:found",
        "span": {"@id": "rr:span", "@container": "@list"},
    }
    return ["http://www.w3.org/ns/anno.jsonld", {"@base": base, **ours} if base else ours]


def to_json(annotation: Annotation, source: str = "") -> dict[str, Any]:
    """The annotation as the W3C's Web Annotation Data Model has it, without ``@context``.

    ``source`` is the IRI of the article, unless the annotation came with one of its own.
    """
    extra = annotation.extra
    known: dict[str, Any] = {
        "id": annotation.id,
        "type": "Annotation",
        "motivation": annotation.motivation,
        "created": annotation.created,
        "modified": annotation.modified,
        "body": _bodies(annotation),
        "target": _target(annotation, source),
    }
    if annotation.creator:
        known["creator"] = {"type": "Person", "name": annotation.creator}
    known = {key: value for key, value in known.items() if value}
    return known | dict(extra.get("fields", {}))


def _bodies(annotation: Annotation) -> list[Any]:
    extra = annotation.extra
    bodies: list[Any] = []
    if annotation.note:
        bodies.append({**extra.get("note", _NOTE), "value": annotation.note})
    ours = extra.get("tags", {})
    bodies += [{**ours.get(tag, _TAG), "value": tag} for tag in annotation.tags]
    return bodies + list(extra.get("bodies", ()))


def _target(annotation: Annotation, source: str) -> Any:
    extra = annotation.extra
    target: dict[str, Any] = {**_TARGET, "source": extra.get("source", source)}
    selectors: list[Any] = []
    if annotation.span is not None:
        start, end = annotation.span
        selectors.append({**extra.get("position", _POSITION), "start": start, "end": end})
    if annotation.exact:
        quote = {"exact": annotation.exact, "prefix": annotation.prefix}
        quote["suffix"] = annotation.suffix
        selectors.append({**extra.get("quote", _QUOTE), **quote})
    selectors += extra.get("selectors", ())
    if selectors:
        target["selector"] = selectors
    if annotation.digest:
        target["rr:digest"] = _DIGEST + annotation.digest
    classes = [f"look-{annotation.color}", *extra.get("classes", ())]
    target["styleClass"] = classes if len(classes) > 1 else classes[0]
    target |= extra.get("target", {})
    return [target, *extra["targets"]] if extra.get("targets") else target


def from_json(data: Any, source: str = "") -> Annotation:
    """Read what this or another program wrote; ``source`` is the article's IRI on this page.

    Raises:
        ValueError: it is not an annotation with an id.
    """
    if not isinstance(data, dict) or "Annotation" not in _listed(data.get("type")):
        raise ValueError("not an annotation")
    rest = dict(data)
    name = _taken(rest, "id", str)
    if not name:
        raise ValueError("an annotation without an id")
    if rest["type"] == "Annotation":
        del rest["type"]
    if isinstance(rest.get("motivation"), str) and rest["motivation"] in MOTIVATIONS:
        del rest["motivation"]
    extra: dict[str, Any] = {}
    note, tags = _read_bodies(rest, extra)
    values = _read_target(rest, extra, source)
    creator = rest.get("creator")
    author = ""
    if isinstance(creator, dict) and isinstance(creator.get("name"), str):
        author = creator["name"]
        if creator == {"type": "Person", "name": author} and author:
            del rest["creator"]
    created = _taken(rest, "created", str) or ""
    modified = _taken(rest, "modified", str) or ""
    extra["fields"] = rest
    return Annotation(
        id=name,
        created=created,
        modified=modified,
        note=note,
        tags=tags,
        creator=author,
        extra={key: value for key, value in extra.items() if value},
        **values,
    )


def _read_bodies(rest: dict[str, Any], extra: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    note = ""
    tags: dict[str, dict[str, Any]] = {}
    others: list[Any] = []
    bodies = _listed(rest.pop("body", None))
    plain = rest.get("bodyValue")
    if isinstance(plain, str) and plain and not bodies:
        bodies = [{**_NOTE, "format": "text/plain", "value": rest.pop("bodyValue")}]
    for body in bodies:
        fields = dict(body) if isinstance(body, dict) else {}
        value = _taken(fields, "value", str)
        textual = bool(value) and fields.get("type") == "TextualBody"
        purpose = fields.get("purpose", "commenting")
        if textual and purpose == "commenting" and not note:
            note = value or ""
            extra["note"] = fields if fields != _NOTE else None
        elif textual and purpose == "tagging" and value not in tags:
            tags[value or ""] = fields
        else:
            others.append(body)
    extra["tags"] = {tag: fields for tag, fields in tags.items() if fields != _TAG}
    extra["bodies"] = others
    return note, tuple(tags)


def _read_target(rest: dict[str, Any], extra: dict[str, Any], source: str) -> dict[str, Any]:
    first, *others = _listed(rest.pop("target", None)) or [{}]
    target = dict(first) if isinstance(first, dict) else {}
    if isinstance(first, str):
        target = {**_TARGET, "source": first}
    own = _taken(target, "source", str)
    if own and own != source:
        extra["source"] = own
    if target.get("type") == "SpecificResource":
        del target["type"]
    values = _read_selectors(_listed(target.pop("selector", None)), extra)
    values["digest"] = ""
    if isinstance(target.get("rr:digest"), str) and target["rr:digest"].startswith(_DIGEST):
        values["digest"] = target.pop("rr:digest").removeprefix(_DIGEST)
    classes = _listed(target.pop("styleClass", None))
    look = next((c for c in classes if isinstance(c, str) and _LOOK.fullmatch(c)), None)
    values["color"] = int(look[-1]) if look else 1
    extra["classes"] = [c for c in classes if c != look]
    extra["target"] = target
    extra["targets"] = others
    return values


def _read_selectors(selectors: list[Any], extra: dict[str, Any]) -> dict[str, Any]:
    span: Span | None = None
    quote: Quote | None = None
    others: list[Any] = []
    for selector in selectors:
        fields = dict(selector) if isinstance(selector, dict) else {}
        kind = fields.get("type")
        if kind == "TextPositionSelector" and span is None and _in_order(fields):
            span = Span(fields.pop("start"), fields.pop("end"))
            extra["position"] = fields if fields != _POSITION else None
        elif kind == "TextQuoteSelector" and quote is None and _taken(dict(fields), "exact", str):
            texts = [_taken(fields, name, str) or "" for name in ("exact", "prefix", "suffix")]
            quote = Quote(*texts)
            extra["quote"] = fields if fields != _QUOTE else None
        else:
            others.append(selector)
    extra["selectors"] = others
    quote = quote or Quote("", "", "")
    return {
        "span": span,
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
    }


def _in_order(position: dict[str, Any]) -> bool:
    start, end = position.get("start"), position.get("end")
    return type(start) is int and type(end) is int and 0 <= start <= end < _FAR


def _taken(fields: dict[str, Any], key: str, kind: type[str]) -> str | None:
    """Take a value of the right type out; leave any other where it is, to be kept."""
    return fields.pop(key) if isinstance(fields.get(key), kind) else None


def _listed(value: Any) -> list[Any]:
    """JSON-LD writes one of a thing without its list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
