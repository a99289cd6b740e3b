"""`check`: each quotation and figure of the user's own text, held against the library."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli import output
from reader.cli.cataloguing import open_catalogue
from reader.cli.comparing import printed
from reader.cli.options import Form, form_options, library_option, open_library
from reader.errors import ReaderError


@click.command("check")
@library_option
@form_options(Form.JSON, Form.CSV, Form.MD)
@click.argument("draft", type=click.Path(path_type=Path))
def check(*, draft: Path, form: str | None) -> int:
    """Find the quotations and figures of your own text.

    Found (and where), altered (and what stands there), misattributed (and who said it), or not
    found. Exit code 1 if any is not found as it stands in the draft.
    """
    from reader.compare.draft import check as checked
    from reader.compare.draft import gist
    from reader.compare.source import draft as drafted
    from reader.compare.source import sources
    from reader.compare.tables import check_records

    try:
        raw = draft.read_bytes()
    except OSError as error:
        raise ReaderError(f"cannot read {draft}: {error.strerror}") from error
    library = open_library()
    catalogue = open_catalogue(library)
    against = sources(library, catalogue, [article.path for article in library.articles()])
    found = checked(drafted(draft.name, raw, catalogue), against)
    printed(
        form,
        check_records(found),
        (
            (output.Column("Line", "right", keep=True), lambda row: str(row["line"])),
            (output.Column("Verdict", keep=True), lambda row: row["verdict"]),
            (output.Column("In the draft"), lambda row: " ".join(row["text"].split())),
            (output.Column("In the library"), lambda row: " ".join(row["found"].split())),
            (output.Column("Article"), lambda row: row["path"] or ""),
        ),
        "there is no quotation and no figure in it",
    )
    output.note(", ".join(f"{count} {verdict}" for verdict, count in gist(found).items() if count))
    return int(any(finding.is_fault for finding in found))
