"""XML as a stream: names and text come out, nothing in it is obeyed."""

from __future__ import annotations

import time
from itertools import islice

import pytest

from reader.articles.formats.guarded_xml import End, Start, events


def test_elements_and_text_come_in_order_with_their_namespaces() -> None:
    raw = b'<a xmlns="u:1" xmlns:b="u:2" c="1">x<b:d e="2">y</b:d>&amp;<![CDATA[<z>]]></a>'
    assert list(events(raw)) == [
        Start("u:1 a", {"c": "1"}), "x", Start("u:2 d", {"e": "2"}), "y", End("u:2 d"), "&<z>",
        End("u:1 a"),
    ]  # fmt: skip
    in_parts = events(raw[n : n + 7] for n in range(0, len(raw), 7))
    assert "".join(map(str, in_parts)) == "".join(map(str, events(raw)))


def test_a_document_type_elsewhere_is_passed_over_and_html_entities_are_known() -> None:
    raw = b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><a>Caf&eacute;&nbsp;x</a>'
    assert "".join(e for e in events(raw) if isinstance(e, str)) == "Café\u00a0x"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', "entities"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "entities"),
        (b'<!DOCTYPE a [<!ENTITY % b SYSTEM "file:///etc/passwd"> %b;]><a/>', "entities"),
        (b"<a>" * 501, "nested"),
        (b"<a>x", "not XML: line 1"),
        (b"<a>\n&x\x00</a>", "not XML: line 2"),
        (b"", "not XML"),
    ],
    ids=["entity", "file", "parameter", "deep", "open", "nul", "empty"],
)
def test_what_is_not_read_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        list(events(raw))


def test_a_tag_without_an_end_is_refused_before_it_takes_long() -> None:
    start = time.process_time()
    with pytest.raises(ValueError, match="tag longer than 1 MB"):
        list(events(b'<a b="' + b"x" * 30_000_000))
    assert time.process_time() - start < 2


def test_what_stood_before_a_fault_is_kept() -> None:
    reading = events(b"<a><b>words</b></c>")
    assert list(islice(reading, 4)) == [Start("a", {}), Start("b", {}), "words", End("b")]
    with pytest.raises(ValueError, match="mismatched"):
        next(reading)
