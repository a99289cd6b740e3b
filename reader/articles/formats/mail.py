"""Mail: a file of one (``.eml``), of one as Apple Mail keeps it (``.emlx``), of many (``.mbox``).

A mail that is attached to another is an article of its own, since it has a sender, a date and a
subject of its own.  Files that are attached are not read, and named in a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from reader.articles.formats.draft import Draft
from reader.articles.formats.mail_head import metadata
from reader.articles.formats.mail_html import set_html
from reader.articles.formats.mail_text import Set, set_text
from reader.articles.formats.mime import Part, has_headers, header_text, part_of
from reader.articles.formats.records import MOST
from reader.text.late import late

_FROM = late(
    rb"(?m)^From [^\r\n]{0,300}?\d\d?:\d\d[^\r\n]{0,80}?\d{4}[^\r\n]{0,40}(?:\r?\n|\Z)"
)  # some write no blank line before it; in a text it is escaped
_ESCAPED = late(rb"(?m)^>(?=>*From )")
_URL = late(r"https?://\S+")
_STUB_WORDS = 60  # a plain part with fewer, beside HTML of twice as many, says only “see the HTML”
_STUB_SHARE = 0.2  # of the words of the HTML; a plain part with fewer is no whole one
_LINKS_SHARE = (
    0.3  # of the characters of a newsletter's plain part; with more, its HTML reads better
)
_NAMED = 3  # attachments, and mails left out, that a note names


class MailFormat:
    """``.eml`` and ``.emlx``."""

    name = "mail"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """A draft for the mail, and for each that is attached to it as a mail.

        Raises:
            ValueError: it is no mail, has no text, or too many parts.
        """
        first, _, rest = raw.partition(b"\n")
        raw = rest if first.strip().isdigit() else raw.lstrip(b"\xef\xbb\xbf\r\n")
        if first.startswith((b"From ", b">From ")) and raw is not rest:
            raw = rest
        if not has_headers(raw):
            raise ValueError("not a mail: it does not begin with headers")
        drafts = list(_drafts(part_of(raw)))
        if not drafts:
            raise ValueError("no text in it")
        yield from drafts


class MailboxFormat:
    """``.mbox``: mails one after the other, as Thunderbird, Gmail and mutt keep them (RFC 4155)."""

    name = "mailbox"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """A draft for each mail that has a text; what was left out is in the notes of the first.

        Raises:
            ValueError: it is no mailbox, or no mail in it has a text.
        """
        starts = [(m.start(), m.end()) for m in _FROM.finditer(raw)]
        if not starts:
            raise ValueError("not a mailbox: no line such as “From … 10:11 2024” begins it")
        drafts: list[Draft] = []
        left_out: list[str] = []
        ends = [start for start, _ in starts[1:]] + [len(raw)]
        for n, ((_, start), end) in enumerate(zip(starts, ends, strict=True), 1):
            if len(drafts) >= MOST:
                left_out.append(f"only the first {MOST:,} articles of its file are read")
                break
            try:
                drafts += _of_mailbox(raw[start:end])
            except ValueError as error:
                left_out.append(f"mail {n} left out: {error}")
        if not drafts:
            reason = left_out[0].partition(": ")[2] if left_out else "no mail in it"
            raise ValueError(f"no mail in it that can be read: {reason}")
        if len(left_out) > _NAMED:
            left_out = [*left_out[:_NAMED], f"{len(left_out) - _NAMED} more mails left out"]
        yield replace(drafts[0], notes=(*left_out, *drafts[0].notes))
        yield from drafts[1:MOST]


def _of_mailbox(raw: bytes) -> list[Draft]:
    if not has_headers(raw):
        raise ValueError("it has no headers")
    drafts = list(_drafts(part_of(_ESCAPED.sub(b"", raw))))
    if not drafts:
        raise ValueError("no text in it")
    return drafts


@dataclass
class _Body:
    """What was found in the parts of a mail."""

    sets: list[Set] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    mails: list[Part] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    language: str = ""
    encrypted: bool = False


def _drafts(mail: Part) -> Iterator[Draft]:
    body = _Body()
    _gather(mail, body, bulk="List-Unsubscribe" in mail.headers)
    if body.sets:
        yield _draft(mail, body)
    for inner in body.mails:
        yield from _drafts(inner)
    if body.faults and not body.sets and not body.mails:
        raise ValueError(body.faults[0])
    if body.encrypted and not body.sets:
        raise ValueError("encrypted: open it in a mail program and save it as text")


def _draft(mail: Part, body: _Body) -> Draft:
    whole = body.sets[0]
    for other in body.sets[1:]:
        whole.append(other)
    if body.attached:
        more = len(body.attached) - _NAMED
        named = ", ".join(body.attached[:_NAMED]) + (f" and {more} more" if more > 0 else "")
        body.notes.append(f"attached and not read: {named}")
    body.notes += [f"a part of it not read: {fault}" for fault in body.faults]
    page = whole.page
    spans = tuple(page.blocks[n].span for n in whole.carried)
    notes = tuple(dict.fromkeys(body.notes))
    return Draft(page.text, metadata(mail, body.language), tuple(page.blocks), notes, spans)


def _gather(part: Part, body: _Body, *, bulk: bool) -> None:
    """Take the text of a part, and of those in it."""
    kind = part.kind
    if kind.startswith("message/") and part.parts:
        body.mails += part.parts
    elif part.is_attached:
        body.attached.append(header_text(part.headers.get_filename("")) or kind)
    elif kind == "multipart/alternative" and part.parts:
        _choose(part, body, bulk=bulk)
    elif kind == "multipart/related" and part.parts:
        _gather(part.parts[0], body, bulk=bulk)
    elif part.parts:
        for inner in part.parts:
            _gather(inner, body, bulk=bulk)
    elif kind == "text/html" or kind in _PLAIN or kind.startswith("multipart/"):
        try:
            _take(body, *(_html(part) if kind == "text/html" else _plain(part)))
        except ValueError as error:  # the others may be whole
            body.faults.append(str(error))
    elif kind in _ENCRYPTED:
        body.encrypted = True


_PLAIN = ("text/plain", "text/markdown", "text")
_ENCRYPTED = (
    "application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime",
)  # fmt: skip


def _choose(part: Part, body: _Body, *, bulk: bool) -> None:
    """Take one of several forms of a text: the plain one, unless it is only a stub."""
    plain, rich = _Body(), _Body()
    for inner in part.parts:
        kinds = {leaf.kind for leaf in inner.all()}
        if "text/html" in kinds:
            _gather(inner, rich, bulk=bulk)
        elif not kinds.isdisjoint(_PLAIN):
            _gather(inner, plain, bulk=bulk)
        else:
            _gather(inner, body, bulk=bulk)
    chosen, other = (rich, plain) if _is_stub(plain, rich, bulk=bulk) else (plain, rich)
    body.sets += chosen.sets
    body.notes += chosen.notes
    body.attached += chosen.attached + other.attached
    body.mails += chosen.mails or other.mails
    body.faults += plain.faults + rich.faults
    body.language = body.language or chosen.language or other.language


def _is_stub(plain: _Body, rich: _Body, *, bulk: bool) -> bool:
    text = "\n".join(found.page.text for found in plain.sets)
    words, others = len(text.split()), sum(len(found.page.text.split()) for found in rich.sets)
    if not others:
        return False
    links = sum(len(link) for link in _URL.findall(text))
    return (
        words < _STUB_SHARE * others
        or (words < _STUB_WORDS and 2 * words < others)
        or (bulk and links > _LINKS_SHARE * len(text))
    )


def _plain(part: Part) -> tuple[Set, tuple[str, ...], str]:
    decoded = part.decoded()
    flowed = part.parameter("format").lower() == "flowed"
    delsp = part.parameter("delsp").lower() == "yes"
    return set_text(decoded.text, flowed=flowed, delsp=delsp), decoded.notes, ""


def _html(part: Part) -> tuple[Set, tuple[str, ...], str]:
    decoded = part.decoded()
    found, language = set_html(decoded.text)
    return found, decoded.notes, language


def _take(body: _Body, found: Set, notes: tuple[str, ...], language: str) -> None:
    if found.page.blocks:
        body.sets.append(found)
        body.language = body.language or language
        body.notes += [note for note in notes if not note.startswith("read as")]
