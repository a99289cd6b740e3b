"""What panes tell the conductor.  Panes post these upwards and know nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reader.text.spans import Span


class OpenArticle(Message):
    """The user wants to read an article: at a passage, or where it was left."""

    def __init__(self, path: str, span: Span | None = None) -> None:
        super().__init__()
        self.path = path
        self.span = span


class QueryTyped(Message):
    """The query in the search pane changed.  ``live`` is false once Enter was pressed."""

    def __init__(self, text: str, live: bool = True) -> None:
        super().__init__()
        self.text = text
        self.live = live


class QueryChosen(Message):
    """A query was chosen from a list."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class ClauseChosen(Message):
    """A value of a facet was chosen, to narrow the query by its clause or no longer."""

    def __init__(self, facet: str, clause: str) -> None:
        super().__init__()
        self.facet = facet
        self.clause = clause


class MoreWanted(Message):
    """The end of what was found comes into view."""


class FindTyped(Message):
    """The text to find in the article changed, or was confirmed."""

    def __init__(self, text: str, done: bool = False) -> None:
        super().__init__()
        self.text = text
        self.done = done


class CaretMoved(Message):
    """The caret or the selection of the document changed."""


class EntityChosen(Message):
    """An entity was chosen in the list: step through its mentions."""

    def __init__(self, entity_id: str) -> None:
        super().__init__()
        self.entity_id = entity_id


class FieldChosen(Message):
    """A field of the metadata was chosen: it is to be corrected."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class MarkChosen(Message):
    """A mark was chosen in the list: go to its passage, find it one, or bring it back."""

    def __init__(self, path: str, mark_id: str) -> None:
        super().__init__()
        self.path = path
        self.mark_id = mark_id


class MarksNarrowed(Message):
    """Only some marks are wanted in the list; none of the words: all."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class EntitiesNarrowed(Message):
    """Only entities with these words in a name are wanted in the list; all without any."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
