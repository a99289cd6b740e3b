"""Mails as mail programs write them, around a known text."""

from __future__ import annotations

import base64
import quopri
import textwrap

from tests.articles.known import markup, passages


def thunderbird() -> bytes:
    """Plain text, ``format=flowed``, with a quotation above and a signature below."""
    older = [
        f"> {line}" for line in _flowed("An older sentence that was long enough to wrap. " * 3)
    ]
    lines = ["On 18.03.24 at 10:00, Ann Lee wrote:", *older, ">> and one older still", ""]
    for _, text in passages():
        lines += [*_flowed(text), ""]
    lines += ["-- ", "Jörg Müller", "The Daily Example"]
    return b"\r\n".join(
        [
            b"Message-ID: <5a1@daily.example>",
            b"Date: Tue, 19 Mar 2024 23:11:12 -0800",
            b"User-Agent: Mozilla Thunderbird",
            b"Subject: =?UTF-8?Q?A_team_to_Washington_=E2=80=93_no?=",
            b" =?UTF-8?Q?tes?=",
            b"Content-Language: en-US",
            b"From: =?UTF-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@daily.example>",
            b"Content-Type: text/plain; charset=UTF-8; format=flowed",
            b"Content-Transfer-Encoding: 8bit",
            b"",
            *(line.encode() for line in lines),
        ]
    )


def apple_mail() -> bytes:
    """Both forms, each paragraph a line in quoted-printable, the plain one in Windows-1252."""
    plain = "\n\n".join(text for _, text in passages()) + "\n\nSent from my iPhone"
    return _alternative(
        [b"From: Ann Lee <ann@daily.example>", b"Subject: Team", b"X-Mailer: Apple Mail (2.3774)"],
        "Apple-Mail=_1F",
        (b'text/plain;\n\tcharset="windows-1252"', quopri.encodestring(plain.encode("cp1252"))),
        (b"text/html; charset=utf-8", quopri.encodestring(f"<body>{markup()}</body>".encode())),
    )


def gmail() -> bytes:
    """Both forms in base64, a quotation and a signature in the HTML, and a file attached."""
    rich = (
        f'<div dir="ltr">{markup()}<div class="gmail_signature">Ann Lee<br>The Daily</div></div>'
        '<blockquote class="gmail_quote"><p>An older sentence.</p></blockquote>'
    )
    inner = _alternative(
        [],
        "000000000000b1",
        (b'text/plain; charset="UTF-8"', b"Please see the HTML version.\n"),
        (b'text/html; charset="UTF-8"', base64.encodebytes(rich.encode())),
        encoding=(b"7bit", b"base64"),
    )
    return (
        b'From: "Lee, Ann" <ann@daily.example>\nSubject: Team\nDate: 19 Mar 2024 10:00:00 +0200'
        b'\nContent-Type: multipart/mixed; boundary="0000mixed"\n\n--0000mixed\n' + inner +
        b'\n--0000mixed\nContent-Type: application/pdf\nContent-Disposition: attachment;'
        b' filename="report.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--0000mixed--\n'
    )  # fmt: skip


def newsletter() -> bytes:
    """HTML laid out by tables, with a hidden preview, a line above and the small print below."""
    rich = (
        '<html lang="en"><head><style>p {color: red}</style></head><body>'
        '<div style="display:none;max-height:0">A hidden preview</div>'
        "<div>&#847; &zwnj; &#847; &zwnj; &#847; &zwnj;</div>"
        '<table role="presentation"><tr><td>View this email in your browser</td><td></td></tr>'
        f'<tr><td>{markup()}</td></tr><tr><td>Ten</td><td>Eleven</td></tr></table>'
        "<p>You get this because you signed up. <a href='x'>Unsubscribe</a></p><p>1 Some St</p>"
        '<img src="https://track.example/1.gif" width="1"></body></html>'
    )  # fmt: skip
    western = rich.encode("cp1252", "xmlcharrefreplace")
    plain = b"\n".join(b"Read https://click.example/%d-%s\n" % (n, b"x" * 60) for n in range(40))
    return _alternative(
        [
            b"From: The Brief <news@mail.brief.example>",
            b"Subject: =?utf-8?B?" + base64.b64encode("Why Rafah’s border".encode()) + b"?=",
            b"List-Id: The Daily Brief <daily.brief.example>",
            b"List-Unsubscribe: <https://brief.example/u>",
            b"Archived-At: <https://brief.example/2024/03/19>",
        ],
        "=_b1",
        (b"text/plain; charset=utf-8", quopri.encodestring(plain)),
        (b"text/html; charset=iso-8859-1", quopri.encodestring(western)),
    )  # fmt: skip


def _flowed(text: str) -> list[str]:
    lines = textwrap.wrap(text, 70)
    return [*(f"{line} " for line in lines[:-1]), lines[-1]]


def _alternative(
    headers: list[bytes],
    boundary: str,
    *parts: tuple[bytes, bytes],
    encoding: tuple[bytes, bytes] = (b"quoted-printable", b"quoted-printable"),
) -> bytes:
    mark = boundary.encode()
    date = [b"Date: Tue, 19 Mar 2024 10:00:00 +0200"] if headers else []
    lines = [*headers, *date, b'Content-Type: multipart/alternative; boundary="%s"' % mark, b""]
    for (kind, body), how in zip(parts, encoding, strict=True):
        head = b"Content-Type: %s\nContent-Transfer-Encoding: %s\n\n" % (kind, how)
        lines += [b"--" + mark, head + body]
    return b"\n".join([*lines, b"--" + mark + b"--", b""])
