"""Saved web pages: the main text in order, what the page says of itself, nothing of the markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.article import Origin
from reader.articles.compose import compose
from reader.articles.formats import installed
from reader.articles.formats.draft import Draft
from reader.articles.formats.markdown import MarkdownFormat
from reader.articles.formats.mhtml import SavedPageFormat
from reader.articles.formats.webpage import WebPageFormat, page_of_html
from reader.text.blocks import BlockKind
from tests.articles.files.make import HERE, SEED

PAGE = """<!DOCTYPE html>
<!-- saved from url=(0031)https://example.org/news/aid -->
<html lang="en-GB"><head><meta charset="utf-8"><title>Aid waits &amp; waits | The Daily</title>
<meta property="og:site_name" content="The Daily"><meta name="author" content="By Lina Haddad">
<style>p {}</style></head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/w">World</a></ul></nav>
<header><h1>Aid waits &amp; waits</h1></header>
<div class="share-bar">Share this on every network you have ever heard the name of</div>
<div class="article-body"><p>Trucks stood at the <b>crossing</b> on Tuesday&nbsp;morning, drivers
said.
<p>“We wait,” said one of them, who had come from the north with flour and oil.
<script>alert("gone")</script><h2>Night</h2><ul><li>flour<li>oil<ol start=3><li>olive</ol></ul>
<blockquote><p>Nobody told us anything at all about it.</blockquote>
<table><tr><th>Day<th>Trucks<tr><td>Monday<td>12</table><p style="display:none">unseen</p>
<p>Line one<br>line two</p><h3>Read more</h3><ul><li><a href=x>Something else</a></ul></div>
<aside>Subscribe now to our letter and read it every day of the week.</aside>
<footer>All rights reserved in every country of the whole wide world.</footer></body></html>"""


@pytest.fixture(autouse=True)
def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own finding of the main text, whatever is installed."""
    monkeypatch.setattr(installed, "find_spec", lambda _name: None)


def read(source: str | bytes) -> Draft:
    raw = source if isinstance(source, bytes) else source.encode()
    (draft,) = WebPageFormat().read(raw)
    return draft


def test_the_main_text_is_kept_in_blocks_and_what_stands_around_it_is_not() -> None:
    draft = read(PAGE)
    assert draft.blocks is not None
    assert [(b.kind, b.level, b.span.of(draft.text)) for b in draft.blocks] == [
        (BlockKind.HEADING, 1, "Aid waits & waits"),
        (BlockKind.PARAGRAPH, 0, "Trucks stood at the crossing on Tuesday morning, drivers said."),
        (
            BlockKind.PARAGRAPH,
            0,
            "“We wait,” said one of them, who had come from the north with flour and oil.",
        ),
        (BlockKind.HEADING, 2, "Night"),
        (BlockKind.ITEM, 1, "• flour"),
        (BlockKind.ITEM, 1, "• oil"),
        (BlockKind.ITEM, 2, "3. olive"),
        (BlockKind.QUOTE, 1, "Nobody told us anything at all about it."),
        (BlockKind.VERBATIM, 0, "Day | Trucks\nMonday | 12"),
        (BlockKind.VERBATIM, 0, "Line one\nline two"),
    ]


def test_a_page_tells_its_title_author_source_address_and_language() -> None:
    meta = read(PAGE).meta
    assert meta.title is not None
    assert (meta.title.text, meta.title.origin) == ("Aid waits & waits", Origin.HEADLINE)
    assert meta.author is not None
    assert (meta.author.text, meta.author.origin) == ("Lina Haddad", Origin.META_TAG)
    assert meta.source is not None
    assert meta.source.text == "The Daily"
    assert meta.url is not None
    assert (meta.url.text, meta.url.origin) == ("https://example.org/news/aid", Origin.MARKUP)
    assert meta.language is not None
    assert meta.language.text == "en-GB"
    assert meta.date is None


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="pubdate" content="2024-03-19T10:00Z">', "date", "2024-03-19"),
        ('<meta name="citation_date" content="2024/03">', "date", "2024-03"),
        ('<time datetime="2024-03-19">yesterday</time>', "date", "2024-03-19"),
        ('<link rel="canonical" href="https://example.org/a">', "url", "https://example.org/a"),
        ('<link rel="canonical" href="javascript:alert(1)">', "url", None),
        ('<meta name=author content="A B"><meta name=author content=C>', "author", "A B, C"),
        ('<meta property="article:author" content="https://facebook.com/x">', "author", None),
        ("<title>The crossing opens - The Daily</title>", "title", "The crossing opens"),
        ("<title>Gaza - what now</title>", "title", "Gaza - what now"),
        ("<!-- SingleFile url: https://example.org/s -->", "url", "https://example.org/s"),
    ],
)  # fmt: skip
def test_fields_are_taken_from_where_pages_put_them(
    head: str, field: str, value: str | None
) -> None:
    found = getattr(read(f"<html><head>{head}</head><p>Some words.").meta, field)
    assert (found.text if found else None) == value


