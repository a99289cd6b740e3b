"""Reading mail, feeds and PDF: an article of 1,000 words as each, against what any reader does."""

from __future__ import annotations

import email.policy
import io
from collections.abc import Callable
from email import message_from_bytes
from xml.parsers import expat

from reader.articles.formats import format_of
from reader.articles.formats.feed import FeedFormat
from reader.articles.formats.installed import has_pdf_reader
from reader.articles.formats.mail import MailboxFormat, MailFormat
from tests.articles import mails
from tests.articles.files.make import HERE
from tests.articles.test_feed import ATOM, RSS_2
from tests.bench.clock import Row, cpu

_LINE = b"From a@b.example Tue Mar 19 10:11:12 2024\n"
_MANY = 200


def rows() -> list[Row]:
    """Milliseconds of a file, beside the library's own parser of mail, expat, and pypdf."""
    out: list[Row] = []
    for name, raw in {"plain": mails.thunderbird(), "newsletter": mails.newsletter()}.items():
        floor = cpu(lambda raw=raw: _walked(raw))  # type: ignore[misc]
        out += [
            Row(f"floor: email, a {name} mail and its parts decoded", floor),
            Row(f"a {name} mail", cpu(_reading(MailFormat().read, raw)), floor),
        ]
    mailbox = (_LINE + mails.thunderbird() + b"\n\n") * _MANY
    out.append(Row(f"a mailbox of {_MANY}", cpu(_reading(MailboxFormat().read, mailbox))))
    for name, text in {"RSS": RSS_2, "Atom": ATOM}.items():
        raw = text.encode()
        floor = cpu(lambda raw=raw: expat.ParserCreate().Parse(raw, True))  # type: ignore[misc]
        out += [
            Row(f"floor: expat, {name}", floor),
            Row(f"a feed in {name}, an item", cpu(_reading(FeedFormat().read, raw)), floor),
        ]
    if has_pdf_reader():
        raw = (HERE / "libreoffice.pdf").read_bytes()
        out += [
            Row("floor: pypdf, two pages in this process", cpu(lambda: _extracted(raw))),
            Row("two pages of PDF, put together", _put_together(raw)),
        ]
    return out


def _reading(read: Callable[[bytes], object], raw: bytes) -> Callable[[], object]:
    return lambda: list(read(raw))  # type: ignore[call-overload]


def _walked(raw: bytes) -> None:
    for part in message_from_bytes(raw, policy=email.policy.default).walk():
        part.get_payload(decode=True)


def _extracted(raw: bytes) -> None:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(raw)).pages:
        page.extract_text()


def _put_together(raw: bytes) -> float:
    """Of our own process; the other one takes what pypdf takes."""
    form = format_of("a.pdf")
    return cpu(lambda: list(form.read(raw))) if form else 0.0
