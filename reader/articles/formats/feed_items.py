"""The items of a feed, whichever of its dialects it is written in."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from reader.articles.formats.guarded_xml import End, Start, events

_SPACES = {
    "": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "atom": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "content": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "dc": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://www.w3.org/1999/xhtml": "html:",
    "http://rssnamespace.org/feedburner/ext/1.0": "burner:",
    "feedburner": "burner:",
}
"""What a namespace is called here; of others nothing is read."""

_FIELDS = {
    "title": "title", "dc:title": "title",
    "content:encoded": "content", "content": "content", "html:body": "content",
    "html:div": "content", "description": "summary", "summary": "summary",
    "dc:description": "summary",
    "author": "author", "dc:creator": "author", "dc:author": "author",
    "pubDate": "published", "published": "published", "issued": "published", "dc:date": "published",
    "dc:issued": "published", "created": "published", "dc:created": "published",
    "updated": "updated", "modified": "updated", "dc:modified": "updated",
    "link": "link", "burner:origLink": "link", "guid": "guid", "id": "guid",
    "dc:language": "language", "language": "language", "source": "source", "dc:source": "source",
}  # fmt: skip
_ROOTS = {"rss", "RDF", "feed", "channel"}
_ITEMS = {"item", "entry"}
_LANG = "http://www.w3.org/XML/1998/namespace lang"
_MARKUP = {"html", "text/html", "xhtml", "application/xhtml+xml"}
_LIMIT = 20_000  # items that are looked at


class NotFeedError(ValueError):
    """The file is XML, and no feed; ``root`` is its first element."""

    def __init__(self, root: str) -> None:
        """Name what it is."""
        super().__init__(f"not a feed: its first element is <{root[:40]}>")
        self.root = root


@dataclass(slots=True)
class Item:
    """What an item says, by our names of fields; each may be said several times."""

    values: dict[str, list[str]] = field(default_factory=dict)
    is_markup: bool = False
    """Whether it says that its text is HTML."""

    def get(self, name: str) -> str:
        """The longest that is said of a field, or nothing."""
        return max(self.values.get(name, [""]), key=len)

    def all(self, name: str) -> list[str]:
        """All that is said of a field."""
        return self.values.get(name, [])


@dataclass(slots=True)
class Feed:
    """A feed, and what holds of all its items."""

    title: str = ""
    language: str = ""
    authors: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def read_feed(text: str) -> tuple[Feed, str]:
    """The items of a feed, and at which fault the reading of it ended, if at one.

    Raises:
        NotFeedError: it is something else.
    """
    taker = _Taker()
    try:
        for event in events(text.encode("utf-8", "replace"), "utf-8"):
            taker.take(event)
            if len(taker.feed.items) >= _LIMIT:
                break
    except NotFeedError:
        raise
    except ValueError as error:
        return taker.feed, str(error)
    return taker.feed, ""


class _Taker:
    """Where in the feed we are."""

    def __init__(self) -> None:
        self.feed = Feed()
        self._path: list[str] = []
        self._space = ""  # the feed's own, whichever it is
        self._item: Item | None = None
        self._at = 0  # how deep the item stands, or the feed
        self._field = ""
        self._deep = 0  # how deep the field stands
        self._plain: list[str] = []
        self._rich: list[str] = []
        self._nested = False

    def take(self, event: Start | End | str) -> None:
        if isinstance(event, str):
            if self._field:
                self._plain.append(event)
                self._rich.append(html.escape(event, quote=False))
        elif isinstance(event, Start):
            if not self._path:
                self._space = event.name.rpartition(" ")[0]
            self._start(self._name(event.name), event.attributes)
        else:
            self._end()

    def _name(self, name: str) -> str:
        """The name of an element with our name of its namespace."""
        space, _, local = name.rpartition(" ")
        known = _SPACES.get(space, "" if space == self._space else "?:")
        return known + local

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name not in _ROOTS | _ITEMS:  # an entry may be a document
            raise NotFeedError(name.rpartition(":")[2])
        self._path.append(name)
        depth = len(self._path)
        if self._field:
            self._nested = True
            self._rich.append(_tag(name, attributes))
        elif self._item is None and name in _ITEMS:
            self._item, self._at = Item(), depth
            if language := attributes.get(_LANG):
                self._item.values["language"] = [language]
        elif self._item is not None and depth == self._at + 1:
            self._open(name, attributes, self._item)
        elif self._item is None and (name in _ROOTS or self._path[-2] in _ROOTS):
            self.feed.language = self.feed.language or attributes.get(_LANG, "")
            if _FIELDS.get(name) in {"title", "language", "author"}:
                self._field, self._deep = _FIELDS[name], depth

    def _open(self, name: str, attributes: dict[str, str], item: Item) -> None:
        """Begin a field of an item."""
        self._field, self._deep = _FIELDS.get(name, ""), len(self._path)
        kind = attributes.get("type", "")
        if self._field in {"content", "summary"}:
            item.is_markup |= kind in _MARKUP or name.startswith(("content:", "html:"))
            if kind and kind not in _MARKUP and not kind.startswith("text"):
                self._field = ""  # a picture, or a file
            if language := attributes.get(_LANG):
                item.values.setdefault("language", [language])
        elif self._field == "link" and "href" in attributes:
            if attributes.get("rel", "alternate") == "alternate":
                item.values.setdefault("link", []).append(attributes["href"].strip())
            self._field = ""
        elif name == "guid" and attributes.get("isPermaLink", "true") != "false":
            self._field = "guid"

    def _end(self) -> None:
        depth = len(self._path)
        name = self._path.pop()
        if self._field and depth > self._deep:
            self._rich.append(f"</{name.rpartition(':')[2]}>")
        elif self._field:
            self._close(name)
        elif self._item is not None and depth == self._at:
            links = self._item.values.setdefault("link", [])
            links += self._item.all("guid")
            self.feed.items.append(self._item)
            self._item = None

    def _close(self, name: str) -> None:
        """End a field."""
        rich = self._field in {"content", "summary"} and self._nested
        text = "".join(self._rich if rich else self._plain).strip()
        if self._field in {"author", "source"} and self._nested:
            text = _part("".join(self._rich), "title" if self._field == "source" else "name")
        if self._item is not None:
            self._item.is_markup |= rich
            first = name == "burner:origLink"
            values = self._item.values.setdefault(self._field, [])
            values.insert(0 if first else len(values), text)
        elif self._field == "title":
            self.feed.title = self.feed.title or text
        elif self._field == "language":
            self.feed.language = text
        else:
            self.feed.authors.append(text)
        self._field, self._plain, self._rich, self._nested = "", [], [], False


def _tag(name: str, attributes: dict[str, str]) -> str:
    told = "".join(f' {k}="{html.escape(v)}"' for k, v in attributes.items() if " " not in k)
    return f"<{name.rpartition(':')[2]}{told}>"


def _part(markup: str, name: str) -> str:
    """The text of an element inside a field, such as ``name`` in ``author``."""
    inner = markup.partition(f"<{name}")[2].partition(">")[2].partition("</")[0]
    return html.unescape(inner).strip()
