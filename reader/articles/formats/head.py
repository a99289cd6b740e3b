"""What an HTML page says about itself: JSON-LD, OpenGraph, meta tags, where it was saved from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reader.articles.article import Metadata, Origin, Value
from reader.articles.dates import iso_date
from reader.articles.formats.tree import Element
from reader.text.late import late

# A field, and the meta tags that name it, most trusted first: OpenGraph, Dublin Core, Highwire
# Press (of journals), Parse.ly, Sailthru, and what content management systems made up.
_TAGS = {
    "title": (
        "citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title", "parsely-title",
        "sailthru.title", "title",
    ),
    "author": (
        "citation_author", "author", "article:author_name", "dc.creator", "dcterms.creator",
        "parsely-author", "sailthru.author", "byl", "article:author", "twitter:data1",
    ),
    "date": (
        "article:published_time", "citation_publication_date", "citation_date", "datepublished",
        "dc.date.issued", "dcterms.date", "dc.date", "parsely-pub-date", "sailthru.date", "pubdate",
        "publishdate", "publish_date", "date", "article.published", "og:published_time",
    ),
    "source": (
        "og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher",
        "publisher", "application-name",
    ),
    "url": ("og:url", "citation_public_url", "twitter:url"),
    "language": ("og:locale", "dc.language", "dcterms.language", "content-language", "language"),
}  # fmt: skip
_ARTICLE = late(r"Article\Z|\A(?:NewsArticle|BlogPosting|Report|LiveBlogPosting|WebPage|Book)\Z")
_SAVED = late(r"(?:saved from url=\(\d+\)|saved from|url:)\s*(?P<url>https?://\S{1,2000})")
_SITE = late(r"\s+(?:[|–—·»]|-|::)\s+")
_BY = late(r"(?i)(?:by|von|par|por|di)\s+(?=\S)")
_TELLING = frozenset({"title", "html", "link", "time"})
_NODES = 2000  # of JSON-LD that are looked at


def metadata(root: Element, remarks: list[str]) -> Metadata:
    """What a page tells; JSON-LD before meta tags before the markup itself.

    The first headline (``h1``) is not looked at: the text has it.
    """
    found: dict[str, Value] = {}
    tags: dict[str, list[str]] = {}
    page: dict[str, str] = {}
    for element in root.elements():
        if element.name == "script" and "json" in element.attributes.get("type", ""):
            _from_json_ld(element.attributes.get("data", ""), found)
        elif element.name == "meta":
            _keep_tag(element.attributes, tags)
        elif element.name in _TELLING:
            _keep_markup(element, page)
    for name, keys in _TAGS.items():
        values = next((tags[key] for key in keys if _checked(name, tags.get(key, [""])[0])), [])
        text = ", ".join(dict.fromkeys(values)) if name == "author" else "".join(values[:1])
        _keep(found, name, text, Origin.META_TAG)
    for remark in remarks:
        if saved := _SAVED.search(remark):
            page.setdefault("url", saved["url"])
    if title := page.get("title"):
        site = found["source"].text if "source" in found else ""
        page["title"] = _without_site(title, site)
    for name, text in page.items():
        _keep(found, name, text, Origin.MARKUP)
    return Metadata(**found)


def _keep(found: dict[str, Value], name: str, text: str, origin: Origin) -> None:
    if text := _checked(name, text):
        found.setdefault(name, Value(text, origin))


def _keep_tag(attributes: dict[str, str], tags: dict[str, list[str]]) -> None:
    names = (attributes.get(key, "") for key in ("property", "name", "itemprop", "http-equiv"))
    content = _line(attributes.get("content", ""))
    if content and len(tags) < 500:
        tags.setdefault(next(filter(None, names), "").strip().lower(), []).append(content)


def _keep_markup(element: Element, page: dict[str, str]) -> None:
    attributes = element.attributes
    match element.name:
        case "title":
            page.setdefault("title", _line(element.text()))
        case "html":
            page.setdefault("language", attributes.get("lang") or attributes.get("xml:lang", ""))
        case "link" if attributes.get("rel", "").lower() == "canonical":
            page.setdefault("url", attributes.get("href", ""))
        case "time" if attributes.get("datetime"):
            page.setdefault("date", attributes["datetime"])
        case _:
            pass


def _checked(name: str, text: str) -> str:
    """A value in the form it is kept in; empty where it is none."""
    text = _line(text)
    match name:
        case "date":
            return iso_date(text)
        case "url":
            return text if text.startswith(("http://", "https://")) else ""
        case "author":
            text = _BY.sub("", text, count=1) if _BY.match(text) else text
            return "" if text.startswith(("http", "@")) else text
        case "language":
            return text.replace("_", "-") if len(text) <= 12 else ""
        case _:
            return text


def _without_site(title: str, site: str) -> str:
    """A page's title without the name of its site, which many put behind a bar."""
    parts = _SITE.split(title)
    if len(parts) > 1 and (not site or parts[-1].lower() == site.lower()):
        cut = title[: title.rfind(parts[-1])]
        shorter = cut.rstrip(" |–—·»-:")
        few = len(parts[-1].split()) <= 4
        return shorter if few and len(shorter) > len(parts[-1]) else title
    return title


def _from_json_ld(source: str, found: dict[str, Value]) -> None:
    try:
        data = json.loads(source.strip().removesuffix(";"))
    except (ValueError, RecursionError):
        return
    best = [node for node in _nodes(data) if _kind(node)]
    best.sort(key=lambda node: _kind(node) in {"WebPage", "Book"})
    for node in best:
        for name, keys in {
            "title": ("headline", "name"),
            "author": ("author", "creator"),
            "date": ("datePublished", "dateCreated"),
            "source": ("publisher", "sourceOrganization"),
            "url": ("url", "mainEntityOfPage", "@id"),
            "language": ("inLanguage",),
        }.items():
            for key in keys:
                _keep(found, name, named(node.get(key)), Origin.JSON_LD)


def _kind(node: dict[str, Any]) -> str:
    kinds = node.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str) and _ARTICLE.search(kind):
            return kind
    return ""


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD, those of ``@graph`` too."""
    stack = [data]
    for _ in range(_NODES):
        if not stack:
            return
        match stack.pop(0):
            case dict() as node:
                yield node
                stack += [node["@graph"]] if "@graph" in node else []
            case list() as nodes:
                stack += nodes[:_NODES]
            case _:
                pass


def named(value: Any) -> str:
    """What a value says in one line: text, the name of an object, or several of these."""
    match value:
        case str():
            return _line(value)
        case bool() | None:
            return ""
        case int() | float():
            return str(value)
        case dict():
            for key in ("name", "title", "label", "value", "@id", "domain"):
                if isinstance(inner := value.get(key), str) and inner.strip():
                    return _line(inner)
            return ""
        case list():
            return ", ".join(
                filter(None, (named(v) for v in value[:50] if not isinstance(v, list)))
            )
        case _:
            return ""


def _line(text: str) -> str:
    return " ".join(text[:2000].split())
