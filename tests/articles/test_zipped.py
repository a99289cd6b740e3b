"""EPUB, Word and OpenDocument as the real programs write them; see ``files/make.py``."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from reader.articles.compose import compose
from reader.articles.formats import format_of
from reader.articles.formats.draft import Draft
from reader.articles.formats.markdown import MarkdownFormat
from reader.text.blocks import BlockKind
from tests.articles.files.make import HERE, SEED

CROSSING = """
# A crossing and its hours

The crossing opened at dawn, and closed at noon.[1]

## What the drivers said

> We waited for two days, and nobody told us why.

They asked for:

• water
• fuel
1. for the lorries
2. for the generators
• a list of hours

A line with a link and code.[2]

Day | Lorries
Monday | 12
Tuesday | 30

verbatim line one
  verbatim line two
"""
REVISED = """
# A crossing and its hours

The crossing opened at dawn, as it had not for a week, and closed at noon.[1]

One half of a line and its other half.

## What the drivers said

> We waited for two days, and nobody told us why.

They asked for:

• water
• fuel
a) for the lorries
b) for the generators
1. first the sick
2. then the rest

Between the two lists of the drivers.

3. last the press

A line with a link, a tab and
a break.[2]

A box beside the text.

Day | Lorries
Monday | 12

set hours
  from dawn

Written on page N.

[1] The guards’ own log says 11.40.
[2] An endnote, of two paragraphs.
This is the other.
"""


def drafts(name: str) -> list[Draft]:
    form = format_of(name)
    assert form is not None
    return list(form.read((HERE / name).read_bytes()))


def told(draft: Draft) -> dict[str, str]:
    meta = draft.meta
    names = ("title", "author", "date", "source", "url", "language")
    return {name: value.text for name in names if (value := getattr(meta, name))}


def marked(draft: Draft) -> str:
    """The text with its headings and quotations marked as in Markdown."""
    assert draft.blocks is not None
    text = draft.text
    for block in reversed(draft.blocks):
        sign = {BlockKind.HEADING: "#" * block.level + " ", BlockKind.QUOTE: "> "}.get(block.kind)
        text = f"{text[: block.span.start]}{sign or ''}{text[block.span.start :]}"
    return text


@pytest.mark.parametrize("name", ["pandoc.docx", "pandoc.odt", "pandoc-2.epub", "pandoc-3.epub"])
def test_what_pandoc_writes_is_read_whole_and_in_order(name: str) -> None:
    (draft,) = drafts(name)
    text = marked(draft)
    notes = ("The guards’ own log says 11.40.", "Second note, with stress.")
    number = "{}. " if name.endswith("epub") else "[{}] "
    expected = CROSSING + "\n" + "".join(f"{number.format(n)}{t}\n" for n, t in enumerate(notes, 1))
    if not name.endswith("epub"):  # as paragraphs below the title; an EPUB has a page for them
        expected = expected.replace(
            "hours\n", "hours\n\nLeila Noor\n\nJonas Peter\n\n2024-03-19\n", 1
        )
    assert text == expected.strip()
    assert told(draft) == {
        "title": "A crossing and its hours",
        "author": "Leila Noor, Jonas Peter",
        "date": "2024-03-19",
        "source": "The Harbour Times",
        "language": "en-GB",
    }
    assert not draft.notes


@pytest.mark.parametrize("name", ["libreoffice.docx", "libreoffice.odt", "crossing.fodt"])
def test_what_libreoffice_writes_is_read_as_it_stands_with_its_changes_accepted(name: str) -> None:
    """With notes, lists, a table, a text box; without deleted and hidden words, heads, comments."""
    (draft,) = drafts(name)
    assert re.sub(r"on page \d+", "on page N", marked(draft)) == REVISED.strip()
    assert told(draft) == {
        "title": "A crossing and its hours",
        "author": "Leila Noor",
        "date": "2024-03-19",
        "source": "The Harbour Times",
        "language": "en-GB",
    }
    assert draft.meta.date is not None
    assert draft.meta.date.note == "when the file was made"


def test_deletions_that_a_flat_file_keeps_in_place_are_left_out() -> None:
    source = (HERE / "crossing.fodt").read_text("utf-8")
    inline = '<text:change-start text:change-id="c1"/>{}<text:change-end text:change-id="c1"/>'
    source = source.replace('<text:change text:change-id="c1"/>', inline.format(" (deleted words)"))
    form = format_of("x.fodt")
    assert form is not None
    (draft,) = form.read(source.encode())
    assert "The crossing opened at dawn" in draft.text


@pytest.mark.parametrize("name", ["seed.docx", "seed.odt", "seed.epub"])
def test_an_article_keeps_its_words_in_order_through_the_programs(name: str) -> None:
    (original,) = MarkdownFormat().read(SEED.read_bytes())
    (draft,) = drafts(name)
    words, found = (re.findall(r"\w+", d.text) for d in (original, draft))
    matcher = difflib.SequenceMatcher(None, words, found, autojunk=False)
    assert sum(m.size for m in matcher.get_matching_blocks()) >= 0.98 * len(words)
    assert len(found) <= 1.02 * len(words) + 20  # the title and the date, which stand above
    assert not re.search(r"</?\w|&\w+;|\w+:\w+=", draft.text)
    assert told(draft)["title"] == "Why a Delayed Attack on Rafah Is Not a Canceled One"
    assert told(draft)["date"] == "2024-03"


def test_news_that_calibre_downloaded_are_an_article_each() -> None:
    found = drafts("calibre-news.epub")
    assert [told(draft)["title"] for draft in found] == [
        "A crossing and its hours", "The price of fuel", "The ferry is back",
    ]  # fmt: skip
    assert {told(draft)["author"] for draft in found} == {"Leila Noor"}
    assert {told(draft)["source"] for draft in found} == {"The Harbour Times"}
    assert {draft.meta.date.note for draft in found if draft.meta.date} == {"of the issue"}
    assert found[0].text == (
        "Headline one\n\nBy Leila Noor\n\nFirst paragraph of one, with a “quotation” & more.\n\n"
        "Second paragraph of one."
    )
    assert [compose(draft, "a").meta.language for draft in found] == [found[0].meta.language] * 3


def test_a_book_of_calibre_is_one_article() -> None:
    (draft,) = drafts("calibre-book.epub")
    assert told(draft) == {
        "title": "One", "author": "Leila Noor, Jonas Peter", "date": "2024-03-19",
        "source": "The Harbour Times", "language": "en",
    }  # fmt: skip


def test_the_files_stay_small() -> None:
    assert sum(f.stat().st_size for f in Path(HERE).iterdir() if f.is_file()) < 300_000
