"""Tags: picked from those there are, or made as they are typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.annotations.mark import Annotation
    from reader.ui.app import ReaderApp


class Tagging(Part):
    """Tags of marks, and which were used last."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self._recent: list[str] = []  # of this session, the last one first

    def do_mark_tag(self, _: Press) -> None:
        """Tag the selection, else the marks that are meant, else the sentence."""
        from reader.ui.screens.tags import TagScreen

        marking = self.app.marking
        keys, passage = marking.meant(), self.document.passage
        if not keys and (passage is None or marking.in_list):
            return
        mark = marking.mark(keys[0]) if len(keys) == 1 else None
        has = mark.tags if mark else ()

        def done(typed: tuple[str, ...] | None) -> None:
            if typed is None:
                return
            self._used(tag for tag in typed if tag not in has)
            if len(keys) > 1:
                marking.rework("tags", keys, lambda m: replace(m, tags=joined(m.tags, typed)))
            elif mark:
                marking.rework("tags", keys, lambda m: replace(m, tags=joined((), typed)))
            elif typed:
                marking.add(passage, tags=typed)

        self.app.push_screen(TagScreen(has, self.known(), several=len(keys)), done)

    def do_mark_tag_again(self, _: Press) -> None:
        """The tag used last, on the selection, the marks that are meant, or the sentence."""
        tag = next(iter(self.known()), "")
        marking, passage = self.app.marking, self.document.passage
        keys = marking.meant()
        if not tag:
            self.say(f"no tag yet: {self.key('mark.tag')} tags")
        elif keys:
            if not marking.rework("tags", keys, lambda m: _tagged(m, tag)):
                self.say(f"it has #{tag} already")
        elif passage and not marking.in_list:
            marking.add(passage, tags=(tag,))
        self._used([tag] if tag else [])

    def known(self) -> list[str]:
        """Every tag of the library: those of this session, then those of the marks changed last."""
        late: dict[str, str] = {}
        for _, marks in self.desk.shelf.everything():
            for mark in marks:
                for tag in mark.tags:
                    late[tag] = max(late.get(tag, ""), mark.modified)
        older = sorted(late, key=lambda tag: (late[tag], tag.lower()), reverse=True)
        return list(dict.fromkeys([*(tag for tag in self._recent if tag in late), *older]))

    def _used(self, tags: Iterable[str]) -> None:
        self._recent = list(dict.fromkeys([*tags, *self._recent]))


def joined(tags: tuple[str, ...], typed: tuple[str, ...]) -> tuple[str, ...]:
    """Tags with those typed added, and those typed with a minus taken away."""
    away = {tag[1:] for tag in typed if tag.startswith("-")}
    added = [tag for tag in typed if not tag.startswith("-")]
    return tuple(dict.fromkeys(tag for tag in (*tags, *added) if tag not in away))


def _tagged(mark: Annotation, tag: str) -> Annotation:
    return replace(mark, tags=joined(mark.tags, (tag,)))
