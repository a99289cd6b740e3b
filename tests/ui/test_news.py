"""What is new in an article to who has read others, and what it shares with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.articles.library import Library
from reader.text.spans import Span
from tests.ui.pilot import Hands, reading

READ = """The Crossing Shuts

Soldiers closed the Kerem Shalom crossing to all trucks on Monday after rockets fell near it.

Egypt asked for the crossing to be opened again before the weekend.
"""
NEWER = """A Second Day

After rockets fell near it on Monday, soldiers closed the Kerem Shalom crossing to all trucks.

The minister met nobody. Jordan sent forty lorries by another road through the hills.
"""
COPIED = READ.replace("The Crossing Shuts", "Crossing Shut, Says Agency").replace(
    "rockets", "shells"
)


@pytest.fixture
def followed(make_library: Callable[..., Library]) -> Library:
    """An event reported, reported again with news, and copied."""
    return make_library({"a.txt": READ, "b.txt": NEWER, "c.txt": COPIED})


def lit(hands: Hands, look: str) -> list[str]:
    """The stretches of the text in a look."""
    document = hands.app.main.document
    found = document._layers.between(0, len(document.page.text))
    return [Span(h.start, h.end).of(document.page.text) for h in found if h.look == look]


async def test_only_what_is_new_stands_out_and_the_rest_says_where_it_was_read(
    followed: Library,
) -> None:
    async with reading(followed, article="b.txt") as hands:
        await hands.type("zd")
        assert "no other article was read yet" in hands.status()
        assert lit(hands, "known") == []
        hands.app.opening.open("a.txt")
        await hands.type("gdrzd")
        hands.app.opening.open("b.txt")
        await hands.settle()
        known = lit(hands, "known")
        assert len(known) == 1
        assert known[0].startswith("After rockets fell")
        assert "2 of 3 sentences are new to you" in hands.status() or "2/3 new" in hands.status()
        document = hands.app.main.document
        document.go(document.page.text.index("Kerem"))
        await hands.type("zw")
        assert document.article
        assert document.article.path == "a.txt"
        assert lit(hands, "current")[0].startswith("Soldiers closed")
        await hands.press("ctrl+o")
        assert document.article.path == "b.txt"
        document.go(document.page.text.index("The minister"))
        await hands.type("zw")
        assert "known from no article" in hands.status()
        await hands.type("zd")
        assert lit(hands, "known") == []
        assert "new" not in hands.status().split("alike")[-1]


async def test_shared_text_is_lit_signed_and_counted_and_twins_are_named(
    followed: Library,
) -> None:
    async with reading(followed, article="a.txt") as hands:
        unasked = "\n".join(hands.screen())
        assert "≈ Crossing Shut" in unasked, "a small library is compared at the start"
        await hands.type("zs")
        assert "1 shared passage, 10% of the words its own" in hands.status()
        shared = lit(hands, "passage")
        assert any("Egypt asked for the crossing" in text for text in shared)
        assert any("≈" in row or " = " in row for row in hands.screen()[3:])
        await hands.type("gi")
        await hands.press("end")
        page = "\n".join(hands.screen())
        assert "SHARED TEXT" in page
        assert "≈ Crossing Shut" in page, "the list names the duplicate"
        await hands.press("enter")
        document = hands.app.main.document
        assert document.article
        assert document.article.path != "a.txt"
        await hands.type("gdzs")
        assert lit(hands, "passage") == []
