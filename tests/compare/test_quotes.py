"""Quotations and reported statements, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.compare.quotes import Manner, Statement, statements
from reader.compare.source import Source
from reader.compare.speaker import Sort
from tests.compare.gold import Row, quotations
from tests.compare.helpers import PUBLISHED, bundled, made, read

LEAD = "Prime Minister Anna Kowalska met President Luis Ortega in Warsaw on Monday. "

SAID = [
    ("“We will not sign,” Kowalska said.", "Anna Kowalska", "We will not sign,"),
    ("“We will not sign,” said Kowalska, who leads.", "Anna Kowalska", "We will not sign,"),
    ("Kowalska said: “We will not sign.”", "Anna Kowalska", "We will not sign."),
    ("Ortega called the plan “a gift to nobody.”", "Luis Ortega", "a gift to nobody."),
    ("“We will not,” Ortega said, “sign this.”", "Luis Ortega", "We will not, … sign this."),
    ("“We will not sign,” Ortega said. “Never again.”", "Luis Ortega",
     "We will not sign, … Never again."),
    ("According to Ortega, the plan is “a gift.”", "Luis Ortega", "a gift."),
    ("In Kowalska’s words, the plan is “a gift.”", "Anna Kowalska", "a gift."),
    ("“We will not sign,” the prime minister said.", "Anna Kowalska", "We will not sign,"),
    ("“We will not sign,” the president told reporters.", "Luis Ortega", "We will not sign,"),
    ("Kowalska spoke for an hour. “We will not sign,” she said.", "Anna Kowalska",
     "We will not sign,"),
    ("\"We will not sign,\" a spokesman for the ministry said.", "spokesman",
     "We will not sign,"),
    ("“We will not sign.” — Anna Kowalska", "Anna Kowalska", "We will not sign."),
    ("“We will not sign,” said Maria Silva, the foreign minister, on Tuesday.", "Maria Silva",
     "We will not sign,"),
    ("Maria Silva, the foreign minister, said they would “not sign anything.”", "Maria Silva",
     "not sign anything."),
    ("«We will not sign,» Kowalska wrote on X.", "Anna Kowalska", "We will not sign,"),
]  # fmt: skip

REPORTED = [
    ("Kowalska said that Poland would not sign.", "Anna Kowalska", "Poland would not sign"),
    ("Poland would not sign, Kowalska said on Tuesday.", "Anna Kowalska", "Poland would not sign"),
    ("Poland, she added, would never sign.", "Anna Kowalska", "would never sign"),
    ("According to U.S. officials, a pause is near.", "U.S. officials", "a pause is near"),
    ("A pause is near, according to two officials.", "two officials", "A pause is near"),
    ("The pause is near, Kowalska said in a statement.", "Anna Kowalska", "The pause is near"),
    ("A spokesman for the port, Jan Nowak, said it was shut.", "Jan Nowak", "it was shut"),
    ("It was shut, Ortega said, citing letters.", "Luis Ortega", "It was shut"),
    ("Kowalska has argued for a longer pause.", "Anna Kowalska", "for a longer pause"),
    ("Kowalska met him again, saying that talks would go on.", "Anna Kowalska",
     "talks would go on"),
    ("Ortega warned that the border might close.", "Luis Ortega", "the border might close"),
    ("Ortega told a committee in Warsaw that the border might close.", "Luis Ortega",
     "the border might close"),
    ("Kowalska’s claim that the border was closed came late.", "Anna Kowalska",
     "the border was closed"),
    ("Ortega vowed to close the border.", "Luis Ortega", "close the border"),
    ("The White House said in a statement that aid would flow.", "White House", "aid would flow"),
    ("Residents reported shelling all night.", "Residents", "shelling all night"),
    ("Ortega, who had said little, insisted that nothing had changed.", "Luis Ortega",
     "nothing had changed"),
    ("Ortega and Kowalska argued, and the latter said that she was tired.", "Anna Kowalska",
     "she was tired"),
]  # fmt: skip

NOT_SAID = [
    "The so-called “managed war” goes on.",
    "Ortega did not say whether the border would close.",
    "The ministry has never said that it would pay.",
    "The State Department is in Washington.",
    "They are said to favor a pause.",
    "He read “War and Peace” on the train.",
    "The reported damage was small.",
    "Nothing is known of what Ortega said.",
]


def told(folder: Path, words: str) -> tuple[Source, tuple[Statement, ...]]:
    """The statements of one article about Kowalska and Ortega."""
    (source,) = made(folder, article=f"{LEAD}\n\n{words}\n")
    return source, statements(source)


@pytest.mark.parametrize(("sentence", "speaker", "words"), SAID, ids=[s[0][:40] for s in SAID])
def test_words_in_quotation_marks_have_their_speaker(
    tmp_path: Path, sentence: str, speaker: str, words: str
) -> None:
    source, found = told(tmp_path, sentence)
    assert [(s.manner, s.words(source.text)) for s in found if s.quoted] == [(Manner.DIRECT, words)]
    (said,) = (s for s in found if s.quoted)
    assert speaker in said.speaker.name


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"), REPORTED, ids=[r[0][:40] for r in REPORTED]
)
def test_reported_words_have_their_speaker(
    tmp_path: Path, sentence: str, speaker: str, words: str
) -> None:
    source, found = told(tmp_path, sentence)
    ours = [s for s in found if s.reported and words in s.reported.of(source.text)]
    assert [s.speaker.name for s in ours] == [speaker]
    assert ours[0].manner is Manner.INDIRECT


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_what_nobody_said_is_no_statement(tmp_path: Path, sentence: str) -> None:
    _, found = told(tmp_path, sentence)
    assert found == ()


def test_a_source_that_wants_no_name_is_anonymous(tmp_path: Path) -> None:
    _, found = told(tmp_path, "“It is over,” said an official who spoke on condition of anonymity.")
    assert [s.speaker.sort for s in found] == [Sort.ANONYMOUS]


def test_a_long_quotation_that_nobody_signs_has_no_speaker(tmp_path: Path) -> None:
    _, found = told(tmp_path, "On the wall stood “We shall all be back before the year ends.”")
    assert [s.speaker.sort for s in found] == [Sort.UNKNOWN]


def test_headings_are_not_searched_for_quotations() -> None:
    for source in bundled():
        headings = source.article.headings
        assert not any(h.meets(s.span) for s in statements(source) for h in headings)


def test_every_span_lies_in_the_text_and_opens_its_sentence() -> None:
    for source in bundled():
        for statement in statements(source):
            sentence = source.sentence_at(statement.span.start)
            assert sentence.start <= statement.span.start < sentence.end
            for quoted in statement.quoted:
                marks = source.text[quoted.start - 1], source.text[quoted.end]
                assert marks[0] in '“"«‘'
                assert marks[1] in '”"»’'


# -- against what a reader wrote down --------------------------------------------------------------

ACCOUNTS = {"report", "analysis", "text", "account"}
NICKNAMES = {"tom": "thomas", "us": "united states"}


def words_of(name: str) -> set[str]:
    """A speaker's name as a set of words, comparable."""
    low = name.lower().replace("’", "'").replace("'s", "").replace(".", "").split()
    spelt = " ".join(NICKNAMES.get(word, word) for word in low).split()
    return set(spelt) - {"the", "a", "an", "one", "critical"}


