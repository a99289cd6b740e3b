"""The parts of the conductor: what each does, and its making when it is first asked for.

For a new field of commands write a module ``quoting.py`` beside this one with a class
``Quoting(Part)``, and a line below: the ids of its commands, or the beginning of ids up to the dot.
Nothing of a part is imported before one of its commands is pressed, or somebody asks the app for
it, so it may import screens and rooms at its top.  What is to be done whenever another article is
shown, when the caret moves, or said in the status line, is :meth:`Part.shown`,
:meth:`Part.caret_moved` and :meth:`Part.position`: only parts that are made already are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from reader.ui.conduct.part import Part

if TYPE_CHECKING:
    from reader.ui.conduct.aligning import Aligning
    from reader.ui.conduct.carding import Carding
    from reader.ui.conduct.checking import Checking
    from reader.ui.conduct.colouring import Colouring
    from reader.ui.conduct.commanding import Commanding
    from reader.ui.conduct.comparing import Comparing
    from reader.ui.conduct.concording import Concording
    from reader.ui.conduct.confirming import Confirming
    from reader.ui.conduct.correcting import Correcting
    from reader.ui.conduct.describing import Describing
    from reader.ui.conduct.exporting import Exporting
    from reader.ui.conduct.filing import Filing
    from reader.ui.conduct.finding import Finding
    from reader.ui.conduct.going import Going
    from reader.ui.conduct.highlighting import Highlighting
    from reader.ui.conduct.hinting import Hinting
    from reader.ui.conduct.importing import Importing
    from reader.ui.conduct.indexing import Indexing
    from reader.ui.conduct.keeping import Keeping
    from reader.ui.conduct.likening import Likening
    from reader.ui.conduct.linking import Linking
    from reader.ui.conduct.listing import Listing
    from reader.ui.conduct.marking import Marking
    from reader.ui.conduct.naming import Naming
    from reader.ui.conduct.narrowing import Narrowing
    from reader.ui.conduct.nearing import Nearing
    from reader.ui.conduct.news import News
    from reader.ui.conduct.noting import Noting
    from reader.ui.conduct.opening import Opening
    from reader.ui.conduct.picking import Picking
    from reader.ui.conduct.placing import Placing
    from reader.ui.conduct.refusing import Refusing
    from reader.ui.conduct.repairing import Repairing
    from reader.ui.conduct.reviewing import Reviewing
    from reader.ui.conduct.searching import Searching
    from reader.ui.conduct.sharing import Sharing
    from reader.ui.conduct.sifting import Sifting
    from reader.ui.conduct.stepping import Stepping
    from reader.ui.conduct.switching import Switching
    from reader.ui.conduct.tagging import Tagging
    from reader.ui.conduct.taking import Taking
    from reader.ui.conduct.undoing import Undoing
    from reader.ui.conduct.walking import Walking
    from reader.ui.conduct.watching import Watching

P = TypeVar("P", bound=Part)
_MAKING = RLock()  # workers ask for parts too


class Late(Generic[P]):
    """A part that is made when it is first asked for: ``quoting`` is ``Quoting`` of its module."""

    def __init__(self, *commands: str) -> None:
        self.commands = commands

    def __set_name__(self, _: type, name: str) -> None:
        self.name = name

    def __get__(self, app: Parts, _: type | None = None) -> P:
        with _MAKING:
            made = vars(app).get(self.name)
            if made is None:
                module = import_module(f"reader.ui.conduct.{self.name}")
                made = vars(app)[self.name] = getattr(module, self.name.capitalize())(app)
        return cast("P", made)  # the next time it is found in the app, and this is not called


class Parts:
    """The parts of one app, by name, and who does which command; the first is asked first."""

    filing: Late[Filing] = Late("article.reload")
    watching: Late[Watching] = Late()
    refusing: Late[Refusing] = Late("problems")
    switching: Late[Switching] = Late("library.switch")
    opening: Late[Opening] = Late("article.", "jump.back", "jump.forward")
    finding: Late[Finding] = Late(
        "find.here", "find.next", "find.previous", "find.only", "jump.same", "jump.same_back"
    )
    indexing: Late[Indexing] = Late()
    searching: Late[Searching] = Late()
    walking: Late[Walking] = Late("jump.hit", "jump.hit_back")
    listing: Late[Listing] = Late("list.sort")
    narrowing: Late[Narrowing] = Late("search.facets")
    keeping: Late[Keeping] = Late("search.save", "search.rename", "search.remove", "search.history")
    likening: Late[Likening] = Late("search.like", "search.selection")
    concording: Late[Concording] = Late("concordance")
    picking: Late[Picking] = Late("compare.pick", "compare.clear")
    comparing: Late[Comparing] = Late("compare.")
    sharing: Late[Sharing] = Late("shared.lit")
    news: Late[News] = Late("news", "news.where")
    checking: Late[Checking] = Late("check.draft")
    colouring: Late[Colouring] = Late("find.terms")
    describing: Late[Describing] = Late("meta.")
    naming: Late[Naming] = Late(
        "jump.entity", "jump.entity_back", "jump.number", "jump.number_back", "select.entity",
        "names.stop",
    )  # fmt: skip
    sifting: Late[Sifting] = Late("names.")
    carding: Late[Carding] = Late("entity.card")
    repairing: Late[Repairing] = Late("entity.")
    correcting: Late[Correcting] = Late("entity.corrections")
    marking: Late[Marking] = Late("mark.delete", "mark.other")
    stepping: Late[Stepping] = Late("jump.mark", "jump.mark_back")
    highlighting: Late[Highlighting] = Late("mark.highlight", "mark.colour", "mark.again")
    noting: Late[Noting] = Late(
        "mark.note", "mark.edit", "mark.edit_outside", "mark.whole", "notes."
    )
    tagging: Late[Tagging] = Late("mark.tag", "mark.tag_again")
    linking: Late[Linking] = Late("link.")
    confirming: Late[Confirming] = Late("mark.confirm", "mark.refuse", "mark.attach")
    exporting: Late[Exporting] = Late("marks.export")
    importing: Late[Importing] = Late("marks.import")
    reviewing: Late[Reviewing] = Late("marks.", "pane.marks", "pane.deleted")
    aligning: Late[Aligning] = Late("compare")
    nearing: Late[Nearing] = Late("compare.nearest", "compare.nearest_back")
    going: Late[Going] = Late(
        "pane.", "width.", "zen", "back", "cancel", "quit", "help", "palette", "redraw", "suspend",
        "search.library", "mark.open", "jump.quotation", "jump.quotation_back",
    )  # fmt: skip
    hinting: Late[Hinting] = Late("hint")
    commanding: Late[Commanding] = Late("command")
    undoing: Late[Undoing] = Late("undo", "redo")
    placing: Late[Placing] = Late("place.")
    taking: Late[Taking] = Late("copy.", "pipe", "source", "address")

    def made(self) -> Iterator[Part]:
        """The parts that somebody has asked for."""
        mine = vars(self)
        yield from (mine[name] for name in PARTS if name in mine)

    def doer(self, command: str) -> Part | None:
        """The part that does a command, by its id in the key table."""
        name = _DOERS.get(command) or _DOERS.get(command.partition(".")[0] + ".")
        return getattr(self, name) if name else None


PARTS: dict[str, Late[Part]] = {
    n: late for n, late in vars(Parts).items() if isinstance(late, Late)
}
"""Every part by its name, in the order of the lines above."""

_DOERS = {command: name for name, late in PARTS.items() for command in late.commands}
