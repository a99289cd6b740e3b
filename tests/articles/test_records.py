"""Articles in JSON and CSV: fields by the names that tools give them, several to a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.article import Origin
from reader.articles.formats.draft import Draft
from reader.articles.formats.json_file import JsonFormat
from reader.articles.formats.records import MOST
from reader.articles.formats.table import TableFormat
from reader.articles.library import Library


def read(data: object) -> list[Draft]:
    return list(JsonFormat().read(json.dumps(data).encode()))


def told(draft: Draft) -> dict[str, str]:
    meta = draft.meta
    names = ("title", "author", "date", "source", "url", "language")
    return {name: value.text for name in names if (value := getattr(meta, name))}


WHOLE = {
    "title": "One",
    "author": "A B, C D",
    "date": "2024-03-19",
    "source": "The Daily",
    "url": "https://example.org/1",
    "language": "en",
}


@pytest.mark.parametrize(
    "record",
    [
        {  # news-please
            "maintext": "Words.", "title": "One", "authors": ["A B", "C D"], "language": "en",
            "date_publish": "2024-03-19 10:11:12", "date_download": "2025-01-01 00:00:00",
            "source_domain": "The Daily", "url": "https://example.org/1", "description": "No.",
        },
        {  # NewsAPI
            "content": "Words.", "title": "One", "author": "A B, C D", "description": "No.",
            "source": {"id": None, "name": "The Daily"}, "publishedAt": "2024-03-19T10:11:12Z",
            "url": "https://example.org/1", "language": "en",
        },
        {  # the Guardian
            "webTitle": "One", "webUrl": "https://example.org/1", "fields": {
                "bodyText": "Words.", "byline": "A B, C D", "publication": "The Daily",
                "lang": "en",
            }, "webPublicationDate": "2024-03-19T10:11:12Z",
        },
        {  # Elasticsearch, seconds since 1970
            "_id": "x", "_source": {
                "text": "Words.", "headline": {"main": "One"}, "authors": [{"name": "A B"}, "C D"],
                "publisher": {"name": "The Daily"}, "created_utc": 1710842400, "lang": "en",
                "canonical-url": "https://example.org/1",
            },
        },
        {  # WordPress
            "content": {"rendered": "<p>Words.</p>"}, "title": {"rendered": "One"}, "lang": "en",
            "date": "2024-03-19T10:11:12", "link": "https://example.org/1", "byline": "A B, C D",
            "site": "The Daily",
        },
    ],
    ids=["news-please", "newsapi", "guardian", "elasticsearch", "wordpress"],
)  # fmt: skip
def test_the_fields_of_services_and_crawlers_are_known(record: dict[str, Any]) -> None:
    (draft,) = read(record)
    assert draft.text == "Words."
    assert told(draft) == WHOLE
    assert draft.meta.title is not None
    assert draft.meta.title.origin is Origin.FIELD


@pytest.mark.parametrize(
    "wrap",
    [
        lambda records: records,
        lambda records: {"status": "ok", "articles": records},
        lambda records: {"response": {"docs": records}},
        lambda records: {"hits": {"total": 2, "hits": records}},
        lambda records: dict(zip("ab", records, strict=True)),
        lambda records: {"version": "x", "title": "A feed", "items": records},
    ],
)
def test_articles_are_found_in_a_list_wherever_it_is(
    wrap: Callable[[list[dict[str, str]]], object],
) -> None:
    records = [{"title": "One", "text": "Words."}, {"title": "Two", "text": "More words."}]
    assert [draft.text for draft in read(wrap(records))] == ["Words.", "More words."]


def test_a_file_of_several_gives_several_articles_each_with_a_path(tmp_path: Path) -> None:
    lines = [json.dumps({"title": f"No {n}", "text": f"Words of {n}."}) for n in (1, 2, 3)]
    (tmp_path / "all.jsonl").write_text("\n".join(["broken", *lines]), "utf-8")
    library = Library(tmp_path)
    articles = list(library.articles())
    assert [a.path for a in articles] == ["all.jsonl#1", "all.jsonl#2", "all.jsonl#3"]
    assert articles[0].notes == ("1 of its lines are not JSON and left out",)
    assert library.article("all.jsonl#2").text == "Words of 2."
    assert library.find("all.jsonl#3").title == "No 3"


def test_html_in_a_field_is_read_as_html_and_paragraphs_as_paragraphs() -> None:
    (draft,) = read({"content": "<h2>Why &amp; how</h2><p>Some <b>bold</b> words</p>"})
    assert draft.text == "Why & how\n\nSome bold words"
    (draft,) = read({"text": ["One.", "Two."]})
    assert draft.text == "One.\n\nTwo."
    (draft,) = read({"text": "1 < 2 and <nobody> said so"})
    assert draft.text == "1 < 2 and <nobody> said so"


def test_a_text_that_the_service_cut_off_is_said_to_be_so() -> None:
    (draft,) = read({"content": "The beginning… [+1234 chars]"})
    assert draft.text == "The beginning…"
    assert draft.notes == ("the file has only the beginning of this article",)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{}", "no article in it"),
        (b'{"name": "a package", "version": "1"}', "no article in it"),
        (b"[1, 2, [3]]", "no article in it"),
        (b'{"text": ', "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
    ],
    ids=["empty", "package", "numbers", "cut", "deep lists", "deep objects"],
)
def test_json_without_an_article_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        list(JsonFormat().read(raw))


def test_no_more_articles_are_read_than_a_list_can_show() -> None:
    drafts = read([{"text": "x"}] * (MOST + 5))
    assert len(drafts) == MOST
    assert drafts[0].notes == (f"only the first {MOST:,} articles of its file are read",)


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_rows_of_a_table_are_articles(between: str) -> None:
    out = io.StringIO()
    rows = [
        ("Title", "Body", "Authors", "Publish Date", "Outlet", "URL", "Lang"),
        ("One", "Words, more;\nand |\tthese.", "A B, C D", "2024-03-19", "The Daily",
         "https://example.org/1", "en"),
        ("Two", "", "", "", "", "", ""),
        ("Three", "Short row."),
    ]  # fmt: skip
    csv.writer(out, delimiter=between).writerows(rows)
    one, three = TableFormat().read(("\ufeff" + out.getvalue()).encode())
    assert one.text == "Words, more;\nand |\tthese."
    assert told(one) == WHOLE
    assert (three.text, told(three)) == ("Short row.", {"title": "Three"})


@pytest.mark.parametrize(
    "raw",
    [b"a,b\n1,2\n", b"\n\n", b'text\n"' + b"x" * 5_000_000],
    ids=["numbers", "blank", "long cell"],
)
def test_a_table_without_a_text_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"CSV|no table of articles"):
        list(TableFormat().read(raw))


names = st.sampled_from(["text", "content", "title", "date", "author", "articles", "source", "x"])
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4)
)


@settings(max_examples=100, deadline=None)
@given(values)
def test_any_json_gives_drafts_or_a_reason(data: object) -> None:
    reason = ""
    drafts: list[Draft] = []
    try:
        drafts = read(data)
    except ValueError as error:
        reason = str(error)
    assert bool(drafts) != bool(reason)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("marks.csv", "path,paragraph,start,end,found,quotation,note\na.txt,1,0,5,exact,Words,N\n"),
        ("hits.csv", "path,title,score,paragraph,start,end,hit,snippet\na.txt,A,1,1,0,5,W,Words\n"),
        ("w3c.json", '{"type": "AnnotationPage", "items": [{"type": "Annotation", "body": "N"}]}'),
        ("api.json", '{"rows": [{"text": "N", "uri": "x", "target": [], "document": {}}]}'),
    ],
)
def test_annotations_and_hits_saved_in_a_library_are_no_articles(
    make_library: Callable[[dict[str, str]], Library], name: str, text: str
) -> None:
    library = make_library({"a.txt": "Words of an article.\n", name: text})
    found = {
        reading.problem.path: reading.problem for reading in library.readings() if reading.problem
    }
    assert [article.path for article in library.articles()] == ["a.txt"]
    assert found[name].reason.endswith(", not articles")
