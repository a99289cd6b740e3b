"""What goes out and comes back is what it was."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations.annotation import from_json, new_annotation
from reader.annotations.linking import linked, other_end
from reader.annotations.mark import Annotation
from reader.annotations.placing import Found, Placed, place
from reader.articles.library import Library
from reader.errors import ReaderError
from reader.exchange.formats import Format, read, write
from reader.exchange.incoming import code_points, utf16_units
from reader.exchange.marked import Marked
from reader.exchange.table import harmless, joined_tags, split_tags
from reader.text.spans import Span
from tests.annotations.helpers import any_mark, any_text, json_values, span_of
from tests.conftest import REPO
from tests.exchange.helpers import ARTICLE, mark, marked

READABLE = [Format.CSV, Format.JSONLD, Format.HYPOTHESIS]
forms = pytest.mark.parametrize("form", READABLE)


def back(marks: list[Marked], form: Format) -> list[tuple[str, Annotation]]:
    return [(incoming.path, incoming.annotation) for incoming in read(write(marks, form))]


foreign = st.builds(
    lambda one, field, name: from_json(
        {
            "id": one.id,
            "type": "Annotation",
            "motivation": "questioning",
            "body": [{"type": "Image", "id": "https://x.example/i"}, "urn:x:body"],
            "target": [{"source": "https://news.example/1", "state": field}, "urn:x:other"],
            "x:" + name: field,
        }
    ),
    any_mark(),
    json_values,
    any_text,
)


@forms
@settings(max_examples=60)
@given(one=any_mark() | foreign, path=st.sampled_from(["a.txt", "ä b/c#2.txt", "رفح.md", "a:b"]))
def test_any_mark_comes_back_as_it_was(form: Format, one: Annotation, path: str) -> None:
    gone = Marked(Placed(one, path, None, Found.ORPHAN, "why"), None)
    assert back([gone], form) == [(path, one)]


@forms
def test_the_marks_of_real_articles_come_back(form: Format, bundled: Library) -> None:
    marks = [
        Marked(place(article, one), article)
        for article in bundled.articles()
        for span in (*article.paragraphs[:9], *article.headings[:2])
        for one in [new_annotation(article, span, note="*why*\n- x", tags=("a/b", "c; d"), color=3)]
    ]
    assert back(marks, form) == [(m.path, m.annotation) for m in marks]
    assert [i.title for i in read(write(marks, form))] == [m.title for m in marks]


@forms
def test_a_note_on_a_whole_article_comes_back(form: Format) -> None:
    one = mark("", note="read again")
    assert back([marked(one)], form) == [(ARTICLE.path, one)]
    assert read(write([marked(one)], form))[0].url == "https://news.example/crossing_1"


@forms
def test_both_ends_of_a_link_come_back(form: Format) -> None:
    ends = linked((ARTICLE, span_of(ARTICLE, "twice")), (ARTICLE, span_of(ARTICLE, "14 days")))
    came = back([marked(end) for end in ends], form)
    assert came == [(ARTICLE.path, end) for end in ends]
    assert [other_end(end) for _, end in came] == [ends[1].id, ends[0].id]


# --- CSV -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "＝1", "'=1"])
def test_no_cell_is_a_formula_and_every_cell_comes_back(cell: str) -> None:
    one = replace(mark("talks"), note=cell, tags=(cell.strip(),), creator=cell)
    raw = write([marked(one)], Format.CSV)
    (row,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert row["note"] == f"'{cell}"
    assert back([marked(one)], Format.CSV) == [(ARTICLE.path, one)]


def test_cells_that_are_no_formulas_stay_as_they_are() -> None:
    for cell in ("", "'quoted'", "a=1", "— dash", "1-2", "“so”"):
        assert harmless(cell) == cell


def test_a_table_says_paragraph_and_heading() -> None:
    raw = write([marked(mark("Aid groups"))], Format.CSV)
    (row,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    assert (row["paragraph"], row["heading"]) == ("2", "Second thoughts")
    assert row["title"] == ARTICLE.title
    assert raw.startswith(b"\xef\xbb\xbf")


@given(st.lists(any_text.filter(bool), max_size=4, unique=True))
def test_tags_in_one_cell_come_apart_again(tags: list[str]) -> None:
    assert split_tags(joined_tags(tags)) == tuple(tags)


def test_tags_that_people_type_are_understood() -> None:
    assert split_tags("claim/figure;check ;  who said") == ("claim/figure", "check", "who said")


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_spreadsheet_saves_is_read(between: str, codec: str) -> None:
    lines = [("Quotation", "path", "Note"), ("“We won’t stop,”", "2024/crossing.md", "who?")]
    raw = "\r\n".join(between.join(f'"{cell}"' for cell in line) for line in lines).encode(codec)
    (one,) = read(raw, Format.CSV)
    assert (one.path, one.annotation.exact) == ("2024/crossing.md", "“We won’t stop,”")
    assert one.annotation.note == "who?"
    assert read(raw, Format.CSV)[0].annotation.id == one.annotation.id


# --- Hypothesis ----------------------------------------------------------------------------------


def test_positions_are_counted_in_utf_16_outside() -> None:
    one = mark("The talks")
    (item,) = json.loads(write([marked(one)], Format.HYPOTHESIS))["annotations"]
    position, quote = item["target"][0]["selector"]
    assert one.span is not None
    assert position["start"] == one.span.start + 1  # the lorry is two units
    assert quote["exact"] == "The talks"
    del item["rr"]  # as their server would
    (came,) = read(json.dumps({"rows": [item]}).encode())
    assert came.annotation.span is None
    assert came.settled(ARTICLE).span == one.span


def test_a_position_in_another_text_is_left_out() -> None:
    one = mark("talks")
    (item,) = json.loads(write([marked(one)], Format.HYPOTHESIS))["annotations"]
    del item["rr"]
    item["target"][0]["selector"][0]["start"] += 3
    (came,) = read(json.dumps({"rows": [item]}).encode())
    assert came.settled(ARTICLE).span is None


@given(st.text(st.sampled_from("a🚚é\ud800\n"), max_size=12), st.data())
def test_utf_16_and_code_points_are_the_same_places(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    units = utf16_units(text, span)
    raw = text.encode("utf-16-le", "surrogatepass")
    assert raw[2 * units.start : 2 * units.end].decode("utf-16-le", "surrogatepass") == span.of(
        text
    )
    assert code_points(text, units) == span


def test_a_reply_stands_where_it_replies_to() -> None:
    root = {
        "id": "Root",
        "uri": "https://news.example/1",
        "text": "one",
        "user": "acct:ann@hypothes.is",
        "target": [
            {
                "source": "https://news.example/1",
                "selector": [
                    {"type": "TextQuoteSelector", "exact": "so", "prefix": "", "suffix": ""}
                ],
            }
        ],
    }
    reply = {"id": "Re", "uri": root["uri"], "text": "two", "references": ["Root"], "target": []}
    one, two = read(json.dumps({"annotations": [root, reply]}).encode())
    assert one.annotation.creator == "ann"
    assert one.annotation.id == "https://hypothes.is/a/Root"
    assert (two.annotation.exact, two.annotation.note) == ("so", "two")
    assert two.url == "https://news.example/1"
    again = read(write([marked(two.annotation)], Format.HYPOTHESIS))
    assert json.loads(write([marked(again[0].annotation)], Format.HYPOTHESIS))["annotations"][0][
        "references"
    ] == ["Root"]


# --- JSON-LD -------------------------------------------------------------------------------------


def test_annotations_of_other_programs_are_read_from_every_container() -> None:
    target = {"source": "https://news.example/1", "selector": {"type": "TextQuoteSelector"}}
    target["selector"] = {"type": "TextQuoteSelector", "exact": "so it was"}
    one = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "target": target}
    page = {"type": "AnnotationPage", "items": [one]}
    collection = {"type": ["AnnotationCollection"], "first": page}
    for value in (one, [one], page, collection):
        (came,) = read(json.dumps(value).encode())
        assert came.annotation.exact == "so it was"
        assert came.url == "https://news.example/1"
        assert came.annotation.id.startswith("urn:uuid:")


def test_a_page_of_a_library_is_read() -> None:
    page = REPO / "seeds"
    raw = json.dumps(
        {
            "@context": ["http://www.w3.org/ns/anno.jsonld", {"@base": f"{page.as_uri()}/"}],
            "type": "AnnotationPage",
            "items": [
                {"id": "urn:x:1", "type": "Annotation", "target": f"{page.as_uri()}/a%20b.txt"}
            ],
        }
    ).encode()
    assert [came.path for came in read(raw)] == ["a b.txt"]


# --- what is no such file ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        (b"", None),
        (b"name,age\r\nx,1\r\n", None),
        (b"\xff\xfe\x00", None),
        (b"{", None),
        (b"{}", None),
        (b'{"annotations": 7}', None),
        (b"[" * 100_000, None),
        (b"[" * 500 + b"]" * 500, Format.JSONLD),
        (b'[{"type": "Annotation", "target": "x", "x": 1e999}]', None),
        (b'[{"type": "Annotation", "target": "x", "x": NaN}]', None),
        (b"PK", Format.QDPX),
        (b"# Marks", Format.MD),
    ],
)
def test_what_holds_no_marks_is_refused_in_one_line(raw: bytes, form: Format | None) -> None:
    with pytest.raises(ReaderError) as refused:
        read(raw, form)
    assert "\n" not in refused.value.message


@settings(max_examples=150)
@given(json_values, st.sampled_from(["annotations", "rows", "items", "target", "id"]))
def test_no_json_makes_reading_fail(value: object, key: str) -> None:
    for whole in (value, {key: value}, {"annotations": [{key: value}]}, [{"target": {key: value}}]):
        raw = json.dumps(whole).encode()
        for form in READABLE:
            try:
                read(raw, form)
            except ReaderError:
                continue
