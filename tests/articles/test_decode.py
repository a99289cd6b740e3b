"""Which encoding a file is in, and what could not be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.decode import NotTextError, decode
from tests.text.strategies import cases

ENGLISH = "The White House said on Monday that it was evaluating the response."
FRENCH = "Le café est fermé à Genève, disait-il déjà hier à midi, et l’été n’y fait rien."
GERMAN = "Die Brücke über den Fluss ist größer, als ältere Leute es für möglich hielten."
SPANISH = "El niño preguntó: ¿por qué mañana no habrá más pan en la región?"
RUSSIAN = (
    "Премьер-министр заявил в четверг, что страна может сражаться одна, если это будет необходимо. "
    "Переговоры в Каире продолжаются, но стороны не пришли к соглашению."
)
POLISH = (
    "Rząd zapowiedział, że będzie prowadził rozmowy, choć wciąż nie wiadomo, kiedy się zaczną. "
    "Żaden z ministrów nie chciał powiedzieć, dlaczego granica została zamknięta."
)
JAPANESE = (
    "首相は木曜日、必要であれば単独で戦うと述べた。会談はカイロで続いているが、合意には至っていない。"
    "国境の検問所は三日間閉鎖されたままである。"
)
CHINESE = (
    "以色列总理周四表示，如果有必要，以色列可以单独作战。开罗的谈判仍在继续，但各方尚未达成协议。"
    "边境口岸已经关闭了三天。"
)
ARABIC = (
    "قال رئيس الوزراء الإسرائيلي يوم الخميس إن إسرائيل ستقف وحدها إذا لزم الأمر، والمحادثات مستمرة."
)


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, JAPANESE, CHINESE, ARABIC, "♥️ 👍🏽"])
def test_utf_8_is_read_as_it_is_and_without_a_note(text: str) -> None:
    for raw in (text.encode(), b"\xef\xbb\xbf" + text.encode()):
        decoded = decode(raw)
        assert (decoded.text, decoded.encoding, decoded.lost) == (text, "utf-8", 0)
        assert decoded.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, FRENCH, CHINESE])
def test_a_byte_order_mark_tells(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text.removeprefix("\ufeff") == text
    assert decoded.notes == (f"read as {encoding}",)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, FRENCH, "Aid\r\n\r\nIt opened."])
def test_utf_16_without_a_mark_is_known_by_its_nuls(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH.replace("’", "'"), "latin-1"),
        ("Le café est fermé.", "latin-1"),
        (GERMAN, "latin-1"),
        (SPANISH, "cp1252"),
        ("“Stop,” he said — and left the “zone”…", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        (JAPANESE, "shift-jis"),
        (JAPANESE, "euc-jp"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
    ],
)
def test_older_encodings_are_recognised(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.lost == 0
    assert decoded.notes == (f"read as {decoded.encoding}",)


@pytest.mark.parametrize(
    ("raw", "text", "lost"),
    [
        (FRENCH.encode() + b"\xff", FRENCH + "�", 1),
        (FRENCH.encode()[:30] + b"\xc3 " + FRENCH.encode()[30:], None, 1),
        (("’“”—" * 3).encode() + b"\xed\xa0\x80", "’“”—" * 3 + "���", 3),  # a lone surrogate
        ("Curly ’ “quotes” — stay ".encode() + "’".encode()[:2], "Curly ’ “quotes” — stay �", 1),
    ],
)
def test_broken_utf_8_loses_only_what_is_broken(raw: bytes, text: str | None, lost: int) -> None:
    decoded = decode(raw)
    assert decoded.encoding == "utf-8"
    assert decoded.lost == lost
    assert text is None or decoded.text == text
    characters = "character" if lost == 1 else "characters"
    assert decoded.notes == (f"{lost} {characters} could not be read and are shown as �",)


def test_a_replacement_character_in_good_utf_8_is_no_loss() -> None:
    assert decode("It says � here.".encode()).lost == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        b"PK\x03\x04rest",
        b"\x7fELF\x02",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0 JFIF",
        b"\x1f\x8b\x08\x00",
        b"SQLite format 3\x00",
        b"\xd0\xcf\x11\xe0",
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"GIF89a\x01\x00\x01\x00",
        b"RIFF\x24\x00\x00\x00WAVE",
        b"ID3\x03\x00\x00\x00",
        b"words and a \x00 among them",
        bytes(1000),
        bytes(range(256)),
        b"\x01\x02\x03\x04 words",
    ],
)
def test_binaries_are_refused_with_a_reason(raw: bytes) -> None:
    with pytest.raises(NotTextError, match="not a text: "):
        decode(raw)


@pytest.mark.parametrize(
    "text",
    [
        "MZUZU, Malawi—The talks went on.",
        "RIFF between the allies grows",
        "ID3 tags are not news",
        "BZh is how it begins",
        "Rar! cried the lion.",
        "\x1b[31mred\x1b[0m and plain words after it",
        "page one\fpage two",
    ],
)
def test_articles_that_begin_like_a_binary_are_read(text: str) -> None:
    assert decode(text.encode()).text == text


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"").text == ""


@cases(300)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_refused(raw: bytes) -> None:
    try:
        decoded = decode(raw)
    except NotTextError:
        return
    assert decoded.lost == decoded.text.count("�") or decoded.encoding == "utf-8"


@cases(300)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_text_in_utf_8_comes_back(text: str) -> None:
    try:
        assert decode(text.encode()).text == text.removeprefix("\ufeff")
    except NotTextError:
        assert text.startswith("%PDF-")
