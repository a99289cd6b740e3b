"""Paragraphs, headings and items of bare texts."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.blocks import BlockKind, blocks, looks_like_heading
from tests.text.strategies import cases, texts

PROSE = (
    "The Biden administration said on Monday that it was evaluating the response of Hamas, while "
    "Israel complained that the group had introduced new conditions. Officials in Cairo hoped that "
    "a pause of six weeks could be extended through further talks between the two sides."
)
WRAPPED = textwrap.fill(PROSE, 72)


def parts(text: str) -> list[str]:
    """The blocks, line ends shown as blanks."""
    return [" ".join(b.span.of(text).split()) for b in blocks(text)]


@cases(300)
@given(texts)
def test_blocks_are_sorted_apart_and_hold_every_character_that_is_not_blank(text: str) -> None:
    at = 0
    for block in blocks(text):
        start, end = block.span
        assert at <= start < end
        assert text[at:start].isspace() or at == start
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        at = end
    assert not text[at:].strip()


@cases(200)
@given(
    st.lists(st.sampled_from((PROSE, PROSE[:150], PROSE[94:])), min_size=2, max_size=5),
    st.integers(50, 95),
)
def test_paragraphs_that_were_hard_wrapped_are_found_again(
    paragraphs: list[str], width: int
) -> None:
    text = "\n\n".join(textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs)
    assert parts(text) == paragraphs


def test_a_line_is_a_paragraph_where_paragraphs_are_lines() -> None:
    text = f"{PROSE}\n{PROSE}\n{PROSE}"
    assert parts(text) == [PROSE] * 3


def test_a_headline_above_a_byline_is_not_taken_for_a_wrapped_line() -> None:
    text = f"Israel defies a warning and vows to stand alone in Rafah\nBy Jane Doe\n\n{PROSE}"
    assert parts(text)[:2] == [
        "Israel defies a warning and vows to stand alone in Rafah", "By Jane Doe",
    ]  # fmt: skip


def test_the_head_of_a_wrapped_mail_keeps_its_lines() -> None:
    head = "From: Jane Doe <jane@example.org>\nSubject: Notes on the talks in Cairo and on the rest"
    text = f"{head}\nDate: Sun, 3 Mar 2024 10:00:00 +0000\n\n{WRAPPED}\n\n{WRAPPED}"
    assert parts(text) == [*head.split("\n"), "Date: Sun, 3 Mar 2024 10:00:00 +0000", PROSE, PROSE]


def test_headings_and_quoted_lines_in_a_wrapped_text_stand_alone() -> None:
    quoted = "> quoted words of another mail\n> and more"
    text = f"What Washington Fears Now\n{WRAPPED}\n\n{quoted}\n\n{WRAPPED}"
    assert parts(text) == [
        "What Washington Fears Now",
        PROSE,
        "> quoted words of another mail",
        "> and more",
        PROSE,
    ]


def test_indented_first_lines_begin_paragraphs_of_a_wrapped_text() -> None:
    indented = textwrap.fill(PROSE, 72, initial_indent="    ")
    assert parts(f"{indented}\n{indented}\n{indented}") == [PROSE] * 3


def test_a_wrapped_list_item_holds_its_lines() -> None:
    item = textwrap.fill(PROSE, 72, initial_indent="- ", subsequent_indent="  ")
    text = f"{item}\n{item}\n\n{WRAPPED}"
    found = blocks(text)
    assert [b.kind for b in found] == [BlockKind.ITEM, BlockKind.ITEM, BlockKind.PARAGRAPH]
    assert parts(text) == [f"- {PROSE}", f"- {PROSE}", PROSE]


def test_a_long_link_does_not_hide_that_a_text_was_wrapped() -> None:
    text = "\n\n".join([WRAPPED] * 6) + "\n\nhttps://example.org/" + "x" * 120
    assert parts(text)[:6] == [PROSE] * 6


VERSE = """Turning and turning in the widening gyre
The falcon cannot hear the falconer;
Things fall apart; the centre cannot hold;
Mere anarchy is loosed upon the world,
The blood-dimmed tide is loosed, and everywhere
The ceremony of innocence is drowned;
"""
HEADLINES = """Israel defies warning and vows to stand alone on Rafah offensive
Talks go on in Cairo as the deadline nears
Kerem Shalom crossing opens again for aid after three days of fire
White House says it counts trucks
Washington holds back bombs that it had promised earlier this spring
"""
SENTENCES = """The first sentence of this text is about as long as a line is.
The second sentence of the text is longer, by a word or by two more.
The third sentence of this text says nothing that is new to us all.
The last sentence of it says even less than the third one did to us.
"""


EQUAL = "".join(f"Line {n} is a sentence that is as long as any of the others.\n" for n in range(6))
AMONG_LONG = f"{PROSE}\n" * 4 + "".join(
    f"{c} sign of just as many letters as its neighbours have\n" for c in "ABCD"
)


@pytest.mark.parametrize("text", [VERSE, HEADLINES, SENTENCES, EQUAL, AMONG_LONG])
def test_line_ends_that_someone_meant_stay(text: str) -> None:
    assert parts(text) == text.splitlines()


@pytest.mark.parametrize(
    ("line", "hang"),
    [
        ("• one", 2),
        ("- one", 2),
        ("* one", 2),
        ("3. one", 3),
        ("12) one", 4),
        ("(a) one", 4),
        ("–  one", 3),
    ],
)
def test_list_items_are_known_by_their_marker(line: str, hang: int) -> None:
    text = f"Before.\n\n  {line}\n"
    item = blocks(text)[1]
    assert (item.kind, item.level, item.hang, item.span.of(text)) == (BlockKind.ITEM, 1, hang, line)


@pytest.mark.parametrize(
    "line", ["-40 degrees", "1.5 million people", "•", "2024. ", "— he said", "*bold* words here"]
)
def test_what_only_begins_like_an_item_is_none(line: str) -> None:
    assert blocks(line)[0].kind is not BlockKind.ITEM


@pytest.mark.parametrize(
    "line",
    [
        "Stalemate Amid Talks of Ceasefire",
        "U.S. Imperialism and Shifting Influence",
        "Why It Matters:",
        "Key Takeaways:",
        "WHAT HAPPENED NEXT",
        "Will Israel Enter Rafah?",
        "What Washington Fears",
    ],
)
def test_headings_are_known(line: str) -> None:
    assert looks_like_heading(line)
    assert blocks(f"{line}\n\n{PROSE}")[0].kind is BlockKind.HEADING


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Rafah",
        "He left on Monday.",
        "“We Will Stand Alone”",
        "the talks in Cairo went on",
        "@Biden Israel Netanyahu",
        "Officials in Cairo said that they were hoping for a pause",
        "2024-03-19 10:30",
        "According to the readout of the call with him:",
        "A " * 120,
    ],
)
def test_other_short_lines_are_no_headings(line: str) -> None:
    assert not looks_like_heading(line)


def test_a_line_of_a_million_blanks_is_no_block() -> None:
    assert blocks(" " * 1_000_000) == ()
    assert parts("a" + " " * 1_000_000 + "b") == ["a b"]
