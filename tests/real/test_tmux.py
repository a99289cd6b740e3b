"""In tmux: borders that stay in their columns, sizes that change, the shell and back."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable

import pytest

from reader.articles.library import Library
from reader.text.cells import painted, width
from tests.real.tmux import MISSING, Tmux, tmux
from tests.text.strategies import WHOLE

pytestmark = [pytest.mark.real, MISSING]

HARD = "♥️ 👍🏽 1️⃣ 👩‍👩‍👧 🇵🇸 مرحبا שלום क्षि 漢字"
SCRIPTS = (
    "प्रधानमंत्री ने शुक्रवार को कहा कि सीमा पार करने की अनुमति दी जाएगी।",
    "বাংলা ভাষায় লেখা অনুচ্ছেদ", "தமிழில் எழுதப்பட்ட ஒரு பத்தி", "తెలుగులో వ్రాసిన పేరా",
    "ಕನ್ನಡದಲ್ಲಿ ಬರೆದದ್ದು", "മലയാളത്തിൽ എഴുതിയത്", "ગુજરાતીમાં લખેલું", "ਪੰਜਾਬੀ ਵਿੱਚ", "සිංහලෙන් ලියූ",
    "ภาษาไทย กำลังน้ำ", "ພາສາລາວ ນ້ຳ", "བོད་སྐད་", "မြန်မာဘာသာ", "ភាសាខ្មែរ", "각 한국어 각", "ᄒᆞᆫ글",
    "ﷺ ﷽", "☰ ☷ ㉈ ㅤ ䷀", "日本語の、カタカナ ｶﾞ", "Việt Nam naïve Z̷̈ͫ", "\U0001fae9 \u0378",
)  # fmt: skip


def wait_for_borders(reader: Tmux, number: int, last: str, rows: int = 36) -> None:
    """Wait for so many borders in the same columns of every row, and a word in the last one.

    While a size changes, what was painted for the old one still comes: what stands in the end is
    what counts.
    """

    def straight(text: str) -> bool:
        shown = text.split("\n")
        framed = [row for row in shown if row.startswith("│")]
        if len(shown) != rows or last not in shown[-1] or len(framed) < rows - 4:
            return False
        if any(row.count("│") != number for row in framed):
            return False
        return len({tuple(found) for found in reader.columns(framed, "│")}) == 1

    reader.wait_for(straight)


@pytest.fixture
def scripts(make_library: Callable[..., Library]) -> Library:
    body = "\n\n".join((HARD, *SCRIPTS))
    return make_library(
        {"a.md": f"# {HARD}\n\n{body}\n", "b.md": f"# क्षि {HARD}\n\n- हिन्दी में एक सूची, {HARD}\n"}
    )


def test_borders_stay_in_their_columns_at_every_size(scripts: Library) -> None:
    with tmux(scripts.root) as reader:
        reader.wait_for("NUMBERS")
        wait_for_borders(reader, 6, "LIST")
        reader.type("gd")
        wait_for_borders(reader, 6, "NORMAL")
        reader.type("vip")
        wait_for_borders(reader, 6, "SELECT")
        reader.resize(80, 24)
        wait_for_borders(reader, 4, "SELECT", rows=24)
        reader.resize(40, 12)
        wait_for_borders(reader, 2, "SELECT", rows=12)
        reader.type("gr")
        wait_for_borders(reader, 2, "LIST", rows=12)
        reader.resize(20, 6)
        wait_for_borders(reader, 2, "LIST", rows=6)
        for size in itertools.product((20, 200, 33), (6, 50, 11)):
            reader.resize(*size)
        reader.resize(120, 36)
        reader.wait_for("NUMBERS")
        wait_for_borders(reader, 6, "LIST")


def test_sixteen_colours_are_kept_to_where_there_are_no_more(bundled: Library) -> None:
    with tmux(bundled.root, TERM="xterm-16color", COLORTERM="") as reader:
        reader.wait_for("PEOPLE")
        painted_with = reader.run("capture-pane", "-p", "-e", "-t", ":0")
        codes = {code for code in re.findall(r"\x1b\[([0-9;]*)m", painted_with) if code}
        assert codes
        assert not [code for code in codes if "38;" in code or "48;" in code]


def test_every_cluster_takes_as_many_cells_as_the_reader_counts() -> None:
    texts = [*WHOLE, *HARD.split(), *(word for line in SCRIPTS for word in line.split())]
    with tmux(program=["cat"], size=(80, 10)) as server:
        found = server.widths([painted(text) for text in texts])
    assert {t: n for t, n in zip(texts, found, strict=True) if n != width(t)} == {}


def test_the_shell_and_back(bundled: Library) -> None:
    with tmux(program=["bash", "--norc", "--noprofile"], size=(100, 24), PS1="$ ") as shell:
        shell.wait_for("$")
        shell.type(f"{sys.executable} -m reader {bundled.root}\n")
        shell.wait_for("5 articles")
        before = shell.wait_for_rows(24, "LIST")
        shell.press("C-z")
        shell.wait_for("Stopped")
        shell.resize(100, 30)
        shell.type("fg\n")
        shell.wait_for(lambda text: text.startswith(before[0]) and text.count("\n") == 29)
        shell.type("j")
        shell.press("C-q")
        shell.wait_for(lambda text: "LIST" not in text)
        shell.type("echo code $?\n")
        shell.wait_for("code 0")
