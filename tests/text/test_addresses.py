"""Where web addresses stand in prose."""

from __future__ import annotations

import pytest

from reader.text.addresses import addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://example.org/a.", ["https://example.org/a"]),
        ("(http://example.org/a_(b)), and", ["http://example.org/a_(b)"]),
        ("[https://example.org/?q=1&b=c]", ["https://example.org/?q=1&b=c"]),
        ("“https://example.org/“ and <https://b.example>", ["https://example.org/", "https://b.example"]),
        ("ftp://example.org javascript:alert(1) file:///etc/passwd", []),
        ("https:// alone", []),
        ("http://пример.рф/путь…", ["http://пример.рф/путь"]),
    ],
)  # fmt: skip
def test_an_address_ends_where_the_sentence_goes_on(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in addresses(text)] == found
