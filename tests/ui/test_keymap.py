"""Presets and the user's own keys: what they change, what is refused, and where both show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.library import Library
from reader.errors import ReaderError
from reader.settings import PRESETS, KeyChoice, Settings, load_settings
from reader.ui.app import ReaderApp
from reader.ui.keys.dispatch import Dispatcher, Press
from reader.ui.keys.key import ANY, CHAINS, Context, Key
from reader.ui.keys.keymap import Keymap, keymap_of, preset_keymap
from reader.ui.keys.names import CONTEXTS, KeyNameError, sequence_of
from reader.ui.keys.presets import CHANGES
from reader.ui.keys.table import KEYS
from reader.ui.screens.help import help_text
from tests.ui.pilot import reading

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def with_keys(preset: str = "vim", **keys: str | Sequence[str]) -> Settings:
    """Settings with keys; ``mark__note`` stands for ``mark.note``, ``__in_list`` for a context."""
    choices = []
    for n, (name, value) in enumerate(keys.items(), 2):
        id_, _, context = name.replace("__in_", "/").partition("/")
        where = f"{context}/" if context else ""
        given_keys = (value,) if isinstance(value, str) else tuple(value)
        choices.append(KeyChoice(where + id_.replace("__", "."), given_keys, n))
    return Settings(preset=preset, keys=tuple(choices), file=Path("config.toml"))


def press(keymap: Keymap, keys: str, context: Context = Context.READER) -> list[str]:
    dispatcher = Dispatcher(keymap)
    found = (dispatcher.feed(key, context) for key in keys.split())
    return [one.id for one in found if one]


def keys_of(keymap: Keymap, id_: str, context: Context) -> tuple[str, ...]:
    return next(row.keys for row in keymap.table if row.id == id_ and row.context is context)


# -- presets ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_of_a_preset_has_two_meanings_or_begins_another(preset: str) -> None:
    """As the dispatcher reads it: of two sequences neither begins the other."""
    for context in Context:
        sequences = [
            tuple("?" if part == ANY else part for part in key.split())
            for row in preset_keymap(preset).table
            if row.context is context
            for key in row.keys
        ]
        for a, b in combinations(sequences, 2):
            n = min(len(a), len(b))
            assert a[:n] != b[:n], (context, a, b)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_row_of_a_preset_can_be_pressed_in_its_context(preset: str) -> None:
    keymap = preset_keymap(preset)
    for context in CHAINS:
        for row in keymap.rows(context):
            for key in row.keys:
                assert press(keymap, key.replace(ANY, "x"), context) == [row.id], key


@pytest.mark.parametrize("preset", PRESETS)
def test_no_command_loses_its_last_key_in_a_preset(preset: str) -> None:
    keymap = preset_keymap(preset)
    for context in CHAINS:
        usual = {row.id for row in Keymap().rows(context)}
        left = {row.id for row in keymap.rows(context)}
        assert usual - left == set(), context


@pytest.mark.parametrize("preset", PRESETS)
def test_the_changes_of_a_preset_are_changes_and_their_keys_are_keys(preset: str) -> None:
    for name, keys in CHANGES[preset].items():
        where, _, id_ = name.rpartition("/")
        before = {
            row.context: row.keys
            for row in KEYS
            if row.id == id_ and (not where or row.context is CONTEXTS[where])
        }
        after = tuple(keys.split("  "))
        assert any(row_keys != after for row_keys in before.values()) or not before, name
        for key in after:
            assert sequence_of(key) == key


def test_the_preset_vim_is_the_table() -> None:
    assert keymap_of(Settings()) == preset_keymap("vim") == Keymap() == Keymap(KEYS)


def test_the_preset_less_moves_as_less_does() -> None:
    less = preset_keymap("less")
    expected = {
        "f": "move.page_down", "space": "move.page_down", "b": "move.page_up",
        "d": "move.half_down", "u": "move.half_up", "ctrl+e": "move.down", "ctrl+y": "move.up",
        "g g": "move.top", "<": "move.top", ">": "move.bottom", "G": "move.bottom",
        "p": "move.percent", "h": "help", "q": "back", "Q": "quit", "Z Z": "quit",
        ": n": "article.next", ": p": "article.previous", "n": "find.next", "N": "find.previous",
        "U": "undo", "D": "mark.delete", "g /": "search.library",
    }  # fmt: skip
    assert {keys: press(less, keys) for keys in expected} == {k: [v] for k, v in expected.items()}


def test_the_preset_plain_needs_no_letter_to_read_find_mark_and_copy() -> None:
    plain = preset_keymap("plain")
    for context in (Context.READER, Context.LIST, Context.VISUAL):
        without_letters = {
            row.id
            for row in plain.rows(context)
            if any(not set(key.split()) & {*LETTERS, *LETTERS.upper()} for key in row.keys)
        }
        wanted = {
            "move.down", "move.up", "move.page_down", "move.page_up", "move.top", "move.bottom",
            "find.here", "find.next", "find.previous", "search.library", "article.next",
            "article.previous", "jump.back", "pane.next", "undo", "redo", "help", "palette",
            "quit", "copy.selection",
        }  # fmt: skip
        if context is not Context.LIST:
            wanted |= {"select.characters", "mark.note", "mark.tag", "mark.delete", "move.left"}
        assert wanted - without_letters == set(), context
    expected = {"ctrl+f": "find.here", "ctrl+g": "find.next", "ctrl+c": "copy.selection"}
    assert {keys: press(plain, keys) for keys in expected} == {k: [v] for k, v in expected.items()}


# -- the user's own keys ---------------------------------------------------------------------------


def test_a_command_takes_its_new_keys_and_loses_its_old_ones() -> None:
    keymap = keymap_of(with_keys(mark__note=["z n", "f6"], find__next="ctrl+n", find__previous=[]))
    assert press(keymap, "z n") == press(keymap, "f6") == ["mark.note"]
    assert press(keymap, "a") == []
    assert press(keymap, "ctrl+n") == ["find.next"]
    assert press(keymap, "N") == []


def test_a_name_without_a_context_counts_wherever_the_command_has_keys() -> None:
    keymap = keymap_of(with_keys(move__page_down="_"))
    for context in CHAINS:
        assert press(keymap, "_", context) == ["move.page_down"]
        assert "move.page_down" not in press(keymap, "space ctrl+f pagedown", context)


def test_a_name_with_a_context_counts_there_alone() -> None:
    keymap = keymap_of(with_keys(move__page_down="_", move__page_down__in_list="~"))
    assert press(keymap, "~", Context.LIST) == press(keymap, "_", Context.LIST)
    assert press(keymap, "_") == ["move.page_down"]
    assert press(keymap, "~") == []
    keymap = keymap_of(with_keys(move__page_up__in_reader="B"))
    assert press(keymap, "B") == ["move.page_up"]
    assert press(keymap, "b") == []
    assert press(keymap, "ctrl+b") == ["move.page_up"]


def test_a_command_of_everywhere_may_have_a_key_in_one_context() -> None:
    keymap = keymap_of(with_keys(article__next__in_list="n", find__next__in_visual="x"))
    assert press(keymap, "n", Context.LIST) == ["article.next"]
    assert press(keymap, "n") == ["find.next"]
    assert press(keymap, "J", Context.LIST) == ["article.next"]
    assert press(keymap, "x", Context.VISUAL) == ["find.next"]
    assert "next article" in str(help_text(Context.LIST, keymap))


def test_a_command_that_takes_a_character_goes_on_taking_it() -> None:
    for written in ("B", "B ?char", "B {c}"):
        keymap = keymap_of(with_keys(place__set=written))
        assert Dispatcher(keymap).feed("B", Context.READER) is None
        dispatcher = Dispatcher(keymap)
        dispatcher.feed("B", Context.READER)
        assert dispatcher.awaits("place.set", Context.READER)
        assert dispatcher.feed("x", Context.READER) == Press("place.set", argument="x")


def test_who_names_the_place_may_hide_a_key_further_out() -> None:
    keymap = keymap_of(with_keys(mark__note__in_reader="n n", find__next__in_global=","))
    assert press(keymap, "n n ,") == ["mark.note", "find.next"]
    assert press(keymap, ",", Context.VISUAL) == ["find.character_back"]
    keymap = keymap_of(with_keys(move__word_back=["b", "B"], find__next="n"))
    assert press(keymap, "b", Context.VISUAL) == ["move.word_back"], "as it always was"


def test_escape_and_ctrl_q_do_what_they_do_in_any_keymap() -> None:
    keymap = keymap_of(with_keys(cancel="f9", quit=[]))
    assert press(keymap, "f9 escape") == ["cancel", "cancel"]
    assert press(keymap, "ctrl+q") == ["quit"]


def test_keys_add_to_a_preset() -> None:
    keymap = keymap_of(with_keys("less", undo="_"))
    assert press(keymap, "_ d") == ["undo", "move.half_down"]
    assert press(keymap, "U") == []


@pytest.mark.parametrize(
    ("settings", "message", "hint"),
    [
        (with_keys(mark__nota="n"), "no command “mark.nota”", "did you mean “mark.note”?"),
        (with_keys(xyzzy="n"), "no command “xyzzy”", "`rafah-reader keys` lists them all"),
        (with_keys(undo__in_text="x"), "no context “text”", "global, list, reader, visual"),
        (
            with_keys(mark__note__in_list="n"),
            "mark.note does nothing in a list",
            "it works in reader, visual",
        ),
        (with_keys(undo="ctrl+shft+x"), "“ctrl+shft+x” is no key", "a key is a character"),
        (with_keys(undo="gu"), "“gu” is no key", "a sequence has blanks: “g u”"),
        (with_keys(undo=" "), "“ ” names no key", "write space"),
        (with_keys(undo="3 u"), "“3 u” begins with a digit", "digits before a command count"),
        (with_keys(undo="ctrl+i"), "“ctrl+i” is tab in a terminal", "write “tab”"),
        (with_keys(undo="shift+u"), "“shift+u” is no key", "“U”"),
        (with_keys(undo="ctrl+1"), "a terminal cannot send “ctrl+1”", "ctrl+ goes with a letter"),
        (with_keys(undo="ctrl+enter"), "cannot send “ctrl+enter”", "“enter” alone it can"),
        (with_keys(undo="x ?char"), "undo is 'x ?char'", "write the keys without ?char"),
        (with_keys(back="escape"), "Esc is for “cancel” always", "choose another key"),
        (with_keys(undo="g Ctrl+Q"), "Ctrl+q is for “quit” always", "choose another key"),
        (
            with_keys(mark__note="t"),
            "t has two meanings in the text: mark.note and mark.tag",
            'or none: "mark.tag" = []',
        ),
        (
            with_keys(undo="x", redo="x"),
            "line 3: x has two meanings anywhere: undo and redo",
            'or none: "redo" = []',
        ),
        (with_keys(undo="g"), "line 2: g begins", "give one of them another key"),
        (
            with_keys(mark__note="d"),
            "d begins dd in the text: mark.note and mark.delete",
            '"mark.delete" = []',
        ),
        (
            with_keys(mark__note="m x"),
            "has two meanings in the text: ",
            "give one of them another key",
        ),
        (with_keys(undo=["x", "x"]), "x is there twice for undo", "once is enough"),
        (
            with_keys(mark__note="n n"),
            "nn (mark.note) hides n (find.next) in the text",
            'choose another key, or name the place: "reader/mark.note"',
        ),
        (
            with_keys(find__next=","),
            ", (find.character_back) hides , (find.next) while selecting",
            'name the place: "global/find.next"',
        ),
        (with_keys(quit="e"), "e (meta.edit) hides e (quit) in a list", '"global/quit"'),
        (with_keys("less", undo="d"), "d has two meanings anywhere: ", "another key"),
    ],
)
def test_keys_that_cannot_be_are_refused_with_their_line_and_what_can(
    settings: Settings, message: str, hint: str
) -> None:
    with pytest.raises(ReaderError) as caught:
        keymap_of(settings)
    assert caught.value.message.startswith("config.toml, line ")
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_the_line_named_is_that_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('width = 60\n\n[keys]\nundo = "U"\nmark.note = "t"\n')
    with pytest.raises(ReaderError, match=r"config\.toml, line 5: t has two meanings"):
        keymap_of(load_settings(file))
    file.write_text('[keys]\nmark.note = "t"\nmark.tag = "_"\n')
    assert press(keymap_of(load_settings(file)), "t _") == ["mark.note", "mark.tag"]


# -- how keys are written --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("j", "j"), ("G", "G"), ("g /", "g /"), (" g   g ", "g g"), ("Ctrl+D", "ctrl+d"),
        ("PgDn", "pagedown"), ("Alt+←", "alt+left"), ("Shift+Tab", "shift+tab"), ("Esc", "escape"),
        ("F1", "f1"), ("f 1", "f 1"), ("+", "+"), ("é", "é"), ("e\u0301", "é"), ("alt+n", "alt+n"),
        ("alt+N", "alt+shift+n"), ("ctrl+\\", "ctrl+backslash"), ("ctrl+space", "ctrl+@"),
        ("shift+ctrl+left", "ctrl+shift+left"), ("space", "space"), ("del", "delete"),
    ],
)  # fmt: skip
def test_keys_may_be_written_as_the_table_has_them_or_as_help_shows_them(
    written: str, meant: str
) -> None:
    assert sequence_of(written) == meant


@pytest.mark.parametrize("preset", PRESETS)
def test_what_is_printed_for_programs_can_be_written_into_the_settings(preset: str) -> None:
    keymap = preset_keymap(preset)
    choices = tuple(KeyChoice(name, row.keys) for name, row in keymap.names().items())
    same = keymap_of(Settings(preset=preset, keys=choices))
    assert [row.keys for row in same.table] == [row.keys for row in keymap.table]


@given(st.lists(st.sampled_from([*"gGjk0179+?{}é← ", "ctrl+", "alt+", "shift+", "f", "esc"])))
def test_anything_is_a_key_or_is_refused(parts: list[str]) -> None:
    try:
        keys = sequence_of("".join(parts))
    except KeyNameError:
        return
    assert sequence_of(keys) == keys


@given(
    st.dictionaries(
        st.sampled_from([row.id for row in KEYS]),
        st.lists(st.sampled_from(["j", "x", "g", "g g", "g x", "f6", "m", "ctrl+x y"]), max_size=2),
        max_size=4,
    )
)
def test_keys_that_are_taken_can_all_be_pressed(keys: dict[str, list[str]]) -> None:
    choices = tuple(KeyChoice(name, tuple(given)) for name, given in keys.items())
    try:
        keymap = keymap_of(Settings(keys=choices))
    except ReaderError:
        return
    for context in CHAINS:
        for row in keymap.rows(context):
            for key in row.keys:
                assert press(keymap, key.replace(ANY, "q"), context) == [row.id]


# -- where keys show -------------------------------------------------------------------------------


def test_labels_speak_of_the_keys_that_are() -> None:
    keymap = keymap_of(with_keys(undo="_", move__bottom="B"))
    text = str(help_text(Context.READER, keymap))
    assert "delete the annotation (undo with _)" in text
    assert "bottom, or [N]B: item or paragraph N" in text
    assert "12B goes to paragraph 12" in text
    usual = str(help_text(Context.READER, Keymap()))
    assert "(undo with u)" in usual
    assert not any("{" in row.label for c in CHAINS for row in keymap.commands(c))


def test_a_command_without_a_key_is_in_the_palette_still() -> None:
    keymap = keymap_of(with_keys(mark__delete=[]))
    rows = {row.id: row for row in keymap.commands(Context.READER)}
    assert rows["mark.delete"].keys == ()
    assert "mark.delete" not in {row.id for row in keymap.rows(Context.READER)}
    assert all(isinstance(row, Key) for row in rows.values())
    ids = [row.id for row in keymap.commands(Context.VISUAL)]
    assert len(ids) == len(set(ids)), "a command twice"


async def test_a_remapped_key_works_and_shows_in_footer_help_and_palette(own: Library) -> None:
    settings = with_keys(
        mark__note="f6", find__here="ctrl+f", move__page_down__in_global="pagedown"
    )
    async with reading(own, (120, 70), settings=settings, article="crossing.txt") as hands:
        assert "F6 note" in hands.status()
        assert "Ctrl+f find" in hands.status()
        await hands.type("a")
        assert hands.app.screen is hands.app.main
        await hands.press("f6")
        assert hands.app.screen is not hands.app.main
        await hands.press("escape")
        await hands.press("ctrl+f")
        assert hands.app.focused is not None
        assert hands.app.focused.id == "find"
        await hands.press("escape")
        await hands.type("?")
        assert any("Ctrl+f" in row and "find here" in row for row in hands.screen())
        await hands.type("q")
        await hands.press("ctrl+p")
        await hands.type("find here")
        assert any("Finding: Ctrl+f" in row for row in hands.screen())


async def test_a_key_that_was_taken_away_does_nothing(own: Library) -> None:
    settings = with_keys(pane__next=[], move__down="j", palette="f8")
    async with reading(own, settings=settings, article="crossing.txt") as hands:
        document = hands.app.main.document
        before = document.caret.offset
        await hands.press("tab", "down", "ctrl+p")
        assert hands.app.focused is document
        assert document.caret.offset == before
        assert hands.app.screen is hands.app.main
        await hands.press("j")
        assert document.caret.offset > before
        await hands.press("f8")
        assert hands.app.screen is not hands.app.main


async def test_the_preset_less_scrolls_by_letters(bundled: Library) -> None:
    async with reading(bundled, (80, 20), settings=Settings(preset="less")) as hands:
        document = hands.app.main.document
        await hands.press("enter")
        await hands.type("g")
        await hands.type("g")
        top = document.caret.offset
        await hands.type("d")
        half = document.caret.offset
        await hands.type("u")
        assert document.caret.offset == top < half
        await hands.type("f")
        assert document.caret.offset > half
        await hands.type("h")
        assert "keys in the text" in "\n".join(hands.screen())


async def test_alt_with_a_letter_is_not_the_letter(own: Library) -> None:
    from textual import events

    settings = with_keys(zen="alt+a")
    async with reading(own, settings=settings, article="crossing.txt") as hands:
        hands.app.post_message(events.Key("alt+a", "a"))  # as Textual reads ESC a
        await hands.settle()
        assert hands.app.screen is hands.app.main
        assert hands.app.main.has_class("zen")


def test_a_theme_that_is_not_there_is_refused_before_the_screen_is_touched(
    own: Library, tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    file.write_text('width = 60\ntheme = "rafah-drak"\n')
    with pytest.raises(ReaderError, match="line 2: no theme “rafah-drak”") as caught:
        ReaderApp(own, load_settings(file))
    assert "rafah-dark" in caught.value.hint


async def test_the_style_of_citations_is_that_of_the_settings(own: Library) -> None:
    from reader.paths import copied_file

    settings = Settings(citation="bibtex")
    async with reading(own, settings=settings, article="crossing.txt") as hands:
        await hands.type("Y")
        assert "citation copied" in hands.status()
        copied = hands.app.clipboard
        if not copied:
            copied = copied_file().read_text("utf-8")
        assert copied.startswith("@")
