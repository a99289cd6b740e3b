"""Finding in the article by keys: regular expressions, steps at edges, `&`, `g h`, lists."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from reader.articles.library import Library
from reader.text.spans import Span
from reader.ui.conduct.colouring import Colouring
from reader.ui.conduct.looking import AT_ONCE
from reader.ui.keys.key import Context
from reader.ui.looks import LOOKS
from reader.ui.panes.document import DocumentPane
from reader.ui.panes.legend import Legend
from reader.ui.screens.terms import Term, read_terms
from tests.ui.pilot import Hands, reading


def caret(hands: Hands) -> str:
    document = hands.app.main.document
    return document.page.text[document.caret.offset :][:12]


async def find(hands: Hands, words: str) -> None:
    await hands.type("/")
    await hands.type(words)
    await hands.press("enter")


def lit(document: DocumentPane, layer: str) -> list[tuple[str, str]]:
    """The words lit in a layer, and their looks."""
    assert document.article
    text = document.article.text
    return [(text[h.start : h.end], h.look) for h in document._layers._layers[layer].highlights]


# -- regular expressions ---------------------------------------------------------------------------


async def test_ctrl_r_reads_what_was_typed_as_a_regular_expression_and_back(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("/")
        await hands.type("k.rem s[a-z]+")
        assert "no match" in hands.status()
        assert "FIND" in hands.status()
        await hands.press("ctrl+r")
        assert "1/2 /k.rem s[a-z]+/" in hands.status()
        assert "REGEX" in hands.status()
        assert caret(hands) == "Kerem Shalom"
        await hands.press("ctrl+r")
        assert "no match" in hands.status()
        await hands.press("ctrl+r", "enter")
        assert "1/2 /k.rem s[a-z]+/" in hands.status()
        await hands.type("n")
        assert "2/2" in hands.status()


async def test_that_regex_is_on_is_seen_before_a_word_is_typed(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("/")
        await hands.press("ctrl+r")
        assert "REGEX" in hands.status()
        assert "regular expression" in hands.status()
        await hands.press("escape")
        assert "REGEX" not in hands.status()
        await hands.type("/")
        assert "REGEX" in hands.status()


async def test_a_regular_expression_matches_over_a_line_end_and_its_anchors_are_paragraphs(
    make_library: Callable[..., Library],
) -> None:
    text = "A Title of Five Words\n\nOne two\nthree here.\n\nTwo three there.\n"
    async with reading(make_library({"a.md": text}), article="a.md") as hands:
        await hands.type("/")
        await hands.press("ctrl+r")
        await hands.type("two three")
        assert "/2 /two three/" in hands.status()
        await hands.press("escape")
        await find(hands, "^two")
        assert "1/1" in hands.status()
        assert caret(hands).startswith("Two three")


async def test_a_broken_pattern_is_said_with_its_place_and_nothing_is_lost(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("2G")
        before = hands.app.main.document.caret.offset
        await hands.type("/")
        await hands.press("ctrl+r")
        await hands.type("ke)")
        assert "unbalanced parenthesis at 3" in hands.status()
        await hands.press("enter")
        assert "unbalanced parenthesis at 3" in hands.status()
        assert hands.app.main.document.caret.offset == before
        assert hands.app.main.context is Context.READER


async def test_a_pattern_that_never_ends_is_stopped_and_said(
    make_library: Callable[..., Library],
) -> None:
    text = "A Title of Five Words\n\n" + "a" * 3_000 + " b\n"
    async with reading(make_library({"a.txt": text}), article="a.txt") as hands:
        await hands.type("/")
        await hands.press("ctrl+r")
        await find_typed(hands, "(a+a+)+b")
        assert "stopped after 0.5 s: too many ways to match" in hands.status()


async def find_typed(hands: Hands, words: str) -> None:
    await hands.type(words)
    await hands.press("enter")


async def test_keys_after_enter_wait_for_a_search_that_runs_beside(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("/")
        await hands.press("ctrl+r")
        keys = [*"kerem", "enter", "n"]
        await hands.press(*keys)
        assert "2/2 /kerem/" in hands.status()


async def test_a_long_text_is_searched_beside_and_found_the_same(
    make_library: Callable[..., Library],
) -> None:
    line = "Many words stand here, and none of them is the one. " * 20
    text = "A Title of Five Words\n\n" + f"{line}\n\n" * (AT_ONCE // len(line) + 1) + "Zanzibar.\n"
    async with reading(make_library({"a.txt": text}), article="a.txt") as hands:
        assert len(text) > AT_ONCE
        await find(hands, "zanzi")
        assert "1/1" in hands.status()
        assert caret(hands).startswith("Zanzibar")
        await hands.type("gg")
        await hands.type("gh")
        await find_typed(hands, "zanzi")
        assert lit(hands.app.main.document, "term") == [("Zanzi", "term-1")]


async def test_escape_typed_ahead_leaves_nothing_lit(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.press("slash", *"rafah", "escape")
        assert not hands.app.finding.active
        assert lit(hands.app.main.document, "found") == []


# -- steps -----------------------------------------------------------------------------------------

ROW = "A Title of Five Words\n\n" + "one two three two five two seven\n"


@pytest.fixture
def row(make_library: Callable[..., Library]) -> Library:
    """A text with three twos."""
    return make_library({"a.txt": ROW})


def twos() -> list[int]:
    first = ROW.index("two")
    second = ROW.index("two", first + 1)
    return [first, second, ROW.index("two", second + 1)]


STEPS = (
    # where the caret stands, the keys, the match they lead to, whether that is round an end
    ("one", "n", 0, False),
    ("one", "2n", 1, False),
    ("one", "N", 2, True),
    ("in 1", "n", 2, False),  # inside the second match
    ("in 1", "N", 1, False),
    ("in 1", "2N", 0, False),
    ("at 1", "N", 0, False),
    ("seven", "n", 0, True),
    ("seven", "N", 2, False),
    ("at 0", "7n", 1, True),  # a count larger than the matches
    ("at 0", "7N", 2, True),
    ("at 2", "99999n", 2, True),
)


async def test_steps_count_go_round_with_a_word_and_know_the_match_they_stand_in(
    row: Library,
) -> None:
    async with reading(row, article="a.txt") as hands:
        await find(hands, "two")
        for start, keys, target, wraps in STEPS:
            where, _, n = start.partition(" ")
            at = twos()[int(n)] + (where == "in") if n else ROW.index(start)
            hands.app.main.document.go(at)
            await hands.pilot.press(*keys)
            said = hands.status()
            assert hands.app.main.document.caret.offset == twos()[target], (start, keys)
            assert f"{target + 1}/3" in said, (start, keys)
            assert ("other end" in said) is wraps, (start, keys)


async def test_next_after_another_article_looks_for_the_same_words_as_before(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("/")
        await hands.press("ctrl+r")
        await find_typed(hands, "cairo|crossings")
        await hands.type("J")
        await hands.type("n")
        document = hands.app.main.document
        assert document.article
        assert document.article.path == "talks.txt"
        assert "/3 /cairo|crossings/" in hands.status()


async def test_star_keeps_to_whole_words_in_the_next_article(
    make_library: Callable[..., Library],
) -> None:
    own = make_library(
        {
            "a.txt": "A Title of Five Words\n\nthe aid came late\n",
            "b.txt": "B Title of Five Words\n\nhe said that aid came\n",
        }
    )
    async with reading(own, article="a.txt") as hands:
        hands.app.main.document.go(own.article("a.txt").text.index("aid"))
        await hands.type("*")
        await hands.type("J")
        await hands.type("n")
        assert caret(hands).startswith("aid came")
        assert "1/1" in hands.status()


# -- only what matches -----------------------------------------------------------------------------


async def test_only_paragraphs_that_match_show_and_all_again(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await find(hands, "netanyahu")
        await hands.type("&")
        screen = "\n".join(hands.screen())
        assert "1 of 3 paragraphs" in hands.status()
        assert "Officials in Cairo" in screen
        assert "White House said" not in screen
        assert "A third paragraph" not in screen
        await hands.type("&")
        screen = "\n".join(hands.screen())
        assert "White House said" in screen
        assert "1 of 3" not in hands.status()
        await hands.type("&")
        await hands.press("escape")
        assert "A third paragraph" in "\n".join(hands.screen())
        assert "/2" in hands.status()  # what is found stays lit
        await hands.press("escape")
        assert not hands.app.finding.active


async def test_a_heading_that_matches_shows_and_is_said(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await find(hands, "crossing")
        await hands.type("&")
        assert "1 of 3 paragraphs and 1 heading" in hands.status()


async def test_without_a_find_the_hits_of_the_query_count(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        await hands.type("g/")
        await find_typed(hands, "shalom")
        await hands.type("&")
        assert "2 of 3 paragraphs" in hands.status()


async def test_with_nothing_found_all_stays(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("&")
        assert "nothing found" in hands.status()
        assert not hands.app.main.document.is_filtered


async def test_the_caret_stays_on_its_paragraph_or_goes_to_the_next_shown(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        text = document.page.text
        await find(hands, "netanyahu|ends")
        await hands.type("/")
        await hands.press("ctrl+r", "enter")
        here = text.index("Prime Minister")
        document.go(here)
        await hands.type("&")
        assert "2 of 3" in hands.status()
        assert document.caret.offset == here
        await hands.type("&")
        document.go(text.index("White House"))
        await hands.type("&")
        assert document.caret.offset == text.index("Officials in Cairo")


async def test_moves_never_stand_in_hidden_text(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        await find(hands, "white house|ends")
        await hands.type("/")
        await hands.press("ctrl+r", "enter")
        await hands.type("&")
        assert "2 of 3" in hands.status()
        for keys in ("G", "gg", "}", "}", "{", "{", ")", ")", ")", "(", "(", "50j", "50k", "90%"):
            await hands.type(keys)
            assert document.shows(document.caret.offset), keys
        await hands.type("gg")
        await hands.type("v")
        for keys in ("90w", "90b", "200l", "200h", "40e", "3}", "o"):
            await hands.type(keys)
            assert document.shows(document.caret.offset), keys


async def test_paragraphs_are_walked_as_they_show(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        text = document.page.text
        await find(hands, "white house|ends")
        await hands.type("/")
        await hands.press("ctrl+r", "enter")
        await hands.type("&")
        await hands.type("gg")
        assert document.caret.offset == text.index("RAFAH")
        await hands.type("}")
        assert document.caret.offset == text.index("A third")
        await hands.type("{")
        assert document.caret.offset == text.index("RAFAH")


async def test_a_jump_to_a_hidden_place_shows_all_again(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        await find(hands, "netanyahu")
        await hands.type("&")
        document.go(document.page.text.index("A third"))
        await hands.settle()
        assert not document.is_filtered
        assert "A third paragraph" in "\n".join(hands.screen())


async def test_a_mark_made_in_a_filtered_view_is_on_its_true_place(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        await find(hands, "ends here")
        await hands.type("&")
        await hands.type("viw")
        await hands.press("enter")
        assert document.article
        text = document.article.text
        page = json.loads(next((own.root / "annotations").rglob("[!.]*.json")).read_text("utf-8"))
        position = next(
            s for s in page["items"][0]["target"]["selector"] if s["type"] == "TextPositionSelector"
        )
        assert position["start"] == text.index("ends here")
        assert position["end"] == text.index("ends here") + len("ends")


async def test_a_selection_over_hidden_paragraphs_says_how_many_it_takes_in(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        await find(hands, "white house|ends")
        await hands.type("/")
        await hands.press("ctrl+r", "enter")
        await hands.type("&")
        await hands.type("gg")
        await hands.type("v}")
        assert document.article
        text = document.article.text
        assert document.selection == Span(text.index("RAFAH"), text.index("A third") + 1)
        assert "1 unseen" in hands.status()


async def test_another_width_and_another_article_with_a_filtered_view(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await find(hands, "netanyahu")
        await hands.type("&")
        await hands.type("-")
        assert "A third paragraph" not in "\n".join(hands.screen())
        await hands.pilot.resize_terminal(80, 24)
        await hands.settle()
        assert "A third paragraph" not in "\n".join(hands.screen())
        await hands.type("J")
        assert not hands.app.main.document.is_filtered
        assert "Negotiators met" in "\n".join(hands.screen())


# -- colouring terms -------------------------------------------------------------------------------


async def test_terms_are_lit_each_in_its_look_with_counts_and_put_out(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        await hands.type("gh")
        await find_typed(hands, 'netanya, cairo "kerem shalom" zebra')
        assert lit(document, "term") == [
            ("Kerem Shalom", "term-3"),
            ("Cairo", "term-2"),
            ("Kerem Shalom", "term-3"),
            ("Netanya", "term-1"),
            ("Netanya", "term-1"),
        ]
        legend = "netanya 2  cairo 1  kerem shalom 2  zebra 0"
        assert legend in "\n".join(hands.screen())
        await hands.type("J")
        assert "netanya 1  cairo 2  kerem shalom 0  zebra 0" in "\n".join(hands.screen())
        await hands.type("gh")
        await hands.press("enter")  # the terms stand in the field
        assert len(colouring(hands).terms) == 4
        await hands.type("gh")
        await hands.press("delete", "enter")  # they are selected: one key empties the field
        assert "colours are out" in hands.status()
        assert lit(document, "term") == []
        assert "zebra" not in "\n".join(hands.screen())


def colouring(hands: Hands) -> Colouring:
    return hands.app.colouring


async def test_escape_leaves_the_terms_as_they_were(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("gh")
        await find_typed(hands, "cairo")
        await hands.type("gh")
        await hands.type("rafah")
        await hands.press("escape")
        assert colouring(hands).terms == (Term("cairo"),)


async def test_a_ninth_term_is_left_out_and_said(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("gh")
        await find_typed(hands, "a b c d e f g h one [red]two")
        assert "8 terms at most; left out: one, [red]two" in hands.status()
        assert len(colouring(hands).terms) == 8


async def test_the_legend_shows_brackets_as_they_were_typed(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("gh")
        await find_typed(hands, "[red]x")
        assert "[red]x 0" in "\n".join(hands.screen())
        await hands.type("gh")
        assert "[red]x" in "\n".join(hands.screen())


async def test_the_legend_follows_a_change_of_theme(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("gh")
        await find_typed(hands, "cairo")
        legend = hands.app.main.query_one(Legend)
        before = [segment.style for segment in legend.render_line(0)]
        hands.app.theme = "rafah-light"
        await hands.settle()
        assert [segment.style for segment in legend.render_line(0)] != before


async def test_the_legend_of_many_terms_takes_rows_and_no_term_is_cut(own: Library) -> None:
    async with reading(own, (60, 24), article="crossing.txt") as hands:
        await hands.type("gd")
        await hands.type("gh")
        await find_typed(hands, "netanyahu officials negotiators crossing monday kerem")
        screen = "\n".join(hands.screen())
        for words in ("netanyahu 2", "officials 2", "negotiators 0", "crossing 2", "monday 1"):
            assert words in screen
        assert hands.app.main.query_one(Legend).size.height > 1
        style = hands.app.main.document._style
        segments = [s for y in range(3) for s in hands.app.main.query_one(Legend).render_line(y)]
        told = {s.text: s.style for s in segments}
        assert told["monday"] is not None
        assert told["monday"].overline == style(("term-5",)).overline


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("aid rafah", [Term("aid"), Term("rafah")]),
        ("aid,rafah;cairo", [Term("aid"), Term("rafah"), Term("cairo")]),
        ('"kerem  shalom" aid', [Term("kerem shalom", exact=True), Term("aid")]),
        ("“kerem shalom”", [Term("kerem shalom", exact=True)]),
        ('"kerem shalom', [Term("kerem shalom", exact=True)]),
        ("cease-fire U.S. Biden’s", [Term("cease-fire"), Term("U.S."), Term("Biden’s")]),
        ("Aid aid São sao", [Term("Aid"), Term("São")]),
        ('"" , " " - …', []),
    ],
)
def test_terms_are_parted_by_blanks_and_commas_and_quotes(typed: str, terms: list[Term]) -> None:
    assert list(read_terms(typed)) == terms
    again = read_terms(" ".join(map(str, terms)))
    assert list(again) == terms


def test_terms_are_told_apart_without_colours() -> None:
    looks = [LOOKS[f"term-{n}"] for n in range(1, 9)]
    assert len({look.back for look in looks}) == 8
    assert len({look.style for look in looks}) == 8
    others = {look.plain or look.style for name, look in LOOKS.items() if "term" not in name}
    alone = {re.sub(r"not \w+ ?", "", look.style).strip() for look in looks}
    assert len(alone - others) == 8


async def test_a_term_on_a_name_looks_like_the_term_alone(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("gh")
        await find_typed(hands, "kerem officials")
        document = hands.app.main.document
        for looks in (("place", "term-1"), ("organisation", "term-1"), ("title", "term-1")):
            assert document._style(looks) == document._style(("term-1",))


# -- lists -----------------------------------------------------------------------------------------


def names(hands: Hands) -> list[str]:
    return [str(i.key) for i in hands.app.main.side.rows.items if i.choosable]


async def test_slash_in_the_side_pane_narrows_its_list_as_it_is_typed(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("ge")
        every = names(hands)
        await hands.type("/")
        assert "LIST" in hands.status()
        await hands.type("netan")
        assert 0 < len(names(hands)) < len(every)
        assert all("netanyahu" in name for name in names(hands))
        assert "with “netan”" in "\n".join(hands.screen())
        await hands.press("enter")
        assert hands.app.main.side.rows.has_focus
        assert len(names(hands)) < len(every)
        await hands.press("enter")
        assert "Netanyahu: 1/" in hands.status()
        await hands.press("escape")
        assert names(hands) == every
        assert "with “netan”" not in "\n".join(hands.screen())


async def test_escape_in_the_field_shows_the_whole_list(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("ge")
        every = names(hands)
        await hands.type("/")
        await hands.type("zzz")
        assert names(hands) == []
        assert "nothing with “zzz”" in "\n".join(hands.screen())
        await hands.press("escape")
        assert names(hands) == every
        assert hands.app.main.side.rows.has_focus


async def test_a_narrowed_list_stays_so_in_the_next_article_and_not_in_another_tab(
    own: Library,
) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("ge")
        await hands.type("/")
        await find_typed(hands, "benj netan")
        await hands.type("J")
        assert names(hands)
        assert all("netanyahu" in name for name in names(hands))
        await hands.type("gi")
        assert "talks.txt" in "\n".join(hands.screen())
        await hands.type("ge")
        assert any("cairo" in name.lower() for name in names(hands))


async def test_the_arrows_choose_while_a_list_is_narrowed(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("ge")
        await hands.type("/")
        await hands.type("e")
        before = hands.app.main.side.rows.current
        await hands.press("down")
        assert hands.app.main.side.rows.current != before


async def test_brackets_in_a_narrowed_list_are_text(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("ge")
        await hands.type("/")
        await hands.type("[red]")
        assert "with “[red]”" in "\n".join(hands.screen())


async def test_slash_in_the_search_pane_goes_to_the_query(own: Library) -> None:
    async with reading(own) as hands:
        await hands.type("gr")
        await hands.type("/")
        assert hands.app.main.search.field.has_focus
