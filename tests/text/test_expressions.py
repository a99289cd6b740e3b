"""Find by regular expression: what matches, where it may end, and that nothing hangs or raises."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.blocks import blocks
from reader.text.expressions import Found, find_pattern
from reader.text.finding import LIMIT, Folded
from reader.text.spans import Span

TEXT = """Rafah is quiet.

The Kerem
Shalom crossing, “half–open” in March … it was naïve.

RAFAH closes at 5. Rafah opens at 17."""


def search(text: str, pattern: str) -> Found:
    passages = [Span(*m.span()) for m in re.finditer(r"\S.*?(?=\n\n|\Z)", text, re.DOTALL)]
    return find_pattern(Folded(text), pattern, passages)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"^rafah", ["Rafah", "RAFAH"]),
        (r"\w+\.$", ["quiet.", "naïve.", "17."]),
        (r"kerem shalom", ["Kerem\nShalom"]),
        (r"the.*crossing", ["The Kerem\nShalom crossing"]),
        (r"quiet.*kerem", []),  # a dot does not leave the paragraph
        (r"quiet\.\s+the", ["quiet.\n\nThe"]),
        (r"R[a-z]+", ["Rafah", "Rafah"]),  # a capital asks for capitals
        (r"rafah\W", ["Rafah ", "RAFAH ", "Rafah "]),  # this one does not
        (r"(?P<Place>rafah) is", ["Rafah is"]),
        (r"\p{Lu}{2,}", ["RAFAH"]),
        (r'"[a-z-]+"', ["“half–open”"]),
        (r"“[a-z–]+”", ["“half–open”"]),
        (r"na[iï]ve", ["naïve"]),
        (r"\.", [".", "…", ".", ".", "."]),
        (r"…", ["…"]),
        (r"x*", []),
        (r"   ", []),
    ],
)
def test_what_matches(pattern: str, expected: list[str]) -> None:
    found = search(TEXT, pattern)
    assert found.trouble == ""
    assert [" ".join(s.of(TEXT).split()) for s in found.spans] == [
        " ".join(e.split()) for e in expected
    ]


@pytest.mark.parametrize(
    ("pattern", "trouble"),
    [
        ("ab)", "unbalanced parenthesis at 3"),
        ("é)", "unbalanced parenthesis at 2"),
        ("…)", "unbalanced parenthesis at 2"),  # it is three dots by then
        ("(a", "missing ) at 3"),
        ("*", "nothing to repeat at 1"),
        ("a[", "unterminated character set at 3"),
        (r"\1", "invalid group reference at 3"),
    ],
)
def test_a_broken_pattern_is_said_with_its_place(pattern: str, trouble: str) -> None:
    assert search(TEXT, pattern) == Found((), trouble)


def test_a_pattern_with_too_many_ways_to_match_is_stopped_and_keeps_what_it_found() -> None:
    text = "aab " + "a" * 5_000
    found = find_pattern(Folded(text), "(a+a+)+b", seconds=0.2)
    assert [span.of(text) for span in found.spans] == ["aab"]
    assert found.trouble == "stopped after 0.2 s: too many ways to match"


@pytest.mark.parametrize(
    "pattern", ["(?:a{60000}){60000}", "a{100000000}", "((a{99}){99}){99}", "a" * 2_000]
)
def test_a_pattern_that_would_fill_the_memory_is_refused(pattern: str) -> None:
    assert search(TEXT, pattern).trouble == "too long, or too many repeats in braces"


def test_a_pattern_nested_deeply_is_searched_or_refused() -> None:
    assert search(TEXT, "(" * 490 + "a" + ")" * 490).trouble in {
        "",
        "too deep, or too many repeats",
    }


def test_more_matches_than_are_shown_are_said() -> None:
    found = search("a " * 30_000, "a")
    assert len(found.spans) == LIMIT
    assert found.trouble == "the first 20,000 only"


def test_the_package_is_imported_at_the_first_pattern_only() -> None:
    script = (
        "import sys; from reader.text.expressions import find_pattern; "
        "from reader.text.finding import Folded; before = 'regex' in sys.modules; "
        "find_pattern(Folded('a'), 'a'); print(before, 'regex' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["False", "True"]


PIECES = st.lists(
    st.sampled_from([*"ab .()[]{}*+?|^$\\é…–", "\\w", "(?:", "(?i)", "[^", "{2,3}", "\\b", "\n"]),
    max_size=12,
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(PIECES, st.text(alphabet="ab é…\n–.\u00ad", max_size=40))
def test_whatever_is_typed_nothing_is_raised_and_places_are_in_order(
    pieces: list[str], text: str
) -> None:
    passages = [block.span for block in blocks(text)]
    found = find_pattern(Folded(text), "".join(pieces), passages, seconds=0.05)
    reached = 0
    for span in found.spans:
        assert reached <= span.start < span.end <= len(text)
        reached = span.end
