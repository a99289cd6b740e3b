"""Settings are read whole, or the line that is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.exchange.citation import CitationStyle
from reader.paths import config_file
from reader.settings import (
    ALLOWED,
    CITATIONS,
    PRESETS,
    THEMES,
    KeyChoice,
    Settings,
    load_settings,
)
from reader.ui.keys.presets import CHANGES


def settings(tmp_path: Path, source: str | bytes) -> Settings:
    file = tmp_path / "config.toml"
    file.write_bytes(source.encode() if isinstance(source, str) else source)
    return load_settings(file)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == load_settings() == Settings()
    assert Settings().width == 72


def test_the_users_file_is_read_where_no_other_is_named() -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("width = 60\n")
    assert load_settings().width == 60


def test_all_settings_are_read(tmp_path: Path, home: Path) -> None:
    source = (
        '# mine\nlibrary = "~/articles"\ntheme = "rafah-light"\nwidth = 60\n'
        'citation = "bibtex"\npreset = "less"\n\n[keys]\n"mark.note" = "n"\n'
    )
    expected = Settings(
        library=home / "articles",
        theme="rafah-light",
        width=60,
        citation="bibtex",
        preset="less",
        keys=(KeyChoice("mark.note", ("n",)),),
    )
    assert settings(tmp_path, source) == expected
    assert settings(tmp_path, b"\xef\xbb\xbf" + source.replace("\n", "\r\n").encode()) == expected
    assert settings(tmp_path, "") == Settings()


@pytest.mark.parametrize("width", [20, 200])
def test_the_narrowest_and_widest_columns_are_allowed(tmp_path: Path, width: int) -> None:
    assert settings(tmp_path, f"width = {width}").width == width


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("\n\nwidht = 60", "line 3: no setting “widht”", "there are library, theme, width"),
        ("width = 60\nwid = 1", "line 2: no setting “wid”", "there are library, theme, width"),
        ("width = 60\n[colors]\nred = 1", "line 2: no setting “colors”", "did you mean “colours”"),
        ("[colours]\n9 = 'claim'", "line 2: no colour 9", "they are 1 to 8"),
        ("[colours]\n1 = ''", "line 2: colour 1 is ''", "1 to 20 characters"),
        ("# width = 1\nwidth = 5", "line 2: width is 5", "allowed: a number from 20 to 200"),
        ("width = 201", "line 1: width is 201", "allowed: a number from 20 to 200"),
        ("width = true", "line 1: width is True", "allowed: a number"),
        ("width = 60.0", "line 1: width is 60.0", "allowed: a number"),
        ('width = "60"', "line 1: width is '60'", "allowed: a number"),
        ('theme = ""', "line 1: theme is ''", "allowed: rafah-dark, rafah-light"),
        ("  'theme' = 3", "line 1: theme is 3", "allowed: rafah-dark, rafah-light"),
        ("library = []", "line 1: library is []", "allowed: the path of a folder"),
        ('theem = "x"', "line 1: no setting “theem”", "did you mean “theme”? there are library"),
        ('citation = "apa"', "line 1: citation is 'apa'", "allowed: plain, markdown, bibtex"),
        ("\ncitation = 1", "line 2: citation is 1", "allowed: plain, markdown, bibtex"),
        ('preset = "emacs"', "line 1: preset is 'emacs'", "allowed: vim, less, plain"),
        ('library = ""', "line 1: library is ''", "allowed: the path of a folder"),
        ('width = 60\nkeys = "vim"', "line 2: keys is 'vim'", "allowed: a table of commands"),
        ("[[keys]]\nundo = 1", "line 1: keys is [{'undo': 1}]", "allowed: a table of commands"),
        ('[keys]\nhelp = "h"\nundo = 1', "line 3: undo is 1", 'allowed: a key ("a"), a list'),
        ('[keys]\n"undo" = ["u", 1]', "line 2: undo is ['u', 1]", "or [] for none"),
        ("[keys]\nmark.note = true", "line 2: mark.note is True", "or [] for none"),
        (
            '[keys]\n"mark.note" = "n"\n[keys.mark]\nnote = "m"',
            "line 2: mark.note is set twice",
            'once as "mark.note", and once in parts',
        ),
        ("library.path = 1", "line 1: library is {'path': 1}", "allowed: the path of a folder"),
        ("width = \n", "(at line 1, column 9)", "settings are written in TOML"),
        ("width = 60\nwidth = 61\n", "(at line 2, column 11)", "settings are written in TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_what_is_allowed(
    tmp_path: Path, source: str, message: str, hint: str
) -> None:
    with pytest.raises(ReaderError) as caught:
        settings(tmp_path, source)
    assert str(tmp_path / "config.toml") in caught.value.message
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_file_that_is_no_text_or_no_file_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="cannot read"):
        settings(tmp_path, b"\xff\xfe\x00")
    with pytest.raises(ReaderError, match="cannot read"):
        load_settings(tmp_path)


def lines_of(tmp_path: Path, source: str) -> dict[str, int]:
    return {choice.name: choice.line for choice in settings(tmp_path, source).keys}


def test_keys_are_read_however_toml_lets_them_be_written(tmp_path: Path) -> None:
    source = """# keys = 1
width = 60
[keys] # mine
"mark.note" = ["n",
  "f6 =",
]
mark.tag = 't'
'reader/move.down'="j"
undo = []
[ keys . copy ]
  "sentence" = "y"
"""
    assert settings(tmp_path, source).keys == (
        KeyChoice("mark.note", ("n", "f6 =")),
        KeyChoice("mark.tag", ("t",)),
        KeyChoice("reader/move.down", ("j",)),
        KeyChoice("undo", ()),
        KeyChoice("copy.sentence", ("y",)),
    )
    assert lines_of(tmp_path, source) == {
        "mark.note": 4, "mark.tag": 7, "reader/move.down": 8, "undo": 9, "copy.sentence": 11,
    }  # fmt: skip
    assert lines_of(tmp_path, '\nkeys.mark.note = "n"') == {"mark.note": 2}
    assert lines_of(tmp_path, '\n\nkeys = { "mark.note" = "n", undo = "U" }') == {
        "mark.note": 3,
        "undo": 3,
    }


def test_every_setting_tells_where_it_comes_from(tmp_path: Path) -> None:
    found = settings(tmp_path, 'width = 60\n\n[keys]\nundo = "U"\n')
    assert found.origin("width") == "config.toml, line 1"
    assert found.origin("keys") == "config.toml, line 3"
    assert found.origin("theme") == "default"
    assert Settings(width=60).origin("width") == "default"


def test_the_words_for_what_is_allowed_are_those_of_the_rooms_above() -> None:
    from reader.ui.theme import THEMES as OURS

    assert list(CITATIONS) == [str(style) for style in CitationStyle]
    assert tuple(CHANGES) == PRESETS
    assert tuple(theme.name for theme in OURS) == THEMES
    assert set(ALLOWED) == {
        "library", "theme", "width", "citation", "preset", "watch", "fields", "colours", "keys",
    }  # fmt: skip
