"""Figures: how much, of what, by whom, and which of them differ."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.compare.numbers import Figure, figures, grouped
from reader.compare.quantities import quantities
from reader.compare.quotes import statements
from reader.text.spans import Span
from tests.compare.gold import rows
from tests.compare.helpers import PUBLISHED, bundled, made, read

MEANT = [
    ("over a million", 1e6, inf, ""),
    ("1.5 million", 1.5e6, 1.5e6, ""),
    ("fourteen", 14, 14, ""),
    ("up to 6,500", 0, 6500, ""),
    ("at least two", 2, inf, ""),
    ("no fewer than 20", 20, inf, ""),
    ("10 to 15", 10, 15, ""),
    ("between 10 and 15", 10, 15, ""),
    ("two to three million", 2e6, 3e6, ""),
    ("twenty-five", 25, 25, ""),
    ("one hundred and twenty", 120, 120, ""),
    ("two dozen", 24, 24, ""),
    ("half a million", 5e5, 5e5, ""),
    ("hundreds of thousands", 2e5, inf, ""),
    ("billions of dollars", 2e9, inf, "dollar"),
    ("$14 billion", 14e9, 14e9, "dollar"),
    ("€2.5m", 2.5e6, 2.5e6, "euro"),
    ("90%", 90, 90, "per cent"),
    ("5.5 per cent", 5.5, 5.5, "per cent"),
    ("six-week", 6, 6, "week"),
    ("six weeks or more", 6, inf, "week"),
    ("30-minute", 30, 30, "minute"),
    ("fewer than 40", 0, 40, ""),
]
NO_FIGURES = [
    "On October 7 it rained.", "In 2024 it rained.", "The 1950s were dry.", "One of them left.",
    "He came at 3:30.", "It was the 5th time.", "UN Resolution 242 stands.", "He won 1950–53.",
]  # fmt: skip
COUNTED = [
    ("Up to 6,500 Joint Direct Attack Munitions are held back.", "Joint Direct Attack Munitions"),
    ("A rocket killed four Israeli soldiers on Sunday.", "Israeli soldiers"),
    ("He wants to take on the four Hamas battalions there.", "Hamas battalions"),
    ("Hundreds of thousands of Palestinians fled.", "Palestinians"),
    ("They agreed to a six-week cease-fire.", "cease-fire"),
    ("They hoped for a ceasefire lasting at least six weeks.", "ceasefire"),
    ("The city has a population of some 1.5 million.", "population"),
    ("They spent 132 days in captivity.", "captivity"),
    ("Washington sent weapons worth billions of dollars.", "weapons"),
    ("Several ministers spoke. Two of them shouted.", "ministers"),
    ("The toll reached 34,000.", "toll"),
    ("The death toll rose to 38.", "toll"),
    ("Repairs will cost $240 million.", "Repairs"),
    ("Damage is put at $310 million.", "Damage"),
    ("Some 40 percent of homes were damaged.", "homes"),
]


def all_of(text: str) -> list[tuple[str, float, float, str]]:
    """The figures of a text."""
    found = quantities(text, Span(0, len(text)))
    return [(q.span.of(text), q.low, q.high, q.unit) for q in found]


@pytest.mark.parametrize(("words", "low", "high", "unit"), MEANT, ids=[m[0] for m in MEANT])
def test_a_figure_says_from_how_much_to_how_much(
    words: str, low: float, high: float, unit: str
) -> None:
    assert all_of(f"They saw {words} things there.") == [(words, low, high, unit)]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_dates_ordinals_and_pronouns_are_no_figures(text: str) -> None:
    assert all_of(text) == []


@pytest.mark.parametrize(("text", "what"), COUNTED, ids=[c[1] for c in COUNTED])
def test_a_figure_knows_what_it_counts(tmp_path: Path, text: str, what: str) -> None:
    (source,) = made(tmp_path, article=f"A report from the border.\n\n{text}\n")
    assert [figure.what.words for figure in figures(source)] == [what]


def test_a_figure_knows_who_gave_it(tmp_path: Path) -> None:
    text = "Minister Anna Kowalska said that 1,200 people were safe. The fire burned 40 houses."
    (source,) = made(tmp_path, article=text)
    found = figures(source, statements(source))
    assert [f.speaker.name if f.speaker else "" for f in found] == ["Anna Kowalska", ""]


def group_of(folder: Path, first: str, second: str) -> list[tuple[tuple[str, ...], bool]]:
    """The groups of two articles' figures: words, and whether they differ."""
    sources = made(folder, first=first, second=second)
    found = [f for s in sources for f in figures(s)]
    return [(tuple(f.words for f in g.figures), g.differ) for g in grouped(found)]


