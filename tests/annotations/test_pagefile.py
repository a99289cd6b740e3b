"""Pages as bytes: whole, damaged, in conflict, merged."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations.annotation import new_annotation
from reader.annotations.mark import Annotation, touched
from reader.annotations.merge import merge
from reader.annotations.names import named_by, page_name
from reader.annotations.page import Page, Revision, Tombstone, gathered
from reader.annotations.pagefile import DamagedError, Known, dump, merge_files, parse, salvage
from reader.text.spans import Span
from tests.annotations.helpers import any_mark, any_text, article_of, json_values

ARTICLE = article_of("The crossing was closed on Monday. It was opened again on Tuesday.\n")


def mark(note: str = "") -> Annotation:
    return new_annotation(ARTICLE, Span(4, 12), note=note)


def page(*marks: Annotation, **fields: Any) -> Page:
    return Page("a.txt", ARTICLE.digest, items={m.id: m for m in marks}, **fields)


def write(page: Page) -> bytes:
    return dump(page, "annotations/a.txt.json", "../")


pages = st.builds(
    lambda marks, graves, losers, extra, url: gathered(
        Page("ä b/c#2.txt", "0" * 64, url, extra=extra),
        marks,
        [Tombstone("2026-01-01T00:00:00.000000Z", m) for m in graves],
        [Revision("2026-01-01T00:00:00.000000Z", m) for m in losers],
    ),
    st.lists(any_mark(), max_size=4),
    st.lists(any_mark(), max_size=2),
    st.lists(any_mark(), max_size=2),
    st.dictionaries(any_text.map(lambda name: "x:" + name), json_values, max_size=2),
    st.sampled_from(["", "https://news.example/1"]),
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(pages)
def test_a_page_comes_back_as_it_was(given_page: Page) -> None:
    raw = write(given_page)
    assert parse(raw) == given_page
    assert write(parse(raw)) == raw


@settings(derandomize=True, max_examples=30, deadline=None)
@given(pages)
def test_every_mark_of_a_page_without_its_end_is_read(given_page: Page) -> None:
    raw = write(given_page)
    found = salvage(raw[: raw.rindex(b"]")])
    assert found.items == given_page.items
    assert found.deleted == given_page.deleted
    assert found.revisions == given_page.revisions
    assert found.path == given_page.path


def test_one_mark_a_line_in_order_of_id_and_the_same_bytes_again() -> None:
    marks = [mark(str(n)) for n in range(20)]
    raw = write(page(*marks))
    lines = raw.decode().splitlines()
    inside = lines[lines.index('"items": [') + 1 : -2]
    ids = [json.loads(line.rstrip(","))["id"] for line in inside]
    assert ids == sorted(m.id for m in marks)
    assert write(page(*reversed(marks))) == raw


def test_lines_written_before_are_used_again_and_never_stale() -> None:
    one, two = mark("one"), mark("two")
    lines: dict[str, tuple[object, str]] = {}
    dump(page(one, two), "p", "", lines)
    changed = page(replace(one, note="new"), two)
    assert dump(changed, "p", "", lines) == dump(changed, "p", "")


@settings(derandomize=True, max_examples=30, deadline=None)
@given(pages, pages)
def test_lines_read_before_are_used_again_and_never_stale(one: Page, other: Page) -> None:
    known: Known = {}
    for each in (one, other, replace(one, path="moved.txt"), one):
        raw = write(each)
        page = parse(raw, known)
        assert page == parse(raw) == parse(json.dumps(json.loads(raw)).encode())
        again = parse(raw, known)
        assert all(again.items[key] is mark for key, mark in page.items.items())


@pytest.mark.parametrize(
    ("was", "now"),
    [("},\n{", "}\n{"), ("},\n{", "},\n,{"), ('"type":', '"type"'), ("]\n}", "],\n}")],
)
def test_a_page_that_is_nearly_one_is_damaged(was: str, now: str) -> None:
    raw = write(page(mark("one"), mark("two"))).decode()
    with pytest.raises(DamagedError):
        parse(raw.replace(was, now, 1).encode())


def test_it_is_an_annotation_page_in_json_ld() -> None:
    data = json.loads(write(page(mark())))
    assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert data["@context"][1]["@base"] == "../"
    assert data["type"] == "AnnotationPage"
    assert data["id"] == "annotations/a.txt.json"
    assert data["items"][0]["target"]["source"] == "a.txt"


def test_items_that_are_no_annotations_are_kept() -> None:
    data = json.loads(write(page(mark())))
    data["items"] += [{"type": "Event"}, "urn:x:elsewhere", 7]
    again = json.loads(write(parse(json.dumps(data).encode())))
    assert again["items"][1:] == [{"type": "Event"}, "urn:x:elsewhere", 7]


def test_a_deleted_mark_is_a_tombstone_outside_the_items() -> None:
    gone = mark("secret")
    data = json.loads(write(page(deleted={gone.id: Tombstone("2026-01-01T00:00:00Z", gone)})))
    assert data["items"] == []
    assert [grave["id"] for grave in data["rr:deleted"]] == [gone.id]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"items": []}',
        b'{"type": "AnnotationPage"}',
        b'{"type": "AnnotationPage", "items": {}}',
        b'{"type": "AnnotationPage", "items": [NaN]}',
        b'{"type": "AnnotationPage", "items": [1e999]}',
        b'{"type": "AnnotationPage", "items": [' + b"[" * 100_000,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_page_is_refused(raw: bytes) -> None:
    with pytest.raises(DamagedError):
        parse(raw)


def test_a_page_laid_out_by_a_formatter_is_salvaged_too() -> None:
    kept, cut = mark("kept"), mark("cut")
    raw = json.dumps(json.loads(write(page(kept, cut))), indent=2).encode()
    last = max(kept.id, cut.id)
    found = salvage(raw[: raw.rindex(last.encode())])
    assert list(found.items) == [min(kept.id, cut.id)]


def test_a_conflict_marked_page_keeps_the_marks_of_both_sides() -> None:
    shared, ours, theirs = mark("shared"), mark("ours"), mark("theirs")
    here = touched(replace(shared, note="here"))
    there = touched(replace(shared, note="there"), here.modified)
    head, _, _ = write(page(shared)).decode().partition('"items": [\n')
    lines = [
        head + '"items": [',
        "<<<<<<< HEAD",
        *(line_of(m) + "," for m in (here, ours)),
        "=======",
        *(line_of(m) + "," for m in (there, theirs)),
        ">>>>>>> branch",
        "]}",
    ]
    found = salvage("\n".join(lines).encode())
    assert {m.note for m in found.items.values()} == {"there", "ours", "theirs"}
    assert [r.was.note for r in found.revisions] == ["here"]
    assert found.path == "a.txt"


def line_of(one: Annotation) -> str:
    raw = write(page(one)).decode().splitlines()
    return raw[raw.index('"items": [') + 1]


def test_a_mark_quoted_in_a_note_is_not_taken_for_one() -> None:
    inner = line_of(mark("inner"))
    raw = write(page(mark(f"look: {inner}")))
    assert len(salvage(raw[:-4]).items) == 1


# --- merging -------------------------------------------------------------------------------------


def test_marks_made_on_both_sides_are_both_there() -> None:
    old, ours, theirs = mark("old"), mark("ours"), mark("theirs")
    merged = merge(page(old), page(old, ours), page(old, theirs))
    assert {m.note for m in merged.items.values()} == {"old", "ours", "theirs"}


def test_the_later_edit_wins_and_the_other_is_kept_as_a_revision() -> None:
    old = mark("old")
    first = touched(replace(old, note="first"))
    second = touched(replace(old, note="second"), first.modified)
    for sides in ((first, second), (second, first)):
        merged = merge(page(old), *(page(side) for side in sides))
        assert merged.items[old.id].note == "second"
        assert [r.was.note for r in merged.revisions] == ["first"]


def test_an_edit_beats_a_deletion_that_did_not_know_it() -> None:
    old = mark("old")
    edited = touched(replace(old, note="edited"))
    deleted = page(deleted={old.id: Tombstone("2999-01-01T00:00:00Z", old)})
    for sides in ((page(edited), deleted), (deleted, page(edited))):
        merged = merge(page(old), *sides)
        assert merged.items[old.id].note == "edited"
        assert not merged.deleted


def test_a_deletion_on_one_side_is_a_deletion() -> None:
    old, other = mark("old"), mark("other")
    deleted = page(other, deleted={old.id: Tombstone("2026-01-01T00:00:00Z", old)})
    for sides in ((page(old, other), deleted), (deleted, page(old, other))):
        merged = merge(page(old, other), *sides)
        assert list(merged.items) == [other.id]
        assert list(merged.deleted) == [old.id]


@settings(derandomize=True, max_examples=30, deadline=None)
@given(pages, pages, pages)
def test_both_sides_of_a_merge_agree_and_merging_again_changes_nothing(
    base: Page, ours: Page, theirs: Page
) -> None:
    merged = merge(base, ours, theirs)
    other = merge(base, theirs, ours)
    assert (merged.items, merged.deleted, merged.revisions) == (
        other.items,
        other.deleted,
        other.revisions,
    )
    assert merge(base, merged, theirs).items == merged.items
    assert not merged.items.keys() & merged.deleted.keys()
    assert (ours.items.keys() - base.items.keys() - base.deleted.keys()) <= (
        merged.items.keys() | merged.deleted.keys()
    )


def test_fields_that_one_side_changed_are_changed() -> None:
    base = page(extra={"x:a": 1, "x:b": 1})
    merged = merge(base, page(extra={"x:a": 2, "x:b": 1}), page(extra={"x:a": 1}))
    assert merged.extra == {"x:a": 2}


def test_git_gets_one_page_of_three() -> None:
    old, ours, theirs = mark("old"), mark("ours"), mark("theirs")
    raw = merge_files(write(page(old)), write(page(old, ours)), write(page(theirs)))
    assert {m.note for m in parse(raw).items.values()} == {"ours", "theirs"}
    assert raw == write(page(ours, theirs))
    assert parse(merge_files(b"", write(page(ours)), write(page(theirs)))).items.keys() == {
        ours.id,
        theirs.id,
    }


def test_git_is_told_when_a_side_is_no_page() -> None:
    with pytest.raises(DamagedError):
        merge_files(b"", write(page(mark())), b"<<<<<<< HEAD\n")


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.txt", "a.txt.json"),
        ("2024/may/a b.md", "2024/may/a b.md.json"),
        ("رفح/خبر.txt", "رفح/خبر.txt.json"),
        ("several.jsonl#3", "several.jsonl#3.json"),
        ("100%?.txt", "100%25%3F.txt.json"),
        ("a\\xff.txt", "a%5Cxff.txt.json"),
        ("con.txt", "%63on.txt.json"),
        ("x.json/a.txt", "x%2Ejson/a.txt.json"),
        ("dots./a.", "dots%2E/a%2E.json"),
    ],
)
def test_page_names_are_safe_and_say_which_article(path: str, name: str) -> None:
    assert page_name(path) == name
    assert named_by(name) == path


def test_a_long_name_is_shortened_and_stays_its_own() -> None:
    one, other = page_name("ا" * 120 + "1.txt"), page_name("ا" * 120 + "2.txt")
    assert one != other
    assert len(one.encode()) < 200


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.lists(
        any_text.filter(lambda t: t and "/" not in t and "\x00" not in t), min_size=1, max_size=3
    )
)
def test_no_two_articles_share_a_page(parts: list[str]) -> None:
    path = "/".join(parts)
    name = page_name(path)
    assert not any(part in {"", ".", ".."} or part.startswith(".") for part in name.split("/"))
    if "~" not in name:
        assert named_by(name) == path
