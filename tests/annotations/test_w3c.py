"""A mark as JSON-LD: nothing is lost on the way out and in, ours or theirs."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations.annotation import attached, from_json, new_annotation, to_json
from reader.annotations.mark import Annotation
from reader.annotations.page import as_line
from reader.text.spans import Span
from tests.annotations.helpers import any_mark, any_text, article_of, json_values, span_of

TEXT = "The crossing was closed on Monday. The crossing was opened again on Tuesday."


@settings(derandomize=True, max_examples=80, deadline=None)
@given(any_mark())
def test_a_mark_comes_back_as_it_was(mark: Annotation) -> None:
    line = as_line(to_json(mark, "a.txt"))
    assert "\n" not in line
    line.encode()
    assert from_json(json.loads(line), "a.txt") == mark


@settings(derandomize=True, max_examples=80, deadline=None)
@given(any_mark(), st.data())
def test_what_is_not_known_is_kept(mark: Annotation, data: st.DataObject) -> None:
    names = any_text.map(lambda name: "x:" + name)
    fields = st.dictionaries(names, json_values, max_size=2)
    foreign: dict[str, Any] = to_json(mark, "a.txt")
    foreign |= data.draw(fields)
    foreign["target"] |= data.draw(fields)
    for part in [*foreign["target"]["selector"], *foreign.get("body", [])]:
        part.update(data.draw(fields))
    foreign["target"]["selector"] += data.draw(st.lists(json_values, max_size=2))
    foreign["body"] = foreign.get("body", []) + data.draw(st.lists(json_values, max_size=2))
    if not foreign["body"]:
        del foreign["body"]
    before = copy.deepcopy(foreign)
    read = from_json(foreign, "a.txt")
    assert foreign == before
    assert to_json(read, "a.txt") == before
    assert from_json(json.loads(as_line(before)), "a.txt") == read


@settings(derandomize=True, max_examples=100, deadline=None)
@given(
    st.dictionaries(st.sampled_from("body target motivation created creator".split()), json_values)
)
def test_no_value_of_another_program_breaks_it(fields: dict[str, Any]) -> None:
    foreign = {"id": "urn:x:1", "type": "Annotation", **fields}
    mark = from_json(foreign)
    again = from_json(json.loads(as_line(to_json(mark))))
    assert to_json(again) == to_json(mark)


def test_it_has_the_shape_of_the_w3c_model() -> None:
    article = article_of(TEXT)
    span = span_of(article, "opened again")
    mark = new_annotation(article, span, note="Who **said** so?", tags=("claim/date",), color=3)
    data = to_json(mark, "a.txt")
    assert data["type"] == "Annotation"
    assert data["id"].startswith("urn:uuid:")
    assert data["motivation"] == "commenting"
    assert data["created"].endswith("Z")
    assert data["body"] == [
        {
            "type": "TextualBody",
            "purpose": "commenting",
            "format": "text/markdown",
            "value": "Who **said** so?",
        },
        {"type": "TextualBody", "purpose": "tagging", "value": "claim/date"},
    ]
    assert data["target"] == {
        "type": "SpecificResource",
        "source": "a.txt",
        "styleClass": "look-3",
        "rr:digest": f"sha256:{article.digest}",
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": "opened again",
                "prefix": TEXT[max(0, span.start - 64) : span.start],
                "suffix": " on Tuesday.",
            },
        ],
    }


@pytest.mark.parametrize(
    ("note", "tags", "motivation"),
    [("", (), "highlighting"), ("", ("claim",), "tagging"), ("why", ("claim",), "commenting")],
)
def test_the_motivation_follows_from_what_it_holds(
    note: str, tags: tuple[str, ...], motivation: str
) -> None:
    mark = new_annotation(article_of(TEXT), Span(0, 3), note=note, tags=tags)
    assert mark.motivation == motivation
    assert to_json(mark)["motivation"] == motivation


def test_another_motivation_is_kept() -> None:
    foreign = {"id": "urn:x:1", "type": "Annotation", "motivation": "linking", "target": "a.txt"}
    assert to_json(from_json(foreign))["motivation"] == "linking"


def test_a_plain_body_value_is_read_as_the_note() -> None:
    mark = from_json({"id": "urn:x:1", "type": "Annotation", "bodyValue": "so?", "target": "u"})
    assert mark.note == "so?"
    assert to_json(mark)["body"][0]["format"] == "text/plain"


def test_a_target_given_as_an_address_is_a_mark_on_the_whole_article() -> None:
    mark = from_json({"id": "urn:x:1", "type": "Annotation", "target": "http://x.example/1"})
    assert mark.whole
    assert to_json(mark, "a.txt")["target"]["source"] == "http://x.example/1"


def test_offsets_count_code_points() -> None:
    article = article_of("🇪🇺 Brussels 😀 said é no.")
    mark = new_annotation(article, span_of(article, "said é no"))
    assert mark.span == Span(14, 23)
    assert mark.exact == "said é no"


def test_context_is_sixty_four_code_points_and_less_at_the_ends() -> None:
    article = article_of("x" * 200)
    assert len(new_annotation(article, Span(100, 101)).prefix) == 64
    assert len(new_annotation(article, Span(100, 101)).suffix) == 64
    assert new_annotation(article, Span(0, 200)).quote.prefix == ""


@pytest.mark.parametrize("span", [Span(5, 5), Span(-1, 4), Span(6, 5), Span(0, len(TEXT) + 1)])
def test_a_span_that_is_not_in_the_text_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="no passage"):
        new_annotation(article_of(TEXT), span)


def test_a_look_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no look 9"):
        new_annotation(article_of(TEXT), Span(0, 3), color=9)


@pytest.mark.parametrize(
    "data", [None, 3, [], {}, {"type": "Annotation"}, {"id": "x"}, {"id": 3, "type": "Annotation"}]
)
def test_what_is_no_annotation_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match="annotation"):
        from_json(data)


def test_a_mark_set_on_another_passage_drops_what_others_said_of_the_old_one() -> None:
    article = article_of(TEXT)
    foreign = to_json(new_annotation(article, Span(0, 3), note="kept"), "a.txt")
    foreign["target"]["selector"].append({"type": "XPathSelector", "value": "/p[1]"})
    foreign["x:mine"] = 1
    moved = attached(from_json(foreign, "a.txt"), article, span_of(article, "Tuesday"))
    data = to_json(moved, "a.txt")
    assert [s["type"] for s in data["target"]["selector"]] == [
        "TextPositionSelector",
        "TextQuoteSelector",
    ]
    assert data["x:mine"] == 1
    assert moved.exact == "Tuesday"
    assert moved.note == "kept"
