"""Files that other programs change while the reader runs: read again, place and marks kept."""

from __future__ import annotations

import shutil
from pathlib import Path

from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from tests.ui.conftest import CROSSING
from tests.ui.pilot import Hands, reading


def has(hands: Hands, *words: str) -> bool:
    screen = "\n".join(hands.screen())
    return all(word in screen for word in words)


def here(hands: Hands) -> str:
    """The words at the caret."""
    document = hands.app.main.document
    return document.page.text[document.caret.offset :][:9]


async def test_a_changed_article_is_read_again_where_it_was(own: Library) -> None:
    file = own.root / "crossing.txt"
    async with reading(own, article="crossing.txt", watch="auto") as hands:
        await hands.type("}}vww")
        await hands.press("enter")
        marked = hands.app.marking.marks[0].annotation.exact
        words = here(hands)
        file.write_text(f"Added at the top, Monday.\n\n{CROSSING}", "utf-8")
        await hands.until(lambda: has(hands, "changed on disk"))
        document = hands.app.main.document
        assert here(hands) == words
        span = hands.app.marking.marks[0].span
        assert span is not None
        assert span.of(document.page.text) == marked

        moved = file.with_name("moved.txt")
        file.rename(moved)
        await hands.until(lambda: has(hands, "now called moved.txt"))
        assert here(hands) == words
        assert hands.app.marking.marks[0].annotation.exact == marked

        moved.unlink()
        await hands.until(lambda: has(hands, "1 article ", "gone from disk"))
        assert here(hands) == words


async def test_new_files_and_the_work_of_other_readers_are_taken_up(
    own: Library, tmp_path: Path
) -> None:
    async with reading(own, article="crossing.txt", watch="auto") as hands:
        for n in range(30):  # a checkout
            (own.root / f"new-{n}.txt").write_text(f"New {n}\n\nOn zeppelins.\n", "utf-8")
        await hands.until(lambda: has(hands, "32 articles"))
        await hands.type("g/zeppelins")
        await hands.until(lambda: has(hands, "30 articles"))
        await hands.press("escape")

        other = Library(own.root)
        from reader.annotations.annotation import new_annotation

        article = other.article("crossing.txt")
        Shelf(other).add(article, new_annotation(article, article.paragraphs[0], note="of theirs"))
        await hands.type("ga")
        await hands.until(lambda: has(hands, "of theirs"))

        rule = '{ rename = "Benjamin Netanyahu", to = "Bibi", kind = "person" }'
        (own.root / "entities.toml").write_text(f"rules = [\n    {rule},\n]\n", "utf-8")
        await hands.type("ge")
        await hands.until(lambda: has(hands, "Bibi"))

        shutil.move(own.root, tmp_path / "away")  # a disk taken out
        told = hands.app._notifications
        await hands.until(lambda: any("folder is gone" in each.message for each in told))
        assert has(hands, "30 articles")
