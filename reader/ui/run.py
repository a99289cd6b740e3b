"""From the command line into the application, and out of it with an exit code."""

from __future__ import annotations

import sys

from reader.articles.library import Library
from reader.settings import Settings
from reader.ui.app import ReaderApp


def run(
    library: Library, settings: Settings, article: str | None = None, at: int | None = None
) -> int:
    """Open the reader and stay until it is left; the exit code.

    Raises:
        ReaderError: the article wanted is not there; the screen was not touched.
    """
    path = library.find(article).path if article else None
    app = ReaderApp(library, settings, path, at)
    code = carry(app)
    while app.following and not app.failure:
        app = ReaderApp(app.following, settings)
        code = carry(app)
    return code


def carry(app: ReaderApp) -> int:
    """Run an application to its end; the exit code.  A failure is reported to a file."""
    result = app.run()
    if app.failure is not None:
        from reader.ui.crash import report

        print(f"rafah-reader: a fault of ours; {report(app.failure)}", file=sys.stderr)  # noqa: T201
    return app.return_code or result or 0
