"""Web pages as the real programs write them (``files/pages.py``), and notes as editors do."""

from __future__ import annotations

import re

import pytest

from reader.articles.article import Metadata
from reader.articles.formats import installed
from reader.articles.formats.draft import Draft
from reader.articles.formats.markdown import MarkdownFormat
from reader.articles.formats.webpage import WebPageFormat
from tests.articles import known
from tests.articles.files.pages import HERE

HEADINGS = [text for head, text in known.passages() if head]
TITLE = "Netanyahu Vows to Enter Rafah but Will Send Officials to Washington"


def told(meta: Metadata) -> dict[str, str]:
    names = ("title", "author", "date", "source", "language")
    return {name: value.text for name in names if (value := getattr(meta, name))}


def page(name: str) -> Draft:
    (draft,) = WebPageFormat().read((HERE / f"{name}.html").read_bytes())
    return draft


@pytest.mark.parametrize("ours", [True, False], ids=["alone", "with what is installed"])
@pytest.mark.parametrize("name", ["pandoc", "libreoffice", "chromium"])
def test_the_words_and_headings_of_a_page_come_through(
    name: str, ours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if ours:
        monkeypatch.setattr(installed, "find_spec", lambda _name: None)
    draft = page(name)
    assert known.kept(draft) >= 0.98
    assert all(f"\n{heading}\n" in draft.text for heading in HEADINGS)
    for around in ("312", "Advertisement", "Related", "Most read", "rights res", "Share on"):
        assert around not in draft.text
    assert not re.search(r"<[a-z/]|&\w+;", draft.text)


def test_pages_tell_of_themselves_what_their_programs_wrote() -> None:
    assert told(page("pandoc").meta) == {"title": TITLE, "date": "2024-03-19"}
    assert told(page("libreoffice").meta) == {
        "title": TITLE,
        "date": "2024-03-19",
        "language": "en",
    }
    assert told(page("chromium").meta) == {
        "title": "A team to Washington",
        "author": "Leila Noor",
        "date": "2024-03-19",
        "source": "The Harbour Times",
        "language": "en-GB",
    }


OBSIDIAN = """---
title: "A team to Washington"
aliases: [team, Washington]
tags:
  - rafah
source: "[[The Harbour Times]]"
author:
  - "[[Leila Noor]]"
created: 2024-03-19T10:00
url: https://harbour.example/a
---
> [!quote] What was said
> We wait.

BODY

See [[Rafah|the city]] and ![[map.png]]. #rafah
"""
ZETTLR = """---
title: A team to Washington
author:
  - Leila Noor
date: 2024-03-19
lang: en-GB
keywords: [rafah]
...

BODY

As was said [@noor2024, p. 3].
"""


@pytest.mark.parametrize("note", [OBSIDIAN, ZETTLR], ids=["Obsidian", "Zettlr"])
def test_a_note_of_an_editor_comes_through(note: str) -> None:
    body = "\n\n".join(f"## {text}" if head else text for head, text in known.passages())
    (draft,) = MarkdownFormat().read(note.replace("BODY", body).encode())
    assert known.kept(draft) >= 0.98
    found = told(draft.meta)
    assert (found["title"], found["author"]) == ("A team to Washington", "Leila Noor")
    assert found["date"].startswith("2024-03-19")
    assert "[[" not in draft.text
    assert "---" not in draft.text
