"""No file may break the reader: each is an article that can be shown, or a problem of one line."""

from __future__ import annotations

import re
import resource
import time

import pytest

from reader.articles.article import Article
from reader.articles.library import Library, Reading, read
from reader.articles.scan import Problem, printable
from reader.text.layout import Layout
from reader.text.sentences import sentence_spans
from tests.articles import hostile
from tests.articles.survival import assert_one_line, assert_whole


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(hostile.hostile_folder(tmp_path_factory.mktemp("hostile") / "library"))


@pytest.fixture(scope="module")
def timed(library: Library) -> list[tuple[Reading, float]]:
    """What reading each file gave, and the seconds of processor time it took."""
    out = []
    for entry in library.scanned.entries:
        start = time.process_time()
        out.append((read(entry), time.process_time() - start))
    return out


@pytest.fixture(scope="module")
def readings(timed: list[tuple[Reading, float]]) -> list[Reading]:
    return [reading for reading, _ in timed]


@pytest.fixture(scope="module")
def found(readings: list[Reading]) -> dict[str, Article]:
    return {article.path: article for reading in readings for article in reading.articles}


@pytest.fixture(scope="module")
def problems(library: Library, readings: list[Reading]) -> list[Problem]:
    return [*library.scanned.problems, *(r.problem for r in readings if r.problem)]


# One test for all: run on several workers, each would read the folder anew.
def test_a_hostile_article_is_read_and_can_be_laid_out(found: dict[str, Article]) -> None:
    for name in hostile.ARTICLES:
        article = found[printable(name)]
        assert "\n" not in article.title, name
        assert_whole(article)
        assert sentence_spans(article.text, article.passages)[-1].end <= len(article.text), name
        layout = Layout(article.text, article.blocks, 60)
        rows = range(min(50, len(layout)))
        shown = "".join(layout.paint(row, *layout.painted(row)) for row in rows)
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202e]", shown), name


def test_hostile_articles_keep_their_words(found: dict[str, Article]) -> None:
    for name, raw in hostile.ARTICLES.items():
        if b"words" in raw:
            assert "words" in found[printable(name)].text, name


def test_what_is_no_article_is_one_clear_line(problems: list[Problem]) -> None:
    for name in [*hostile.PROBLEMS, hostile.SPARSE]:
        (reason,) = [p.reason for p in problems if p.path == name]
        assert_one_line(reason, 100)


def test_no_file_takes_five_seconds_or_a_gigabyte(timed: list[tuple[Reading, float]]) -> None:
    took, slowest = max((seconds, reading.entry.path) for reading, seconds in timed)
    assert took < 5, slowest
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2**20  # kB


def test_the_good_articles_are_all_there(found: dict[str, Article]) -> None:
    for name in hostile.GOOD:
        assert "A good article is still read" in found[name].text, name


def test_no_word_of_a_problem_or_a_note_acts_on_a_terminal(
    problems: list[Problem], found: dict[str, Article]
) -> None:
    for problem in problems:
        assert_one_line(f"{problem.path}: {problem.reason}", 400)
    for note in {note for article in found.values() for note in article.notes}:
        assert_one_line(note, 300)


def test_what_is_broken_beside_an_article_is_told_with_it(found: dict[str, Article]) -> None:
    assert "not read" in found["markup.txt"].notes[-1]
    assert "not UTF-8" in found["bidi.txt"].notes[-1]
    assert "longer than 64 kB" in found["good.csv"].notes[-1]


def test_the_reasons_say_what_is_wrong(problems: list[Problem]) -> None:
    reasons = {problem.path: problem.reason for problem in problems}
    assert reasons["empty.txt"] == "empty (0 bytes)"
    assert reasons["blanks.txt"] == reasons["only-front-matter.md"] == "no text in it"
    assert reasons["sparse.txt"] == "50 MB is more than the 32 MB an article may have"
    assert "binary" in reasons["pdf.txt"]
    assert "NUL" in reasons["nuls.txt"]
    assert "control characters" in reasons["controls.txt"]
    assert reasons["gone.txt"] == "a link to nothing"
    assert reasons["self.txt"] == "a link that leads back to itself"
    assert reasons["out.txt"] == reasons["out"] == "a link to a place outside the library"
    assert reasons.get("pipe.txt", "not a regular file") == "not a regular file"


def test_every_file_is_an_article_or_a_problem_and_only_once(
    library: Library, found: dict[str, Article], problems: list[Problem]
) -> None:
    left_out = [problem.path for problem in problems]
    beside = {name.partition("/")[0] for name in hostile.BESIDE} | {hostile.FOLDER, "loop"}
    expected = {printable(path.name) for path in library.root.iterdir()} - beside
    expected |= {f"{hostile.FOLDER}/inside.txt"}
    several = {path.rpartition("#")[0] or path for path in found}
    assert {path for path in left_out if path != ".rafahignore"} | several == expected
    assert not several.intersection(left_out)
    assert not any("secret" in path for path in found)


def test_scripts_and_comments_are_not_text_and_notes_say_what_was_odd(
    found: dict[str, Article],
) -> None:
    assert found["script.md"].text == "Some words."
    assert "too much markup" in found["blockquotes.md"].notes[0]
    assert "aliases are not read" in found["yaml-bomb.txt"].notes[0]
    assert "not read" in found["yaml-object.txt"].notes[0]
    assert found["latin-1.txt"].text.startswith("Le café est fermé à Genève")
    assert "could not be read" in found["broken-utf-8.txt"].notes[-1]
    assert found["broken-utf-8.txt"].text.startswith("Curly ’ “quotes” — stay")
