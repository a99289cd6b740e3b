"""PDF: what Chromium and LibreOffice write is read as text; what is made to break a reader is not.

See ``files/make.py`` for how the files are made.
"""

from __future__ import annotations

import difflib
import io
import random
import re
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.articles.article import Metadata
from reader.articles.compose import compose
from reader.articles.formats import end_reading, pdf
from reader.articles.formats.draft import Draft
from reader.articles.formats.installed import has_pdf_reader
from reader.articles.formats.markdown import MarkdownFormat
from reader.articles.formats.pdf import PdfFormat
from reader.articles.formats.pdf_child import is_slow
from reader.articles.formats.pdf_head import metadata
from reader.articles.formats.pdf_page import Line, page_of_lines
from reader.text.blocks import BlockKind
from tests.articles.files.make import HERE, SEED

needs_pypdf = pytest.mark.skipif(not has_pdf_reader(), reason="pypdf is not installed")


def read(raw: bytes) -> list[Draft]:
    return list(PdfFormat().read(raw))


def told(draft: Draft) -> dict[str, str]:
    meta = compose(draft, "a.pdf").meta
    names = ("title", "author", "date", "source", "url", "language")
    return {name: value.text for name in names if (value := getattr(meta, name))}


def blocks(draft: Draft, kind: BlockKind) -> list[str]:
    return [b.span.of(draft.text) for b in draft.blocks or () if b.kind is kind]


@needs_pypdf
@pytest.mark.parametrize("name", ["chromium", "libreoffice"])
def test_a_printed_article_is_read_whole_with_its_paragraphs_and_headings(name: str) -> None:
    (known,) = MarkdownFormat().read(SEED.read_bytes())
    (draft,) = read((HERE / f"{name}.pdf").read_bytes())
    words = known.text.split()
    found = difflib.SequenceMatcher(None, words, draft.text.split(), autojunk=False)
    kept = sum(block.size for block in found.get_matching_blocks())
    assert kept >= 0.995 * len(words)
    headings = blocks(known, BlockKind.HEADING)
    assert blocks(draft, BlockKind.HEADING)[-len(headings) :] == headings
    paragraphs = set(blocks(known, BlockKind.PARAGRAPH))
    alike = paragraphs.intersection(blocks(draft, BlockKind.PARAGRAPH))
    assert len(alike) >= 0.9 * len(paragraphs)
    assert not re.search("Harbour Times|Page \\d|[\u00ad\u2010\ufb00-\ufb06]", draft.text)


@needs_pypdf
def test_what_the_text_says_of_itself_goes_before_what_the_program_wrote() -> None:
    (chromium,) = read((HERE / "chromium.pdf").read_bytes())
    assert told(chromium) == {
        "title": "A delay is not a retreat",  # and not “Report.docx”
        "author": "Leila Noor",
        "date": "2024-03-19",
        "language": "en",
    }
    dimmed = [span.of(chromium.text) for span in chromium.boilerplate]
    assert dimmed == ["By Leila Noor", "March 19, 2024"]
    (libreoffice,) = read((HERE / "libreoffice.pdf").read_bytes())
    assert told(libreoffice)["title"] == "Why a Delayed Attack on Rafah Is Not a Canceled One"


@needs_pypdf
def test_of_a_file_cut_short_the_pages_that_are_there_are_read() -> None:
    (draft,) = read((HERE / "chromium.pdf").read_bytes()[:-2000])
    assert "It has not come, and the wait has set off speculation" in draft.text
    assert draft.notes == ("broken or cut short, and its pages read as far as they are there",)


def test_junk_of_programs_is_no_metadata() -> None:
    properties = {"/Title": "Microsoft Word - x.doc", "/Author": "Administrator"}
    assert metadata(properties, Metadata()) == Metadata()
    found = metadata(
        {"/Title": "On Aid", "/Author": "A B", "/CreationDate": "D:202403"}, Metadata()
    )
    assert [v and v.text for v in (found.title, found.author, found.date)] == [
        "On Aid",
        "A B",
        "2024-03",
    ]
    assert found.date
    assert found.date.note == "when the file was made"


def lines(*texts: str, x: float = 50, size: float = 10, bold: bool = False) -> list[Line]:
    return [Line(text, x, 700 - 12 * n, size, bold) for n, text in enumerate(texts)]


FIRST = (
    "A long first line of a paragraph with an interesting word, and a well-known one, and a fine "
    "well-known one; it ends here."
)


def test_lines_become_paragraphs_by_their_places() -> None:
    page = page_of_lines(
        [
            [
                *lines("The Times 3"),
                *(line._replace(y=650 - 12 * n) for n, line in enumerate(lines(
                    "A long first line of a paragraph with an inter-",
                    "esting word, and a well-known one, and a \ufb01ne well-",
                    "known one; it ends here.",
                ))),
                Line("The second is drawn in and goes on over the pa-", 62, 614, 10, False),
            ],
            [
                *lines("The Times 4"),
                *(line._replace(y=650 - 12 * n) for n, line in enumerate(lines(
                    "ge as one. It ends before it.",
                    "So this is another one, which is long enough for it.",
                ))),
                Line("• An item", 62, 610, 10, False),
                Line("that goes on", 70, 598, 10, False),
                Line("• Another", 62, 586, 10, False),
                Line("Bold Words Above", 50, 560, 10, True),
                Line("Text below them that is long enough to be a line.", 50, 548, 10, False),
                Line("Larger", 50, 520, 14, False),
                Line("- 4 -", 300, 30, 10, False),
            ],
            lines("The Times 5"),
        ]
    )  # fmt: skip
    assert [(b.kind.value[:4], b.span.of(page.text)) for b in page.blocks] == [
        ("para", FIRST),
        ("para", "The second is drawn in and goes on over the page as one. It ends before it."),
        ("para", "So this is another one, which is long enough for it."),
        ("item", "• An item that goes on"),
        ("item", "• Another"),
        ("head", "Bold Words Above"),
        ("para", "Text below them that is long enough to be a line."),
        ("head", "Larger"),
    ]  # fmt: skip


