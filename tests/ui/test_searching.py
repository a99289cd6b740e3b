"""Searching and finding, by keys."""

from __future__ import annotations

from pathlib import Path

from reader.articles.library import Library
from reader.ui.keys.key import Context
from tests.ui.pilot import Hands, reading


def at_caret(hands: Hands, length: int = 12) -> str:
    document = hands.app.main.document
    return document.page.text[document.caret.offset :][:length]


async def test_a_query_opens_at_its_first_hit(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        await hands.type("g/")
        await hands.type("kerem shalom")
        assert "1 article" in "\n".join(hands.screen())
        await hands.press("enter")
        assert hands.app.main.document.has_focus
        assert at_caret(hands).lower() == "kerem shalom"
        assert "1/" in hands.status()


async def test_results_come_while_typing_the_last_word_unfinished(own: Library) -> None:
    async with reading(own) as hands:
        await hands.type("g/")
        await hands.type("negotia")
        screen = "\n".join(hands.screen())
        assert "1 article" in screen
        assert "Negotiators" in screen
        await hands.press("ctrl+u")
        hands.app.searching.ready = False  # as before the index was looked for
        await hands.type("kerem")
        assert "being built" in "\n".join(hands.screen())
        hands.app.run_worker(hands.app.indexing.offer, thread=True)
        await hands.settle()
        assert "1 article" in "\n".join(hands.screen()), "what was typed before is answered, too"


async def test_each_hit_stands_in_its_sentence_and_opens_there(own: Library) -> None:
    async with reading(own) as hands:
        await hands.type("g/")
        await hands.type('"kerem shalom"')
        await hands.press("escape")
        await hands.type("jj")
        await hands.press("enter")
        document = hands.app.main.document
        assert document.article is not None
        second = document.article.text.index("Kerem Shalom", 120)
        assert document.caret.offset == second
        current = hands.app.main.search.rows.current
        assert isinstance(current, tuple)
        assert current[1] is not None, "the cursor of the list stays on the sentence"


async def test_hits_are_walked_across_articles_without_the_list(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        await hands.type("g/")
        await hands.type("cairo")
        await hands.press("enter")
        seen = set()
        for _ in range(6):
            article = hands.app.main.document.article
            assert article is not None
            assert at_caret(hands, 5) == "Cairo"
            seen.add((article.path, hands.app.main.document.caret.offset))
            await hands.type("]s")
        assert {path for path, _ in seen} == {"crossing.txt", "talks.txt"}
        assert len(seen) == 3


async def test_an_empty_query_lists_the_library_again(own: Library) -> None:
    async with reading(own) as hands:
        await hands.type("g/")
        await hands.type("kerem")
        await hands.press("escape")
        await hands.type("q")
        assert "2 articles" in "\n".join(hands.screen())


async def test_a_query_that_finds_nothing_says_so(own: Library) -> None:
    async with reading(own) as hands:
        await hands.type("g/")
        await hands.type("zebra")
        assert "0 articles" in "\n".join(hands.screen())
        await hands.press("enter")
        assert hands.app.return_code is None


async def test_find_moves_while_typing_and_n_goes_on_and_round(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("/")
        await hands.type("kerem sh")
        document = hands.app.main.document
        first = document.page.text.index("Kerem")
        assert document.caret.offset == first
        await hands.press("enter")
        assert "1/2" in hands.status()
        await hands.type("n")
        assert document.caret.offset == document.page.text.index("Kerem", first + 1)
        assert "2/2" in hands.status()
        await hands.type("n")
        assert document.caret.offset == first
        assert "other end" in hands.status()
        await hands.type("N")
        assert document.caret.offset > first


async def test_leaving_a_find_goes_back_to_where_it_began(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("3G")
        before = hands.app.main.document.caret.offset
        await hands.type("/")
        await hands.type("rafah")
        await hands.press("escape")
        assert hands.app.main.document.caret.offset == before
        assert hands.app.main.context is Context.READER


async def test_a_find_without_a_match_says_so(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("/")
        await hands.type("zebra")
        await hands.press("enter")
        assert "not in this article" in hands.status()


async def test_star_goes_to_the_next_occurrence_of_the_word(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        document.go(document.page.text.index("Netanyahu"))
        await hands.type("*")
        assert document.caret.offset == document.page.text.rindex("Netanyahu")


async def test_mentions_are_walked(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        seen = []
        for _ in range(12):
            await hands.type("]e")
            seen.append(at_caret(hands, 30))
        assert any(words.startswith("Netanyahu") for words in seen)
        assert any(words.startswith("White House") for words in seen)


async def test_an_entity_of_the_pane_steps_through_its_mentions(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("ge")
        rows = hands.app.main.side.rows
        netanyahu = next(
            item.key for item in rows.items if "netanyahu" in str(item.key) and item.choosable
        )
        rows.choose(netanyahu)
        document = hands.app.main.document
        await hands.press("enter")
        first = document.caret.offset
        await hands.press("enter")
        assert document.caret.offset != first
        assert "Netanyahu" in hands.status()


async def test_without_a_cache_folder_the_search_works_for_the_session(
    own: Library, home: Path
) -> None:
    (home / "cache").write_text("in the way")
    async with reading(own, article="talks.txt") as hands:
        assert any("cache" in n.message for n in hands.app._notifications)
        await hands.type("g/")
        await hands.type("kerem")
        assert "1 article" in "\n".join(hands.screen())
        await hands.type("ge")
