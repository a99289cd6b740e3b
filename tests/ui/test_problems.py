"""The list of files that are left out: the reason, what to do, and a mended one goes."""

from __future__ import annotations

from collections.abc import Callable

from reader.articles.library import Library
from tests.ui.pilot import reading


async def test_what_is_left_out_is_listed_unfolded_and_goes_when_it_is_mended(
    make_library: Callable[..., Library],
) -> None:
    library = make_library({"a.txt": "A text of words.\n", "empty.txt": "", "b.txt": "Others.\n"})
    (library.root / "b.meta.toml").write_text('date = "tomorrow"\n')
    (library.root / "lost.meta.toml").write_text('title = "x"\n')
    async with reading(library, watch="auto") as hands:
        assert "1 file left out, gb says why: empty.txt: empty" in hands.status()
        await hands.type("gb")
        screen = "\n".join(hands.screen())
        assert "1 left out, 1 read with a doubt, 1 sidecars" in screen
        assert "empty.txt  empty (0 bytes)" in screen
        assert "put its text back" not in screen
        await hands.press("enter")
        assert "what to do: put its text back" in "\n".join(hands.screen())
        (library.root / "empty.txt").write_text("Words at last.\n")
        await hands.until(lambda: "left out" not in "\n".join(hands.screen()))
        await hands.type("gg")
        await hands.press("enter")
        assert "mend that line of the sidecar" in "\n".join(hands.screen())
        await hands.press("enter")
        article = hands.app.main.document.article
        assert article is not None
        assert article.path == "b.txt"
