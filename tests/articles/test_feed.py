"""Feeds: every dialect gives the same articles, and broken ones what is whole in them."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.formats.draft import Draft
from reader.articles.formats.feed import FeedFormat
from tests.articles.known import kept, markup


def read(raw: bytes | str) -> list[Draft]:
    return list(FeedFormat().read(raw.encode() if isinstance(raw, str) else raw))


def told(draft: Draft) -> dict[str, str]:
    meta = draft.meta
    names = ("title", "author", "date", "source", "url", "language")
    return {name: value.text for name in names if (value := getattr(meta, name))}


ESCAPED = markup().replace("&", "&amp;").replace("<", "&lt;")
RSS_2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Daily</title><link>https://daily.example</link><language>en-us</language>
<atom:link href="https://daily.example/feed" rel="self"/><image><title>Logo</title></image>
<item><title>Rafah&amp;#8217;s border &amp;amp; more</title>
<dc:creator><![CDATA[Ann Lee]]></dc:creator>
<pubDate>Tue, 19 Mar 2024 23:10:00 -0800</pubDate><link>https://daily.example/1</link>
<media:title>No</media:title><media:description>No</media:description>
<description>A summary.</description>
<content:encoded><![CDATA[{markup()}]]></content:encoded></item>
<item><title>No text</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us"><title>The Daily</title>
<author><name>Ann Lee</name><email>a@b.example</email></author>
<entry><title type="html">Rafah’s border &amp;amp; more</title>
<link rel="edit" href="https://daily.example/no"/><link href="https://daily.example/1"/>
<updated>2024-03-21T10:00:00Z</updated><published>2024-03-19T23:10:00-08:00</published>
<summary>A summary.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{markup()}</div></content>
</entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>The Daily</title><dc:language>en-us</dc:language></channel>
<item rdf:about="https://daily.example/1"><title>Rafah’s border &amp;amp; more</title>
<link>https://daily.example/1</link><dc:date>2024-03-19</dc:date><dc:creator>Ann Lee</dc:creator>
<description>{ESCAPED}</description></item></rdf:RDF>"""
RSS_0_91 = f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
  "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>The&nbsp;Daily</title><language>en-us</language>
