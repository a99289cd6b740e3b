"""Front matter as other tools write it."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import Metadata, Origin
from reader.articles.formats.markdown import MarkdownFormat
from reader.articles.formats.plain import PlainFormat
from reader.articles.frontmatter import split_front_matter
from tests.text.strategies import cases, texts

OBSIDIAN = """---
aliases: [Waiting, "At the gate"]
tags:
  - gaza
  - aid
created: 2024-03-19T12:30:00
title: Aid waits at the crossing
author: "[[Jane Doe]]"
source: "[[The Daily Paper]]"
link: https://example.org/a
cssclasses:
---
"""
HUGO = """---
title: "Aid waits at the crossing"
date: 2024-03-19T12:30:00+02:00
draft: false
authors:
  - Jane Doe
  - John Roe
publisher: The Daily Paper
params:
  color: red
---
"""
ZETTLR = """---
title: "Aid waits at the crossing"
id: 20240319123000
keywords: [gaza, aid]
date: 2024-03-19
lang: en-GB
author:
  - name: Jane Doe
    affiliation: Nowhere
  - name: John Roe
...
"""
JEKYLL = """---
layout: post
title:  Aid waits at the crossing
date:   2024-03-19 12:30:00 +0200
by: Jane Doe
permalink: https://example.org/a
---
"""


def told(meta: Metadata) -> dict[str, str]:
    values = {f.name: getattr(meta, f.name) for f in fields(meta)}
    return {name: value.text for name, value in values.items() if value}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            OBSIDIAN,
            {"author": "Jane Doe", "source": "The Daily Paper", "url": "https://example.org/a"},
        ),
        (HUGO, {"author": "Jane Doe, John Roe", "source": "The Daily Paper"}),
        (ZETTLR, {"author": "Jane Doe, John Roe", "language": "en-GB"}),
        (JEKYLL, {"author": "Jane Doe", "url": "https://example.org/a"}),
    ],
    ids=["obsidian", "hugo", "zettlr", "jekyll"],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_front_matter_of_other_tools_is_read(
    source: str, expected: dict[str, str], ends: str, mark: str
) -> None:
    raw = (mark + (source + "\nThe text.\n").replace("\n", ends)).encode()
    for form in (PlainFormat(), MarkdownFormat()):
        (draft,) = form.read(raw)
        assert draft.text.strip() == "The text."
        assert draft.notes == ()
        common = {"title": "Aid waits at the crossing", "date": "2024-03-19"}
        assert told(draft.meta) == common | expected
        assert draft.meta.title is not None
        assert draft.meta.title.origin is Origin.FRONT_MATTER


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("Title: Aid", {"title": "Aid"}),
        ("TITLE: Aid\nAuthor: Jane", {"title": "Aid", "author": "Jane"}),
        ("title: 1984", {"title": "1984"}),
        ("title: null\nheadline: Aid", {"title": "Aid"}),
        ("title: ''\nheadline: Aid", {"title": "Aid"}),
        ("title: |\n  Aid\n  waits", {"title": "Aid waits"}),
        ("title: 'Aid: it waits'", {"title": "Aid: it waits"}),
        ("author: {name: Jane, mail: x}", {"author": "Jane"}),
        ("author: [Jane, null, '']", {"author": "Jane"}),
        ("author: [[Jane, John], Ali]", {"author": "Jane, John, Ali"}),
        ("date: 2024", {"date": "2024"}),
        ("date: 2024-03", {"date": "2024-03"}),
        ("date: 20240319", {"date": "2024-03-19"}),
        ("date: March 19, 2024", {"date": "2024-03-19"}),
        ("date: 19/03/2024", {}),
        ("date: soon\npublished: 2024-03-19", {"date": "2024-03-19"}),
        ("publish-date: 2024-03-19", {"date": "2024-03-19"}),
        ("tags: [a]", {}),
        ("lang: no", {"language": "no"}),
        ("title: yes", {"title": "yes"}),
        ("title: 12:30", {"title": "12:30"}),
        ("title: 007", {"title": "007"}),
        ("title: '[[Page|Aid]]'", {"title": "Aid"}),
        ("title: Aid\ndate: 2024-99-99 99:99:99", {"title": "Aid"}),
    ],
)
def test_values_of_every_shape_are_read(yaml: str, expected: dict[str, str]) -> None:
    front = split_front_matter(f"---\n{yaml}\n---\nThe text.")
    assert told(front.meta) == expected
    assert front.rest == "The text."


def test_a_note_beside_a_value_is_kept() -> None:
    front = split_front_matter("---\ndate: 2024-03-19\ndate_note: Inferred.\n---\nThe text.")
    assert front.meta.date is not None
    assert front.meta.date.note == "Inferred."


@pytest.mark.parametrize(
    ("yaml", "note"),
    [
        ("title: [open", "line 3"),
        ("title: Aid: it waits", "line 2"),
        ("\ttitle: Aid", "line 2"),
        ("a: &x 1\nb: *x", "line 3: aliases are not read"),
        ("a: !!python/name:os.system", "line 2"),
        ("date: !!timestamp 2024-99-99", "ValueError"),
        ("date: !!int x", "ValueError"),
        ("title: " + "[" * 5000, "RecursionError"),
        ("? [a]\n: b", "not read"),
        ("{a: b", "not read"),
    ],
)
def test_broken_yaml_gives_a_note_and_loses_no_text(yaml: str, note: str) -> None:
    text = f"---\n{yaml}\n---\nThe text."
    front = split_front_matter(text)
    assert front.rest == text
    assert front.meta == Metadata()
    assert front.notes[0].startswith("front matter not read: ")
    assert note in front.notes[0]
    assert "\n" not in front.notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "No front matter.\n---\ntitle: x\n---\n",
        "---\nnever closed\n\nThe text.",
        "---\nJust prose between rules.\n---\nThe text.",
        "----\ntitle: x\n----\n",
        "--- title: x ---\nThe text.",
        "---\n- a list\n- of things\n---\nThe text.",
        "---\n" + "x: " + "y" * 70_000 + "\n---\nThe text.",
        "",
        "---",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    front = split_front_matter(text)
    assert front.rest == text
    assert front.meta == Metadata()


def test_empty_front_matter_is_taken_off() -> None:
    assert split_front_matter("---\n---\nThe text.").rest == "The text."
    assert split_front_matter("---\n# a comment\n---\nThe text.").rest == "The text."


@cases(300)
@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#?,. \n\t0129<=~"), max_size=60) | texts)
def test_no_front_matter_breaks_the_reader_or_loses_the_text_below(yaml: str) -> None:
    front = split_front_matter(f"---\n{yaml}\n---\nThe text.")
    assert front.rest.endswith("The text.")
