"""One utterance as several articles tell it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.compare.quotes import statements
from reader.compare.variants import Relation, Utterance, utterances
from tests.compare.helpers import PUBLISHED, SEEDS, made, read

LEAD = "Prime Minister Anna Kowalska spoke in Warsaw on Monday.\n\n"
ALL = "“We will not sign any paper that costs a single worker his job,” Kowalska said."


def both(folder: Path, first: str, second: str) -> tuple[Utterance, ...]:
    """The utterances of two articles, each of one paragraph after a common lead."""
    sources = made(folder, first=LEAD + first, second=LEAD + second)
    return utterances(sources, [s for source in sources for s in statements(source)])


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        (ALL, Relation.VERBATIM),
        ('"We will not sign any paper that costs a single worker his job," she said.',
         Relation.VERBATIM),
        ("“We will not sign any paper,” Kowalska said.", Relation.CUT),
        ("“No, we will not sign any paper that costs a single worker his job,” she said.",
         Relation.EXPANDED),
        ("“We will sign any paper that costs a single worker his job,” Kowalska said.",
         Relation.CHANGED),
        ("“We will not sign any treaty that costs a single worker his job,” Kowalska said.",
         Relation.CHANGED),
        ("Kowalska said that she would sign no paper that cost any worker a job.",
         Relation.PARAPHRASED),
    ],
)  # fmt: skip
def test_a_version_is_named_by_what_became_of_the_words(
    tmp_path: Path, told: str, relation: Relation
) -> None:
    (utterance,) = both(tmp_path, ALL, told)
    assert [v.relation for v in utterance.versions] == [Relation.FIRST, relation]
    assert utterance.speaker.name == "Anna Kowalska"


def test_the_word_difference_is_shown(tmp_path: Path) -> None:
    changed = "“We will never sign any paper that costs a single worker his job,” Kowalska said."
    (utterance,) = both(tmp_path, ALL, changed)
    changes = [(c.kind, c.words) for c in utterance.versions[1].changes if c.kind != "same"]
    assert changes == [("left out", "not"), ("put in", "never")]


def test_a_quotation_in_two_pieces_is_one_version(tmp_path: Path) -> None:
    pieces = (
        "“We will not sign any paper,” Kowalska said. She went on: "
        "“that costs a single worker his job.”"
    )
    (utterance,) = both(tmp_path, ALL, pieces)
    assert [v.relation for v in utterance.versions] == [Relation.FIRST, Relation.VERBATIM]
    assert len(utterance.versions[1].statements) == 2


def test_different_utterances_stay_apart(tmp_path: Path) -> None:
    other = "“The harvest was good and the mills are full again,” Kowalska said."
    found = both(tmp_path, ALL, other)
    assert [u.is_alone for u in found] == [True, True]


def test_a_lookalike_by_somebody_else_stays_apart(tmp_path: Path) -> None:
    other = "“We will not pay,” said President Luis Ortega."
    found = both(tmp_path, "“We will not go,” Kowalska said.", other)
    assert len(found) == 2


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published articles are not here")
def test_what_the_bundled_articles_quote_is_found_in_those_that_they_retell() -> None:
    sources = (*read(SEEDS), *read(PUBLISHED))
    texts = {source.path: source.text for source in sources}
    found = utterances(sources, [s for source in sources for s in statements(source)])
    alone = [u for u in found if u.is_alone and u.versions[0].path.endswith(".md")]
    quoted = [u.versions[0].statements[0] for u in alone if u.versions[0].statements[0].quoted]
    # Crooke's words stand there as a passage of his, without quotation marks
    assert {s.speaker.name for s in quoted if len(s.words(texts[s.path]).split()) > 4} == {
        "Alastair Crooke"
    }
