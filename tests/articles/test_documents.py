"""What Word, Google Docs and old programs put into documents, in the markup they write."""

from __future__ import annotations

from reader.articles.formats.draft import Draft
from reader.text.blocks import BlockKind
from tests.articles.test_zip_guards import CONTAINER, W, book, document, open_text, read, zipped
from tests.articles.test_zipped import marked, told

OPF = "http://www.idpf.org/2007/opf"


def word(body: str, **others: str) -> Draft:
    parts = {f"word/{name}.xml": f'<w:x xmlns:w="{W}">{x}</w:x>' for name, x in others.items()}
    (draft,) = read("a.docx", zipped({"word/document.xml": document(body)} | parts))
    return draft


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def style(key: str, inner: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}">{inner}</w:style>'


def test_headings_are_known_by_name_level_and_base_whatever_the_language() -> None:
    styles = (
        style("berschrift1", '<w:name w:val="heading 1"/>')
        + style("Mine", '<w:name w:val="My own"/><w:basedOn w:val="berschrift1"/>')
        + style("Deep", '<w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("Loop", '<w:name w:val="Loop"/><w:basedOn w:val="Loop"/>')
        + style("Zitat", '<w:name w:val="Quote"/>')
        + style("TOC1", '<w:name w:val="toc 1"/>')
    )
    draft = word(
        p("One", '<w:pStyle w:val="berschrift1"/>')
        + p("Two", '<w:pStyle w:val="Mine"/>')
        + p("Three", '<w:pStyle w:val="Deep"/>')
        + p("Four", '<w:outlineLvl w:val="3"/>')
        + p("No heading", '<w:pStyle w:val="Deep"/><w:outlineLvl w:val="9"/>')
        + p("Plain", '<w:pStyle w:val="Loop"/>')
        + p("Said", '<w:pStyle w:val="Zitat"/>')
        + p("Contents 12", '<w:pStyle w:val="TOC1"/>'),
        styles=styles,
    )
    assert marked(draft) == (
        "# One\n\n# Two\n\n### Three\n\n#### Four\n\nNo heading\n\nPlain\n\n> Said"
    )


def test_words_are_read_once_and_only_those_that_are_seen() -> None:
    def run(words: str, properties: str = "") -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{p('A box.')}</w:txbxContent>"
    alternatives = (
        f"<w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    instruction = '<w:r><w:instrText> REF x \\* "gone" </w:instrText></w:r>'
    nested = mark("begin") + run("gone") + mark("end")
    field = mark("begin") + instruction + nested + mark("separate") + run("shown") + mark("end")
    shown = '<w:vanish w:val="0"/>'
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    draft = word(
        f"<w:p>{run('One ')}{field}{run(' gone', '<w:vanish/>')}"
        f"{run(' two', shown)}{alternatives}"
        f"<w:del>{run(' gone')}</w:del><w:ins>{run(' three')}</w:ins>"
        '<w:r><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/><w:softHyphen/></w:r>'
        f"{run('four')}</w:p>"
        + control.format("<w:showingPlcHdr/>", p("Click to enter text"))
        + control.format(
            '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
            p("Contents"),
        )
        + control.format("", p("Five"))
        + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Six </w:t></w:r></w:p>"
        + p("and seven")
    )
    assert draft.text == "One shown two three-four\n\nA box.\n\nFive\n\nSix and seven"


def test_lists_count_as_word_counts_them() -> None:
    def item(words: str, number: int, level: int = 0) -> str:
        return p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    def level(n: int, kind: str, text: str, start: int = 1) -> str:
        return (
            f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    levels = level(0, "decimal", "%1.", 3) + level(1, "lowerRoman", "(%1%2)")
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    draft = word(
        item("a", 1) + item("b", 1, 1) + item("c", 1, 1) + item("d", 1) + item("e", 1, 1)
        + item("f", 2) + item("g", 0) + item("h", 99),
        numbering=numbering,
    )  # fmt: skip
    assert draft.text == ("3. a\n(3i) b\n(3ii) c\n4. d\n(4i) e\n1. f\n\ng\n\nh")


def test_a_table_of_data_is_lines_and_one_for_the_looks_its_paragraphs() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        def cells(row: tuple[str, ...]) -> str:
            return "".join(f"<w:tc>{c}</w:tc>" for c in row)

        return f"<w:tbl>{''.join(f'<w:tr>{cells(row)}</w:tr>' for row in rows)}</w:tbl>"

    data = table((p("Day"), p("Lorries")), (p("Monday"), p("1") + p("2")))
    looks = table((p("Left"), data), (p("long " * 100), p("")))
    draft = word(data + p("Between") + looks)
    lines = "Day | Lorries\nMonday | 1 2"
    assert draft.text == f"{lines}\n\nBetween\n\nLeft\n\n{lines}\n\n{('long ' * 100).strip()}"
    assert draft.blocks is not None
    assert [b.kind for b in draft.blocks][:2] == [BlockKind.VERBATIM, BlockKind.PARAGRAPH]


def test_properties_that_programs_wrote_are_not_taken_for_a_person_s() -> None:
    core = (
        "<cp:c xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'"
        " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'>"
        "<dc:title>Microsoft Word - draft.doc</dc:title><dc:creator>{}</dc:creator>"
        "<dcterms:modified>2024-03-19T23:00:00Z</dcterms:modified></cp:c>"
    )
    texts = document(p("Aid waits at the crossing", '<w:outlineLvl w:val="0"/>') + p("Words."))
    for person, author in (("Microsoft Office User", None), ("A B;C D", "A B, C D")):
        members = {"word/document.xml": texts, "docProps/core.xml": core.format(person)}
        (draft,) = read("a.docx", zipped(members))
        found = told(draft)
        assert found["title"] == "Aid waits at the crossing"
        assert found.get("author") == author
        assert found["date"] == "2024-03-19"
        assert draft.meta.date is not None
        assert draft.meta.date.note == "when the file was changed last"


def test_hidden_parts_of_an_open_document_are_left_out() -> None:
    body = (
        "<office:body><office:text><text:section text:display='none'><text:p>gone</text:p>"
        "</text:section><text:table-of-content><text:p>gone</text:p></text:table-of-content>"
        "<text:p>One<text:hidden-text>gone</text:hidden-text> and <text:ruby><text:ruby-base>two"
        "</text:ruby-base><text:ruby-text>gone</text:ruby-text></text:ruby></text:p>"
        "</office:text></office:body>"
    )
    (draft,) = read("a.odt", open_text(body))
    assert draft.text == "One and two"


def test_a_document_of_a_book_is_read_as_xhtml_and_in_the_order_of_the_spine() -> None:
    page = (
        "<?xml version='1.0'?><html xmlns:epub='x'><head><title/><script src='x.js'/></head><body>"
        "<p id='a'/><h1>One</h1><nav><p>gone</p></nav><p>Words<a epub:type='noteref'>1</a> "
        "<span epub:type='pagebreak'>12</span>here<![CDATA[ & <there>]]></p><div/></body></html>"
    )
    members = {
        "META-INF/container.xml": CONTAINER,
        "b/p.opf": f"<package xmlns='{OPF}'><manifest><item id='c' href='c.xhtml'/>"
        "<item id='n' href='n.xhtml' properties='nav'/><item id='x' href='t/%C3%A9.xhtml'/>"
        "<item id='y' href='y.xhtml'/><item id='z' href='z.xhtml'/></manifest>"
        "<spine><itemref idref='c'/><itemref idref='n'/>"
        "<itemref idref='y' linear='no'/><itemref idref='x'/><itemref idref='z'/></spine>"
        "<guide><reference type='cover' href='c.xhtml'/></guide></package>",
        "b/c.xhtml": "<p>A cover</p>",
        "b/n.xhtml": "<p>Contents</p>",
        "b/t/é.xhtml": page,
        "b/y.xhtml": "<aside epub:type='footnote'><sup><a href='#a'>1</a></sup>A note</aside>",
        "b/z.xhtml": "<h2>Contents</h2><ul><li><a href='y.xhtml'>One</a></li></ul>",
    }
    (draft,) = read("a.epub", zipped(members))
    assert not draft.notes
    assert marked(draft) == "# One\n\nWords[1] here & <there>\n\n[1] A note"


def test_an_epub_is_several_articles_only_where_it_says_so() -> None:
    pages = {
        f"{name}.xhtml": f"<h1>{name}</h1><p>By</p><p class='article__url'><a href='https://e.org/"
        f"{name}'>x</a></p><p>Words of {name}.</p>"
        for name in ("one", "two")
    }
    found = read("percollate.epub", book(pages))
    assert [(told(d)["title"], told(d)["url"]) for d in found] == [
        ("one", "https://e.org/one"), ("two", "https://e.org/two"),
    ]  # fmt: skip
    pages["two.xhtml"] = "<h1>two</h1><p>A chapter.</p>"
    assert len(read("book.epub", book(pages))) == 1
    kindle = {
        "META-INF/container.xml": CONTAINER,
        "b/p.opf": "<package><manifest><item id='n' href='toc.ncx'/><item id='s' href='s.html'/>"
        "<item id='a' href='a.html'/><item id='a2' href='a2.html'/><item id='b' href='b.html'/>"
        "</manifest><spine toc='n'><itemref idref='s'/><itemref idref='a'/><itemref idref='a2'/>"
        "<itemref idref='b'/></spine></package>",
        "b/toc.ncx": '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://x/ncx.dtd"><ncx>'
        "<navPoint class='section'><navLabel><text>World</text></navLabel><content src='s.html'/>"
        "<navPoint class='article'><navLabel><text>First</text></navLabel><content src='a.html#x'/>"
        "</navPoint><navPoint class='article'><navLabel><text>Second</text></navLabel>"
        "<content src='b.html'/></navPoint></navPoint></ncx>",
        "b/s.html": "<p>A list of articles</p>",
        "b/a.html": "<p>One</p>",
        "b/a2.html": "<p>goes on</p>",
        "b/b.html": "<p>Two</p>",
    }
    found = read("kindle.epub", zipped(kindle))
    assert [(told(d)["title"], d.text) for d in found] == [
        ("First", "One\n\ngoes on"), ("Second", "Two"),
    ]  # fmt: skip