def test_differing_figures_on_one_thing_are_flagged(tmp_path: Path) -> None:
    assert group_of(
        tmp_path,
        "The rocket fired on Sunday killed 14 soldiers near the crossing.",
        "Near the crossing 16 soldiers were killed by the rocket fired on Sunday.",
    ) == [(("14", "16"), True)]


def test_the_dead_are_one_row_and_the_missing_another(tmp_path: Path) -> None:
    assert group_of(
        tmp_path,
        "At least 31 people were killed when the dam broke.",
        "The dam broke: the death toll rose to 25, and 38 people are still missing.",
    ) == [(("At least 31", "25"), True), (("38",), False)]


def test_figures_that_can_both_be_true_are_not_flagged(tmp_path: Path) -> None:
    assert group_of(
        tmp_path,
        "More than a million Palestinians shelter in the city of Rafah.",
        "The city of Rafah shelters some 1.4 million Palestinians.",
    ) == [(("More than a million", "some 1.4 million"), False)]


def test_figures_on_different_things_stay_apart(tmp_path: Path) -> None:
    found = group_of(
        tmp_path,
        "The army lost two tanks in the city on Monday.",
        "Two ministers left the city on Monday.",
    )
    assert len(found) == 2


@given(st.integers(0, 10**12))
def test_a_number_with_commas_is_the_number(number: int) -> None:
    found = all_of(f"They saw {number:,} birds.")
    if number >= 1000:
        assert found == [(f"{number:,}", number, number, "")]


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    for quantity in quantities(text, Span(0, len(text))):
        assert 0 <= quantity.low <= quantity.high
        assert quantity.span.of(text).strip() == quantity.span.of(text)


def figure_score() -> float:
    """F1 of the figures of the bundled articles, value and noun right, against the gold."""
    right = made_up = missed = 0
    for source in bundled():
        found = list(figures(source))
        wanted = [r for r in rows("figures") if source.path.startswith(r[0])]
        for row in wanted:
            match = next((f for f in found if _is(f, row)), None)
            if match:
                found.remove(match)
                right += 1
            else:
                missed += 1
        made_up += len(found)
    return 2 * right / (2 * right + made_up + missed)


def test_figures_are_those_that_a_reader_wrote_down() -> None:
    assert figure_score() >= 0.90


def _is(figure: Figure, row: list[str]) -> bool:
    _, words, value, unit, what = row
    quantity = figure.quantity
    sign = value[:2] if value[:2] in (">=", "<=") else value[0] if value[0] in ">~" else ""
    number = float(value.removeprefix(sign))
    low = 0.0 if sign == "<=" else number
    high = inf if sign in (">", ">=") else number
    return (
        words.lower() == figure.words.lower()
        and (quantity.low, quantity.high, quantity.unit) == (low, high, unit)
        and what.split()[-1].lower() in figure.what.words.lower()
    )


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published articles are not here")
def test_the_published_articles_agree_on_who_shelters_in_rafah() -> None:
    found = [f for source in read(PUBLISHED) for f in figures(source)]
    largest = grouped(found)[0]
    assert len(largest.paths) == 4
    assert not largest.differ
