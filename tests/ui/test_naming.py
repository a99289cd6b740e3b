"""Names by keys: listed, sorted, sifted, lit, stepped through, corrected and brought back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from reader.paths import data_folder
from tests.ui.pilot import Hands, reading


def listed(hands: Hands) -> dict[str, tuple[str, ...]]:
    """What the entities tab lists, in order: names with their two numbers."""
    out = {}
    for item in hands.app.main.side.rows.items:
        (line, *_) = item.lines(40)
        if item.choosable:
            out[line.parts[1][0]] = tuple(line.right.split())
    return out


def headings(hands: Hands) -> dict[str, str]:
    """The kinds in the list: their numbers, and whether they are lit."""
    out = {}
    for item in hands.app.main.side.rows.items:
        if not item.choosable and isinstance(item.key, tuple) and item.key[0] == "head":
            (line,) = item.lines(40)
            out[line.parts[0][0]] = " ".join(line.right.split()) + line.parts[1][0]
    return out


def lit(hands: Hands) -> list[tuple[str, str]]:
    """The words that are lit in the text, and their look."""
    document = hands.app.main.document
    layer = document._layers._layers["entity"]
    return [(document.page.text[h.start : h.end], h.look) for h in layer.highlights]


def rules(folder: Path) -> list[str]:
    file = folder / "entities.toml"
    lines = file.read_text().splitlines() if file.exists() else []
    return [line.strip().rstrip(",") for line in lines if line.startswith("    {")]


async def put_on(hands: Hands, name: str) -> None:
    """The cursor of the list on an entity."""
    await hands.type("ge")
    rows = hands.app.main.side.rows
    n = next(
        n for n, i in enumerate(rows.items) if i.choosable and i.lines(40)[0].parts[1][0] == name
    )
    rows.choose(rows.items[n].key)


async def test_the_list_says_kinds_and_counts_here_and_in_the_library(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        assert listed(hands)["Benjamin Netanyahu"] == ("2", "3")
        assert headings(hands)["PEOPLE"] == "3 4"
        assert headings(hands)["DATES"].endswith("not lit")
        await hands.type("gezl")
        assert listed(hands)["Benjamin Netanyahu"] == ("3", "2")  # mentions, articles
        assert "whole library" in "\n".join(hands.screen())
        await hands.type("/")
        await hands.type("bibi netan")
        assert "nothing with" in "\n".join(hands.screen())
        await hands.press("escape")
        await hands.type("/")
        await hands.type("cai")
        await hands.press("enter")
        assert [*listed(hands)] == ["Cairo"]
        await hands.press("enter")  # steps over into the article that has the next mention
        await hands.type("ge")
        await hands.press("enter")
        await hands.type("ge")
        await hands.press("enter")
        assert hands.app.main.document.article is not None
        assert hands.app.main.document.article.path == "talks.txt"
        await hands.press("ctrl+q")
    async with reading(own, article="crossing.txt") as hands:  # the scope is as it was left
        assert listed(hands)["Benjamin Netanyahu"] == ("3", "2")


async def test_it_is_sorted_by_count_by_first_mention_and_by_name(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("ge")
        people = ["Benjamin Netanyahu", "Jane Miller"]

        def order() -> list[str]:
            return [name for name in listed(hands) if name in people]

        assert order() == people
        await hands.type("s")
        assert order() == people[::-1]  # Jane Miller comes first in the text
        await hands.type("s")
        assert order() == people
        assert "name · here" in "\n".join(hands.screen())


async def test_an_alias_finds_its_entity_in_the_filter(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        await hands.type("ge/")
        await hands.type("netanyahu")
        assert [*listed(hands)] == ["Benjamin Netanyahu"]
        await hands.press("escape")
        assert len(listed(hands)) > 1


async def test_kinds_are_put_out_in_the_text_one_by_one_and_all(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        before = lit(hands)
        assert ("Jane Miller", "person") in before
        await put_on(hands, "Jane Miller")
        await hands.type("zk")
        assert [pair for pair in before if pair[1] != "person"] == lit(hands)
        assert headings(hands)["PEOPLE"].endswith("not lit")
        await hands.type("gdgg]e")
        at = hands.app.main.document.caret.offset
        assert hands.app.main.document.page.text[at:].startswith("RAFAH")
        await hands.type("ze")
        assert lit(hands) == []
        await hands.type("ze")
        await put_on(hands, "Monday")
        await hands.type("zk")
        assert ("Monday", "figure") in lit(hands)
        await hands.press("ctrl+q")
    async with reading(own, article="crossing.txt") as hands:
        assert ("Monday", "figure") in lit(hands)


async def test_the_status_says_in_words_what_the_caret_is_on(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        document.go(document.page.text.index("Netanyahu spoke"))
        await hands.settle()
        assert "person: Benjamin Netanyahu" in hands.status()
        await hands.type("vie")
        assert document.selection is not None
        assert document.selection.of(document.page.text) == "Netanyahu"


async def test_every_correction_is_made_in_the_list_seen_at_once_and_undone(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        start, before = listed(hands), lit(hands)
        await put_on(hands, "Jane Miller")
        await hands.type("Im")
        await hands.type("netan")
        await hands.press("enter")
        assert listed(hands)["Benjamin Netanyahu"] == ("3", "4")
        assert "Jane Miller" not in listed(hands)
        await put_on(hands, "Cairo")
        await hands.type("Ir")
        await hands.press(*["backspace"] * 5)
        await hands.type("Al-Qahira")
        await hands.press("enter")
        assert listed(hands)["Al-Qahira"] == start["Cairo"]
        await put_on(hands, "Kerem Shalom")
        await hands.type("Ik")
        await hands.type("org")
        await hands.press("enter")
        assert ("Kerem Shalom", "organisation") in lit(hands)
        await put_on(hands, "Monday")
        await hands.type("Ih")
        await put_on(hands, "Tuesday")
        await hands.type("In")
        assert not listed(hands).keys() & {"Monday", "Tuesday"}
        made = rules(own.root)
        assert made == [
            '{ merge = "Jane Miller", kind = "person", into = "Benjamin Netanyahu" }',
            '{ rename = "Cairo", kind = "place", to = "Al-Qahira" }',
            '{ retype = "Kerem Shalom", kind = "place", to = "organisation" }',
            '{ hide = "Monday", kind = "date" }',
            '{ not = "Tuesday", kind = "date" }',
        ]
        await hands.type("Il")
        assert any("hid “Monday”" in row for row in hands.screen())
        await hands.type("jjj")
        await hands.press("enter")
        assert "taken back: hid “Monday”" in hands.status()
        assert "Monday" in listed(hands)
        await hands.type("k")
        await hands.press("enter")
        assert rules(own.root) == [*made[:2], made[4]]
        await hands.type("uuq")  # each back in its place
        assert rules(own.root) == made
        await hands.type("uuuuu")
        assert (listed(hands), lit(hands)) == (start, before)
        assert rules(own.root) == []
        await hands.press("ctrl+r", "ctrl+r")
        assert "Al-Qahira" in listed(hands)


async def test_corrections_of_what_is_under_the_caret(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        document.go(document.page.text.index("Netanyahu spoke"))
        await hands.type("In")  # as it is written here, and no more
        assert listed(hands)["Benjamin Netanyahu"] == ("1", "2")
        assert rules(own.root) == ['{ not = "Netanyahu", kind = "person" }']
        await hands.type("Ih")
        assert "no entity under the caret" in hands.status()
        document.go(document.page.text.index("crossing would"))
        await hands.type("viwIa")
        await hands.type("place")
        await hands.press("enter")
        assert document.selection is None
        assert ("crossing", "place") in lit(hands)
        assert listed(hands)["crossing"] == ("2", "2")
        await hands.type("Im")
        await hands.type("The Border")
        await hands.press("enter")
        assert listed(hands)["The Border"] == ("2", "2")


async def test_marks_and_corrections_are_undone_in_the_order_they_were_made(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await put_on(hands, "Monday")
        await hands.type("Ih")
        await hands.type("gd}vw")
        await hands.press("enter")
        await put_on(hands, "Tuesday")
        await hands.type("Ih")
        marks = hands.app.marking
        await hands.type("u")
        assert (len(rules(own.root)), len(marks.marks)) == (1, 1)
        await hands.type("u")
        assert (len(rules(own.root)), len(marks.marks)) == (1, 0)
        await hands.type("u")
        assert (len(rules(own.root)), len(marks.marks)) == (0, 0)
        await hands.press("ctrl+r")
        assert (len(rules(own.root)), len(marks.marks)) == (1, 0)
        await hands.press("ctrl+r")
        await hands.press("ctrl+r")
        assert (len(rules(own.root)), len(marks.marks)) == (2, 1)


async def test_a_broken_file_is_told_and_its_last_good_rules_hold(own: Library) -> None:
    file = own.root / "entities.toml"
    async with reading(own, article="crossing.txt") as hands:
        await put_on(hands, "Monday")
        await hands.type("Ih")
        file.write_text('rules = [\n  { hide = "Monday" },\n  { hid = "Cairo" },\n]\n')
        await hands.type("gdJK")
        told = [n.message for n in hands.app._notifications]
        assert any("line 3: a rule that does nothing" in words for words in told)
        assert "Monday" not in listed(hands)
        await put_on(hands, "Tuesday")
        await hands.type("Ihu")
        assert "Tuesday" in listed(hands)
        assert file.read_text().count("\n") == 4
        file.write_text('rules = [\n  { hide = "Cairo" },\n]\n')
        await hands.type("gdJK")
        assert "Monday" in listed(hands)
        assert "Cairo" not in listed(hands)


async def test_a_library_that_cannot_be_written_to_says_where_corrections_go(own: Library) -> None:
    own.root.chmod(0o555)
    try:
        async with reading(own, article="crossing.txt") as hands:
            await put_on(hands, "Monday")
            await hands.type("Ih")
            told = [n.message for n in hands.app._notifications]
            assert any(str(data_folder(own.root)) in words for words in told)
            assert len(rules(data_folder(own.root))) == 1
    finally:
        own.root.chmod(0o755)


async def test_finding_names_is_stopped_and_goes_on(make_library: Callable[..., Library]) -> None:
    library = make_library({f"{n}.txt": "They met Jane Miller in Cairo." for n in range(3)})
    async with reading(library, article="0.txt") as hands:
        await hands.type("zx")
        assert "nothing more is read" in hands.status()
        (library.root / "1.txt").write_text("They met Ann Smith in Doha.")
        await hands.type("R")
        assert listed(hands)["Jane Miller"] == ("1", "3")
        await hands.type("zx")
        assert listed(hands)["Jane Miller"] == ("1", "2")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_names_of_the_published_articles_are_corrected(
    published: Library, size: tuple[int, int]
) -> None:
    async with reading(published, size) as hands:
        await put_on(hands, "Israel")
        await hands.type("Ir")
        await hands.press(*["backspace"] * 6)
        await hands.type("Zion")
        await hands.press("enter")
        assert "Zion" in listed(hands)
        assert any("Zion" in row for row in hands.screen())
        await hands.type("u")
        assert "Israel" in listed(hands)


@pytest.mark.parametrize("which", ["bundled", "published"])
async def test_every_row_of_the_file_is_made_by_keys_on_real_articles(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    source: Library = request.getfixturevalue(which)
    folder = tmp_path / "library"
    shutil.copytree(source.root, folder, copy_function=shutil.copyfile)
    async with reading(Library(folder)) as hands:
        for name, keys, words in (
            ("Joe Biden", "Im", "netan"),
            ("Israel", "Ir", " (state)"),
            ("Rafah", "Ik", "org"),
            ("Gaza", "Ih", ""),
            ("Hamas", "In", ""),
        ):
            if name not in listed(hands):  # not named by the article on the screen
                await hands.type("zl")
            await put_on(hands, name)
            await hands.type(keys)
            if words:
                await hands.type(words)
                await hands.press("enter")
        await hands.type("gd/ceasefire")
        await hands.press("enter")
        await hands.type("viwIaprod")
        await hands.press("enter")
        assert {rule.split()[1] for rule in rules(folder)} == {
            "merge", "rename", "retype", "hide", "not", "always"
        }  # fmt: skip
        assert not listed(hands).keys() & {"Joe Biden", "Israel", "Gaza", "Hamas"}
        await hands.type("uuuuuu")
        assert rules(folder) == []
