"""Reading text, Markdown, HTML, JSON and CSV: 160 articles, against a bare parser of each."""

from __future__ import annotations

import csv
import io
import json
import re
import resource
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from reader.articles.formats import format_of
from tests.bench import corpus
from tests.bench.clock import Row, cpu

_ARTICLES = 160  # of 600 words
_FURNITURE = "<nav><ul>" + '<li><a href="/x">Section of the site</a></li>' * 30 + "</ul></nav>"


def rows() -> list[Row]:
    """Processor time of all articles in each format: a file each, or all in one."""
    texts = [corpus.article(3 * number)[1] for number in range(_ARTICLES)]
    records = [{"title": text.partition("\n")[0], "text": text} for text in texts]
    table = io.StringIO()
    writer = csv.DictWriter(table, ("title", "text"))
    writer.writeheader()
    writer.writerows(records)
    plain = [text.encode() for text in texts]
    pages = [_page(text) for text in texts]
    cases: dict[str, tuple[list[bytes], Callable[[bytes], object]]] = {
        "txt": (plain, lambda raw: raw.decode().split("\n\n")),
        "md": (plain, lambda raw: MarkdownIt().parse(raw.decode())),
        "html": (pages, lambda raw: HTMLParser().feed(raw.decode())),
        "json": ([json.dumps(records).encode()], json.loads),
        "csv": (
            [table.getvalue().encode()],
            lambda raw: list(csv.DictReader(io.StringIO(raw.decode()))),
        ),
    }
    out: list[Row] = []
    for ending, (files, parse) in cases.items():
        form = format_of(f"a.{ending}")
        assert form
        size = sum(map(len, files)) / 1e6
        floor = cpu(lambda f=files, p=parse: [p(raw) for raw in f], runs=3)  # type: ignore[misc]
        ours = cpu(lambda f=files, r=form.read: [list(r(raw)) for raw in f], runs=3)  # type: ignore[misc]
        name = f".{ending}, {_ARTICLES} articles, {size:.1f} MB"
        out += [Row(f"floor: {name}, parsed", floor), Row(name, ours, floor)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*out, Row("memory of all that", memory, unit="MB")]


def _page(text: str) -> bytes:
    title, *rest = (escape(part) for part in re.split(r"\n\n+", text))
    body = "".join(f"<p>{part}</p>\n" for part in rest)
    return (
        f"<html><head><title>{title}</title></head><body>{_FURNITURE}"
        f"<article><h1>{title}</h1>{body}</article><footer>{_FURNITURE}</footer></body></html>"
    ).encode()
