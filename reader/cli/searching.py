"""`search` and `find`: over the library, and in one article."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import click

from reader.cli import output
from reader.cli.options import Form, form_options, library_option, named_so_far, open_library
from reader.cli.results import HIT_FIELDS, as_json, emit_md, emit_plain, emit_sentence, hit_rows
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.articles.library import Library
    from reader.search.index import Index
    from reader.search.results import Results
    from reader.text.spans import Span

_T = TypeVar("_T")

_ARTICLES = 50  # shown unless --limit says otherwise
_ALL = 2**31  # hits of an article: every one, for nobody scrolls through JSON
_SECONDS = 5.0  # that an expression may take; who asks a script for it waits longer than a reader
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
@click.option("--facets", is_flag=True, help="Count the sources, months, names and tags instead.")
@click.option("--saved", metavar="NAME", help="Search for what was saved under a name.")
@click.option("--save", metavar="NAME", help="Save the query under a name, too.")
@click.option("--batch", metavar="FILE", help="Count the hits of each query in FILE, one a line.")
@_fail
@click.argument("query", nargs=-1)
@click.pass_context
def search(
    context: click.Context,
    *,
    query: tuple[str, ...],
    form: str | None,
    limit: int,
    sort: str,
    facets: bool,
    saved: str | None,
    save: str | None,
    batch: str | None,
    fail: bool,
) -> None:
    """Ranked articles, with the sentences around the hits.

    QUERY: words (all of them), "a phrase", a OR b, -not, (groups), begin*, w?ld*card, nearly~,
    "near each other"~5, /regex/, and the fields title: text: source: author: entity: tag: note:
    has:mark is:unread date:2024-03 after: before: in:part-of-path. After -- a word may begin
    with -.
    """
    library = open_library()
    if batch is not None:
        found = _with_index(library, lambda index: _batch(index, batch, form))
        context.exit(1 if fail and not found else 0)
    words = _wanted(library, query, saved, context)
    if save is not None:
        _save(library, save, words)
    if facets:
        found = _with_index(library, lambda index: _facets(index, words, form))
        context.exit(1 if fail and not found else 0)
    results = _search(library, words, limit, sort)
    _emit(library, words, results, form)
    if fail and not results.results:
        context.exit(1)


@click.command("find")
@library_option
@form_options(Form.JSON, Form.CSV)
@click.option(
    "--regex", is_flag=True, help="TEXT is a regular expression, searched for 5 seconds at most."
)
@_fail
@click.argument("article", shell_complete=named_so_far)
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
                emit_sentence(found, hits[0][1], snippet, [hit[0] for hit in hits])
            if not places:
                output.note(f"“{wanted}” is not in {found.path}")
    if fail and not places:
        context.exit(1)


def _emit(library: Library, words: str, results: Results, form: str | None) -> None:
    for message in results.notes:
        output.note(message)
    match form:
        case Form.JSON:
            output.emit_json(as_json(library, results))
        case Form.CSV:
            output.emit_csv(HIT_FIELDS, hit_rows(library, results))
        case Form.MD:
            for result in results.results:
                emit_md(result, library.article(result.path))
        case _:
            for result in results.results:
                emit_plain(result, library.article(result.path))
            if not results.results:
                output.note(f"nothing matches {words}")
            elif len(results.results) < results.articles:
                output.note(f"{results.articles} articles match: --limit shows more of them")
            if results.suggestion:
                output.note(f"did you mean: {results.suggestion}")


def _wanted(
    library: Library, query: tuple[str, ...], saved: str | None, context: click.Context
) -> str:
    """The saved search and the query; both where both are given."""
    if saved is None:
        return _joined(query, context)
    from reader.search.saved import Saved

    kept = Saved(library).named(saved).query
    more = " ".join(query).strip()
    return f"({kept}) {more}" if more else kept


def _save(library: Library, name: str, query: str) -> None:
    from reader.search.saved import Saved

    saved = Saved(library)
    saved.add(name, query)
    output.note(f"saved as “{' '.join(name.split())}” in {saved.file}")


def _batch(index: Index, name: str, form: str | None) -> int:
    from reader.cli.batch import emit_batch, queries_of

    return emit_batch(index, queries_of(name), form)


def _facets(index: Index, query: str, form: str | None) -> int:
    from reader.cli.batch import emit_facets

    return emit_facets(index, query, form)


def _joined(words: tuple[str, ...], context: click.Context) -> str:
    query = " ".join(words).strip()
    if not query:
        raise click.UsageError("there is nothing to look for", context)
    return query


def _search(library: Library, query: str, limit: int, sort: str) -> Results:
    return _with_index(
        library, lambda index: index.search(query, limit=limit, sort=sort, hits_each=_ALL)
    )


def _with_index(library: Library, action: Callable[[Index], _T]) -> _T:
    from reader.cli.indexing import updated_index

    index = updated_index(library)
    try:
        return action(index)
    finally:
        index.close()


def _phrase_hits(article: Article, text: str) -> list[Span]:
    from reader.search.hits import find_hits
    from reader.search.query import parse

    phrase = re.sub('["“”„«»]', " ", text)
    return find_hits(article, parse(f'"{phrase}"'))


def _expression_hits(article: Article, text: str) -> list[Span]:
    """Matches that hold a character and touch no boilerplate."""
    from reader.text.expressions import find_pattern
    from reader.text.finding import Folded

    found = find_pattern(Folded(article.body), text, article.passages, seconds=_SECONDS)
    if found.broken:
        raise ReaderError(f"“{text}” is no regular expression: {found.trouble}")
    if found.trouble:
        output.note(found.trouble)
    return [
        span
        for span in found.spans
        if not any(span.meets(carried) for carried in article.boilerplate)
    ]
