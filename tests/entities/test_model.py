"""The model: what it is told of a text, how it is learnt, and what of it is shipped."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.library import Library
from reader.entities.features import Extractor
from reader.entities.items import items
from reader.entities.kinds import Kind
from reader.entities.lexicon import lexicon, packed, unpacked
from reader.entities.recogniser import default_recogniser
from reader.entities.rules import draft
from reader.entities.tagger import Tagger
from reader.entities.train.corpora import corpus
from reader.entities.train.learning import Settings, learned
from reader.entities.train.passages import LEARNT, passages
from reader.text.canonical import canonical
from tests.entities.gold import GOLD, article_of

DATA = files("reader.entities") / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of one document."""
    rows = (
        "-DOCSTART-\n\nPrime\tB-PER\nMinister\tI-PER\nZelda\tI-PER\nQuorn\tI-PER\nmet\tO\n"
        "the\tB-ORG\nUnited\tI-ORG\nStates\tI-ORG\n's\tI-ORG\nFrench\tO\nenvoys\tO\n.\tO\n\n"
        'She\tO\nread\tO\n"\tO\nTime\tB-MISC\n"\tO\nin\tO\nParis\tB-LOC\n,\tO\nthen\tO\nin\tO\nFrance\tO\n.\tO\n\n'
    )
    with gzip.open(tmp_path / "train_one.bio.gz", "wt", encoding="utf-8") as file:
        file.write(rows * 3)
    return tmp_path


def test_a_corpus_is_written_out_as_text_and_labelled_by_our_convention(folder: Path) -> None:
    one, *_ = corpus(folder / "train_one.bio.gz")
    text = one.article.text
    assert text == (
        "Prime Minister Zelda Quorn met the United States's French envoys. "
        'She read "Time" in Paris, then in France.'
    )
    assert [(tag, span.of(text)) for span, tag in one.labels.items()] == [
        ("PER", "Zelda Quorn"), ("LOC", "United States"), ("GRP", "French"), ("MISC", "Time"),
        ("LOC", "Paris"), ("LOC", "France"),
    ]  # fmt: skip


def test_a_corpus_may_be_read_as_it_comes(folder: Path) -> None:
    one, *_ = corpus(folder / "train_one.bio.gz", ours=False)
    found = [(tag, span.of(one.article.text)) for span, tag in one.labels.items()]
    assert found[:2] == [("PER", "Prime Minister Zelda Quorn"), ("ORG", "the United States's")]


def test_one_corpus_gives_one_model_that_finds_what_it_learnt(folder: Path) -> None:
    said: list[str] = []
    quick = Settings(iterations=40, own=0)
    model, again = (learned(folder, quick, said.append) for _ in range(2))
    assert model == again
    read = draft(article_of("Prime Minister Zelda Quorn met envoys in Paris."))
    (names,) = Tagger(model).tagged(read)
    assert [name.tag for name in names] == ["PER", "LOC"]


def test_what_is_learnt_and_what_is_scored_are_apart() -> None:
    learnt = {article.text for article, _labels in passages(LEARNT)}
    scored = {article.text for article, _labels in passages(GOLD / "unseen.txt")}
    assert len(learnt) + len(scored) > 150
    assert not learnt & scored


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.text(max_size=120))
def test_every_word_and_mark_of_a_text_is_an_item_with_features(text: str) -> None:
    text = canonical(text)
    read = draft(article_of(text))
    for passage, (found, features) in zip(read.passages, Extractor().features(read), strict=True):
        assert [n for n in found.tokens if n >= 0] == list(range(len(passage.tokens)))
        rows = [row for some in features for row in some]
        assert len(rows) == len(found.words) == len(found.tokens)
        assert all(feature and isinstance(feature, str) for row in rows for feature in row)


def test_a_line_of_many_words_is_read_to_its_end() -> None:
    text = "She met Peter Quorn in Paris, and that was all of it. " * 300
    found = [m.text for m in default_recogniser().mentions(article_of(text))]
    assert found.count("Peter Quorn") == found.count("Paris") == 300


def test_marks_are_items_once_however_often_they_are_repeated() -> None:
    read = draft(article_of("Yes... (“Rafah”) – U.S.-backed!"))
    (passage,) = read.passages
    assert items(read.text, passage).words == [
        "Yes", ".", "(", "“", "Rafah", "”", ")", "–", "U.S.", "-", "backed", "!",
    ]  # fmt: skip


def test_a_lexicon_is_read_as_it_was_packed() -> None:
    one = unpacked(
        packed({"the": (112, 3), "rafah": (999, 149)}, ["Ann"], ["Li"], ["Khan Younis"], ["Ohio"])
    )
    assert one.classes == {"the": (112, 3), "rafah": (999, 149)}
    assert one.given == {"Ann"}
    assert one.surnames == {"Li"}
    assert one.places == {("Ohio",): "re", ("Khan", "Younis"): "ci"}
    assert one.reach == {"Ohio": 1, "Khan": 2}


def test_the_shipped_lexicon_knows_words_names_and_towns() -> None:
    one = lexicon()
    assert one.classes["monday"][0] == one.classes["tuesday"][0]
    assert "Smith" in one.surnames
    assert ("Buenos", "Aires") in one.places


def test_what_is_shipped_is_small_and_says_whose_it_is() -> None:
    assert sum(len(file.read_bytes()) for file in DATA.iterdir()) < 5_000_000
    attribution = (DATA / "ATTRIBUTION.md").read_text("utf-8")
    assert all(f"`{f.name}`" in attribution for f in DATA.iterdir() if f.name[0].islower())
    assert "CC BY-SA" in attribution


def test_threads_may_share_a_recogniser(bundled: Library) -> None:
    articles = list(bundled.articles())
    alone = [default_recogniser().mentions(article) for article in articles]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(default_recogniser().mentions, articles * 2)) == alone * 2


def test_a_text_that_is_not_english_is_read_by_rules_alone() -> None:
    text = (
        "Der Kanzler sprach am Montag mit dem Minister über die Lage an der Grenze, und die Partei "
        "wollte danach noch einmal über den Haushalt reden, weil die Regierung kein Geld für neue "
        "Straßen und Schulen hat und die Länder mehr davon haben wollen als im vergangenen Jahr."
    )
    assert not [m for m in default_recogniser().mentions(article_of(text)) if m.kind is Kind.PERSON]
