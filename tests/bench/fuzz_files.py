"""Files to spoil: of each format, as tools write them, none larger than some tens of kilobytes."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from tests.articles import hostile

_TESTS = Path(__file__).parent.parent
_ARTICLES = _TESTS.parent / "seeds"
_MOST = 60_000  # bytes of a file to spoil
_PANDOC = {  # endings, and what pandoc calls the format
    ".html": "html5", ".md": "markdown", ".epub": "epub3", ".docx": "docx", ".odt": "odt",
    ".txt": "plain",
}  # fmt: skip


def files_of(endings: list[str]) -> list[bytes]:
    """Files whose names end so: of the tests, made here, and made by tools that are installed."""
    found = [
        raw
        for name, raw in hostile.ARTICLES.items()
        if name.endswith(tuple(endings)) and len(raw) <= _MOST
    ]
    for ending in endings:
        found += [
            file.read_bytes()
            for file in sorted(_TESTS.rglob(f"*{ending}"))
            if file.is_file() and file.stat().st_size <= _MOST
        ]
        found += [raw for raw in (_made(ending), *_by_tools(ending)) if 0 < len(raw) <= 4 * _MOST]
    return found or [b"Words."]


@cache
def _source() -> str:
    """A short article of our own with front matter."""
    return min((f.read_text("utf-8") for f in _ARTICLES.glob("*.md")), key=len)


def _made(ending: str) -> bytes:
    body = _source().split("---")[-1].strip()
    record = {
        "title": "Aid waits", "text": body, "authors": ["Lina Haddad"], "url": "https://x.org/1",
        "date_publish": "2024-03-19 10:00:00", "source_domain": "x.org", "language": "en",
    }  # fmt: skip
    match ending:
        case ".txt" | ".text" | ".md" | ".markdown" | ".mdown":
            return _source().encode()
        case ".html" | ".htm" | ".xhtml":
            return _page(body).encode()
        case ".json":
            return json.dumps({"status": "ok", "articles": [record, record]}).encode()
        case ".jsonl" | ".ndjson":
            return "\n".join(json.dumps(record) for _ in range(3)).encode()
        case ".csv" | ".tsv":
            out = io.StringIO()
            table = csv.DictWriter(out, list(record), delimiter="\t" if ending == ".tsv" else ",")
            table.writeheader()
            table.writerows([record, record])
            return out.getvalue().encode()
        case ".eml":
            return _mail(body).encode()
        case ".mbox":
            return f"From a@x.org Tue Mar 19 10:00:00 2024\n{_mail(body)}\n".encode() * 2
        case ".rss" | ".atom" | ".xml":
            return _feed(body).encode()
        case _:
            return b""


def _page(body: str) -> str:
    data = {"@type": "NewsArticle", "headline": "Aid waits", "datePublished": "2024-03-19"}
    paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
    return (
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Aid waits | X</title>"
        '<meta property="og:site_name" content="X"><link rel=canonical href=https://x.org/1>'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body><nav><ul><li'
        f"><a href=/>Home</a></ul></nav><article><h1>Aid waits</h1>{paragraphs}<ol start=3><li>a"
        "</ol><table><tr><th>a<th>b<tr><td>1<td>2</table><pre>x\n y</pre><blockquote>q</blockquote>"
        "</article><footer>All rights</footer></body></html>"
    )


def _mail(body: str) -> str:
    return (
        "From: Lina Haddad <lina@x.org>\nTo: b@x.org\nSubject: =?utf-8?q?Aid_waits_=E2=80=94?=\n"
        "Date: Tue, 19 Mar 2024 10:00:00 +0200\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="aa"\n\n--aa\n'
        'Content-Type: multipart/alternative; boundary="bb"\n\n--bb\n'
        f"Content-Type: text/plain; charset=utf-8\n\n{body}\n\n--bb\n"
        f"Content-Type: text/html; charset=utf-8\n\n{_page(body)}\n--bb--\n--aa\n"
        'Content-Type: text/plain; name="x.txt"\nContent-Disposition: attachment\n'
        "Content-Transfer-Encoding: base64\n\nV29yZHMu\n--aa--\n"
    )


def _feed(body: str) -> str:
    item = (
        "<item><title>Aid waits</title><link>https://x.org/1</link><pubDate>Tue, 19 Mar 2024 "
        "10:00:00 GMT</pubDate><dc:creator>Lina Haddad</dc:creator><description>Short.</description"
        f"><content:encoded><![CDATA[<p>{body}</p>]]></content:encoded></item>"
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>X</title>'
        f"<language>en</language>{item * 2}</channel></rss>"
    )


def _by_tools(ending: str) -> list[bytes]:
    """What pandoc and LibreOffice make of an article of ours."""
    found: list[bytes] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "a.md"
        source.write_text(_source(), "utf-8")
        if shutil.which("pandoc") and ending in _PANDOC:
            out = folder / f"p{ending}"
            command = ["pandoc", "-s", "-f", "markdown", "-t", _PANDOC[ending], "-o", str(out)]
            subprocess.run([*command, str(source)], check=False, capture_output=True, timeout=60)
            found += [out.read_bytes()] if out.exists() else []
        if shutil.which("soffice") and ending in {".odt", ".docx", ".pdf", ".html"}:
            page = folder / "a.html"
            page.write_text(_page(_source()), "utf-8")
            home = f"-env:UserInstallation=file://{folder}/home"
            kind = {".pdf": "pdf:writer_web_pdf_Export"}.get(ending, ending[1:])
            command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir"]
            subprocess.run(
                [*command, str(folder / "out"), str(page)],
                check=False, capture_output=True, timeout=120,
            )  # fmt: skip
            found += [file.read_bytes() for file in (folder / "out").glob(f"*{ending}")]
    return found