# -- files made to break a reader -----------------------------------------------------------------


def made(*objects: bytes) -> bytes:
    """A PDF of these objects; the first is its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + tail


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), more, data)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def drawn(data: bytes, more: bytes = b"", resources: bytes = b"/Font<</F 5 0 R>>") -> bytes:
    """A PDF of one page that is drawn so."""
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<%b>>>>" % resources
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return made(CATALOGUE, pages, page, stream(data, more), FONT)


WORDS = drawn(b"BT /F 12 Tf 50 700 Td (Words of a page) Tj ET")
FLATE = b"/Filter/FlateDecode"


@needs_pypdf
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"Words.", "not a PDF"),
        (b"%PDF-1.7\n", "not a PDF that can be read"),
        (drawn(b""), "no text in it"),
        (drawn(zlib.compress(bytes(300_000_000), 9), FLATE), "no text in it"),
        (drawn(b"", b"", b"/XObject<</I<</Subtype/Image>>>>"), "no text in it, only pictures"),
        (made(CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "not a PDF that can be read"),
        (made(CATALOGUE, b"<</Type/Pages/Kids[]/Count 999999999>>"), "no text in it"),
        (made(CATALOGUE, b"[" * 100_000), "nested too deeply"),
        (WORDS.replace(b"/Size", b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<00>/U<00>>>/Size"),
         "encrypted|not a PDF that can be read"),
        ((HERE / "chromium.pdf").read_bytes()[:20_000], "fonts do not name their letters"),
    ],
    ids=["words", "head", "empty", "bomb", "scan", "loop", "count", "deep", "encrypted", "cut"],
)  # fmt: skip
def test_a_pdf_without_text_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read(raw)


@needs_pypdf
@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_opens_where_it_needs_no_password(password: str) -> None:
    from pypdf import PdfWriter

    writer, out = PdfWriter(clone_from=io.BytesIO(WORDS)), io.BytesIO()
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(out)
    if password:
        with pytest.raises(ValueError, match="encrypted: it opens only with a password"):
            read(out.getvalue())
    else:
        assert read(out.getvalue())[0].text == "Words of a page"


@needs_pypdf
def test_a_reader_that_was_ended_is_begun_anew_for_the_next_file() -> None:
    reader = pdf._CHILD
    assert read(WORDS + b"\n")[0].text == "Words of a page"
    process = reader._process
    assert process
    process.kill()
    process.wait()
    assert read(WORDS + b"\n\n")[0].text == "Words of a page"
    assert reader._process is not process


BUSY = drawn(zlib.compress(b"BT /F 12 Tf (x) Tj ET " * 2_000_000, 9), FLATE)


@needs_pypdf
def test_a_file_that_takes_too_long_ends_its_reader_and_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "_WAIT", 0.1)
    with pytest.raises(ValueError, match="takes too long"):
        read(BUSY)


@pytest.mark.parametrize(
    ("seconds", "pages", "slow"), [(2.9, 1, False), (3.1, 1, True), (9, 400, False), (9, 80, True)]
)
def test_of_pages_slower_than_any_written_to_be_read_those_of_three_seconds_are_read(
    seconds: float, pages: int, slow: bool
) -> None:
    assert is_slow(seconds, pages) == slow
    assert not is_slow(seconds, 0)


@needs_pypdf
def test_who_leaves_waits_for_no_file_and_what_was_read_is_kept() -> None:
    reader = pdf._CHILD
    assert read(WORDS)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(read, BUSY)
        while not waiting.done():  # it may not have begun
            end_reading()
            time.sleep(0.05)
        with pytest.raises(ValueError, match="takes too long"):
            waiting.result()
    reader.end()
    assert read(WORDS)[0].text == "Words of a page"
    assert reader._process is None


def test_without_pypdf_one_line_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "has_pdf_reader", lambda: False)
    with pytest.raises(ValueError, match=re.escape("pip install 'rafah-reader[pdf]'")):
        read(WORDS)


@needs_pypdf
def test_any_change_of_a_pdf_gives_drafts_or_a_reason() -> None:
    rng = random.Random(7)
    changes: list[Callable[[bytearray, int], None]] = [
        lambda raw, at: raw.__delitem__(slice(at, at + rng.randrange(200))),
        lambda raw, at: raw.__setitem__(at, rng.randrange(256)),
        lambda raw, at: raw.__setitem__(slice(at, at), rng.choice([b"<<", b"]", b"0 R", b"999"])),
    ]
    for _ in range(40):
        raw = bytearray(WORDS)
        for _ in range(rng.randrange(1, 6)):
            rng.choice(changes)(raw, rng.randrange(len(raw)))
        reason, drafts = "", []
        try:
            drafts = read(bytes(raw))
        except ValueError as error:
            reason = str(error)
        assert bool(drafts) != bool(reason)
        assert "\n" not in reason
