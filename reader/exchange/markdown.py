"""Marks as Markdown, by article or by tag, as a template says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from importlib import resources
from pathlib import Path

from reader.annotations.placing import Found
from reader.errors import ReaderError
from reader.exchange.citation import reference
from reader.exchange.marked import Marked
from reader.text.cells import safe

_SPECIAL = re.compile(r"[\\`*\[\]<>]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<=\S)~~|~~(?=\S)")
_OPENING = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|-{3,}\s*$|\d{1,9}[.)](?=\s|$))")
_NO_TAG = "no tag"


class By(StrEnum):
    """What the marks are grouped by."""

    ARTICLE = "article"
    TAG = "tag"


@dataclass(frozen=True)
class Mark:
    """A mark as a template sees it; everything is text, and empty where it is not known.

    ``quotation``, ``heading`` and ``title`` are escaped, so that they mean themselves in Markdown;
    ``note`` is Markdown as its author wrote it.  ``state`` says, for a passage that is not exactly
    where and what it was, how it was found.
    """

    marked: Marked

    @property
    def quotation(self) -> str:
        """The words marked, as they were; a blank line between paragraphs."""
        parts = re.split(r"\n\s*\n", self.marked.words)
        return "\n\n".join(escaped(" ".join(part.split())) for part in parts if part.strip())

    @property
    def note(self) -> str:
        """The note, as Markdown."""
        lines = self.marked.annotation.note.strip().splitlines()
        return "\n".join(safe(line).rstrip() for line in lines)

    @property
    def tags(self) -> list[str]:
        """Its tags."""
        return [escaped(tag) for tag in self.marked.annotation.tags]

    @property
    def link(self) -> str:
        """Of an end of a link, the words at the other end and where they stand."""
        there = self.marked.link
        if there is None:
            return ""
        words = " ".join(there[1].split()).strip('“”"')  # it stands in quotation marks
        return escaped(f"“{words}” ({there[0]})" if words else there[0])

    @property
    def color(self) -> int:
        """Its look, 1 to 8."""
        return self.marked.annotation.color

    @property
    def paragraph(self) -> str:
        """``¶12``; empty for the whole article and for orphans."""
        return f"¶{self.marked.paragraph}" if self.marked.paragraph else ""

    @property
    def heading(self) -> str:
        """The heading it stands under."""
        return escaped(self.marked.heading)

    @property
    def state(self) -> str:
        """``changed``, ``review`` or ``orphan``; empty where the words stand as they stood."""
        found = self.marked.placed.found
        return "" if found in {Found.EXACT, Found.MOVED} else str(found)

    @property
    def reason(self) -> str:
        """Why it is in that state."""
        return self.marked.placed.reason

    @property
    def title(self) -> str:
        """The title of its article; the path where the article is gone."""
        return escaped(self.marked.title)

    @property
    def path(self) -> str:
        """Its article’s path in the library."""
        return safe(self.marked.path)

    @property
    def reference(self) -> str:
        """Author, title, source, date and address of its article, as far as known."""
        article = self.marked.article
        return reference(article, "", "*", "*", escaped) if article else self.path

    @property
    def citation(self) -> str:
        """The reference with the paragraph."""
        return ", ".join(part for part in (self.reference, self.paragraph) if part)

    @property
    def created(self) -> str:
        """When it was made: ISO 8601."""
        return self.marked.annotation.created

    @property
    def modified(self) -> str:
        """When it was changed last."""
        return self.marked.annotation.modified

    @property
    def creator(self) -> str:
        """Who made it."""
        return escaped(self.marked.annotation.creator)

    @property
    def id(self) -> str:
        """Its IRI."""
        return self.marked.annotation.id


@dataclass(frozen=True)
class Group:
    """The marks on one article, or with one tag.

    ``byline`` is what is known of an article beside its title; empty for a tag.
    """

    title: str
    byline: str
    marks: list[Mark]

    @cached_property
    def count(self) -> int:
        """How many."""
        return len(self.marks)


def default_template() -> str:
    """The template that is used where none is named."""
    return (resources.files(__package__) / "markdown.md.j2").read_text("utf-8")


def template_at(path: str) -> str:
    """A template of one's own.

    Raises:
        ReaderError: the file cannot be read, or is not UTF-8.
    """
    try:
        return Path(path).expanduser().read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ReaderError(f"cannot read the template {path}: {reason}") from error


def write_markdown(
    marks: Sequence[Marked], by: By = By.ARTICLE, template: str | None = None
) -> bytes:
    """A text for people, as a Jinja template says (``groups`` of ``marks``, and ``by``).

    Templates run in Jinja's sandbox: they see these values, and nothing of the program.

    Raises:
        ReaderError: the template is wrong.
    """
    from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, select_autoescape
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    groups = list(_groups([Mark(marked) for marked in marks], by))
    sandbox = ImmutableSandboxedEnvironment(
        autoescape=select_autoescape((), default_for_string=False),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    sandbox.filters["quoted"] = quoted
    try:
        made = sandbox.from_string(template if template is not None else default_template())
        text = made.render(groups=groups, by=str(by), count=len(marks))
    except TemplateSyntaxError as error:
        raise ReaderError(f"the template is wrong in line {error.lineno}: {error}") from error
    except (TemplateError, TypeError, ValueError, OverflowError, ArithmeticError) as error:
        hint = "`rafah-reader export --print-template` shows one that works"
        raise ReaderError(f"the template cannot be filled in: {error}", hint) from error
    return text.encode("utf-8", "replace")


def _groups(marks: Iterable[Mark], by: By) -> Iterator[Group]:
    gathered: dict[str, list[Mark]] = {}
    for mark in marks:
        keys = [mark.marked.path] if by is By.ARTICLE else mark.tags or [_NO_TAG]
        for key in keys:
            gathered.setdefault(key, []).append(mark)
    if by is By.ARTICLE:
        yield from (Group(own[0].title, _byline(own[0]), own) for own in gathered.values())
    else:
        rest = gathered.pop(_NO_TAG, [])
        yield from (Group(tag, "", gathered[tag]) for tag in sorted(gathered, key=_order))
        if rest:
            yield Group(_NO_TAG, "", rest)


def _byline(mark: Mark) -> str:
    if mark.marked.article is None:
        return ""
    card = mark.marked.article.card()
    parts = [escaped(card.author), escaped(card.source), card.date, card.url, escaped(card.path)]
    return ", ".join(part for part in parts if part)


def _order(tag: str) -> tuple[str, str]:
    return tag.casefold(), tag


def quoted(text: str) -> str:
    """Text as a block quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def escaped(text: str) -> str:
    """Foreign text in Markdown, line by line, where it means itself."""
    return "\n".join(_escaped_line(line) for line in text.splitlines())


def _escaped_line(line: str) -> str:
    line = _SPECIAL.sub(lambda found: f"\\{found.group()}", safe(line))
    return _OPENING.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1:]}", line)
