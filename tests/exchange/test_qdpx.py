"""A REFI-QDA project: its zip, and its XML held against the standard's schema, by rule."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest

from reader.annotations.linking import linked
from reader.annotations.placing import Found, Placed
from reader.exchange.formats import Format, write
from reader.exchange.marked import Marked
from reader.exchange.qdpx import NAMESPACE
from tests.annotations.helpers import span_of
from tests.exchange.helpers import ARTICLE, mark, marked

# What Project.xsd of REFI-QDA 1.5 says of the elements that we write: children in this order,
# attributes that must be there, attributes that may.
RULES = {
    "Project": (
        "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef",
        "name",
        "origin creatingUserGUID creationDateTime modifyingUserGUID modifiedDateTime basePath",
    ),
    "Users": ("User", "", ""),
    "User": ("", "guid", "name id"),
    "CodeBook": ("Codes", "", ""),
    "Codes": ("Code", "", ""),
    "Code": ("Description NoteRef Code", "guid name isCodable", "color"),
    "Sources": ("TextSource", "", ""),
    "TextSource": (
        "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue",
        "guid",
        "name richTextPath plainTextPath creatingUser creationDateTime modifiedDateTime",
    ),
    "PlainTextSelection": (
        "Description Coding NoteRef",
        "guid startPosition endPosition",
        "name creatingUser creationDateTime modifyingUser modifiedDateTime",
    ),
    "Coding": ("CodeRef NoteRef", "guid", "creatingUser creationDateTime"),
    "CodeRef": ("", "targetGUID", ""),
    "NoteRef": ("", "targetGUID", ""),
    "Notes": ("Note", "", ""),
    "Links": ("Link", "", ""),
    "Link": ("NoteRef", "guid", "name direction color originGUID targetGUID"),
    "Description": ("", "", ""),
    "PlainTextContent": ("", "", ""),
}
RULES["Note"] = RULES["TextSource"]
NEVER_EMPTY = {"Users", "Codes", "Sources", "Notes", "Links"}
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TYPES = {
    "isCodable": re.compile("true|false"),
    "color": re.compile("#[0-9A-Fa-f]{6}"),
    "startPosition": re.compile(r"\d+"),
    "endPosition": re.compile(r"\d+"),
    "creationDateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"),
    "modifiedDateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"),
}


def faults(element: Element) -> Iterator[str]:
    """What the schema would refuse."""
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    children, needed, allowed = (part.split() for part in RULES[name])
    own = [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in element]
    if any(child not in children for child in own):
        yield f"{name} holds {own}"
    elif own != sorted(own, key=children.index):
        yield f"{name} has {own} out of order"
    if name in NEVER_EMPTY and not own:
        yield f"{name} is empty"
    for attribute in set(needed) - set(element.attrib):
        yield f"{name} has no {attribute}"
    for attribute, value in element.attrib.items():
        form = TYPES.get(attribute)
        if attribute.lower().endswith(("guid", "user")):
            form = GUID
        if attribute not in needed + allowed or (form and not form.fullmatch(value)):
            yield f"{name} {attribute}={value}"
    for child in element:
        yield from faults(child)


def opened(marks: list[Marked]) -> tuple[Element, dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(write(marks, Format.QDPX))) as packed:
        assert packed.testzip() is None
        root = fromstring(packed.read("project.qde"))
        files = {name: packed.read(name).decode() for name in packed.namelist()[1:]}
    assert list(faults(root)) == []
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))
    for element in root.iter():
        for attribute in ("targetGUID", "creatingUser", "creatingUserGUID", "originGUID"):
            assert element.get(attribute, guids[0]) in guids
    return root, files


def all_of(root: Element, name: str) -> list[Element]:
    return list(root.iter(f"{{{NAMESPACE}}}{name}"))


def test_selections_count_code_points_in_the_text_that_goes_along() -> None:
    root, files = opened([marked(mark("twice")), marked(mark("14 days", note="how many?"))])
    (source,) = all_of(root, "TextSource")
    text = files[source.get("plainTextPath", "").replace("internal://", "Sources/")]
    assert text == ARTICLE.text
    words = [
        text[int(s.get("startPosition", "")) : int(s.get("endPosition", ""))]
        for s in all_of(root, "PlainTextSelection")
    ]
    assert words == ["twice", "14 days"]
    assert [note[0].text for note in all_of(root, "Note")] == ["how many?"]


def test_tags_are_codes_under_each_other_and_colours_codes_of_their_own() -> None:
    one = mark("twice", tags=("claim/figure", "claim", "claim/ figure"), color=2)
    root, _ = opened([marked(one)])
    names = {code.get("guid"): code.get("name") for code in all_of(root, "Code")}
    assert sorted(map(str, names.values())) == ["claim", "figure", "green", "highlight"]
    assert [names[ref.get("targetGUID")] for ref in all_of(root, "CodeRef")] == [
        "figure",
        "claim",
        "green",
    ]
    (claim,) = (code for code in all_of(root, "Code") if code.get("name") == "claim")
    assert [child.get("name") for child in claim] == ["figure"]


def test_notes_on_whole_articles_orphans_and_lost_articles_are_notes() -> None:
    orphan = replace(mark("14 days", note="why"), exact="nobody wrote this", digest="")
    lost = Placed(mark("twice", note="gone"), "gone.txt", None, Found.ORPHAN, "its article is gone")
    gone = Marked(lost, None)
    root, _ = opened([marked(mark("", note="read again")), marked(orphan), gone])
    notes = {note.get("guid"): note[0].text or "" for note in all_of(root, "Note")}
    assert len(notes) == 3
    assert not all_of(root, "PlainTextSelection")
    (source,) = all_of(root, "TextSource")
    texts = [notes[ref.get("targetGUID")] for ref in source if ref.tag.endswith("NoteRef")]
    assert texts[0] == "read again"
    assert "“nobody wrote this”\nwhy" in texts[1]
    assert "“twice”\ngone" in notes[root[-1].get("targetGUID")]


@pytest.mark.parametrize("note", ["\x00\x1b[1m]]>", "\ud800", "<b>&amp;", "\ufffe"])
def test_no_note_breaks_the_file(note: str) -> None:
    root, _ = opened([marked(mark("twice", note=note, tags=(note,), creator=note))])
    (found,) = all_of(root, "Note")
    assert len(found[0].text or "") == len(note)


def test_a_link_joins_its_two_selections_once() -> None:
    ends = linked((ARTICLE, span_of(ARTICLE, "twice")), (ARTICLE, span_of(ARTICLE, "14 days")))
    root, _ = opened([marked(end) for end in ends])
    (link,) = all_of(root, "Link")
    guids = [selection.get("guid") for selection in all_of(root, "PlainTextSelection")]
    assert [link.get("originGUID"), link.get("targetGUID")] == guids
    root, _ = opened([marked(ends[0])])
    assert not all_of(root, "Link")


def test_no_marks_are_a_project_too() -> None:
    root, files = opened([])
    assert len(root) == 1
    assert files == {}
