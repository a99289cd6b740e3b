"""Names that the user gives to the fields of JSON and CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.cards import Cards
from reader.articles.library import Library
from reader.errors import ReaderError
from reader.paths import config_file
from reader.settings import load_settings

MakeLibrary = Callable[[dict[str, str]], Library]


def set_fields(source: str) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(source, "utf-8")


def test_fields_are_read_under_the_names_that_the_user_gives(make_library: MakeLibrary) -> None:
    library = make_library(
        {
            "a.json": '{"kopf": {"zeile": "Alpha"}, "volltext": "Some words."}',
            "exports/b.csv": "kopf;volltext;erschienen\nBeta;Other words.;2024-05\n",
        }
    )
    assert [problem.path for problem in library.problems()] == ["a.json", "exports/b.csv"]
    assert Cards(library).all() == []
    set_fields(
        '[fields]\ntext = "volltext"\ntitle = ["kopf.zeile", "kopf"]\n'
        '[fields."exports/*.csv"]\ndate = "erschienen"\n'
    )
    assert library.problems() == []
    cards = Cards(library).all()
    assert [(card.title, card.date) for card in cards] == [("Alpha", ""), ("Beta", "2024-05")]


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("fields = 1", "line 1: fields is 1", "title, author, source"),
        ("[fields]\nbody = 'x'", "line 2: no field “body”", "there are title, author"),
        ("[fields]\n['fields'.'*.csv']\ntext = 3", "line 3: text is 3", "the name of a field"),
        ("[fields]\ntext = ['a', '']", "line 2: text is ['a', '']", "or a list of names"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    home: Path, source: str, message: str, hint: str
) -> None:
    set_fields(source)
    with pytest.raises(ReaderError) as caught:
        load_settings()
    assert message in caught.value.message
    assert hint in caught.value.hint
