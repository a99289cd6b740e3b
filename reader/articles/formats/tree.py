"""The elements of an HTML page, as browsers would nest them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from reader.articles.formats.tags import Remark, Tag, cut

DEPTH = 200
"""Elements inside each other; what is deeper stands beside.  Browsers stop at 512."""

_ELEMENTS = 80_000  # of a page, 12 to 14 µs each, measured on 20,000 and 60,000
_PIECES = 500_000  # tags, ends of tags and texts between them

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote center details dialog dd dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section "
    "summary table ul".split()
)
_SIBLINGS = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "option": ({"option"}, {"select"}),
}
"""For a tag: which open elements it ends, and which it does not look beyond."""


@dataclass(slots=True, eq=False)
class Element:
    """An element: its children are elements and text."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """This one and all below it, in the order of the page."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [c for c in reversed(element.children) if isinstance(c, Element)]

    def text(self) -> str:
        """All text below, blanks as they are."""
        out: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            part = stack.pop()
            if isinstance(part, str):
                out.append(part)
            else:
                stack += reversed(part.children)
                if part is not self and (part.name in _BLOCKS or part.name == "br"):
                    out.append(" ")
        return "".join(out)

    @property
    def is_block(self) -> bool:
        """Whether it stands on lines of its own."""
        return self.name in _BLOCKS


def tree(source: str) -> tuple[Element, list[str]]:
    """The page as a tree, and its comments.

    Raises:
        ValueError: there are too many elements to be a page.
    """
    root = Element("")
    stack = [root]
    open_: Counter[str] = Counter()
    remarks: list[str] = []
    count = 0

    def end(at: int) -> None:
        for element in stack[at:]:
            open_[element.name] -= 1
        del stack[at:]

    for pieces, token in enumerate(cut(source)):
        if pieces > _PIECES:
            raise ValueError(f"more than {_PIECES:,} tags in the page")
        if isinstance(token, str):
            stack[-1].children.append(token)
        elif isinstance(token, Remark):
            if len(remarks) < 100:
                remarks.append(token.text[:2000])
        elif token.ends:
            if open_[token.name]:
                end(_last(stack, {token.name}, set()))
        else:
            count += 1
            if count > _ELEMENTS:
                raise ValueError(f"more than {_ELEMENTS:,} elements in the page")
            _make_room(token, stack, open_, end)
            element = Element(token.name, token.attributes)
            stack[-1].children.append(element)
            closed = token.void and token.name not in _BLOCKS
            if token.name not in _VOID and not closed and len(stack) < DEPTH:
                stack.append(element)
                open_[token.name] += 1
    return root, remarks


def _make_room(
    token: Tag, stack: list[Element], open_: Counter[str], end: Callable[[int], None]
) -> None:
    """End what a start tag ends without saying so: paragraphs, items, rows and cells."""
    if token.name in _BLOCKS and open_["p"]:
        at = _last(stack, {"p"}, {"button", "td", "th", "table"})
        if at:
            end(at)
    siblings = _SIBLINGS.get(token.name)
    if siblings and any(open_[name] for name in siblings[0]):
        at = _first_after(stack, *siblings)
        if at:
            end(at)


def _last(stack: list[Element], names: set[str], beyond: set[str]) -> int:
    """Where the innermost open element of a name is; 0 where there is none this side."""
    for at in range(len(stack) - 1, 0, -1):
        if stack[at].name in names:
            return at
        if stack[at].name in beyond:
            return 0
    return 0


def _first_after(stack: list[Element], names: set[str], beyond: set[str]) -> int:
    """Where the outermost open element of a name is, this side of what is not looked beyond."""
    found = 0
    for at in range(len(stack) - 1, 0, -1):
        if stack[at].name in beyond:
            break
        if stack[at].name in names:
            found = at
    return found
