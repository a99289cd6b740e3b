"""Every key of the text and of a selection, pressed: what it does is what its label says."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from reader.articles.library import Library
from reader.ui.conduct import taking
from reader.ui.keys.key import ANY, Context
from reader.ui.keys.table import KEYS
from tests.ui.pilot import NAMES, Hands, reading

TEXT = """A Headline That Stands Alone

Rafah lies in the south. The crossing near Rafah was shut, said Jane Miller. It has 12 gates.

“We will not wait,” Benjamin Netanyahu said on Monday. He spoke of https://example.org/page once.

The second of the short ones ends here.

And the last paragraph is this one.
"""
OTHER = "Another Article of the Same Day\n\nNobody in Cairo spoke of Rafah at all.\n"


@dataclass(frozen=True)
class Story:
    """From a word of the text, keys, and what is then under the caret, selected, or on the screen.

    ``at`` is what the text goes on with from the caret, ``taken`` what is selected, ``seen`` what
    the screen shows, ``copied`` what the clipboard holds.
    """

    word: str
    keys: str
    at: str = ""
    taken: str = ""
    seen: str = ""
    copied: str = ""


READER = {
    "move.page_down": Story("A Head", "space", at="And the last"),
    "move.page_up": Story("And the", "b", at="A Head"),
    "move.paragraph": Story("A Head", "}", at="Rafah lies"),
    "move.paragraph_back": Story("“We will", "{", at="Rafah lies"),
    "move.sentence": Story("Rafah lies", ")", at="The crossing"),
    "move.sentence_back": Story("It has", "(", at="The crossing"),
    "move.left": Story("crossing", "left", at=" crossing"),
    "move.right": Story("crossing", "right", at="rossing"),
    "move.word": Story("The crossing", "w", at="crossing"),
    "move.row_start": Story("in the south", "0", at="Rafah lies"),
    "move.row_text": Story("in the south", "^", at="Rafah lies"),
    "move.row_end": Story("And the", "$", at="."),
    "view.centre": Story("And the", "z z", at="And the"),
    "view.top": Story("And the", "z t", at="And the"),
    "view.bottom": Story("And the", "z b", at="And the"),
    "jump.hit": Story("A Head", "] s", seen="no search yet"),
    "jump.hit_back": Story("A Head", "[ s", seen="no search yet"),
    "jump.entity": Story("Rafah lies", "] e", at="Rafah was"),
    "jump.entity_back": Story("The crossing", "[ e", at="Rafah lies"),
    "jump.quotation": Story("A Head", "] q", at="“We will"),
    "jump.quotation_back": Story("And the", "[ q", at="“We will"),
    "jump.number": Story("A Head", "] n", at="12 gates"),
    "jump.number_back": Story("And the", "[ n", at="12 gates"),
    "place.set": Story("crossing", "m a", seen="A Headline"),
    "place.go": Story("And the", "' a", at="crossing"),
    "jump.same": Story("Rafah lies", "*", at="Rafah was"),
    "jump.same_back": Story("Rafah was", "#", at="Rafah lies"),
    "find.only": Story("A Head", "/ w a i t enter &", seen="We will not wait"),
    "find.terms": Story("A Head", "g h", seen="colour"),
    "hint": Story("A Head", "f", seen="A Headline"),
    "select.characters": Story("crossing", "v right", taken="cr"),
    "select.paragraphs": Story("second of", "V", taken="The second of the short ones ends here."),
    "select.again": Story("crossing", "v right escape g v", taken="cr"),
    "copy.paragraph": Story("second", "y y", copied="The second of the short ones ends here."),
    "copy.sentence": Story("crossing", "y s", copied="said Jane Miller."),
    "copy.citation": Story("crossing", "Y", copied="A Headline That Stands Alone"),
    "mark.note": Story("It has", "a n ctrl+s", seen="note"),
    "jump.mark": Story("A Head", "] a", at="It has"),
    "jump.mark_back": Story("And the", "[ a", at="It has"),
    "mark.edit": Story("It has", "e o ctrl+s", seen="note"),
    "mark.open": Story("It has", "enter", seen="no"),
    "mark.other": Story("It has", ";", seen="A Headline"),
    "notes.show": Story("It has", "z o", seen="A Headline"),
    "mark.tag": Story("It has", "t q enter", seen="tag"),
    "mark.tag_again": Story("He spoke", "T", seen="tag"),
    "mark.colour": Story("second of", "H 3", seen="3"),
    "mark.again": Story("And the", ".", seen="highlight"),
    "mark.delete": Story("And the", "d d", seen="delete:"),
    "mark.whole": Story("A Head", "W w ctrl+s", seen="note"),
    "mark.confirm": Story("It has", "c", seen="confirm"),
    "mark.refuse": Story("It has", "C", seen="refuse"),
    "mark.attach": Story("It has", "A", seen="attach"),
    "link.make": Story("second of", "p", seen="link"),
    "link.follow": Story("crossing", "g p", seen="link"),
    "search.like": Story("crossing", "M", seen="like"),
    "article.read": Story("A Head", "r", seen="read"),
    "article.reload": Story("A Head", "R", seen="read again"),
    "width.wider": Story("A Head", "+", seen="width 52"),
    "width.narrower": Story("A Head", "-", seen="width 48"),
    "width.reset": Story("A Head", "=", seen="width 52"),
    "address": Story("https", "g x", seen="example.org"),
}
"""For each command of the text, in an order in which they can be told."""

VISUAL = {
    "move.left": Story("crossing", "v l l h", taken="cr"),
    "move.right": Story("crossing", "v l", taken="cr"),
    "move.word": Story("The crossing", "v w", taken="The c"),
    "move.word_back": Story("crossing", "v w w b", taken="crossing n"),
    "move.word_end": Story("crossing", "v e", taken="crossing"),
    "move.row_start": Story("lies in", "v 0", taken="Rafah l"),
    "move.row_text": Story("lies in", "v ^", taken="Rafah l"),
    "move.row_end": Story("ones ends", "v $", taken="ones ends here."),
    "move.paragraph": Story("ends here", "v }", at="And the last"),
    "move.paragraph_back": Story("second of", "v {", taken="The s"),
    "move.sentence": Story("12 gates", "v )", at="“We will"),
    "move.sentence_back": Story("crossing", "v (", taken="The c"),
    "select.word": Story("rossing", "v i w", taken="crossing"),
    "select.sentence": Story("12 gates", "v i s", taken="It has 12 gates."),
    "select.paragraph": Story("second", "v i p", taken="The second of the short ones ends here."),
    "select.quotation": Story("will not", "v i q", taken="“We will not wait,”"),
    "select.statement": Story(
        "will not", "v i Q", taken="“We will not wait,” Benjamin Netanyahu said on Monday."
    ),
    "select.entity": Story("Netanyahu", "v i e", taken="Benjamin Netanyahu"),
    "select.swap": Story("crossing", "v l l o h", taken=" cro"),
    "find.character": Story("crossing", "v f n", taken="crossin"),
    "find.character_again": Story("crossing", "v f n ;", taken="crossing n"),
    "find.character_back": Story("crossing", "v f n ; ,", taken="crossin"),
    "select.characters": Story("crossing", "v v", at="crossing"),
    "select.paragraphs": Story("second", "v V", taken="The second of the short ones ends here."),
    "copy.selection": Story("crossing", "v e y", copied="crossing"),
    "copy.citation": Story("crossing", "v e Y", copied="crossing"),
    "mark.highlight": Story("ones ends", "v e enter", seen="highlight"),
    "mark.note": Story("short ones", "v e a x ctrl+s", seen="note"),
    "mark.tag": Story("here.", "v e t z enter", seen="tag"),
    "mark.tag_again": Story("this one", "v e T", seen="tag"),
    "mark.colour": Story("last para", "v e H 2", seen="2"),
    "search.like": Story("crossing", "v e M", seen="like"),
    "search.selection": Story("crossing", "v e *", seen="crossing"),
    "pipe": Story("crossing", "v e |", seen="pipe"),
}
"""For each command of a selection."""


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was copied, as the clipboard got it."""
    seen: list[str] = []

    def copy(text: str, *_: object, **__: object) -> str:
        seen.append(text)
        return "copied"

    monkeypatch.setattr(taking, "copy", copy)

    def see(url: str) -> bool:
        seen.append(url)
        return True

    browser = webbrowser.Chrome("none")
    monkeypatch.setattr(browser, "open", see)
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    return seen


