"""Make the files of this folder again with the programs that people use: ``python -m …files.make``.

``crossing.md`` and ``crossing.fodt`` are written by hand.  Of these and of the bundled articles,
pandoc, LibreOffice, Calibre and Chromium make the others; a program that is not here
leaves its files alone.  The text is ours.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SEED = HERE.parents[2] / "seeds" / "a-delay-is-not-a-retreat.md"

_RECIPE = """
from calibre.web.feeds.news import BasicNewsRecipe

class Harbour(BasicNewsRecipe):
    title = 'The Harbour Times'
    language = 'en_GB'
    publication_type = 'newspaper'
    no_stylesheets = True

    def parse_index(self):
        def article(title, name):
            return {'title': title, 'url': 'file://FOLDER/' + name, 'date': '2024-03-19'}
        return [
            ('World', [article('A crossing and its hours', 'one.html'),
                       article('The price of fuel', 'two.html')]),
            ('Harbour', [article('The ferry is back', 'three.html')]),
        ]
"""
_PRINTED = """<html lang="en"><head><title>Report.docx</title><style>
@page {margin: 2cm; @top-center {content: "The Harbour Times"}
  @bottom-center {content: "Page " counter(page) " of " counter(pages)}}
div {columns: 2; text-align: justify; hyphens: manual}
</style></head><body><h1>A delay is not a retreat</h1>
<p>By Leila Noor</p><p>March 19, 2024</p><div>BODY</div></body></html>"""
_SAVED = """<!DOCTYPE html><html lang="en"><head>
<title>A delay is not a retreat | The Harbour Times</title>
<meta property="og:site_name" content="The Harbour Times"><meta name="author" content="Leila Noor">
<meta property="article:published_time" content="2024-03-19T10:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>A delay is not a retreat</h1>BODY</article><footer>Contact</footer></body></html>"""
_PAGE = """<html><head><title>{0} - The Harbour Times</title></head><body><h1>Headline {0}</h1>
<p class="byline">By Leila Noor</p><p>First paragraph of {0}, with a “quotation” &amp; more.</p>
<p>Second paragraph of {0}.</p></body></html>"""


def main() -> None:
    """Make what can be made here."""
    with tempfile.TemporaryDirectory() as folder:
        if shutil.which("pandoc"):
            by_pandoc(Path(folder))
        if shutil.which("soffice"):
            by_libreoffice(Path(folder))
        if shutil.which("ebook-convert"):
            by_calibre(Path(folder))
        if shutil.which("chromium"):
            by_chromium(Path(folder))


def by_pandoc(folder: Path) -> None:
    """Word, OpenDocument and both kinds of EPUB; and a bundled article."""
    kinds = {"docx": ".docx", "odt": ".odt", "epub2": "-2.epub", "epub3": "-3.epub"}
    for kind, end in kinds.items():
        _run("pandoc", HERE / "crossing.md", "-t", kind, "-o", HERE / f"pandoc{end}")
    for name in ("seed.odt", "seed.epub"):
        _run("pandoc", SEED, "-o", HERE / name)


def by_libreoffice(folder: Path) -> None:
    """Word and OpenDocument, with changes, notes, a box and hidden text; and a bundled article."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    shutil.copy(HERE / "crossing.fodt", folder / "libreoffice.fodt")
    for kind, source in {
        "docx": folder / "libreoffice.fodt", "odt": folder / "libreoffice.fodt",
        "docx:MS Word 2007 XML": HERE / "seed.odt",
    }.items():  # fmt: skip
        _run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", HERE, source)
    _run(
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        HERE / "seed.odt",
    )
    shutil.copy(folder / "seed.pdf", HERE / "libreoffice.pdf")


def by_calibre(folder: Path) -> None:
    """A download of news, and a book."""
    for name in ("one", "two", "three"):
        (folder / f"{name}.html").write_text(_PAGE.format(name), "utf-8")
    (folder / "news.recipe").write_text(_RECIPE.replace("FOLDER", str(folder)), "utf-8")
    _run("ebook-convert", folder / "news.recipe", HERE / "calibre-news.epub")
    _run("ebook-convert", folder / "one.html", HERE / "calibre-book.epub", "--title", "One",
         "--authors", "Leila Noor&Jonas Peter", "--pubdate", "2024-03-19", "--language", "en",
         "--publisher", "The Harbour Times", "--no-default-epub-cover")  # fmt: skip


def by_chromium(folder: Path) -> None:
    """A bundled article printed in two columns, with running heads and words that may be parted;
    and saved from its site as one file.
    """
    made = subprocess.run(
        ["pandoc", SEED, "-t", "html"], check=True, capture_output=True, text=True
    ).stdout
    body = re.sub(r"\b([a-z]{4})([a-z]{4})", "\\1&shy;\\2", made)  # as hyphenation has them
    (folder / "printed.html").write_text(_PRINTED.replace("BODY", body), "utf-8")
    _run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--print-to-pdf={HERE / 'chromium.pdf'}", f"file://{folder}/printed.html")  # fmt: skip
    (folder / "delay.html").write_text(_SAVED.replace("BODY", made), "utf-8")
    (HERE / "chromium.mhtml").write_bytes(asyncio.run(_saved(folder)).encode())


async def _saved(folder: Path) -> str:
    """A page as Chromium saves it, from a site that is this folder."""
    from aiohttp import ClientSession, web

    site = web.Application()
    site.router.add_static("/", folder)
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 8765).start()
    chromium = await asyncio.create_subprocess_exec(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=9765",
        "--host-resolver-rules=MAP times.example 127.0.0.1:8765", f"--user-data-dir={folder}/user",
        "http://times.example/delay.html", stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    await asyncio.sleep(5)
    try:
        async with ClientSession() as session:
            async with session.get("http://127.0.0.1:9765/json") as answer:
                tabs = await answer.json()
            address = next(t["webSocketDebuggerUrl"] for t in tabs if t["type"] == "page")
            async with session.ws_connect(address, max_msg_size=0) as socket:
                await socket.send_json({"id": 1, "method": "Page.captureSnapshot"})
                saved: str = (await socket.receive_json())["result"]["data"]
                return saved
    finally:
        chromium.terminate()
        await chromium.wait()
        await runner.cleanup()


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


if __name__ == "__main__":
    main()
