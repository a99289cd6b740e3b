"""What a search found, as JSON, rows, Markdown and lines for people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reader.cli import output

if TYPE_CHECKING:
    from rich.text import Text

    from reader.articles.article import Article
    from reader.articles.library import Library
    from reader.search.results import Result, Results
    from reader.text.spans import Span

HIT_FIELDS = ("path", "title", "score", "paragraph", "start", "end", "hit", "snippet")
"""The columns of :func:`hit_rows`."""

_SENTENCES = 5  # of an article, for people; the rest is counted


def as_json(library: Library, results: Results) -> dict[str, Any]:
    """The results as the contract has them."""
    return {
        "query": results.query,
        "parsed": results.parsed,
        "count": results.articles,
        "articles": [
            {
                "path": result.path,
                "title": result.title,
                "score": result.score,
                "hits": _hitsas_json(result, library.article(result.path)),
            }
            for result in results.results
        ],
    }


def _hitsas_json(result: Result, article: Article) -> list[dict[str, Any]]:
    return [
        {
            "span": list(hit.span),
            "paragraph": hit.paragraph,
            "snippet": hit.snippet.of(article.text),
            "snippet_spans": [
                [max(0, other.span.start - start), min(other.span.end, end) - start]
                for start, end in [hit.snippet]
                for other in result.hits
                if other.span.meets(hit.snippet)
            ],
        }
        for hit in result.hits
    ]


def hit_rows(library: Library, results: Results) -> list[Sequence[object]]:
    """A row a hit; one without a hit for an article whose title alone matched."""
    rows: list[Sequence[object]] = []
    for result in results.results:
        head = (result.path, result.title, f"{result.score:.3f}")
        if not result.hits:
            rows.append((*head, "", "", "", "", ""))
            continue
        text = library.article(result.path).text
        rows += [
            (*head, hit.paragraph, *hit.span, hit.span.of(text), hit.snippet.of(text))
            for hit in result.hits
        ]
    return rows


def _sentences(result: Result) -> list[tuple[int, Span, list[Span]]]:
    """The sentences of a result: paragraph, sentence, the hits that begin in it."""
    out: list[tuple[int, Span, list[Span]]] = []
    for snippet, group in groupby(result.hits, key=lambda hit: hit.snippet):
        hits = list(group)
        out.append((hits[0].paragraph, snippet, [hit.span for hit in hits]))
    return out


def emit_md(result: Result, article: Article) -> None:
    """An article as a heading and a list of sentences, with the hits bold."""
    output.emit(f"## {output.md_text(result.title)}\n")
    output.emit(f"`{result.path}`, {_counted(result.total, 'hit')}\n")
    for paragraph, snippet, spans in _sentences(result):
        at, parts = snippet.start, []
        for span in spans:
            parts.append(output.md_text(article.text[at : span.start]))
            parts.append(f"**{output.md_text(span.of(article.text))}**")
            at = span.end
        parts.append(output.md_text(article.text[at : max(at, snippet.end)]))
        output.emit(f"- ¶{paragraph} {''.join(parts)}")
    output.emit("")


def emit_plain(result: Result, article: Article) -> None:
    """An article and the sentences around its hits, for people."""
    from reader.text.cells import safe

    count = _counted(result.total, "hit")
    if output.on_terminal():
        from rich.text import Text

        from reader.text.cells import painted

        line = Text(painted(result.title), style="bold")
        line.append(f"  {count}", style="not bold")
        output.console().print(line, soft_wrap=True)
        output.console().print(Text(painted(result.path), style="dim"), soft_wrap=True)
    else:
        output.emit(safe(f"{result.path}  {result.title}  ({count})"))
    sentences = _sentences(result)
    for paragraph, snippet, spans in sentences[:_SENTENCES]:
        emit_sentence(article, paragraph, snippet, spans)
    if rest := sentences[_SENTENCES:]:
        output.emit(f"  … {_counted(len(rest), 'more sentence')}")
    if output.on_terminal():
        output.emit("")


def emit_sentence(article: Article, paragraph: int, snippet: Span, hits: list[Span]) -> None:
    """``¶7  a sentence``; on a terminal wrapped, with its hits bold and underlined."""
    from reader.text.cells import safe

    if not output.on_terminal():
        output.emit(f"  ¶{paragraph}  {safe(snippet.of(article.text))}")
        return
    from rich.padding import Padding

    line = _lit(f"¶{paragraph}  ", article, snippet, hits)
    output.console().print(Padding(line, (0, 0, 0, 2), expand=False))


def _lit(number: str, article: Article, snippet: Span, hits: list[Span]) -> Text:
    from rich.text import Text

    from reader.text.cells import painted

    line = Text(number)
    at = snippet.start
    for start, end in hits:
        line.append(painted(article.text[at:start]))
        line.append(painted(article.text[start:end]), style="bold underline")
        at = end
    line.append(painted(article.text[at : max(at, snippet.end)]))
    return line


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
