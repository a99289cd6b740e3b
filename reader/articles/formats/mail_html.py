"""The text of a mail or newsletter in HTML: what its reader sees, with its furniture named."""

from __future__ import annotations

import re

from reader.articles.formats.flows import Flow, Setting
from reader.articles.formats.mail_text import Set
from reader.articles.formats.tree import Element, tree
from reader.articles.formats.webpage import without_data
from reader.text.late import late

_FILLER = late(
    r"(?:[\u034f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u2007\u200b-\u200f\u2060\u3164\ufeff]\s*){3,}"
)  # keeps a preview of the mail in lists from showing what follows
_UNSEEN = late(
    r"max-height\s*:\s*0(?![.\d])|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px)?\s*;.*opacity"
)
_SIGNATURE = late(r"gmail_signature|moz-signature|(?:^|_)signature$", re.IGNORECASE)
_ADMIN = late(
    r"unsubscribe|view (?:(?:this|it|the) )?(?:\w+ )?(?:in|on|online)|update (?:your )?(?:email )?"
    r"preferences|manage (?:your )?(?:subscription|preferences)|forwarded (?:this|to you)|"
    r"read (?:it )?(?:online|in (?:the )?app)|abmelden|abbestellen|d[ée]sabonner|darse de baja",
    re.IGNORECASE,
)
_ADMIN_LENGTH = 200  # characters: a longer line is text, whatever it says
_TOP = 3  # blocks in which a newsletter says where else to read it
_BOTTOM = 15  # blocks in which it says how to be rid of it


def set_html(source: str) -> tuple[Set, str]:
    """Set the HTML of a mail; with the language it says it is in, or nothing.

    Raises:
        ValueError: it is too long, or has too many elements.
    """
    root, _ = tree(without_data(source))
    language = ""
    signatures: list[Element] = []
    for element in root.elements():
        attributes = element.attributes
        if not attributes:
            continue
        if element.name == "html":
            language = attributes.get("lang", "")
        if _UNSEEN.search(attributes.get("style", "")):
            attributes["hidden"] = ""
        names = (*attributes.get("class", "").split()[:20], attributes.get("id", ""))
        if any(map(_SIGNATURE.search, names)):
            signatures.append(element)
    setting = Setting()
    setting.set(root)
    carried = {n for e in signatures for n in range(*setting.ranges.get(id(e), (0, 0)))} | _admin(
        setting.flows
    )
    out = Set()
    for n, flow in enumerate(setting.flows):
        text = _FILLER.sub("", flow.text) if not flow.text.isascii() else flow.text
        at = len(out.page.blocks)
        out.page.add(text, flow.kind, flow.level, flow.marker)
        if n in carried and len(out.page.blocks) > at:
            out.carried.append(at)
    return out, language


def _admin(flows: list[Flow]) -> set[int]:
    """Lines of the newsletter about itself: at the top, and from such a line on at the end."""
    short = [len(f.text) <= _ADMIN_LENGTH for f in flows]
    says = [n for n, f in enumerate(flows) if short[n] and _ADMIN.search(f.text)]
    top = {n for n in says if n < min(_TOP, len(flows) - 1)}
    for n in says:
        if n >= max(_TOP, len(flows) - _BOTTOM) and all(short[n:]):
            return top | set(range(n, len(flows)))
    return top
