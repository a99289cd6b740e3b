"""Which marks are wanted and in which order; links and refusals as they are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.annotation import attached, from_json, new_annotation, to_json
from reader.annotations.linking import is_link, linked, other_end, passage_there
from reader.annotations.listing import ORDERS, Entry, Wanted, in_order, is_under
from reader.annotations.placing import Found, place
from reader.annotations.refusal import refusals, refused
from reader.articles.article import Article
from reader.articles.library import Library
from reader.text.spans import Span

TEXT = "Officials said that “4 trucks” waited. Nobody else had seen them at the crossing."


@pytest.fixture
def article(tmp_path: Path) -> Article:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    return Library(tmp_path).article("a.txt")


def entry(article: Article, quote: str, **fields: object) -> Entry:
    start = article.text.index(quote)
    mark = new_annotation(article, Span(start, start + len(quote)))
    mark = replace(mark, created="2024-05-03T12:00:00Z", **fields)  # type: ignore[arg-type]
    return Entry(mark, article.path, "Trucks at the Crossing", mark.span, 1, Found.EXACT)


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("", True), ("4 truck", True), ('"4 trucks"', True), ('"trucks 4"', False),
        ("COUNTED", True), ("zebra", False), ("-zebra", True), ("-counted", False),
        ("tag:claim", True), ("tag:claim/figure", True), ("tag:cla", False), ("tag:#claim", True),
        ("color:3", True), ("colour:fig", True), ("color:2", False), ("article:crossing", True),
        ("article:a.txt", True), ("article:cairo", False), ("note:counted", True),
        ("note:trucks", False), ("has:note", True), ("has:tags", True), ("has:link", False),
        ("-has:link", True), ("is:orphan", False), ("date:2024-05", True), ("date:2024-06", False),
        ("after:2024-05-03", True), ("before:2024-05-03", False), ("http://x", False),
        ("date:never", False), ("has:nothing", False), ('""', True), ("-", True), ('"', True),
    ],
)  # fmt: skip
def test_what_is_typed_picks_the_marks_it_names(
    article: Article, typed: str, *, fits: bool
) -> None:
    mark = entry(article, "“4 trucks”", note="Who counted?", tags=("claim/figure",), color=3)
    names = ("yellow", "green", "figure")
    assert Wanted(typed, names).fits(mark) is fits


@given(st.text(max_size=30))
def test_nothing_that_is_typed_is_wrong(typed: str) -> None:
    Wanted(typed)


def test_a_tag_is_under_its_parent_and_not_under_what_begins_like_it() -> None:
    assert is_under("Claim/Figure", "claim")
    assert not is_under("claims", "claim")
    assert not is_under("claim", "claim/figure")


@given(st.lists(st.sampled_from([1, 2, 3]), max_size=6), st.sampled_from(ORDERS))
def test_an_order_loses_no_mark(colors: list[int], order: str) -> None:
    blank = from_json({"id": "urn:x", "type": "Annotation"})
    marks = [replace(blank, id=f"urn:{n}", color=c) for n, c in enumerate(colors)]
    entries = [Entry(mark, f"{mark.color}.txt", "title") for mark in marks]
    ordered = in_order(entries, order)
    assert sorted(e.mark.id for e in ordered) == sorted(mark.id for mark in marks)


def test_a_link_is_two_marks_each_with_the_other_as_its_body(article: Article) -> None:
    there = replace(article, path="folder/b ü.txt")
    one, two = linked((article, Span(0, 9)), (there, Span(44, 55)), color=4)
    assert is_link(one)
    assert is_link(two)
    assert (other_end(one), other_end(two)) == (two.id, one.id)
    data = to_json(one, "a.txt")
    assert data["motivation"] == "linking"
    (body,) = data["body"]
    assert body["type"] == "SpecificResource"
    assert {s["type"] for s in body["selector"]} == {"TextPositionSelector", "TextQuoteSelector"}
    assert from_json(data, "a.txt") == one, "and comes back as it was"
    found = passage_there(one)
    assert found
    path, stand_in = found
    assert path == "folder/b ü.txt"
    assert place(there, stand_in).span == Span(44, 55), "known by its words without the other mark"
    assert not is_link(new_annotation(article, Span(0, 9)))


def test_a_place_that_was_refused_is_not_offered_again_until_another_is_chosen(
    article: Article,
) -> None:
    mark = new_annotation(article, Span(0, TEXT.index(".") + 1))
    text = TEXT.replace("4 trucks", "9 trucks")
    changed = replace(article, text=text)
    offered = place(changed, mark)
    assert offered.found is Found.REVIEW
    assert offered.span
    no = refused(mark, offered.span.of(text))
    kept = from_json(to_json(no, "a.txt"), "a.txt")
    assert refusals(kept) == [offered.span.of(text)]
    assert place(changed, kept).found is Found.ORPHAN
    assert place(article, kept).found is Found.EXACT, "the text as it was marked has it still"
    assert refusals(attached(kept, changed, offered.span)) == []