@pytest.mark.parametrize(
    "data",
    [
        """{"@type":"NewsArticle","headline":"One","author":{"name":"A B"},
        "datePublished":"2024-03-19"}""",
        """{"@graph":[{"@type":"WebSite","name":"No"},{"@type":["Article"],"headline":"One",
        "author":[{"@type":"Person","name":"A B"}],"datePublished":"2024-03-19T01:02Z"}]}""",
        '[{"@type":"OpinionArticle","headline":"One","author":"A B","dateCreated":"2024-03-19"}]',
    ],
)
def test_json_ld_comes_before_meta_tags(data: str) -> None:
    meta = read(
        f'<meta name="author" content="No"><script type="application/ld+json">{data}</script>words'
    ).meta
    assert meta.title is not None
    assert meta.author is not None
    assert meta.date is not None
    assert (meta.title.text, meta.author.text, meta.date.text) == ("One", "A B", "2024-03-19")
    assert meta.date.origin is Origin.JSON_LD


@pytest.mark.parametrize(
    "encoding", ["windows-1251", "iso-8859-1", "shift_jis", "gb2312", "utf-16"]
)
def test_a_page_is_read_in_the_encoding_it_names(encoding: str) -> None:
    words = {"windows-1251": "Газа", "shift_jis": "ガザ", "gb2312": "加沙"}.get(encoding, "Genève")
    raw = f'<html><meta http-equiv=x content="text/html; charset={encoding}"><p>{words}'.encode(
        encoding
    )
    assert read(raw).text == words


def test_a_named_encoding_that_is_not_true_is_not_believed() -> None:
    assert read('<meta charset="latin1"><p>Genève, déjà'.encode()).text == "Genève, déjà"
    assert read("<meta charset=nonsense><p>Genève".encode("cp1252")).text == "Genève"


def test_pictures_in_the_page_do_not_count_as_text() -> None:
    raw = f'<p>Some words<img src="data:image/png;base64,{"A" * 9_000_000}"> here.'
    assert read(raw).text == "Some words here."


def test_a_page_too_long_to_be_one_is_refused() -> None:
    with pytest.raises(ValueError, match="elements"):
        read("<p>" * 90_000)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a<!-- <b> -->b", "ab"),
        ("<p>a<p>b", "a\n\nb"),
        ("1 < 2 &amp; 3 > 2 <3", "1 < 2 & 3 > 2 <3"),
        ('<a title="x > y">in</a>', "in"),
        ('<a title="never closed>in</a> <b>out</b>', "in out"),
        ("<textarea><b></textarea>", "<b>"),
        ("<pre>  a\n    b</pre>", "  a\n    b"),
        ("one<br><br>two", "one\n\ntwo"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<svg><text>no</text></svg>yes<template>no</template>", "yes"),
        ("<p hidden>no</p><p aria-hidden=true>no</p>yes", "yes"),
        ("&#1593;&#x2014;&nosuch;&euro;", "ع—&nosuch;€"),
    ],
)
def test_markup_is_read_as_browsers_read_it(source: str, text: str) -> None:
    assert page_of_html(source).text.strip("\n") == text


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_broken_page_gives_blocks_of_its_text_or_a_reason(data: st.DataObject) -> None:
    pieces = st.sampled_from(
        [*PAGE.split(" "), "<", ">", '"', "<!--", "</", "<td>", "&", "<p", "\x00"]
    )
    source = "".join(data.draw(st.lists(pieces, max_size=40)))
    try:
        draft = read(source)
    except ValueError:
        return
    article = compose(draft, "a.html")
    at = 0
    for block in article.blocks:
        assert at <= block.span.start < block.span.end <= len(article.text)
        at = block.span.end


def test_trafilatura_finds_the_same_article_where_it_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("trafilatura")
    monkeypatch.setattr(installed, "find_spec", lambda _name: object())
    draft = read(PAGE)
    assert draft.text.startswith("Aid waits & waits\n\nTrucks stood at the crossing")
    assert "Nobody told us anything at all about it." in draft.text
    for gone in ("Subscribe", "All rights", "Home", "alert", "<"):
        assert gone not in draft.text


def test_a_page_that_chromium_saved_as_one_file_is_read_as_the_page() -> None:
    (known,) = MarkdownFormat().read(SEED.read_bytes())
    (draft,) = SavedPageFormat().read((HERE / "chromium.mhtml").read_bytes())
    assert draft.text == f"A delay is not a retreat\n\n{known.text}"
    meta = draft.meta
    told = (meta.title, meta.author, meta.date, meta.source, meta.url, meta.language)
    assert [value and value.text for value in told] == [
        "A delay is not a retreat", "Leila Noor", "2024-03-19", "The Harbour Times",
        "http://times.example/delay.html", "en",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"<p>words", "not a web archive"), (b"From: x\n\nwords", "no web page in it")],
)
def test_what_is_no_web_archive_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        list(SavedPageFormat().read(raw))
