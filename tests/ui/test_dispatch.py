"""The dispatcher of sequences and counts, without a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.keys.chain import chain_rows
from reader.ui.keys.dispatch import Dispatcher, Press
from reader.ui.keys.key import ANY, CHAINS, Context, shown
from reader.ui.keys.keymap import Keymap
from reader.ui.keys.table import KEYS

NOT_YET = {("list", key) for key in "tT"}
"""Keys of the design that no command has yet."""

DESIGN = Path(__file__).parents[3] / "shared" / "design" / "keymap.json"


def feed(keys: str, context: Context = Context.READER) -> list[Press]:
    dispatcher = Dispatcher(Keymap())
    presses = (dispatcher.feed(key, context) for key in keys.split())
    return [press for press in presses if press]


def test_one_key_is_a_command() -> None:
    assert feed("j") == [Press("move.down")]


def test_a_count_goes_with_the_next_command_only() -> None:
    assert feed("1 2 j k") == [Press("move.down", 12), Press("move.up")]


def test_a_sequence_waits_for_its_last_key() -> None:
    dispatcher = Dispatcher(Keymap())
    assert dispatcher.feed("d", Context.READER) is None
    assert dispatcher.pending == "d"
    assert dispatcher.feed("d", Context.READER) == Press("mark.delete")
    assert dispatcher.pending == ""


def test_a_count_may_stand_before_a_sequence() -> None:
    assert feed("3 ] s") == [Press("jump.hit", 3)]


def test_zero_is_a_key_unless_a_count_was_begun() -> None:
    assert feed("0", Context.VISUAL) == [Press("move.row_start")]
    assert feed("1 0 j", Context.VISUAL) == [Press("move.down", 10)]


def test_escape_drops_what_is_pending_and_nothing_else() -> None:
    assert feed("5 escape j") == [Press("move.down")]
    assert feed("g escape j") == [Press("move.down")]
    assert feed("escape") == [Press("cancel")]


def test_a_key_that_fits_nothing_drops_the_sequence() -> None:
    assert feed("g Q j") == [Press("move.down")]


def test_a_nearer_context_hides_the_same_key_further_out() -> None:
    assert feed("e", Context.VISUAL) == [Press("move.word_end")]
    assert feed("e", Context.READER) == [Press("mark.edit")]
    assert feed("h", Context.VISUAL) == [Press("move.left")]
    assert feed("h", Context.LIST) == [Press("pane.left")]


def test_a_huge_count_is_bounded() -> None:
    assert feed("9 9 9 9 9 9 9 9 j") == [Press("move.down", 99_999)]


def test_the_continuations_of_a_begun_sequence_are_named() -> None:
    dispatcher = Dispatcher(Keymap())
    dispatcher.feed("z", Context.READER)
    assert {
        ("b", "caret to the bottom of the pane"),
        ("m", "only the text"),
        ("t", "caret to the top of the pane"),
        ("z", "caret to the middle of the pane"),
    } <= set(dispatcher.continuations(Context.READER))


@pytest.mark.parametrize("context", list(CHAINS))
def test_no_sequence_of_a_context_begins_another(context: Context) -> None:
    sequences = [tuple(key.split()) for row in KEYS if row.context is context for key in row.keys]
    assert len(sequences) == len(set(sequences)), "the same key twice"
    clashes = [
        (a, b) for a in sequences for b in sequences if a != b and b[: len(a)] == a and ANY not in b
    ]
    assert clashes == []


def test_every_row_of_the_table_can_be_pressed_in_its_context() -> None:
    for context in CHAINS:
        for row in chain_rows(context):
            for key in row.keys:
                assert [p.id for p in feed(key.replace(ANY, "x"), context)] == [row.id], key


def test_every_key_of_the_design_is_live_where_the_design_has_it() -> None:
    if not DESIGN.exists():
        pytest.skip("the design is not at hand")
    design = json.loads(DESIGN.read_text("utf-8"))
    names = {"global": Context.GLOBAL, "list": Context.LIST, "reader": Context.READER}
    names["visual"] = Context.VISUAL
    missing = set()
    for name, keys in design.items():
        near = Context.LIST if name == "global" else names[name]  # what holds anywhere holds there
        live = {key.replace(ANY, "?") for row in chain_rows(near) for key in row.keys}
        missing |= {(name, key) for key in keys if key not in live and f"{key} ?" not in live}
    assert missing <= NOT_YET


@given(st.lists(st.sampled_from([*"0123456789gjkdzv/][{}", "escape", "enter", "space"])))
def test_any_keys_leave_a_dispatcher_that_still_works(keys: list[str]) -> None:
    dispatcher = Dispatcher(Keymap())
    for key in keys:
        dispatcher.feed(key, Context.READER)
    dispatcher.drop()
    assert dispatcher.feed("j", Context.READER) == Press("move.down")


def test_keys_are_shown_as_people_write_them() -> None:
    assert [shown(k) for k in ("g /", "ctrl+d", "escape", "f1", "alt+left", "] ]")] == [
        "g/", "Ctrl+d", "Esc", "F1", "Alt+←", "]]",
    ]  # fmt: skip
