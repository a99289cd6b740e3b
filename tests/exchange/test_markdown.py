"""Marks as Markdown: what it says, what it escapes, templates."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.annotations.linking import linked
from reader.errors import ReaderError
from reader.exchange.formats import Format, write
from reader.exchange.markdown import default_template, escaped
from tests.annotations.helpers import span_of
from tests.exchange.helpers import ARTICLE, mark, marked

MARKS = [
    marked(mark("“We won’t stop,”", note="Who *asked*?\n\n- one", tags=("quote", "claim/figure"))),
    marked(mark("14 days", tags=("claim/figure",))),
    marked(mark("", note="Read again.")),
]


def text(**options: str) -> str:
    return write(MARKS, Format.MD, **options).decode()


def test_by_article_each_mark_has_its_words_note_tags_paragraph_and_heading() -> None:
    assert text() == (
        "# Annotations\n\n"
        "## The crossing: a \\*report\\*\n\n"
        "Ann Author, The Paper, 2024-05-06, https://news.example/crossing_1, 2024/crossing.md\n\n"
        "> “We won’t stop,”\n>\n> — ¶1\n\n"
        "Who *asked*?\n\n- one\n\n"
        "Tags: quote, claim/figure\n\n"
        "> 14 days\n>\n> — ¶2, under “Second thoughts”\n\n"
        "Tags: claim/figure\n\n"
        "> On the whole article\n\n"
        "Read again.\n"
    )


def test_by_tag_each_mark_is_cited_whole_and_those_without_a_tag_come_last() -> None:
    lines = text(by="tag").splitlines()
    assert [line for line in lines if line.startswith("## ")] == [
        "## claim/figure",
        "## quote",
        "## no tag",
    ]
    cited = "Ann Author, *The crossing: a \\*report\\**, The Paper, 2024-05-06"
    assert f"> — {cited}, https://news.example/crossing_1, ¶1" in lines
    assert lines.count("> “We won’t stop,”") == 2


def test_what_is_not_where_it_was_says_so() -> None:
    lost = replace(mark("14 days"), exact="Nothing", prefix="so", suffix="so", digest="", span=None)
    assert "> — 2024/crossing.md (orphan: " in write([marked(lost)], Format.MD).decode()


def test_an_end_of_a_link_names_the_other() -> None:
    ends = linked((ARTICLE, span_of(ARTICLE, "twice")), (ARTICLE, span_of(ARTICLE, "14 days")))
    lines = write([marked(ends[0])], Format.MD).decode().splitlines()
    assert "See “14 days” (2024/crossing.md)" in lines


def test_words_are_escaped_and_lines_of_a_paragraph_joined() -> None:
    one = replace(mark("14 days"), exact="# 1*2*\nnot <b>\x1b[1m\n\n- a_b_\n1. c & &amp;")
    lines = write([marked(one)], Format.MD).decode().splitlines()
    assert r"> \# 1\*2\* not \<b\>�\[1m" in lines
    assert r"> \- a_b\_ 1. c & \&amp;" in lines


plain = st.text(st.sampled_from("ab#*_[]<>&;`~\\!-+=1.) \t|\"'(:/"), min_size=1, max_size=14)


@given(plain.map(str.strip).filter(bool))
def test_escaped_text_means_itself(words: str) -> None:
    tokens = MarkdownIt().parse(escaped(words))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    parts = tokens[1].children or []
    assert {part.type for part in parts} <= {"text", "text_special"}
    assert "".join(part.content for part in parts).split() == words.split()


def test_a_template_says_what_is_written() -> None:
    template = (
        "{{ count }} by {{ by }}\n"
        "{% for group in groups %}{% for mark in group.marks %}"
        "{{ mark.paragraph or '-' }}|{{ mark.quotation }}|"
        "{{ mark.tags | join(' ') }}|{{ mark.color }}\n"
        "{% endfor %}{% endfor %}"
    )
    assert text(template=template).splitlines() == [
        "3 by article",
        "¶1|“We won’t stop,”|quote claim/figure|1",
        "¶2|14 days|claim/figure|1",
        "-|||1",
    ]
    assert text(template=default_template()) == text()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% for %}", "line 1"),
        ("\n{{ oops }}", "oops"),
        ("{{ groups[0].marks[0].marked.__class__.__mro__ }}", "unsafe"),
        ("{{ groups.clear() }}", "unsafe"),
        ("{{ 1 / 0 }}", "division"),
        ("{% for n in range(10 ** 9) %}{% endfor %}", "range"),
        ("{% include 'x' %}", "cannot be filled in"),
    ],
)
def test_a_wrong_template_is_refused_in_one_line(template: str, said: str) -> None:
    with pytest.raises(ReaderError) as refused:
        text(template=template)
    assert said in refused.value.message.lower()
    assert "\n" not in refused.value.message


def test_an_empty_selection_is_an_empty_list() -> None:
    assert write([], Format.MD) == b"# Annotations\n"
    assert ARTICLE.title not in write([], Format.CSV).decode()