<item><title>Rafah’s border &amp;amp; more</title><author>a@b.example (Ann Lee)</author>
<guid>https://daily.example/1</guid><pubDate>19 Mar 24 10:00 GMT</pubDate>
<description>{ESCAPED}</description></item></channel></rss>"""
ATOM_0_3 = f"""<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en-us">
<title>The Daily</title><entry><title>Rafah’s border &amp;amp; more</title>
<author><name>Ann Lee</name></author><link rel="alternate" href="https://daily.example/1"/>
<issued>2024-03-19T10:00:00</issued><content type="text/html" mode="escaped">{ESCAPED}</content>
</entry></feed>"""
DIALECTS = {"2.0": RSS_2, "Atom": ATOM, "RDF": RDF, "0.91": RSS_0_91, "Atom 0.3": ATOM_0_3}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_gives_the_same_article(dialect: str) -> None:
    draft = read(DIALECTS[dialect])[0]
    assert kept(draft) == 1
    assert "<" not in draft.text
    assert told(draft) == {
        "title": "Rafah’s border & more",
        "author": "Ann Lee",
        "date": "2024-03-19",
        "source": "The Daily",
        "url": "https://daily.example/1",
        "language": "en-us",
    }
    assert draft.notes == (("1 of its items have no text and are left out",) * (dialect == "2.0"))


ITEM = "<item><title>T</title><description>Words {}.</description></item>"


def rss(*items: str) -> str:
    return f"<rss><channel><title>C</title>{''.join(items)}</channel></rss>"


@pytest.mark.parametrize(
    ("raw", "texts", "noted"),
    [
        (rss(ITEM.format("&nbsp;AT&T &mdash; x")), ["Words \xa0AT&T — x."], False),
        (rss(ITEM.format("of <b>bold</b> kind")), ["Words of bold kind."], False),
        (rss(ITEM.format(1), "<x:y>no</x:y>", ITEM.format(2)), ["Words 1.", "Words 2."], False),
        (rss(ITEM.format(1), ITEM.format("\x0b2")), ["Words 1.", "Words 2."], False),
        (rss(ITEM.format(1), "<item>", ITEM.format(2)), ["Words 1.", "Words 2."], False),
        (rss(ITEM.format("<b>x<i>y</b>"), ITEM.format("3 < 4")), ["Words xy.", "Words 3 < 4."],
         False),
        ("<entry xmlns='http://www.w3.org/2005/Atom'><content>Words 1.</content></entry>",
         ["Words 1."], False),
        (rss("<item><title", ITEM.format(2)), ["Words 2."], True),
        (rss(ITEM.format(1), ITEM.format(2))[:-40], ["Words 1."], True),
        ("\ufeff \n junk " + rss(ITEM.format(1)), ["Words 1."], False),
        (b'<?xml version="1.0" encoding="utf-8"?>' + rss(ITEM.format("déjà")).encode("cp1252"),
         ["Words déjà."], False),
        ('<?xml version="1.0" encoding="utf-16"?>' + rss(ITEM.format(1)), ["Words 1."], False),
        (rss(ITEM.format(1)).replace("<rss>", '<rss xmlns="http://backend.example/rss9">'),
         ["Words 1."], False),
    ],
    ids=["entities", "markup", "prefix", "control", "unclosed", "tags", "entry", "tag", "cut",
         "junk", "encoding", "utf-16", "namespace"],
)  # fmt: skip
def test_broken_feeds_give_what_is_whole_in_them(
    raw: str | bytes, texts: list[str], noted: bool
) -> None:
    drafts = read(raw)
    assert [draft.text for draft in drafts] == texts
    assert any("broken" in note for note in drafts[0].notes) == noted


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "not a feed: its first element is <svg>"),
        ("Just words.", "not XML"),
        (rss(), "none of its 0 items"),
        ('<!DOCTYPE rss [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>' + rss(ITEM.format("&b;")),
         "declares entities"),
        ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + rss(ITEM.format("&a;")),
         "declares entities"),
        ("<rss>" * 100_000, "nested"),
        ("<rss " + "a='b' " * 400_000, "tag longer|not XML"),
        ("<rss><channel><item><description>" + "<p>" * 490, "not XML"),
    ],
    ids=["svg", "words", "empty", "laughs", "file", "deep", "attributes", "cut"],
)  # fmt: skip
def test_what_is_no_feed_is_refused_in_time_with_a_reason(raw: str, reason: str) -> None:
    start = time.process_time()
    with pytest.raises(ValueError, match=reason):
        read(raw)
    assert time.process_time() - start < 3


def test_a_web_page_named_xml_is_read_as_one() -> None:
    page = "<!DOCTYPE html><html><body><h1>A headline of it</h1><p>Words &nbsp; of it.</p></html>"
    (draft,) = read(page)
    assert draft.text == "A headline of it\n\nWords of it."


@settings(max_examples=60, deadline=None)
@given(st.integers())
def test_any_change_of_a_feed_gives_drafts_or_a_reason(seed: int) -> None:
    rng = random.Random(seed)
    raw = bytearray(rng.choice(list(DIALECTS.values())).replace(markup(), "Words.").encode())
    for _ in range(rng.randrange(8)):
        at = rng.randrange(max(1, len(raw)))
        match rng.randrange(3):
            case 0:
                raw[at : at + rng.randrange(60)] = b""
            case 1:
                raw[at : at + 1] = bytes([rng.randrange(256)])
            case _:
                raw[at:at] = rng.choice([b"<", b"&", b"]]>", b"\xff", b"<item>", b"<!DOCTYPE a>"])
    reason = ""
    drafts: list[Draft] = []
    try:
        drafts = read(bytes(raw))
    except ValueError as error:
        reason = str(error)
    assert bool(drafts) != bool(reason)
    assert "\n" not in reason
