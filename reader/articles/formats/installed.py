"""What reads files here and need not be installed; asked at every start, so it loads nothing."""

from __future__ import annotations

from importlib.util import find_spec

from reader import __version__


def has_extractor() -> bool:
    """Whether trafilatura is installed."""
    return find_spec("trafilatura") is not None


def has_pdf_reader() -> bool:
    """Whether pypdf is installed."""
    return find_spec("pypdf") is not None


def readers() -> str:
    """Which version reads the files, and with what that need not be installed.

    And by which names of fields.  Where this is another, the same file may give another text.
    """
    extras = {"trafilatura": has_extractor(), "pypdf": has_pdf_reader()}
    from reader.articles.formats.fields import told

    here = [name for name, there in extras.items() if there]
    return "+".join([__version__, *here, *filter(None, [told()])])
