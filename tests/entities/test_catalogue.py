"""The cache of mentions: it agrees with the files, and may be lost, old, damaged or shared."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.article import Article
from reader.articles.library import Library
from reader.entities.catalogue import Catalogue
from reader.entities.kinds import Kind
from reader.entities.mention import Mention
from reader.entities.peoples import linked
from reader.entities.recogniser import default_recogniser
from reader.paths import cache_folder

Make = Callable[..., Library]
FILES: dict[str, str | bytes] = {
    "a.txt": "Israeli Prime Minister Benjamin Netanyahu met Hamas in Cairo, they said.",
    "b.txt": "President Biden called Netanyahu on Monday about Rafah.",
}


class Counting:
    """The rules, with a note of what they were asked."""

    def __init__(self, version: str = "counting") -> None:
        self.version = version
        self.asked: list[str] = []
        self._rules = default_recogniser()

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        self.asked.append(article.path)
        return self._rules.mentions(article)


@pytest.fixture
def library(make_library: Make) -> Library:
    made = make_library(FILES)
    for file in made.root.iterdir():
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return made


def names(catalogue: Catalogue) -> list[str]:
    return [e.name for e in catalogue.entities(kinds=[Kind.PERSON])]


def test_entities_of_the_library_and_of_some_articles(library: Library) -> None:
    catalogue = Catalogue(library)
    assert [(e.id, e.count) for e in catalogue.entities(kinds=[Kind.PERSON])] == [
        ("person/benjamin-netanyahu", 2),
        ("person/joe-biden", 1),
    ]
    [entity] = catalogue.entities(["a.txt"], [Kind.PERSON])
    assert (entity.id, list(entity.articles)) == ("person/benjamin-netanyahu", ["a.txt"])
    assert catalogue.entities(["a.txt"], minimum=2) == ()


def test_a_mention_knows_its_entity(library: Library) -> None:
    catalogue = Catalogue(library)
    catalogue.update()
    article = library.article("b.txt")
    found = {m.text: ident for m, ident in catalogue.mentions_of(article)}
    assert found == {
        "Biden": "person/joe-biden",
        "Netanyahu": "person/benjamin-netanyahu",
        "Monday": "date/monday",
        "Rafah": "place/rafah",
    }
    at = article.text.index("Netanyahu")
    entity = catalogue.entity_at(article, at + 8)
    assert entity is not None
    assert (entity.name, set(entity.articles)) == ("Benjamin Netanyahu", {"a.txt", "b.txt"})
    assert catalogue.entity_at(article, at + 9) is None
    assert catalogue.entity_at(article, 0) is None
    assert catalogue.entity_at(article, 10**6) is None


def test_nothing_is_tagged_twice(library: Library) -> None:
    first, second = Counting(), Counting()
    Catalogue(library, recogniser=first).update()
    again = Catalogue(library, recogniser=second)
    again.update()
    names(again)
    again.of(library.article("a.txt"))
    assert first.asked == ["a.txt", "b.txt"]
    assert second.asked == []


def test_the_same_text_elsewhere_is_not_tagged_again(make_library: Make) -> None:
    library = make_library({"a.txt": FILES["a.txt"]})
    Catalogue(library, recogniser=Counting()).update()
    (library.root / "copy.txt").write_bytes((library.root / "a.txt").read_bytes())
    counting = Counting()
    catalogue = Catalogue(library, recogniser=counting)
    catalogue.update()
    assert counting.asked == []
    [person] = catalogue.entities(kinds=[Kind.PERSON])
    assert set(person.articles) == {"a.txt", "copy.txt"}


def test_a_changed_file_is_tagged_anew_and_a_removed_one_forgotten(library: Library) -> None:
    catalogue = Catalogue(library)
    assert names(catalogue) == ["Benjamin Netanyahu", "Joe Biden"]
    (library.root / "a.txt").write_text("They met Antony Blinken in Cairo, they said.")
    (library.root / "b.txt").unlink()
    catalogue.update()
    assert names(catalogue) == ["Antony Blinken"]
    assert catalogue.entities(kinds=[Kind.GROUP]) == ()


def test_a_file_that_changes_while_it_is_young_is_read_again(make_library: Make) -> None:
    library = make_library({"a.txt": "They met Antony Blinken in Cairo."})
    catalogue = Catalogue(library)
    assert names(catalogue) == ["Antony Blinken"]
    file = library.root / "a.txt"
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    file.write_text("They met Emmanuel Macron in Cairo"[: file.stat().st_size])
    os.utime(file, ns=times)  # as long and as old as before
    assert file.stat().st_size == len("They met Antony Blinken in Cairo.")
    assert names(catalogue) == ["Emmanuel Macron"]


def test_mentions_of_an_article_tag_no_other(library: Library) -> None:
    counting = Counting()
    catalogue = Catalogue(library, recogniser=counting)
    catalogue.mentions_of(library.article("b.txt"))
    assert counting.asked == ["b.txt"]


def test_progress_is_told_and_a_cancelled_update_keeps_what_it_has(library: Library) -> None:
    told: list[tuple[int, int]] = []
    first = Counting()
    catalogue = Catalogue(library, recogniser=first)
    catalogue.update(lambda done, total: told.append((done, total)), lambda: len(told) == 1)
    assert told == [(1, 2)]
    assert first.asked == ["a.txt"]
    catalogue.update(lambda done, total: told.append((done, total)))
    assert first.asked == ["a.txt", "b.txt"]
    assert told == [(1, 2), (1, 2), (2, 2)]


def test_deleting_the_cache_loses_nothing(library: Library) -> None:
    before = Catalogue(library).entities()
    (cache_folder(library.root) / "mentions.sqlite").unlink()
    assert Catalogue(library).entities() == before


def test_another_version_tags_anew(library: Library) -> None:
    Catalogue(library, recogniser=Counting("one")).update()
    two = Counting("two")
    Catalogue(library, recogniser=two).update()
    assert two.asked == ["a.txt", "b.txt"]


def test_another_schema_is_replaced(library: Library) -> None:
    before = Catalogue(library).entities()
    file = cache_folder(library.root) / "mentions.sqlite"
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE mentions (other TEXT)")
    connection.execute("CREATE TABLE about (other TEXT)")
    connection.commit()
    connection.close()
    assert Catalogue(library).entities() == before
    counting = Counting(default_recogniser().version)
    Catalogue(library, recogniser=counting).update()
    assert counting.asked == []


@pytest.mark.parametrize("keep", [0, 10, 100, 4096, 6000])
def test_a_damaged_cache_is_made_anew(library: Library, keep: int) -> None:
    before = Catalogue(library).entities()
    file = cache_folder(library.root) / "mentions.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[:keep] + b"\xff" * (len(whole) - keep))
    assert Catalogue(library).entities() == before
    counting = Counting(default_recogniser().version)
    Catalogue(library, recogniser=counting).update()
    assert counting.asked == []


def test_a_damaged_cache_under_an_open_catalogue_is_made_anew(library: Library) -> None:
    catalogue = Catalogue(library)
    before = catalogue.entities()
    file = cache_folder(library.root) / "mentions.sqlite"
    file.write_bytes(b"not a database at all" * 500)
    assert catalogue.entities() == before
    assert catalogue.of(library.article("a.txt"))


def test_a_damaged_row_is_found_out(library: Library) -> None:
    before = Catalogue(library).entities()
    connection = sqlite3.connect(cache_folder(library.root) / "mentions.sqlite")
    rows = connection.execute("SELECT key, found FROM mentions").fetchall()
    flipped = bytearray(rows[0][1])
    flipped[len(flipped) // 2] ^= 0x10
    connection.execute("UPDATE mentions SET found = ? WHERE key = ?", (bytes(flipped), rows[0][0]))
    connection.execute(
        "UPDATE mentions SET found = ? WHERE key = ?", (zlib.compress(b'[["x"]]'), rows[1][0])
    )
    connection.commit()
    connection.close()
    catalogue = Catalogue(library)
    assert len(catalogue.of(library.article("a.txt"))) == 4
    assert len(catalogue.of(library.article("b.txt"))) == 4
    assert catalogue.entities() == before


def test_mentions_of_another_text_are_not_believed(library: Library) -> None:
    Catalogue(library).update()
    connection = sqlite3.connect(cache_folder(library.root) / "mentions.sqlite")
    (one, found), (other, _) = connection.execute("SELECT key, found FROM mentions").fetchall()
    connection.execute("UPDATE mentions SET found = ? WHERE key = ?", (found, other))
    connection.commit()
    connection.close()
    for path in ("a.txt", "b.txt"):
        article = library.article(path)
        mentions = Catalogue(library).of(article)
        assert mentions == default_recogniser().mentions(article), one


def test_a_folder_that_cannot_be_written_costs_only_the_cache(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    catalogue = Catalogue(library, folder)
    catalogue.update()
    assert names(catalogue) == ["Benjamin Netanyahu", "Joe Biden"]
    assert catalogue.mentions_of(library.article("a.txt"))
    assert list(folder.iterdir()) == []
    folder.chmod(0o755)


def test_a_cache_in_a_folder_that_turns_read_only_is_still_read(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "cache"
    Catalogue(library, folder, Counting()).update()
    folder.chmod(0o555)
    counting = Counting()
    catalogue = Catalogue(library, folder, counting)
    catalogue.update()
    assert counting.asked == []
    assert names(catalogue) == ["Benjamin Netanyahu", "Joe Biden"]
    folder.chmod(0o755)


def test_a_cache_folder_that_cannot_be_made_is_done_without(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = home / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    catalogue = Catalogue(library)
    catalogue.update()
    assert names(catalogue) == ["Benjamin Netanyahu", "Joe Biden"]
    assert names(Catalogue(library, blocked / "below")) == ["Benjamin Netanyahu", "Joe Biden"]


def test_without_a_cache_nothing_is_tagged_twice_in_one_run(
    library: Library, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    counting = Counting()
    catalogue = Catalogue(library, blocked, counting)
    catalogue.update()
    names(catalogue)
    catalogue.mentions_of(library.article("a.txt"))
    assert counting.asked == ["a.txt", "b.txt"]


def test_threads_may_share_a_catalogue(make_library: Make) -> None:
    files = {f"{n}.txt": f"They met James Ruddock and {n} men in Cairo." for n in range(12)}
    library = make_library(files)
    catalogue = Catalogue(library)
    articles = list(library.articles())
    failures: list[BaseException] = []
    wrong: list[str] = []

    def work() -> None:
        try:
            for article in articles:
                if catalogue.of(article) != default_recogniser().mentions(article):
                    wrong.append(article.path)
                catalogue.mentions_of(article)
            catalogue.update()
            catalogue.entities()
        except BaseException as error:  # noqa: BLE001 - reported below
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert wrong == []
    assert catalogue.entities(kinds=[Kind.PERSON])[0].count == 12


def test_two_processes_may_share_a_cache(make_library: Make) -> None:
    files = {f"{n}.txt": f"They met James Ruddock and {n} men in Cairo." for n in range(40)}
    library = make_library(files)
    code = (
        "import sys; from pathlib import Path\n"
        "from reader.articles.library import Library\n"
        "from reader.entities.catalogue import Catalogue\n"
        "catalogue = Catalogue(Library(Path(sys.argv[1])))\n"
        "catalogue.update()\n"
        "print([(e.id, e.count) for e in catalogue.entities(minimum=2)])"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code, str(library.root)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=60) for process in started]
    assert [error for _out, error in outputs] == ["", ""]
    expected = "[('place/cairo', 40), ('person/james-ruddock', 40)]\n"
    assert [out for out, _error in outputs] == [expected, expected]
    assert sqlite3_says_whole(cache_folder(library.root) / "mentions.sqlite")


def sqlite3_says_whole(file: Path) -> bool:
    connection = sqlite3.connect(file)
    answer = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    return bool(answer == ("ok",))


def test_importing_the_room_reads_no_data_and_no_heavy_module() -> None:
    code = (
        "import sys; from reader.entities.catalogue import Catalogue\n"
        "from reader.entities import gazetteer\n"
        "assert gazetteer.gazetteer.cache_info().currsize == 0\n"
        "print([m for m in ('textual', 'whoosh', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_people_and_its_country_lead_to_each_other(make_library: Callable[..., Library]) -> None:
    catalogue = Catalogue(
        make_library({"a.txt": "Israeli troops came. Israelis left Israel for Cairo in Egypt."})
    )
    catalogue.update(processes=0)
    named = {entity.name: entity for entity in catalogue.entities()}
    assert [e.name for e in linked(catalogue, named["Israel"])] == ["Israeli"]
    assert [e.name for e in linked(catalogue, named["Israeli"])] == ["Israel"]
    assert linked(catalogue, named["Egypt"]) == linked(catalogue, named["Cairo"]) == ()
