"""What the headers of a mail tell (RFC 5322, RFC 2919 for lists, RFC 5064 for its address)."""

from __future__ import annotations

import re
from email.utils import getaddresses, parsedate_to_datetime

from reader.articles.article import Metadata, Origin, Value
from reader.articles.dates import date_at, iso_date
from reader.articles.formats.mime import Part, header_text
from reader.text.late import late

_LIST_ID = late(r"(?P<name>[^<]*)<(?P<id>[^<>\s]{1,250})>")
_MACHINE = late(r"(?i)[0-9a-f]{16,}|\d+|.*\bmc list\b.*|.*\b(?:list-id\.mcsv\.net|xt\.local)\b.*")
_ADDRESS = late(r"<?\s*(?P<url>https?://[^\s<>]{1,2000})")
_DAY = late(r"(?<!\d)\d")


def metadata(mail: Part, language: str) -> Metadata:
    """What a mail tells of itself; ``language`` is that of its HTML.

    The source is the mailing list, else the domain it was sent from; the date is the sender's.
    """
    name, address = _sender(mail)
    fields = {
        "title": mail.line("Subject"),
        "author": name or address,
        "source": _list(mail) or address.rpartition("@")[2].lower(),
        "url": next(filter(None, (_url(mail, n) for n in ("Archived-At", "Content-Base"))), ""),
        "language": _language(mail.line("Content-Language") or language),
    }
    found = {key: Value(text, Origin.MAIL_HEADER) for key, text in fields.items() if text}
    if date := day_of(str(mail.headers.get("Date", ""))):
        found["date"] = Value(date, Origin.MAIL_HEADER)
    elif date := day_of(str(mail.headers.get("Received", "")).rpartition(";")[2]):
        found["date"] = Value(date, Origin.MAIL_HEADER, "when it was received")
    return Metadata(**found)


def _sender(mail: Part) -> tuple[str, str]:
    for header in ("From", "Reply-To", "Sender"):
        try:
            pairs = getaddresses([str(mail.headers.get(header, ""))])
        except (ValueError, RecursionError):
            continue
        named = [(header_text(name), address.strip()) for name, address in pairs[:1]]
        if named and any(named[0]):
            name, address = named[0]
            return name.strip("'\" "), address if "@" in address else ""
    return "", ""


def _list(mail: Part) -> str:
    """The name of the mailing list, or its id; not the number that a sending service gives it."""
    text = mail.line("List-Id")
    parts = _LIST_ID.fullmatch(text)
    name, ident = (parts["name"].strip('" '), parts["id"]) if parts else ("", text)
    for told in (name, ident):
        if told and not _MACHINE.fullmatch(told) and not _MACHINE.match(told.partition(".")[0]):
            return told
    return ""


def day_of(raw: str) -> str:
    """The day in a date as mail and feeds write it (RFC 5322, RFC 3339); empty where there is none.

    Of a broken one, what is whole in it.
    """
    raw = " ".join(raw[:200].split())
    if date := iso_date(raw):
        return date
    try:
        return parsedate_to_datetime(raw).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    return next(
        (date for at in _DAY.finditer(raw) if len(date := date_at(raw[at.start() :])[0]) > 4), ""
    )


def _url(mail: Part, header: str) -> str:
    found = _ADDRESS.match(mail.line(header))
    return found["url"] if found else ""


def _language(text: str) -> str:
    first = re.split(r"[\s,;]", text.strip(), maxsplit=1)[0].replace("_", "-")
    return first if 2 <= len(first) <= 12 and first[:2].isalpha() else ""
