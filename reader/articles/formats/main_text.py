"""The main text of a web page, without what stands around it.

Where the text lies is found by going down from the page into whichever part holds most of its prose
(text that is not linked), as long as there is one.  A rule of our own; many names of parts that are
left out are also on the lists of Mozilla's Readability.
"""

from __future__ import annotations

import re
from itertools import accumulate

from reader.articles.formats.flows import Flow, Setting
from reader.articles.formats.tree import Element
from reader.text.blocks import BlockKind
from reader.text.late import late

_AROUND = frozenset("nav footer aside form menu".split())
_ROLES = frozenset("navigation banner contentinfo complementary search dialog menu".split())
_NAMED = late(
    r"(?:^|[\s_-])(?:comments?(?:-?(?:list|area|section|thread))?|disqus\w*|share\w*|sharing|social"
    r"\w*|related\w*|recirc\w*|recommend\w*|sidebar|side-?bar|newsletter\w*|promo\w*|cookies?|"
    r"consent|gdpr|breadcrumbs?|advert\w*|ads?|sponsor\w*|taboola|outbrain|popup|modal|menu|nav\w*|"
    r"footer|pagination|pager|most-?(?:read|popular|viewed)|trending|subscri\w*|sign-?up|"
    r"author-?bio|tags?-?list|skip-?(?:to|link)\w*|screen-?reader\w*|visually-?hidden|sr-only|"
    r"print-?(?:only|button)|toolbar|read-?more|also-?read|see-?also|more-?(?:from|stories|on)\w*)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_HELD = 0.6  # share of the prose of the page that no part of a bad name may take with it
_DOWN = 0.7  # share of a part's prose that one of its parts has, for us to go down into it
_PROSE = 25  # characters without links: a shorter line is a button or a label
_LINKED = 0.5  # share of a line that is links, for it to be one of a list of links
_LONG = 200  # characters: such a line is text, however much of it is linked
_LEAST = 140  # characters: a shorter text is not the main one, and the whole page is taken


def main_flows(body: Element) -> list[Flow]:
    """The blocks of the main text, its headline first; all of the page where none stands out."""
    setting = Setting()
    setting.set(body)
    flows = setting.flows
    prose = [_prose(flow) for flow in flows]
    around = _around(body, _Mass(setting, prose))
    for n in around:
        prose[n] = 0
    part = _part(body, _Mass(setting, prose))
    inside = range(*setting.ranges.get(id(part), (0, len(flows))))
    main = _without_links([flows[n] for n in inside if n not in around])
    if sum(len(f.text) for f in main) < _LEAST:
        return [f for n, f in enumerate(flows) if n not in around] or flows
    headline = _headline(flows, main)
    return [headline, *main] if headline else main


class _Mass:
    """How much prose each element holds, in characters."""

    def __init__(self, setting: Setting, prose: list[int]) -> None:
        self.ranges = setting.ranges
        self._sums = [0, *accumulate(prose)]

    def of(self, element: Element) -> int:
        first, end = self.ranges.get(id(element), (0, 0))
        return self._sums[end] - self._sums[first]


def _prose(flow: Flow) -> int:
    if flow.kind is BlockKind.HEADING:
        return 0
    plain = len(flow.text) - flow.linked
    return plain if plain >= _PROSE else 0


def _around(body: Element, mass: _Mass) -> set[int]:
    """Numbers of the flows that by the names of their parts stand around a text.

    What holds most of the prose of the page is no such part, whatever its name.
    """
    limit = _HELD * mass.of(body)
    found: set[int] = set()
    stack = [(body, False)]
    while stack:
        element, in_article = stack.pop()
        header = element.name == "header" and not in_article
        if (header or _is_around(element)) and mass.of(element) <= limit:
            found.update(range(*mass.ranges.get(id(element), (0, 0))))
            continue
        in_article = in_article or element.name in {"article", "main"}
        stack += [(c, in_article) for c in element.children if isinstance(c, Element)]
    return found


def _is_around(element: Element) -> bool:
    if element.name in _AROUND:
        return True
    attributes = element.attributes
    if not attributes or element.name in {"html", "body", "article", "main"}:
        return False
    if attributes.get("role", "").lower() in _ROLES:
        return True
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return bool(names.strip()) and _NAMED.search(names[:500]) is not None


def _part(body: Element, mass: _Mass) -> Element:
    """Go down into the part with most of the prose."""
    part = body
    while True:
        inner = [c for c in part.children if isinstance(c, Element)]
        # an inline element, or one without an end, may hold blocks too
        best = max(inner, key=mass.of, default=None)
        if best is None or not mass.of(best) or mass.of(best) < _DOWN * mass.of(part):
            return part
        if best.name in {"p", "blockquote", "ul", "ol", "pre", "li", "dl", "table"}:
            return part
        part = best


def _without_links(flows: list[Flow]) -> list[Flow]:
    """Without lines that are links, and headings that stood over nothing else."""
    out: list[Flow] = []
    dropped = False
    for flow in flows:
        size = len(flow.text)
        if flow.kind is not BlockKind.HEADING and size < _LONG and flow.linked > _LINKED * size:
            dropped = True
            continue
        if dropped and flow.kind is BlockKind.HEADING:
            _drop_heading(out)
        dropped = False
        out.append(flow)
    if dropped:
        _drop_heading(out)
    return out


def _drop_heading(flows: list[Flow]) -> None:
    if flows and flows[-1].kind is BlockKind.HEADING and flows[-1].level > 1:
        flows.pop()


def _headline(flows: list[Flow], main: list[Flow]) -> Flow | None:
    """The page's only headline of the first rank, where it stands outside the main text."""
    tops = [f for f in flows if f.kind is BlockKind.HEADING and f.level == 1]
    return tops[0] if len(tops) == 1 and not any(f is tops[0] for f in main) else None
