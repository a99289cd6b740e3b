"""Marks as a project of the REFI-QDA standard 1.5, for NVivo, ATLAS.ti, MAXQDA and others.

A zip with ``project.qde`` (XML, ``urn:QDA-XML:project:1.0``) and each article as a plain text in
``Sources``.  Positions count code points, the end excluded.  https://www.qdasoftware.org
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, tostring

from reader import __version__
from reader.annotations.linking import other_end
from reader.annotations.mark import Annotation, instant, now
from reader.annotations.placing import Found
from reader.exchange.incoming import derived_id
from reader.exchange.marked import Marked
from reader.settings import COLOURS

NAMESPACE = "urn:QDA-XML:project:1.0"
_ON_WHITE = (
    "#E6C200", "#3FA34D", "#2F7FC1", "#D0568F", "#D9822B", "#7A5FC7", "#C4483D", "#7D858F",
)  # fmt: skip

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLACED = {Found.EXACT, Found.MOVED, Found.CHANGED}
_DAWN = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier time; the same marks give the same bytes
_NAME = 60  # characters of a quotation that name a selection


@dataclass
class _Codes:
    """The code book: tags, one under the other where they have a ``/``, and the looks."""

    book: Element
    made: dict[str, Element] = field(default_factory=dict)

    def guid(self, *path: str, color: str = "", codable: bool = True) -> str:
        parent, key = self.book, ""
        for name in path:
            key += "\x00" + name
            if key not in self.made:
                code = SubElement(parent, "Code", guid=_guid("code", key), name=_clean(name))
                code.set("isCodable", "false" if name is path[0] and not codable else "true")
                self.made[key] = code
            parent = self.made[key]
        if color:
            parent.set("color", color)
        return parent.get("guid", "")


class _Project:
    def __init__(self, name: str, colours: Sequence[str]) -> None:
        self._colours = colours
        self.files: dict[str, str] = {}
        self.root = Element("Project", xmlns=NAMESPACE, name=_clean(name))
        self.root.set("origin", f"rafah-reader {__version__}")
        self.root.set("creationDateTime", now())
        self._users: dict[str, Element] = {}
        self._user_list = SubElement(self.root, "Users")
        self._codes = _Codes(SubElement(SubElement(self.root, "CodeBook"), "Codes"))
        self._sources = SubElement(self.root, "Sources")
        self._notes = SubElement(self.root, "Notes")
        self._lost: list[str] = []
        self._links = SubElement(self.root, "Links")
        self._ends: dict[str, Annotation] = {}
        self.root.set("creatingUserGUID", self._user(""))

    def add(self, marks: Sequence[Marked]) -> None:
        """One article with its marks, in the order that the standard's schema asks for."""
        article = marks[0].article
        if article is None:
            self._lost += [self._left_over(marked) for marked in marks]
            return
        lost = [marked for marked in marks if marked.placed.found not in _PLACED]
        guid = _guid("source", article.path, article.digest)
        file = f"{guid}.txt"
        self.files[file] = article.text
        source = SubElement(self._sources, "TextSource", guid=guid, name=_clean(article.title))
        source.set("plainTextPath", f"internal://{file}")
        source.set("creatingUser", self._user(""))
        said = ", ".join(part for part in (article.path, *_known(marks[0])) if part)
        SubElement(source, "Description").text = _clean(said)
        kept = [marked for marked in marks if marked.placed.found in _PLACED]
        for marked in kept:
            if marked.span is not None:
                self._selection(source, marked)
        whole = [marked.annotation for marked in kept if marked.span is None]
        for mark in whole:
            self._code(source, mark)
        notes = [self._note(mark) for mark in whole if mark.note]
        for note in [*notes, *(self._left_over(marked) for marked in lost)]:
            SubElement(source, "NoteRef", targetGUID=note)

    def _selection(self, source: Element, marked: Marked) -> None:
        mark, span = marked.annotation, marked.span
        assert span is not None  # noqa: S101 - a slip of our own
        name = " ".join(mark.exact.split())
        selection = SubElement(source, "PlainTextSelection", guid=_own_guid(mark))
        selection.set("name", _clean(name if len(name) <= _NAME else name[: _NAME - 1] + "…"))
        selection.set("startPosition", str(span.start))
        selection.set("endPosition", str(span.end))
        self._stamp(selection, mark)
        self._code(selection, mark)
        if mark.note:
            SubElement(selection, "NoteRef", targetGUID=self._note(mark))
        self._link(mark)

    def _link(self, mark: Annotation) -> None:
        """A link, once both its ends are known."""
        other = self._ends.get(other_end(mark))
        self._ends[mark.id] = mark
        if other is not None and other_end(other) == mark.id:
            link = SubElement(self._links, "Link", guid=_guid("link", other.id, mark.id))
            link.set("direction", "Associative")
            link.set("originGUID", _own_guid(other))
            link.set("targetGUID", _own_guid(mark))

    def _code(self, element: Element, mark: Annotation) -> None:
        name, color = self._colours[mark.color - 1], _ON_WHITE[mark.color - 1]
        codes = [self._codes.guid(*_levels(tag)) for tag in mark.tags]
        codes.append(self._codes.guid("highlight", name, color=color, codable=False))
        for code in dict.fromkeys(codes):
            coding = SubElement(element, "Coding", guid=_guid("coding", mark.id, code))
            coding.set("creatingUser", self._user(mark.creator))
            if _moment(mark.created):
                coding.set("creationDateTime", _moment(mark.created))
            SubElement(coding, "CodeRef", targetGUID=code)

    def _note(self, mark: Annotation, text: str = "") -> str:
        guid = _guid("note", mark.id)
        note = SubElement(self._notes, "Note", guid=guid)
        note.set("name", _clean(" ".join((text or mark.note).split())[:_NAME]))
        self._stamp(note, mark)
        SubElement(note, "PlainTextContent").text = _clean(text or mark.note)
        return guid

    def _left_over(self, marked: Marked) -> str:
        """A mark without a sure place: its words, note and tags, as a note."""
        mark = marked.annotation
        lines = [f"{marked.path}: {marked.placed.reason}", f"“{mark.exact}”", mark.note]
        lines.append(", ".join(mark.tags))
        return self._note(mark, "\n".join(line for line in lines if line))

    def _user(self, name: str) -> str:
        name = name or "reader"
        if name not in self._users:
            guid = _guid("user", name)
            self._users[name] = SubElement(self._user_list, "User", guid=guid, name=_clean(name))
        return self._users[name].get("guid", "")

    def _stamp(self, element: Element, mark: Annotation) -> None:
        element.set("creatingUser", self._user(mark.creator))
        if _moment(mark.created):
            element.set("creationDateTime", _moment(mark.created))
        if _moment(mark.modified):
            element.set("modifiedDateTime", _moment(mark.modified))

    def finished(self) -> bytes:
        """The XML, without the lists that stayed empty: the schema allows none."""
        for note in self._lost:
            SubElement(self.root, "NoteRef", targetGUID=note)
        book = self.root.find("CodeBook")
        empty = [part for part in (self._sources, self._notes, self._links) if not len(part)]
        if book is not None and not len(self._codes.book):
            empty.append(book)
        for part in empty:
            self.root.remove(part)
        xml: bytes = tostring(self.root, "utf-8", xml_declaration=True)
        return xml


