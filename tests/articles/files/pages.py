"""Make the web pages of this folder again: ``python -m tests.articles.files.pages``.

A bundled article as pandoc and LibreOffice export it, and as Chromium saves what stands on the
screen, with all that a news site puts around a text.  The text is ours.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.articles import known

HERE = Path(__file__).parent

_SITE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>A team to Washington | The Harbour Times</title>
<link rel="canonical" href="https://harbour.example/world/a-team"><style>.x {color: red}</style>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "A team to Washington", "datePublished": "2024-03-19T08:00:00Z", "inLanguage": "en-GB",
"author": {"@type": "Person", "name": "Leila Noor"},
"publisher": {"@type": "Organization", "name": "The Harbour Times"}}</script></head><body>
<div id="cookie-consent"><p>We and our 312 partners store things on your device.</p></div>
<header><a href="/">Harbour Times</a><nav><ul><li><a href="/w">World</a></li></ul></nav></header>
<main><article><h1>A team to Washington</h1><p class="byline">By Leila Noor</p>
<div class="share-tools"><a href="#">Share on this</a> <a href="#">and that</a></div>
<div class="body">BODY</div>
<div class="ad-slot"><p>Advertisement for a very fine car, which you may buy on Sunday.</p></div>
<section class="related"><h3>Related</h3><ul id="r"></ul></section></article>
<aside class="sidebar"><h3>Most read</h3><p>The ferry is back, and what that means.</p></aside>
</main>
<footer><p>All rights reserved. Nothing of this may be copied without our leave.</p></footer>
<script>for (const n of ["The price of fuel", "The ferry is back"])
document.getElementById("r").innerHTML += "<li><a href=/x>" + n + "</a></li>";</script>
</body></html>"""


def main() -> None:
    """Make all three."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run("pandoc", "-s", known.SEED, "-t", "html5", "-o", HERE / "pandoc.html")
        _run("pandoc", "-s", known.SEED, "-o", folder / "libreoffice.odt")
        _run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", "html", "--outdir", folder, folder / "libreoffice.odt")  # fmt: skip
        shutil.copy(folder / "libreoffice.html", HERE)
        (folder / "page.html").write_text(_SITE.replace("BODY", known.markup()), "utf-8")
        saved = _run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
                     f"file://{folder}/page.html")  # fmt: skip
        (HERE / "chromium.html").write_bytes(saved)


def _run(*command: str | Path) -> bytes:
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout


if __name__ == "__main__":
    main()
