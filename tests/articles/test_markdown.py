"""Markdown to text: what the markup says, and nothing of the markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.compose import compose
from reader.articles.formats.draft import Draft
from reader.articles.formats.markdown import MarkdownFormat
from reader.text.blocks import BlockKind
from reader.text.canonical import canonical
from tests.text.strategies import cases, texts

P, H, L, Q, V = (
    BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.VERBATIM,
)  # fmt: skip


def read(source: str) -> Draft:
    (draft,) = MarkdownFormat().read(source.encode())
    return draft


def shape(source: str) -> list[tuple[BlockKind, int, str]]:
    draft = read(source)
    assert draft.blocks is not None
    return [(b.kind, b.level, b.span.of(draft.text)) for b in draft.blocks]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**bold** and *italic* and ***both***", "bold and italic and both"),
        ("__bold__ and _italic_", "bold and italic"),
        ("~~struck~~ out", "struck out"),
        ("in`code * `side", "incode * side"),
        ("a [link](https://example.org 'title') b", "a link b"),
        ("a [link][ref] b\n\n[ref]: https://example.org", "a link b"),
        ("a <https://example.org/x> b", "a https://example.org/x b"),
        ("a ![picture of *x*](a.png) b", "a picture of x b"),
        ("[![alt](a.png)](b) c", "alt c"),
        ("[[Page]] and [[Page|shown]] and ![[embed.png]]", "Page and shown and embed.png"),
        ("soft\nbreak", "soft break"),
        ("hard  \nbreak", "hard\nbreak"),
        ("hard\\\nbreak", "hard\nbreak"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("an <em>old</em> <!-- hidden --> tag", "an old  tag"),
        ("&copy; &amp; &#8212; &nbsp;x", "© & — \u00a0x"),
        (r"\*not bold\* \# \[x\]", "*not bold* # [x]"),
        ("1 * 2 * 3 and snake_case_name", "1 * 2 * 3 and snake_case_name"),
        ("[not a link] and [x] (y)", "[not a link] and [x] (y)"),
        ("a < b > c & d", "a < b > c & d"),
        ("Title\n=====", "Title"),
        ("# Title #", "Title"),
        ("---\n\ntext\n\n***", "text"),
        ("<div>\nOne\n</div>\n<p>Two</p><p>Three &amp; four</p>", "One\n\nTwo\n\nThree & four"),
        ("<!-- hidden\n\nlines -->\n\nseen", "seen"),
        ("<script>\nalert(1)\n</script>\n\nseen", "seen"),
        ("<style>p {}</style>\n\nseen", "seen"),
        ("e\u0301 **e**\u0301", "é é"),
        # emphasis beside ideographs, where CommonMark alone leaves the stars
        ("**「強調」**は", "「強調」は"),
        ("他说：**“停！”**然后走了", "他说：“停！”然后走了"),
        ("これは**強調。**です", "これは強調。です"),
        ("**Rafah（拉法）**位于", "Rafah（拉法）位于"),
        ("한국어**(강조)**는", "한국어(강조)는"),
        ("以色列**总理**表示", "以色列总理表示"),
    ],
)
def test_markup_says_what_it_says(source: str, text: str) -> None:
    assert read(source).text == text


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("# One\n\n### Two\n\ntext", [(H, 1, "One"), (H, 3, "Two"), (P, 0, "text")]),
        ("- a\n- b", [(L, 1, "• a"), (L, 1, "• b")]),
        ("* a\n\n* b", [(L, 1, "• a"), (L, 1, "• b")]),
        ("3. a\n4. b\n7. c", [(L, 1, "3. a"), (L, 1, "4. b"), (L, 1, "5. c")]),
        ("0. a", [(L, 1, "0. a")]),
        (
            "- a\n  - b\n    1. c\n- d",
            [(L, 1, "• a"), (L, 2, "• b"), (L, 3, "1. c"), (L, 1, "• d")],
        ),
        ("- a\n\n  b\n- c", [(L, 1, "• a"), (L, 1, "b"), (L, 1, "• c")]),
        ("- a\n-\n\ntext", [(L, 1, "• a"), (P, 0, "text")]),
        ("- [ ] a\n- [x] b", [(L, 1, "• [ ] a"), (L, 1, "• [x] b")]),
        ("> a\n> b\n>\n> c", [(Q, 1, "a b"), (Q, 1, "c")]),
        ("> a\n>> b", [(Q, 1, "a"), (Q, 2, "b")]),
        ("> # a\n> - b", [(H, 1, "a"), (L, 1, "• b")]),
        ("```py\nx = 1\n\n  y\n```", [(V, 0, "x = 1\n\n  y")]),
        ("    code\n\ttab", [(V, 0, "code\ntab")]),
        ("```\n\tx\n```", [(V, 0, "    x")]),
        ("```\n**not bold** &amp;\n```", [(V, 0, "**not bold** &amp;")]),
        ("```\n\n```\n\na", [(P, 0, "a")]),
        (
            "| a | b |\n|---|---|\n| 1 | **2** |\n| 3 | |",
            [(V, 0, "a | b\n1 | 2\n3 |")],
        ),
        ("a  \nb", [(V, 0, "a\nb")]),
        ("a\n\n\n\nb", [(P, 0, "a"), (P, 0, "b")]),
        ("", []),
    ],
)
def test_blocks_are_what_the_markup_makes_them(
    source: str, blocks: list[tuple[BlockKind, int, str]]
) -> None:
    if not source:
        assert read(source).text == ""
        return
    assert shape(source) == blocks


def test_markers_hang() -> None:
    draft = read("- a\n\n  more\n\n12. b\n\ntext")
    assert [b.hang for b in draft.blocks or ()] == [2, 0, 4, 0]


def test_items_of_a_list_stand_on_lines_of_their_own_and_the_rest_apart() -> None:
    assert read("a\n\n- b\n- c\n\nd").text == "a\n\n• b\n• c\n\nd"


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("# Aid *waits*\n\ntext", "Aid waits"),
        ("## Aid waits\n\ntext", "Aid waits"),
        ("A kicker\n\n# Aid waits\n\ntext", "Aid waits"),
        ("---\ntitle: Chosen\n---\n# Aid waits\n\ntext", "Chosen"),
        ("text of a lead, and more of it than of any heading\n\n## Sub\n\nmore", None),
    ],
)
def test_the_title_is_the_front_matters_or_that_of_the_heading_above(
    source: str, title: str | None
) -> None:
    draft = read(source)
    assert (draft.meta.title.text if draft.meta.title else None) == title


def test_a_text_without_a_heading_is_called_by_its_first_words() -> None:
    article = compose(
        read("text of a lead, and more of it than of any heading\n\n## Sub\n\nmore"), "a.md"
    )
    assert article.title == "text of a lead, and more of it than of any heading"
    assert article.boilerplate == ()


@pytest.mark.parametrize("source", [">" * 60 + " deep", "- " * 60 + "deep", "[" * 30_000 + " deep"])
def test_what_is_too_deep_for_the_parser_is_kept_as_plain_text(source: str) -> None:
    draft = read(f"**first**\n\n{source}\n")
    assert "deep" in draft.text
    assert draft.blocks is None
    assert draft.notes == ("too much markup, or nested too deeply: read as plain text",)


def test_nesting_of_a_dozen_is_read() -> None:
    assert shape(">" * 12 + " a") == [(Q, 12, "a")]
    ladder = "\n".join("  " * n + "- x" for n in range(12))
    assert [level for _, level, _ in shape(ladder)] == list(range(1, 13))


_MARKUP = (
    "# ", "- ", "1. ", "> ", "```\n", "    ", "\n", "\n\n", "  \n", "**", "*", "_", "`", "[",
    "](x)", "![", "<!--", "-->", "<p>", "<br>", "</p>",
    "|", "|-|-|\n", "&amp;", "&#xfeff;", "&#13;", "\\",
    "---\n", "word", "加沙", "é", "“",
)  # fmt: skip


@cases(400)
@given(st.lists(st.sampled_from(_MARKUP), max_size=40).map("".join) | texts)
def test_blocks_cover_the_text_of_any_markup(source: str) -> None:
    try:
        draft = read(source)
    except ValueError:
        return  # refused as binary: it holds NULs
    assert canonical(draft.text) == draft.text
    if draft.blocks is None:
        return
    at = 0
    for block in draft.blocks:
        start, end = block.span
        assert at <= start < end
        assert not draft.text[at:start].strip()
        assert block.span.of(draft.text).strip()
        assert not draft.text[end - 1].isspace()
        assert block.kind is V or not draft.text[start].isspace()
        at = end
    assert at == len(draft.text)


@cases(200)
@given(
    st.lists(st.sampled_from(("one", "two", "加沙", "é", "U.S.")), min_size=1, max_size=8),
    st.data(),
)
def test_words_come_through_whatever_they_are_dressed_in(
    words: list[str], data: st.DataObject
) -> None:
    dress = ("**{}**", "*{}*", "[{}](x)", "`{}`", "~~{}~~", "{}", "<b>{}</b>", "***{}***")
    source = " ".join(data.draw(st.sampled_from(dress)).format(word) for word in words)
    assert read(source).text == " ".join(words)
