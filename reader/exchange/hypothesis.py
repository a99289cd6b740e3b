"""Marks as the JSON that Hypothesis exports and imports, and back.

Its fields are those of its API (https://h.readthedocs.io/en/latest/api-reference/).  It counts
UTF-16 code units, we count code points.  What it has no field for goes along under ``rr``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reader import __version__
from reader.annotations.mark import LOOKS, Annotation, now
from reader.annotations.names import iri
from reader.annotations.page import as_line
from reader.annotations.w3c import from_json
from reader.errors import ReaderError
from reader.exchange.guarded import json_of
from reader.exchange.incoming import Incoming, derived_id, utf16_units
from reader.exchange.marked import Marked
from reader.text.spans import Span

_PLACE = "https://hypothes.is/a/"
_OURS = "rr"
_HOME = "rafah-reader"  # the authority of users who have no account there
_KEPT = ("group", "permissions", "references", "user")


def write_hypothesis(marks: Sequence[Marked]) -> bytes:
    """An export as its client makes it, one annotation on a line of its own."""
    head = {"export_date": now(), "export_userid": _user(""), "client_version": f"rr {__version__}"}
    lines = ",\n".join(as_line(_item(marked)) for marked in marks)
    opening = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items())
    return f'{{\n{opening},\n"annotations": [\n{lines}\n]\n}}\n'.encode()


def _user(name: str) -> str:
    return f"acct:{name or 'reader'}@{_HOME}"


def _item(marked: Marked) -> dict[str, Any]:
    mark, user = marked.annotation, _user(marked.annotation.creator)
    uri = marked.url or iri(marked.path)
    target: dict[str, Any] = {"source": uri}
    selectors: list[Any] = []
    if marked.span is not None and marked.article is not None:
        start, end = utf16_units(marked.article.text, marked.span)
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    if mark.exact:
        words = {"exact": mark.exact, "prefix": mark.prefix, "suffix": mark.suffix}
        selectors.append({"type": "TextQuoteSelector", **words})
    if selectors:
        target["selector"] = selectors
    ours = {
        "id": "" if ":" in mark.id else mark.id,
        "path": marked.path,
        "span": list(mark.span) if mark.span else None,
        "color": mark.color,
        "digest": mark.digest,
        "creator": mark.creator,
        "extra": dict(mark.extra),
    }
    kept = mark.extra.get("fields", {}).get("rr:hypothesis", {})
    return {
        "id": mark.id.removeprefix(_PLACE),
        "created": mark.created,
        "updated": mark.modified,
        "user": user,
        "user_info": {"display_name": mark.creator or None},
        "uri": uri,
        "document": {"title": [marked.title]},
        "text": mark.note,
        "tags": list(mark.tags),
        "group": "__world__",
        "permissions": {action: [user] for action in ("read", "update", "delete", "admin")},
        "target": [target],
        "hidden": False,
        "flagged": False,
        "links": {},
        **(kept if isinstance(kept, dict) else {}),
        _OURS: {key: value for key, value in ours.items() if value},
    }


def read_hypothesis(data: bytes) -> list[Incoming]:
    """Annotations of an export, of an answer of its API, or of a list of them.

    A reply stands at the passage that it replies to.

    Raises:
        ReaderError: it is not JSON, or no such file.
    """
    value = json_of(data)
    if isinstance(value, dict):
        value = value.get("annotations", value.get("rows"))
    if not isinstance(value, list):
        raise ReaderError("there is no annotation in the file", "it should be Hypothesis’ export")
    items = [item for item in value if isinstance(item, dict)]
    targets = {_words(item.get("id")): item.get("target") for item in items}
    return [_incoming(item, _target(item, targets)) for item in items]


def _target(item: Mapping[str, Any], targets: Mapping[str, Any]) -> dict[str, Any]:
    own, roots = _first(item.get("target")), item.get("references")
    if "selector" not in own and isinstance(roots, list) and roots and isinstance(roots[0], str):
        return _first(targets.get(roots[0])) or own
    return own


def _first(value: Any) -> dict[str, Any]:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, dict) else {}


def _incoming(item: Mapping[str, Any], target: Mapping[str, Any]) -> Incoming:
    given = item.get(_OURS)
    ours: dict[str, Any] = given if isinstance(given, dict) else {}
    uri = _words(item.get("uri")) or _words(target.get("source"))
    read = _by_selectors(target)
    counted = read.span
    extra: dict[str, Any] = {k: v for k, v in read.extra.items() if k == "selectors"}
    kept = {key: item[key] for key in _KEPT if key in item}
    if kept and not ours:
        extra["fields"] = {"rr:hypothesis": kept}
    if ours:
        extra = ours["extra"] if isinstance(ours.get("extra"), dict) else {}
    color = ours.get("color")
    name = _words(item.get("id")) or derived_id(as_line(dict(item)))
    mark = Annotation(
        id=_words(ours.get("id")) or (name if ":" in name else _PLACE + name),
        created=_words(item.get("created")),
        modified=_words(item.get("updated")),
        span=_span(ours.get("span")),
        exact=read.exact,
        prefix=read.prefix,
        suffix=read.suffix,
        note=_words(item.get("text")),
        tags=_tags(item.get("tags")),
        color=color if type(color) is int and color in LOOKS else 1,
        creator=_words(ours.get("creator")) if ours else _creator(item),
        digest=_words(ours.get("digest")),
        extra=extra,
    )
    url = uri if uri.startswith(("http://", "https://")) else ""
    title = next(iter(_strings(_first(item.get("document")).get("title"))), "")
    return Incoming(mark, _words(ours.get("path")), url, title, None if ours else counted)


def _by_selectors(target: Mapping[str, Any]) -> Annotation:
    return from_json({"id": "urn:x", "type": "Annotation", "target": {**target, "source": ""}})


def _creator(item: Mapping[str, Any]) -> str:
    name = _words(_first(item.get("user_info")).get("display_name"))
    return name or _words(item.get("user")).removeprefix("acct:").rpartition("@")[0]


def _span(value: Any) -> Span | None:
    if isinstance(value, list) and len(value) == 2 and all(type(n) is int for n in value):
        return Span(*value) if 0 <= value[0] <= value[1] else None
    return None


def _tags(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in _strings(value) if tag))


def _strings(value: Any) -> Iterable[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""
