"""`search` and `find`: over the library, and in one article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from reader.cli import output
from reader.cli.options import Form, form_options, library_option, open_library
from reader.errors import ReaderError

if TYPE_CHECKING:
    from rich.text import Text

    from reader.articles.article import Article
    from reader.articles.library import Library
    from reader.search.results import Result, Results
    from reader.text.spans import Span

_ARTICLES = 50  # shown unless --limit says otherwise
_ALL = 2**31  # hits of an article: every one, for nobody scrolls through JSON
_SENTENCES = 5  # of an article, for people; the rest is counted
_HIT_FIELDS = ("path", "title", "score", "paragraph", "start", "end", "hit", "snippet")
_FIND_FIELDS = ("paragraph", "start", "end", "hit", "snippet")

_fail = click.option("--fail", is_flag=True, help="Exit 1 when nothing matched.")


@click.command("search")
@library_option
@form_options(Form.JSON, Form.CSV, Form.MD)
@click.option("--limit", type=click.IntRange(min=1), default=_ARTICLES, show_default=True)
@click.option(
    "--sort",
    type=click.Choice(["score", "date", "title"]),
    default="score",
    show_default=True,
    help="Order of the articles.",
)
@_fail
@click.argument("query", nargs=-1, required=True)
@click.pass_context
def search(
    context: click.Context,
    *,
    query: tuple[str, ...],
    form: str | None,
    limit: int,
    sort: str,
    fail: bool,
) -> None:
    """Ranked articles, with the sentences around the hits.

    QUERY: words (all of them), "a phrase", a OR b, -not, (groups), begin*, and the fields title:
    source: author: date:2024-03 after: before: in:part-of-path. After -- a word may begin with -.
    """
    words = _joined(query, context)
    library = open_library()
    results = _search(library, words, limit, sort)
    for message in results.notes:
        output.note(message)
    match form:
        case Form.JSON:
            output.emit_json(_as_json(library, results))
        case Form.CSV:
            output.emit_csv(_HIT_FIELDS, _hit_rows(library, results))
        case Form.MD:
            for result in results.results:
                _emit_md(result, library.article(result.path))
        case _:
            for result in results.results:
                _emit_plain(result, library.article(result.path))
            if not results.results:
                output.note(f"nothing matches {words}")
            elif len(results.results) < results.articles:
                output.note(f"{results.articles} articles match: --limit shows more of them")
    if fail and not results.results:
        context.exit(1)


@click.command("find")
@library_option
@form_options(Form.JSON, Form.CSV)
@click.option("--regex", is_flag=True, help="TEXT is a regular expression of Python.")
@_fail
@click.argument("article")
@click.argument("text", nargs=-1, required=True)
@click.pass_context
def find(
    context: click.Context,
    *,
    article: str,
    text: tuple[str, ...],
    form: str | None,
    regex: bool,
    fail: bool,
) -> None:
    """Every place of a text in one article.

    TEXT is found whatever its case, accents, hyphens, quotation marks and line ends are.
    """
    from reader.text.sentences import sentence_at

    wanted = _joined(text, context)
    found = open_library().find(article)
    spans = _expression_hits(found, wanted) if regex else _phrase_hits(found, wanted)
    places = [
        (span, found.paragraph_at(span.start), sentence_at(found.text, found.passages, span.start))
        for span in spans
    ]
    match form:
        case Form.JSON:
            output.emit_json(
                [
                    {"span": list(span), "paragraph": paragraph, "snippet": snippet.of(found.text)}
                    for span, paragraph, snippet in places
                ]
            )
        case Form.CSV:
            rows = [(n, *span, span.of(found.text), s.of(found.text)) for span, n, s in places]
            output.emit_csv(_FIND_FIELDS, rows)
        case _:
            for snippet, group in groupby(places, key=lambda place: place[2]):
                hits = list(group)
                _emit_sentence(found, hits[0][1], snippet, [hit[0] for hit in hits])
            if not places:
                output.note(f"“{wanted}” is not in {found.path}")
    if fail and not places:
        context.exit(1)


def _joined(words: tuple[str, ...], context: click.Context) -> str:
    query = " ".join(words).strip()
    if not query:
        raise click.UsageError("there is nothing to look for", context)
    return query


def _search(library: Library, query: str, limit: int, sort: str) -> Results:
    from reader.search.index import Index

    index = Index(library)
    try:
        with output.Progress("indexing") as progress:
            index.update(progress)
        return index.search(query, limit=limit, sort=sort, hits_each=_ALL)
    finally:
        index.close()


def _phrase_hits(article: Article, text: str) -> list[Span]:
    from reader.search.hits import find_hits
    from reader.search.query import parse

    phrase = re.sub('["“”„«»]', " ", text)
    return find_hits(article, parse(f'"{phrase}"'))


def _expression_hits(article: Article, text: str) -> list[Span]:
    """Matches that hold a character and touch no boilerplate."""
    from reader.text.spans import Span

    try:
        expression = re.compile(text, re.MULTILINE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ReaderError(f"“{text}” is no regular expression: {error}") from error
    spans = (Span(*match.span()) for match in expression.finditer(article.body))
    return [
        span
        for span in spans
        if span.length and not any(span.meets(carried) for carried in article.boilerplate)
    ]


# -- forms --------------------------------------------------------------------------------------


def _as_json(library: Library, results: Results) -> dict[str, Any]:
    return {
        "query": results.query,
        "parsed": results.parsed,
        "count": results.articles,
        "articles": [
            {
                "path": result.path,
                "title": result.title,
                "score": result.score,
                "hits": _hits_as_json(result, library.article(result.path)),
            }
            for result in results.results
        ],
    }


def _hits_as_json(result: Result, article: Article) -> list[dict[str, Any]]:
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


def _hit_rows(library: Library, results: Results) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = []
    for result in results.results:
        head = (result.path, result.title, f"{result.score:.3f}")
        if not result.hits:  # the title alone matched
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


def _emit_md(result: Result, article: Article) -> None:
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


def _emit_plain(result: Result, article: Article) -> None:
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
        _emit_sentence(article, paragraph, snippet, spans)
    if rest := sentences[_SENTENCES:]:
        output.emit(f"  … {_counted(len(rest), 'more sentence')}")
    if output.on_terminal():
        output.emit("")


def _emit_sentence(article: Article, paragraph: int, snippet: Span, hits: list[Span]) -> None:
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
