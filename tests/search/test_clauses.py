"""Clauses that facets put into a query and take out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.clauses import has_clause, with_clause, without_clauses

WIRE, LEDGER = 'source:"Wire Service"', 'source:"The Morning Ledger"'


@pytest.mark.parametrize(
    ("query", "clause", "has"),
    [
        (f"rafah {WIRE}", WIRE, True),
        ("rafah source:“wire  service” x", WIRE, True),
        ("source:ledger", "source:ledger", True),
        (f"rafah {LEDGER}", WIRE, False),
        (f"rafah -{WIRE}", WIRE, False),
        (f"rafah OR (aid {WIRE})", WIRE, False),
        ('"wire service"', WIRE, False),
        ("", WIRE, False),
    ],
)
def test_a_clause_is_known_however_it_is_written(query: str, clause: str, has: bool) -> None:
    assert has_clause(query, clause) is has


@pytest.mark.parametrize(
    ("query", "beside", "wanted"),
    [
        ("rafah", (), f"rafah {WIRE}"),
        ("", (LEDGER,), WIRE),
        (f"rafah {LEDGER}", (LEDGER,), f"rafah {LEDGER} OR {WIRE}"),
        (f"{LEDGER} rafah", (LEDGER,), f"{LEDGER} OR {WIRE} rafah"),
        ("rafah tag:x", ("tag:y",), f"rafah tag:x {WIRE}"),
    ],
)
def test_a_clause_narrows_or_stands_beside_another(
    query: str, beside: tuple[str, ...], wanted: str
) -> None:
    assert with_clause(query, WIRE, beside) == wanted


@pytest.mark.parametrize(
    ("query", "rest"),
    [
        (f"rafah {WIRE}", "rafah"),
        (f"rafah {LEDGER} OR {WIRE} aid", f"rafah {LEDGER} aid"),
        (f"rafah {WIRE} OR {LEDGER}", f"rafah {LEDGER}"),
        (f"{WIRE} rafah", "rafah"),
        (WIRE, ""),
        (f"rafah -{WIRE}", f"rafah -{WIRE}"),
    ],
)
def test_a_clause_is_taken_out_with_what_joined_it(query: str, rest: str) -> None:
    assert without_clauses(query, [WIRE]) == rest


@given(st.text(max_size=40))
def test_what_was_put_in_is_there_and_comes_out_again(query: str) -> None:
    clause = "source:wire"
    narrowed = with_clause(query, clause)
    if has_clause(narrowed, clause):  # an open quotation mark or parenthesis takes it in
        assert not has_clause(without_clauses(narrowed, [clause]), clause)
