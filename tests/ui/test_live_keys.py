"""Nothing is in help, footer or palette that nobody does."""

from __future__ import annotations

import pytest

from reader.articles.library import Library
from reader.settings import PRESETS, Settings
from reader.ui.app import ReaderApp
from reader.ui.keys.key import CHAINS, Context, shown
from reader.ui.keys.keymap import preset_keymap
from reader.ui.panes.document import DocumentPane
from reader.ui.panes.rows import RowList
from reader.ui.screens.comparison import ComparisonScreen
from reader.ui.screens.grid import GridScreen
from reader.ui.screens.help import help_text


def test_every_command_of_the_table_is_done_by_somebody_in_its_context(bundled: Library) -> None:
    app = ReaderApp(bundled, Settings())
    near: dict[Context, tuple[type, ...]] = {
        c: (DocumentPane,) if Context.READER in chain else (RowList,) for c, chain in CHAINS.items()
    }
    near[Context.COMPARE] = (RowList, ComparisonScreen, GridScreen)
    nobody = [
        (context, row.id)
        for context in CHAINS
        for row in preset_keymap("vim").commands(context)
        if not any(
            hasattr(actor, "do_" + row.id.replace(".", "_"))
            for actor in (*near[context], app.doer(row.id))
        )
    ]
    assert nobody == []


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("context", CHAINS)
def test_help_lists_exactly_the_keys_that_work_there(preset: str, context: Context) -> None:
    keymap = preset_keymap(preset)
    listed = {
        line.strip()
        for line in str(help_text(context, keymap)).splitlines()
        if line.startswith("  ")
    }
    live = {"  ".join(map(shown, row.keys)) for row in keymap.rows(context)}
    assert {next((k for k in live if line.startswith(f"{k} ")), line) for line in listed} == live
    assert len(listed) == len(keymap.rows(context))
