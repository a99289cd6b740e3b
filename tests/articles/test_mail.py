"""Mail: what its programs write is read as people see it, and broken mail as far as it goes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.article import Article, Origin
from reader.articles.formats.draft import Draft
from reader.articles.formats.mail import MailboxFormat, MailFormat
from reader.articles.library import Library
from reader.text.blocks import BlockKind
from tests.articles import mails
from tests.articles.known import kept


def read(raw: bytes) -> list[Draft]:
    return list(MailFormat().read(raw))


def told(draft: Draft) -> dict[str, str]:
    meta = draft.meta
    names = ("title", "author", "date", "source", "url", "language")
    return {name: value.text for name in names if (value := getattr(meta, name))}


def carried(draft: Draft) -> list[str]:
    return [span.of(draft.text) for span in draft.boilerplate]


def quoted(draft: Draft) -> list[tuple[int, str]]:
    blocks = draft.blocks or ()
    return [(b.level, b.span.of(draft.text)) for b in blocks if b.kind is BlockKind.QUOTE]


def test_flowed_text_of_thunderbird_is_joined_its_quotations_and_signature_known() -> None:
    (draft,) = read(mails.thunderbird())
    assert kept(draft) == 1
    assert told(draft) == {
        "title": "A team to Washington – notes",
        "author": "Jörg Müller",
        "date": "2024-03-19",
        "source": "daily.example",
        "language": "en-US",
    }
    assert draft.meta.date
    assert draft.meta.date.origin is Origin.MAIL_HEADER
    assert quoted(draft) == [
        (1, " ".join(["An older sentence that was long enough to wrap."] * 3)),
        (2, "and one older still"),
    ]
    assert carried(draft) == ["-- \nJörg Müller\nThe Daily Example"]
    assert ">" not in draft.text


def test_the_plain_form_of_apple_mail_is_read_and_its_advertisement_dimmed() -> None:
    (draft,) = read(mails.apple_mail())
    assert kept(draft) == 1
    assert carried(draft) == ["Sent from my iPhone"]
    assert told(draft)["author"] == "Ann Lee"


def test_html_of_gmail_is_read_where_the_plain_form_says_nothing() -> None:
    (draft,) = read(mails.gmail())
    assert kept(draft) == 1
    assert told(draft)["author"] == "Lee, Ann"
    assert carried(draft) == ["Ann Lee\nThe Daily"]
    assert quoted(draft) == [(1, "An older sentence.")]
    assert draft.notes == ("attached and not read: report.pdf",)


def test_a_newsletter_is_read_without_its_hidden_parts_and_its_small_print_dimmed() -> None:
    (draft,) = read(mails.newsletter())
    assert kept(draft) == 1
    assert told(draft) == {
        "title": "Why Rafah’s border",
        "author": "The Brief",
        "date": "2024-03-19",
        "source": "The Daily Brief",
        "url": "https://brief.example/2024/03/19",
        "language": "en",
    }
    assert carried(draft) == [
        "View this email in your browser",
        "You get this because you signed up. Unsubscribe",
        "1 Some St",
    ]
    assert not any(word in draft.text for word in ("hidden", "color", "\u200c", "<", "click"))


def test_mails_in_a_mailbox_are_articles_and_a_broken_one_is_told(tmp_path: Path) -> None:
    line = b"From ann@daily.example Tue Mar 19 10:11:12 2024\n"
    inner = b"Subject: Inner\nFrom: b@inner.example\n\nWords of the inner one.\n"
    raw = b"\n".join(
        [
            line + mails.thunderbird(),
            line + b"Subject: Two\nFrom: two\nDate: sometime on 3 March 2024\n\n>From here on.\n",
            line + b"Subject: A picture\nContent-Type: image/png\n\nxxxx\n",
            b"From here on is text.\n",
            line
            + b"Subject: Forward\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nSee below"
            b".\n\n--q\nContent-Type: message/rfc822\n\n" + inner + b"\n--q--\n",
        ]
    )
    (tmp_path / "all.mbox").write_bytes(raw)
    articles: list[Article] = list(Library(tmp_path).articles())
    assert [a.path for a in articles] == [f"all.mbox#{n}" for n in (1, 2, 3, 4)]
    assert [a.title for a in articles[1:]] == ["Two", "Forward", "Inner"]
    assert [a.text for a in articles[1:]] == [
        "From here on.",
        "See below.",
        "Words of the inner one.",
    ]
    assert articles[0].notes == ("mail 3 left out: no text in it",)
    assert articles[1].meta.date
    assert articles[1].meta.date.text == "2024-03-03"
    assert "Jörg Müller" not in articles[0].body


def plain(headers: bytes, body: bytes) -> Draft:
    (draft,) = read(b"From: a@b.example\n" + headers + b"\n\n" + body)
    return draft


@pytest.mark.parametrize(
    ("headers", "body", "text"),
    [
        (b"Content-Type: text/plain; charset=us-ascii", "Café".encode(), "Café"),
        (
            b"Content-Type: text/plain; charset=utf-8",
            "Le café est fermé à Genève.".encode("cp1252"),
            "Le café est fermé à Genève.",
        ),
        (b"Content-Type: text/plain; charset=iso-2022-jp", "社説".encode("iso-2022-jp"), "社説"),
        (b"Content-Type: text/plain; charset=x-nonsense", "Café".encode(), "Café"),
        (b"Content-Type: text/plain\nContent-Transfer-Encoding: base64", b"V29yZHM=\n!", "Words"),
        (b"Content-Type: text/plain\nContent-Transfer-Encoding: base64", b"V29yZHMgb", "Words "),
        (b"Content-Type: text; =; x", b"Words", "Words"),
        (b"Content-Type: multipart/mixed; boundary=lost", b"--x\n\nWords", "--x\n\nWords"),
        (
            b"Content-Type: multipart/mixed; boundary=lost",
            b"--other\nContent-Type: text/plain\n\nWords\n--other--\n",
            "Words",
        ),
        (b"Content-Type: multipart/mixed; boundary=b", b"--b\n\nWords", "Words"),
        (b"Content-Type: text/plain; format=flowed; delsp=yes", "加 \n沙".encode(), "加沙"),
        (b"A broken line\nSubject: x", b"Words", "A broken line\n\nSubject: x\n\nWords"),
        (b"Subject: x", b"Words with \x00 one", "Words with  one"),
    ],
    ids=range(13),
)
def test_mail_that_is_not_as_it_says_is_read_all_the_same(
    headers: bytes, body: bytes, text: str
) -> None:
    assert plain(headers, body).text == text.strip()


def test_a_part_that_is_no_text_is_told_and_the_others_are_read() -> None:
    body = (
        b"--b\nContent-Type: text/plain\n\n\x01\x02\x03\x04\n"
        b"--b\nContent-Type: text/html\n\n<p>Words.\n--b--\n"
    )
    draft = plain(b"Content-Type: multipart/alternative; boundary=b", body)
    assert draft.text == "Words."
    assert draft.notes == ("a part of it not read: not a text: too many control characters",)


@pytest.mark.parametrize(
    ("headers", "name", "value"),
    [
        (b"Subject: =?utf-8?B?Q2Fmww==?= =?utf-8?B?qQ==?=", "title", "Café"),
        (b"Subject: " + "Café".encode(), "title", "Café"),
        (b"Subject: " + "Café à".encode("cp1252"), "title", "Café à"),
        (b"Subject: =?x-none?Q?a_b?= =?utf-8?Q?=broken", "title", "a b =?utf-8?Q?=broken"),
        (b"Date: Tue, 32 Mar 2024 10:00:00 +0000", "date", None),
        (b"Date: 2024-03-19 10:00", "date", "2024-03-19"),
        (b"Received: from x by y; Tue, 19 Mar 2024 10:00:00 +0000", "date", "2024-03-19"),
        (b"List-Id: 0a1b2c3d4e5f60718293 <0a1b2c3d4e5f60718293.list-id.mcsv.net>", "source",
         "b.example"),
        (b"List-Id: <talk.lists.example>", "source", "talk.lists.example"),
        (b"Content-Base: http://news.example/a", "url", "http://news.example/a"),
        (b"Archived-At: <javascript:alert(1)>", "url", None),
    ],
)  # fmt: skip
def test_headers_are_read_as_people_read_them(headers: bytes, name: str, value: str | None) -> None:
    assert told(plain(headers, b"Words.")).get(name) == value


NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(10_000)
)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (NESTED + b"\nwords" + b"\n" * 3_000_000, "no text in it"),
        (b"No mail at all.", "does not begin with headers"),
        (b"Subject: x\n\n", "no text in it"),
        (b"Subject: " + b"x" * 5_000_000, "no text in it"),
        (b"X: y\n" * 300_000, "no text in it"),
        (b"Content-Type: application/pkcs7-mime\n\nMIAG", "encrypted"),
        (b"Subject: x\n\n" + b"> x\n" * 700_000, "more than 600,000 lines"),
    ],
    ids=["nested", "no mail", "empty", "long header", "many headers", "encrypted", "lines"],
)
def test_mail_without_a_text_is_refused_in_time_with_a_reason(raw: bytes, reason: str) -> None:
    start = time.process_time()
    with pytest.raises(ValueError, match=reason):
        read(raw)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"(" * 100_000 + b"\n\nwords",
        b"From: " + b'"' * 100_000 + b"\n\nwords",
        b"Content-Type: text/plain; " + b'x=";' * 50_000 + b"\n\nwords",
        b"Subject: " + b"=?utf-8?Q?" * 50_000 + b"\n\nwords",
        b"Subject: x\n\n" + b">" * 1_000_000 + b" words",
        b"Content-Type: text/plain; format=flowed\n\n" + b"words \n" * 200_000,
        b"Content-Type: multipart/mixed; boundary=-\n\n" + b"---\n\nwords\n" * 100_000,
    ],
    ids=["comments", "quotes", "parameters", "words", "depth", "flowed", "parts"],
)
def test_hostile_mail_is_read_in_time(raw: bytes) -> None:
    start = time.process_time()
    assert "words" in read(raw)[0].text
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"Words.", "not a mailbox"),
        (b"From x Tue Mar 19 10:11:12 2024\n\n\n", "no headers"),
        (b"From x Tue Mar 19 10:11:12 2024\nSubject: x\n\n", "no text in it"),
    ],
)
def test_a_mailbox_without_a_mail_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        list(MailboxFormat().read(raw))


MAILS: tuple[Callable[[], bytes], ...] = (
    mails.thunderbird,
    mails.apple_mail,
    mails.gmail,
    mails.newsletter,
)


@settings(max_examples=60, deadline=None)
@given(st.integers())
def test_any_change_of_a_mail_gives_drafts_or_a_reason(seed: int) -> None:
    rng = random.Random(seed)
    raw = bytearray(rng.choice(MAILS)()[: rng.choice([600, 3000, None])])
    for _ in range(rng.randrange(12)):
        at = rng.randrange(len(raw))
        match rng.randrange(3):
            case 0:
                raw[at : at + rng.randrange(40)] = b""
            case 1:
                raw[at] = rng.randrange(256)
            case _:
                raw[at:at] = rng.choice([b"\n\n", b"--", b"=?", b"\xff", b"\x00", bytes(raw[:200])])
        if not raw:
            break
    for form in (MailFormat(), MailboxFormat()):
        reason = ""
        drafts: list[Draft] = []
        try:
            drafts = list(form.read(bytes(raw)))
        except ValueError as error:
            reason = str(error)
        assert bool(drafts) != bool(reason)
        assert all(draft.text.strip() for draft in drafts)