def is_same(gold: str, found: str) -> bool:
    """Whether two names are one speaker's."""
    ours, theirs = words_of(gold), words_of(found)
    if ours & ACCOUNTS and theirs & ACCOUNTS:
        return True
    return bool(theirs) and (ours <= theirs or theirs <= ours)


def matching(row: Row, source: Source, found: tuple[Statement, ...]) -> Iterator[int]:
    """The statements that are where a row of the gold is, and by the same speaker."""
    direct = row.manner == "direct"
    part = row.words if row.words in source.text else row.words.split(" … ")[0]
    at = source.text.find(part)
    while at >= 0:
        for n, statement in enumerate(found):
            spans = statement.quoted if direct else (statement.reported,) * bool(statement.reported)
            unit = next(u.span for u in source.units if u.span.holds(statement.span.start))
            near = any(s and s.start < at + len(part) and at < s.end for s in spans)
            if (near or (not direct and spans and unit.holds(at))) and is_same(
                row.speaker, statement.speaker.name
            ):
                yield n
        at = source.text.find(part, at + 1)


def scores(manner: str | None = None) -> tuple[float, float]:
    """Precision and recall on the bundled articles; rows that may be seen either way count not."""
    found_rows = wanted = right = made_up = 0
    for source in bundled():
        rows = [r for r in quotations() if source.path.startswith(r.article)]
        found = statements(source)
        hit = [set(matching(row, source, found)) for row in rows]
        for row, ns in zip(rows, hit, strict=True):
            if not row.optional and manner in (None, row.manner):
                wanted += 1
                found_rows += bool(ns)
        known = set().union(*hit)
        for n, statement in enumerate(found):
            if manner in (None, statement.manner):
                right += n in known
                made_up += n not in known
    return right / (right + made_up), found_rows / wanted


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall)


def test_quotations_with_their_speakers_are_those_that_a_reader_wrote_down() -> None:
    assert f1(*scores("direct")) >= 0.95
    assert f1(*scores()) >= 0.90


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published articles are not here")
def test_every_quotation_of_the_published_articles_has_a_speaker() -> None:
    for source in read(PUBLISHED):
        said = [s for s in statements(source) if s.quoted]
        assert said or source.path.startswith("004")
        assert all(s.speaker.name for s in said)
