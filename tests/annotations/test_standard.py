"""What we write, held against our schema, the W3C's model, and JSON-LD itself."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pyld import jsonld

from reader.annotations.annotation import new_annotation
from reader.annotations.linking import linked
from reader.annotations.page import Page, Revision, Tombstone
from reader.annotations.pagefile import dump, schema
from reader.annotations.placing import place
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.exchange.formats import Format, write
from reader.exchange.marked import Marked
from reader.text.spans import Span
from tests.annotations.helpers import any_mark, article_of, span_of

MakeLibrary = Callable[..., Library]

ARTICLE = article_of(
    "The crossing was closed on Monday. It was opened again on Tuesday.\n", "ä/b.txt"
)
SCHEMA = Draft202012Validator(json.loads(schema()))
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")

# The terms of the W3C's context that we use, each as the vocabulary's Recommendation defines it
# (https://www.w3.org/TR/annotation-vocab/, appendix A).  The context itself is the W3C’s and is
# not here: `ANNO_CONTEXT` names a file with it, and these tests then read it instead.  They passed
# with that of w3c/web-annotation at 929c823, and a page expanded to the same with both.
OA, AS, DC = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/activitystreams#",
    "http://purl.org/dc/terms/",
)
MOTIVATIONS = "commenting tagging highlighting linking questioning describing".split()
CONTEXT: dict[str, Any] = {
    "oa": OA,
    "as": AS,
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "styleClass": "oa:styleClass",
    "start": {"@id": "oa:start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": f"{DC.replace('terms', 'elements/1.1')}format",
    "created": {"@id": f"{DC}created", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "modified": {"@id": f"{DC}modified", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "creator": {"@id": f"{DC}creator", "@type": "@id"},
    "name": "http://xmlns.com/foaf/0.1/name",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "AnnotationPage": "as:OrderedCollectionPage",
    **{name: f"oa:{name}" for name in MOTIVATIONS},
    **{
        name: f"oa:{name}"
        for name in (
            "Annotation", "TextualBody", "SpecificResource", "TextPositionSelector",
            "TextQuoteSelector",
        )
    },
}  # fmt: skip


def expanded(raw: bytes) -> Any:
    """The page as JSON-LD means it; a term that no context defines would be missing."""

    def load(url: str, _: object) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        own = os.environ.get("ANNO_CONTEXT")
        context = json.loads(Path(own).read_text("utf-8")) if own else {"@context": CONTEXT}
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
                "document": context}  # fmt: skip

    options = {"documentLoader": load, "base": "file:///library/annotations/%C3%A4/b.txt.json"}
    return jsonld.expand(json.loads(raw), options)


def faults(page: dict[str, Any]) -> Iterator[str]:
    """What the Recommendation says MUST be so and is not (Web Annotation Data Model, 3 to 5)."""
    if (
        page["@context"][0] != "http://www.w3.org/ns/anno.jsonld"
        or page["type"] != "AnnotationPage"
    ):
        yield "context and type of the page"
    for item in page["items"]:
        if not re.match(r"[a-z][a-z0-9+.-]*:.", item["id"]) or item["type"] != "Annotation":
            yield "an annotation has one IRI and the type"
        if not item.get("target"):
            yield "an annotation has a target"
        if item.get("motivation") not in MOTIVATIONS:
            yield "the motivations are named"
        yield from (
            f"{key}: UTC" for key in ("created", "modified") if not UTC.fullmatch(item[key])
        )
        for body in item.get("body", []):
            if body["type"] == "TextualBody" and not isinstance(body.get("value"), str):
                yield "a textual body has one value"
        yield from _target_faults(item["target"])


def _target_faults(target: dict[str, Any]) -> Iterator[str]:
    if target["type"] != "SpecificResource" or not isinstance(target.get("source"), str):
        yield "a specific resource has one source"
    for selector in target.get("selector", []):
        match selector:
            case {"type": "TextQuoteSelector", "exact": str(), "prefix": str(), "suffix": str()}:
                continue
            case {"type": "TextPositionSelector", "start": int(start), "end": int(end)}:
                if not 0 <= start <= end:
                    yield "a position is not negative"
            case _:
                yield f"a selector: {selector}"


def sample() -> bytes:
    """A page with everything in it."""
    span = span_of(ARTICLE, "closed")
    whole = new_annotation(ARTICLE, None, note="*why*", tags=("a/b",), color=8, creator="Ann")
    mark = new_annotation(ARTICLE, span, tags=("claim",))
    light, _ = linked((ARTICLE, span), (ARTICLE, span_of(ARTICLE, "again")))
    page = Page(
        ARTICLE.path,
        ARTICLE.digest,
        "https://news.example/1",
        {m.id: m for m in (whole, mark, light)},
        {"urn:x:1": Tombstone("2026-01-01T00:00:00.000000Z", replace(mark, id="urn:x:1"))},
        (Revision("2026-01-01T00:00:00.000000Z", replace(mark, note="old")),),
    )
    return dump(page, "annotations/%C3%A4/b.txt.json", "../../")


def test_a_page_with_everything_fits_the_schema_and_the_model() -> None:
    page = json.loads(sample())
    assert [error.message for error in SCHEMA.iter_errors(page)] == []
    assert list(faults(page)) == []


@settings(max_examples=25)
@given(st.lists(any_mark(), max_size=3))
def test_any_page_fits_the_schema_and_the_model(marks: list[Any]) -> None:
    raw = dump(Page("a b.txt", "0" * 64, items={m.id: m for m in marks}), "p", "../")
    page = json.loads(raw)
    assert [error.message for error in SCHEMA.iter_errors(page)] == []
    assert list(faults(page)) == []


def test_what_the_shelf_saves_fits_the_schema(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": ARTICLE.text})
    shelf, article = Shelf(library), library.article("a.txt")
    made = new_annotation(article, Span(4, 12), note="one")
    shelf.add(article, made)
    shelf.change(article, replace(made, note="two"))
    shelf.delete(article, made.id)
    page = json.loads((library.root / "annotations" / "a.txt.json").read_bytes())
    assert [error.message for error in SCHEMA.iter_errors(page)] == []
    assert [
        error.message
        for error in Draft202012Validator(SCHEMA.META_SCHEMA).iter_errors(SCHEMA.schema)
    ] == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"TextQuoteSelector"', '"TextQuoteSelector","exact":7'),
        ('"start":', '"start":-'),
        ("look-1", "look-9"),
        ('"rr:schema": 1', '"rr:schema": "1"'),
        ('"text/markdown"', '"text/html"'),
        ('"source":', '"sauce":'),
    ],
)
def test_the_schema_refuses_what_is_wrong(was: str, now: str) -> None:
    raw = sample().decode()
    assert was in raw
    try:
        page = json.loads(raw.replace(was, now))
    except ValueError:
        pytest.fail("the test must damage the meaning, not the JSON")
    assert not SCHEMA.is_valid(page)


def test_json_ld_understands_every_term_and_leads_to_the_article() -> None:
    (page,) = expanded(sample())
    items = page[f"{AS}items"][0]["@list"]
    assert len(items) == 3
    for item in items:
        assert item["@type"] == [f"{OA}Annotation"]
        assert item[f"{OA}motivatedBy"][0]["@id"].startswith(OA)
        target = item[f"{OA}hasTarget"][0]
        assert target[f"{OA}hasSource"] == [{"@id": "file:///library/%C3%A4/b.txt"}]
        assert target["urn:rafah-reader:digest"][0]["@value"] == f"sha256:{ARTICLE.digest}"
    assert page["urn:rafah-reader:path"] == [{"@value": "ä/b.txt"}]
    quotes = [
        selector[f"{OA}exact"][0]["@value"]
        for item in items
        for selector in item[f"{OA}hasTarget"][0].get(f"{OA}hasSelector", [])
        if f"{OA}exact" in selector
    ]
    assert quotes == ["closed", "closed"]


def test_what_is_exported_fits_the_model_too() -> None:
    mark = new_annotation(ARTICLE, span_of(ARTICLE, "closed"), note="why")
    raw = write([Marked(place(ARTICLE, mark), ARTICLE)], Format.JSONLD)
    assert list(faults(json.loads(raw))) == []
    (page,) = expanded(raw)
    (item,) = page[f"{AS}items"][0]["@list"]
    assert item["urn:rafah-reader:span"] == [{"@list": [{"@value": 17}, {"@value": 23}]}]
    assert item["urn:rafah-reader:article"][0]["urn:rafah-reader:path"] == [{"@value": "ä/b.txt"}]
