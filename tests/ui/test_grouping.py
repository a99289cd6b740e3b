"""The list of the library sorted in groups, and narrowed by what is known of its articles."""

from __future__ import annotations

from collections.abc import Callable

from reader.articles.library import Library
from tests.ui.pilot import Hands, reading


def rows(hands: Hands) -> list[str]:
    """What the list says, without signs."""
    lines = [row.split("│")[1] for row in hands.screen()[2:] if row.startswith("│")]
    return [" ".join(line.replace("▌", "").replace("•", "").split()) for line in lines]


async def test_the_list_is_grouped_as_it_is_sorted_and_narrowed_by_each(
    make_library: Callable[..., Library],
) -> None:
    library = make_library(
        {
            "a.md": "---\ntitle: Alpha\nauthor: Jo Bell\nlanguage: en-GB\ndate: 2024-05-07\n---\n"
            "One.",
            "b.txt": "Title: Beta\nDate: 2024-05\n\nTwo.\n",
            "c.md": "---\ntitle: Gamma\nauthor: Jo Bell\nlanguage: fr\n---\nThree.",
        }
    )
    async with reading(library) as hands:
        await hands.type("ss")
        assert rows(hands)[1:4] == ["2024-05 2", "Alpha", "2024-05-07 · 1 min"]
        assert "no date 1" in rows(hands)
        await hands.type("ss")
        assert rows(hands)[1:3] == ["Jo Bell 2", "Alpha"]
        await hands.type("s")
        assert [r for r in rows(hands) if r.startswith(("en", "fr", "no "))] == [
            "en-GB 1", "fr 1", "no language 1",
        ]  # fmt: skip
        await hands.type("s")
        assert rows(hands)[1] == "md 2"
        await hands.type("gg")
        await hands.press("enter")
        article = hands.app.main.document.article
        assert article is not None
        assert article.title == "Alpha", "the cursor passes headings over"

        await hands.type("grF")
        shown = rows(hands)
        for value in ("AUTHORS", "Jo Bell 2", "en-GB 1", "txt 1", "unread 3"):
            assert value in shown
        hands.app.main.search.rows.choose(("facet", "author", 'author:"Jo Bell"'))
        await hands.press("enter")
        hands.app.main.search.rows.choose(("facet", "language", "language:fr"))
        await hands.press("enter")
        await hands.type("F")
        assert "Gamma" in rows(hands)
        assert "Alpha" not in rows(hands)
        await hands.type("g/format:txt language:en")
        assert rows(hands)[0] == "0 articles"
