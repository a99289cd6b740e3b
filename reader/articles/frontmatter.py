"""Front matter: the YAML between ``---`` lines at the top of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reader.articles.article import Metadata, Origin, Value
from reader.articles.dates import iso_date
from reader.articles.wiki import without_wiki_links
from reader.text.late import late

_FENCE = late(r"(?sm)\A\s*---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_LIMIT = 64 * 1024  # code points; front matter in the wild is under 2,000

# A field, and what other tools call it (Hugo, Jekyll, Obsidian, Zettlr, Pandoc).
_KEYS = {
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publication", "publisher", "site", "website"),
    "author": ("author", "authors", "byline", "creator", "by"),
    "date": ("date", "published", "pubdate", "publish_date", "date_published", "created"),
    "url": ("url", "link", "canonical", "source_url", "permalink"),
    "language": ("language", "lang"),
    "place": ("place", "dateline", "location"),
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stood before the text, the text after it, and what was wrong."""

    meta: Metadata
    rest: str
    notes: tuple[str, ...] = ()


def front_matter_end(text: str) -> int:
    """Where the body of a text begins: behind its front matter, 0 where there is none."""
    match = _FENCE.match(text[: _LIMIT + 8])
    return match.end() if match else 0


def split_front_matter(text: str) -> FrontMatter:
    """Take front matter off a text; a broken one stays in the text, and a note says why."""
    match = _FENCE.match(text[: _LIMIT + 8])
    if match is None:
        return FrontMatter(Metadata(), text)
    from reader.articles.yaml import BrokenYamlError, load

    try:
        fields = load(match["yaml"])
    except BrokenYamlError as error:
        line = f"line {error.line + 1}: " if error.line else ""  # the fence is the first line
        return FrontMatter(Metadata(), text, (f"front matter not read: {line}{error}",))
    if fields is None:  # nothing, or comments alone
        return FrontMatter(Metadata(), text[match.end() :])
    if not isinstance(fields, dict):
        return FrontMatter(Metadata(), text)
    return FrontMatter(_metadata(fields), text[match.end() :])


def _metadata(fields: dict[Any, Any]) -> Metadata:
    low = {str(key).strip().lower().replace("-", "_"): value for key, value in fields.items()}
    found: dict[str, Value] = {}
    for name, keys in _KEYS.items():
        for key in keys:
            text = iso_date(_plain(low.get(key))) if name == "date" else _plain(low.get(key))
            if text:
                note = _plain(low.get(f"{key}_note"))
                found[name] = Value(text, Origin.FRONT_MATTER, note)
                break
    return Metadata(**found)


def _plain(value: Any) -> str:
    """A scalar or a list of them as one line."""
    match value:
        case None:
            return ""
        case dict():
            return _plain(value.get("name"))
        case str():
            return " ".join(without_wiki_links(value).split())
        case Iterable():
            return ", ".join(filter(None, (_plain(item) for item in value)))
        case _:
            return str(value)