async def told(hands: Hands, story: Story, copied: list[str]) -> str:
    """Play a story; what is wrong, if anything."""
    main = hands.app.main
    main.focus_pane("document")
    document = main.document
    document.leave_selection()
    document.go(document.page.text.index(story.word))
    await hands.press(*(NAMES.get(key, key) for key in story.keys.split()))
    text, screen = document.page.text, "\n".join(hands.screen())
    selected = document.selection.of(text) if document.selection else ""
    wrong = ""
    if story.at and not text[document.caret.offset :].startswith(story.at):
        wrong = f"the caret is on “{text[document.caret.offset :][:20]}”"
    elif story.taken and selected != story.taken:
        wrong = f"“{selected}” is selected"
    elif story.seen and story.seen.lower() not in screen.lower():
        wrong = f"no “{story.seen}” in {hands.status()!r}"
    elif story.copied and story.copied not in (copied[-1] if copied else ""):
        wrong = f"{copied[-1:]} was copied"
    while hands.app.screen is not main:
        await hands.press("escape")
    await hands.press("escape", "escape")
    return wrong


@pytest.mark.parametrize(
    ("context", "stories"), [(Context.READER, READER), (Context.VISUAL, VISUAL)]
)
async def test_every_key_does_what_its_label_says(
    context: Context,
    stories: dict[str, Story],
    make_library: Callable[..., Library],
    taken: list[str],
) -> None:
    untold = {row.id for row in KEYS if row.context is context} - set(stories)
    elsewhere = {"mark.edit_outside", "pipe", "compare.nearest", "compare.nearest_back"}
    assert untold <= elsewhere, "see test_taking, tests/real/test_marks and test_aligned for these"
    keys = {row.id: row.keys for row in KEYS if row.context is context}
    library = make_library({"article.txt": TEXT, "other.txt": OTHER})
    async with reading(library, (120, 36), article="article.txt") as hands:
        wrong = {}
        for command, story in stories.items():
            pressed = f" {story.keys} "
            assert any(f" {key.replace(ANY, '')}" in pressed for key in keys.get(command, ())) or (
                context is Context.VISUAL and command not in keys
            ), command
            fault = await told(hands, story, taken)
            if fault:
                wrong[command] = fault
        assert not wrong, "\n".join(f"{command}: {fault}" for command, fault in wrong.items())
