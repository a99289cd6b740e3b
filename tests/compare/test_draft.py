"""A draft held against the library: what is found, altered, misattributed and not found."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.compare.draft import Verdict, check
from tests.compare.helpers import PUBLISHED, SEEDS, drafted, made, read

ARTICLE = """Prime Minister Anna Kowalska met President Luis Ortega in Warsaw on Monday.

“We will not sign any paper that costs a single worker his job,” Kowalska said. Ortega called the
plan “a gift to nobody but the mills.”

The strike has cost 1,200 people their jobs. More than 40 mills in the north stand still.
"""


def verdicts(folder: Path, draft: str) -> list[tuple[str, Verdict, str]]:
    """What is said of each quotation and figure of a draft about the article."""
    library = made(folder, article=ARTICLE)
    return [(f.text, f.verdict, f.found) for f in check(drafted(folder, draft), library)]


@pytest.mark.parametrize(
    ("draft", "verdict", "found"),
    [
        ("“We will not sign any paper,” said Anna Kowalska.", Verdict.FOUND,
         "We will not sign any paper"),
        ('"we will not sign any paper" was the answer.', Verdict.FOUND,
         "We will not sign any paper"),
        ("“We will never sign any paper that costs a worker his job,” said Anna Kowalska.",
         Verdict.ALTERED, "We will not sign any paper that costs a single worker his job"),
        ("“We will not sign any paper,” said Luis Ortega.", Verdict.MISATTRIBUTED,
         "Anna Kowalska"),
        ("“The mills are ours and nobody else’s,” said Anna Kowalska.", Verdict.NOT_FOUND, ""),
        ("The strike has cost 1,200 people their jobs.", Verdict.FOUND, "1,200"),
        ("The strike has cost 1,300 people their jobs.", Verdict.ALTERED, "1,200"),
        ("The dam holds 77 frogs.", Verdict.NOT_FOUND, ""),
        ("In the north, 40 mills stand still.", Verdict.ALTERED, "More than 40"),
        ("In the north more than forty mills stand still.", Verdict.FOUND, "More than 40"),
    ],
)  # fmt: skip
def test_each_quotation_and_figure_has_a_verdict(
    tmp_path: Path, draft: str, verdict: Verdict, found: str
) -> None:
    ((_, said, there),) = verdicts(tmp_path, draft)
    assert (said, there.rstrip(",.")) == (verdict, found)


def test_a_finding_knows_its_line(tmp_path: Path) -> None:
    library = made(tmp_path, article=ARTICLE)
    text = "First.\n\nThe strike has cost 1,200 people their jobs.\n\n“A gift to nobody,” he said."
    assert [finding.line for finding in check(drafted(tmp_path, text), library)] == [3, 5]


FAULTS = """Netanyahu said that “Israel will continue to oppose the unilateral recognition of a
Palestinian state.”

“The U.S. will not support the current Israeli offensive in Rafah,” said Antony Blinken.

“It looks like they plan to do it gradually,” said Aaron David Miller.

“There will be no vote in the Knesset before winter,” Netanyahu said.

Israel dropped leaflets urging 200,000 people to evacuate eastern Rafah. Hamas attacked southern
Israel on October 7, killing 1,200 people.
"""


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published articles are not here")
def test_planted_faults_are_named_and_no_others(tmp_path: Path) -> None:
    found = check(drafted(tmp_path, FAULTS), read(PUBLISHED))
    assert [f.verdict for f in found] == [
        Verdict.FOUND,
        Verdict.MISATTRIBUTED,
        Verdict.ALTERED,
        Verdict.NOT_FOUND,
        Verdict.ALTERED,
        Verdict.FOUND,
    ]


def test_front_matter_and_markdown_do_not_shift_the_lines(tmp_path: Path) -> None:
    library = made(tmp_path, article=ARTICLE)
    text = "---\ntitle: “Not this”\n---\n# Strike\n\n> “A **gift** to nobody,” he said.\n"
    (finding,) = check(drafted(tmp_path, text), library)
    assert (finding.line, finding.verdict) == (6, Verdict.FOUND)


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published articles are not here")
def test_articles_that_retell_the_published_ones_quote_them_rightly() -> None:
    library = read(PUBLISHED)
    for source in read(SEEDS):
        wrong = [f for f in check(source, library) if f.verdict is Verdict.MISATTRIBUTED]
        assert wrong == []
