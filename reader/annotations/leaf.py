"""The marks on one article: in memory, and in whichever files hold some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from reader.annotations.history import Edit
from reader.annotations.mark import Annotation, now
from reader.annotations.names import page_name
from reader.annotations.page import Page, Tombstone, union
from reader.annotations.pagefile import Lines
from reader.annotations.placing import Placed, place
from reader.annotations.store import Seen, Store, joined
from reader.annotations.texts import keep
from reader.articles.article import Article


@dataclass(slots=True)
class Leaf:
    """One article's marks.

    ``main`` is the page that is written.  ``others`` are read beside it: the page of the same
    article in the folder that is not written to, and copies that sync tools made of a page.
    ``former`` is the page of the article under an earlier name.  ``marked`` is the article as it
    was when it was marked last, until its text is kept.
    """

    path: str
    page: Page = field(default_factory=Page)
    main: Seen = field(default_factory=Seen)
    others: dict[tuple[Store, str], Seen] = field(default_factory=dict)
    former: tuple[Store, str, Seen] | None = None
    unsaved: bool = False
    marked: Article | None = None
    lines: Lines = field(default_factory=dict)
    placed: dict[str, tuple[Annotation, str, Placed]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page = replace(self.page, path=self.path)

    @property
    def name(self) -> str:
        """The page's file, in its folder."""
        return page_name(self.path)

    def update(self, store: Store) -> bool:
        """Take in what changed on disk; whether anything did.

        Raises:
            OSError: a file cannot be read.
        """
        page = self.page
        base, self.main = self.main.page, store.look(self.name)
        if self.main.page is not base:
            self.page = joined(base, self.page, self.main)
        for (where, name), seen in self.others.items():
            other = self.others[where, name] = where.look(name)
            if other.page is not seen.page:
                # The page in the other folder is an older or later one; a sync tool's copy a rival.
                self.page = union(self.page, other.page, rivals=name != self.name)
        self.page = replace(self.page, path=self.path)
        return self.page != page

    def beside(self, store: Store, name: str) -> None:
        """Read one more file with marks on this article."""
        self.others.setdefault((store, name), Seen())

    def put(self, edits: Iterable[Edit], article: Article | None = None) -> None:
        """Change marks, in memory; ``article`` is as it is now, where marks are set on its text."""
        items = dict(self.page.items)
        deleted = dict(self.page.deleted)
        for edit in edits:
            key = edit.mark.id
            if edit.after is None:
                if key in items:
                    deleted[key] = Tombstone(now(), items.pop(key))
            else:
                items[key] = edit.after
                deleted.pop(key, None)
        self.page = replace(self.page, items=items, deleted=deleted)
        if article is not None:
            url = article.meta.url.text if article.meta.url else self.page.url
            self.page = replace(self.page, digest=article.digest, url=url)
            self.marked = article
        self.unsaved = True

    def save(self, store: Store) -> None:
        """Write the page.

        Raises:
            OSError: it was not saved.
            ReaderError: a newer version wrote the file.
        """
        self.main = store.save(self.name, self.page, self.main, self.lines)
        self.page = replace(self.main.page, path=self.path)
        self.unsaved = False
        if self.marked is not None:
            keep(store.folder, self.marked)
            self.marked = None

    def leave_former(self) -> None:
        """Take the page under the earlier name away, now that its marks are saved in this one.

        Raises:
            OSError: it could not be removed.
        """
        if self.former is not None:
            store, name, seen = self.former
            self.former = None
            store.remove(name, seen)

    def renamed(self, path: str, store: Store) -> Leaf:
        """The same marks, on the article at another path."""
        others = dict(self.others)
        return Leaf(
            path=path,
            page=self.page,
            main=store.look(page_name(path)),
            others=others,
            former=(store, self.name, self.main),
            unsaved=self.unsaved,
            marked=self.marked,
        )

    def retreat(self, old: Store, new: Store) -> None:
        """From now on write to another folder, and read the old one beside it."""
        before, self.main = self.main, self.others.pop((new, self.name), Seen())
        self.others[old, self.name] = before

    def places(self, article: Article, kept: Callable[[str], str | None]) -> list[Placed]:
        """Every mark with its place in a text; what was placed before is not sought again.

        ``kept`` finds the text with a digest, as it was marked.
        """
        known, self.placed = self.placed, {}
        for key, mark in self.page.items.items():
            found = known.get(key)
            if found is None or found[0] is not mark or found[1] != article.digest:
                marked = None if mark.digest in {"", article.digest} else kept(mark.digest)
                found = (mark, article.digest, place(article, mark, marked))
            self.placed[key] = found
        return [placed for _, _, placed in self.placed.values()]
