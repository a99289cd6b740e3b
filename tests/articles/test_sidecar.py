"""`name.meta.toml`: what the user says of an article, above what its file says."""

from __future__ import annotations

import os
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import Origin
from reader.articles.cards import Cards
from reader.articles.library import Library
from reader.articles.retold import retell, sidecar_for
from reader.articles.scan import scan
from reader.errors import ReaderError

Make = Callable[..., Library]
TEXT = "Title: The crossing\nDate: 2024-05-07\nBy: Jane Doe\n\nIt was closed on Monday.\n"


def test_a_sidecar_overrides_and_says_what_it_overrides(make_library: Make) -> None:
    library = make_library({"a.txt": TEXT, "a.meta.toml": 'date = "2024-03"\nurl = "https://x.y"'})
    meta = library.article("a.txt").meta
    assert meta.date is not None
    assert meta.url is not None
    assert meta.title is not None
    assert meta.author is not None
    assert (meta.date.text, meta.date.origin) == ("2024-03", Origin.SIDECAR)
    assert meta.date.note == "instead of “2024-05-07” (label line)"
    assert (meta.url.text, meta.url.note) == ("https://x.y", "")
    assert meta.title.origin is meta.author.origin is Origin.LABEL
    assert [entry.path for entry in library.scan().entries] == ["a.txt"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2024-05-07", "2024-05-07"),
        ("2024-05-07T10:00:00Z", "2024-05-07"),
        ("2024", "2024"),
        ('"2024-05"', "2024-05"),
        ('"7 May 2024"', "2024-05-07"),
        ('"May 2024"', "2024-05"),
    ],
)
def test_a_date_keeps_its_precision(make_library: Make, written: str, kept: str) -> None:
    library = make_library({"a.txt": TEXT, "a.meta.toml": f"date = {written}"})
    assert library.article("a.txt").card().date == kept


def test_an_empty_value_says_that_it_is_unknown(make_library: Make) -> None:
    library = make_library({"a.txt": TEXT, "a.meta.toml": 'author = ""'})
    assert library.article("a.txt").meta.author is None


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('author = "A"\ndate = "soon"', "line 2: date is “soon”; 2024, 2024-05 and 2024-05-07"),
        ('\n\ndat = "2024"\nauthor = "A"', "line 3: no field “dat”; did you mean “date”?"),
        ('author = "A"\ntitle = 3', "line 2: title is 3; it has to be text"),
        ('author = "A"\ndate = true', "line 2: date is True"),
        ('author = "A"\n[other]\nx = 1', "line 2: no field “other”"),
        ('author = "A"\ntitle = "', "not read: "),
        (b'author = "A"\ntitle = "\xff"', "not read: line 2 is not UTF-8"),
        ("# " + "x" * 70_000, "not read: longer than 64 kB"),
    ],
)
def test_a_broken_one_is_told_by_its_line_and_the_article_opens(
    make_library: Make, source: str | bytes, told: str
) -> None:
    article = make_library({"a.txt": TEXT, "a.meta.toml": source}).article("a.txt")
    assert article.title == "The crossing"
    [note] = article.notes
    assert note.startswith("a.meta.toml")
    assert told in note
    author = article.meta.author
    assert author is not None
    assert author.text == ("Jane Doe" if "not read" in told else "A")


def test_the_whole_name_wins_over_the_stem(make_library: Make) -> None:
    library = make_library(
        {
            "a.txt": TEXT,
            "a.md": TEXT,
            "a.meta.toml": 'title = "Both"',
            "a.md.meta.toml": 'title = "One"',
            "b.meta.toml": "",
            "sub/c.meta.toml": "",
        }
    )
    assert [library.article(f"a.{end}").title for end in ("txt", "md")] == ["Both", "One"]
    assert library.scanned.strays == ("b.meta.toml", "sub/c.meta.toml")


def test_a_sidecar_that_comes_changes_or_goes_is_noticed(make_library: Make) -> None:
    root = make_library({"a.txt": TEXT, "b.txt": TEXT}).root
    old = time.time_ns() - 60_000_000_000
    for file in root.iterdir():
        os.utime(file, ns=(old, old))
    library = Library(root)
    sidecar = root / "a.meta.toml"

    def titles() -> tuple[list[str], int]:
        """As the list has them, and how many files were read for it."""
        read = [0]
        cards = Cards(Library(root)).all(lambda n, _: read.append(n))
        assert library.article("a.txt").title == cards[0].title
        return [card.title for card in cards], read[-1]

    assert titles() == (["The crossing"] * 2, 2)
    assert titles() == (["The crossing"] * 2, 0)
    for n, said in enumerate(("Ours", "Mine")):  # of one length, and older than the article
        sidecar.write_text(f'title = "{said}"')
        at = old - 1_000_000_000 * (n + 1)
        os.utime(sidecar, ns=(at, at))
        assert titles() == ([said, "The crossing"], 1)
        assert titles() == ([said, "The crossing"], 0)
    sidecar.unlink()
    assert titles() == (["The crossing"] * 2, 1)


def test_no_pipe_is_waited_for(make_library: Make) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes on this system")
    library = make_library({"a.txt": TEXT})
    os.mkfifo(library.root / "a.meta.toml")
    assert library.article("a.txt").title == "The crossing"
    assert scan(library.root).entries[0].beside == (0, 0)


# -- writing ---------------------------------------------------------------------------------------


def test_writing_keeps_the_lines_of_the_user(tmp_path: Path) -> None:
    sidecar = tmp_path / "a.meta.toml"
    sidecar.write_text('# seen in print\ntitle = "Old"  # to check\n\n[2]\ntitle = "Second"\n')
    assert retell(sidecar, "a.txt", {"title": "New", "date": "May 2024"})
    assert not retell(sidecar, "a.txt", {"title": "New"})
    assert retell(sidecar, "a.txt#3", {"title": "Third"})
    assert retell(sidecar, "a.txt#2", {"author": "B", "title": None})
    assert sidecar.read_text() == (
        '# seen in print\ntitle = "New"\ndate = "2024-05"\n\n'
        '[2]\nauthor = "B"\n\n[3]\ntitle = "Third"\n'
    )


def test_what_cannot_be_changed_line_by_line_is_refused_and_left(tmp_path: Path) -> None:
    sidecar = tmp_path / "a.meta.toml"
    for source in ('title = """\nOld\n"""\n', "title = \n", 'dat = "x"\n'):
        sidecar.write_text(source)
        with pytest.raises(ReaderError):
            retell(sidecar, "a.txt", {"title": "New"})
        assert sidecar.read_text() == source


def test_a_sidecar_of_its_own_where_a_stem_is_shared(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    assert sidecar_for(file, ["a.txt", "b.md"]).name == "a.meta.toml"
    assert sidecar_for(file, ["a.txt", "a.md"]).name == "a.txt.meta.toml"
    (tmp_path / "a.meta.toml").touch()
    assert sidecar_for(file, ["a.txt", "a.md"]).name == "a.meta.toml"


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text("ab\n# =[\"'", max_size=8),
)
def test_any_text_comes_back_from_its_sidecar(
    tmp_path_factory: pytest.TempPathFactory, title: str, author: str
) -> None:
    sidecar = tmp_path_factory.getbasetemp() / "any.meta.toml"
    sidecar.unlink(missing_ok=True)
    retell(sidecar, "any.txt", {"title": title})
    retell(sidecar, "any.txt", {"author": author})
    assert tomllib.loads(sidecar.read_text("utf-8")) == {
        "title": " ".join(title.split()),
        "author": " ".join(author.split()),
    }