def write_qdpx(marks: Sequence[Marked], colours: Sequence[str] = COLOURS) -> bytes:
    """The project as a zip; ``colours`` are the names of the eight looks."""
    project = _Project("rafah-reader", colours)
    by_article: dict[str, list[Marked]] = {}
    for marked in marks:
        by_article.setdefault(marked.path, []).append(marked)
    for own in by_article.values():
        project.add(own)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        _put(packed, "project.qde", project.finished())
        for file, text in sorted(project.files.items()):
            _put(packed, f"Sources/{file}", _clean(text).encode())
    return made.getvalue()


def _put(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DAWN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(entry, data)


def _levels(tag: str) -> Iterable[str]:
    return [level.strip() for level in tag.split("/") if level.strip()] or [tag]


def _known(marked: Marked) -> tuple[str, ...]:
    if marked.article is None:
        return ()
    card = marked.article.card()
    return card.author, card.source, card.date, card.url


def _own_guid(mark: Annotation) -> str:
    try:
        return str(uuid.UUID(mark.id))
    except ValueError:
        return _guid("mark", mark.id)


def _guid(*parts: str) -> str:
    return derived_id(*parts).removeprefix("urn:uuid:")


def _moment(stamp: str) -> str:
    moment = instant(stamp)
    return moment.isoformat().replace("+00:00", "Z") if moment.year > 1 else ""


def _clean(text: str) -> str:
    """Text without what XML has no place for; each such character becomes one other."""
    return _NOT_XML.sub("\ufffd", text)
