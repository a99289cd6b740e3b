"""Who and what is named where in one library: tagged, joined, mended, cached."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from reader.articles.article import Article
from reader.articles.library import Library
from reader.entities.athand import AtHand
from reader.entities.cache import cache, cache_file
from reader.entities.entity import Entity, Listed
from reader.entities.gathering import gathered, ordered
from reader.entities.kinds import Kind
from reader.entities.mending import Mended, Named
from reader.entities.mention import Mention
from reader.entities.recogniser import Recogniser, default_recogniser
from reader.entities.register import Register
from reader.entities.rulebook import Rulebook
from reader.entities.standing import Standing
from reader.entities.store import Store
from reader.entities.tagged import text_key
from reader.entities.updating import Update

_BATCH = 200  # articles of which the mentions are held at once

Progress = Callable[[int, int], None]


class Catalogue:
    """Who is named where in one library.  Safe to share between threads.

    What the user's rules (:attr:`rulebook`) hide or strike out is left out of everything.
    """

    def __init__(
        self, library: Library, folder: Path | None = None, recogniser: Recogniser | None = None
    ) -> None:
        """The catalogue of a library, cached in a folder: the library's cache folder by default.

        Nothing is read or tagged yet.  A cache that is old, damaged or cannot be written is made
        anew or done without.
        """
        self.rulebook = Rulebook(library.root)
        self._library = library
        self._recogniser = recogniser or default_recogniser()
        self._own = recogniser is not None
        self._database = cache(cache_file(library, folder), self._recogniser.version)
        self._store = Store(self._database)
        self._register = Register(self._database)
        self._mended: tuple[object, Mended] | None = None
        self._lock = threading.RLock()
        self._standing = Standing(self.rulebook, self._store, self._lock)
        self._at_hand = AtHand(self._recogniser, self._store, self._lock)

    def close(self) -> None:
        """Let go of the cache."""
        self._database.close()

    # -- one article -------------------------------------------------------------------------------

    def of(self, article: Article) -> tuple[Mention, ...]:
        """The mentions of an article, sorted and apart; found now if they are not in the cache."""
        return tuple(named.mention for named in self.named(article))

    def mentions_of(self, article: Article) -> tuple[tuple[Mention, str], ...]:
        """The mentions of an article, each with the identifier of its entity."""
        return tuple((named.mention, named.head.id) for named in self.named(article))

    def named(self, article: Article) -> tuple[Named, ...]:
        """The mentions of an article, each with what it names and where it stands.

        No other article is tagged or joined for this: until the library is joined with this text,
        its names are joined alone.
        """
        key = text_key(article)
        tagged, wanted = self._at_hand.tagged(article, key), self._standing.wanted(article, key)
        with self._lock, self._database.snapshot():
            found = self._register.article(article.path)
            if found and found[0] == key and len(found[1]) == len(tagged.mentions):
                mended, numbers = self._view(), found[1]
            else:
                register = self._at_hand.joined_alone(article.path, key, tagged)
                mended = Mended(register, self.rulebook.rules, {article.path: wanted}, lambda _: {})
                numbers = (register.article(article.path) or ("", ()))[1]
            named = mended.named(tagged, numbers, wanted)
        return tuple(each for each in named if not each.head.hidden)

    def entities_in(self, article: Article) -> tuple[Entity, ...]:
        """What an article names, the most frequent first, by its own spans alone."""
        return ordered(gathered([(article.path, self.named(article))]))

    def entity_at(self, article: Article, offset: int) -> Entity | None:
        """The entity that is named at a character of an article, with all its articles."""
        named = self.named(article)
        at = bisect_right(named, offset, key=lambda each: each.mention.span.start) - 1
        if at < 0 or not named[at].mention.span.holds(offset):
            return None
        ident = named[at].head.id
        here = next(e for e in gathered([(article.path, named)]) if e.id == ident)
        known = self.entity(ident)
        if known is None:
            return here
        aliases = tuple(dict.fromkeys((*known.aliases, *here.aliases)))
        return replace(known, aliases=aliases, articles={**known.articles, **here.articles})

    # -- the library -------------------------------------------------------------------------------

    def update(
        self,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        first: Iterable[str] = (),
        joined: Callable[[], None] | None = None,
        processes: int | None = None,
    ) -> None:
        """Tag every article of the library that is not in the cache, and join all of them.

        Many are tagged in processes of their own, those of the paths ``first`` before all others.
        ``progress`` is called with files done and files in all; ``joined`` whenever more of the
        library is joined than before, in a long update now and then.  Once ``cancelled`` says so,
        what was done is kept and the rest left.
        """
        entries = self._library.scan().entries
        names = self._standing.names
        update = Update(self._database, self._recogniser, processes=0 if self._own else processes)
        update.run(
            entries,
            names,
            first=first,
            progress=progress,
            cancelled=cancelled or (lambda: False),
            joined=joined,
        )
        self._standing.renew()

    def entities(
        self,
        paths: Iterable[str] | None = None,
        kinds: Collection[Kind] | None = None,
        minimum: int = 1,
    ) -> tuple[Entity, ...]:
        """The entities of the library, or of the articles at ``paths``, the most frequent first.

        Names are joined over the whole library, so that they do not depend on ``paths``; articles
        that are not in the cache are tagged now.  ``minimum`` is of mentions in those articles.
        """
        self.complete()
        if paths is None:
            with self._lock, self._database.snapshot():
                found = list(self._view().entities())
        else:
            found = gathered(self.each(paths))
        return ordered(e for e in found if (not kinds or e.kind in kinds) and e.count >= minimum)

    def entity(self, ident: str) -> Entity | None:
        """An entity by its identifier, with all its articles, as far as they are joined."""
        with self._lock, self._database.snapshot():
            return self._view().entity(ident)

    def listed(self, words: str = "", *, hidden: bool = False) -> list[Listed]:
        """Every entity of what is joined, without its places; hidden ones only if asked for.

        With ``words`` those alone that have a name or alias in which they stand.
        """
        with self._lock, self._database.snapshot():
            view = self._view()
            fitting = set(view.called(words)) if words.strip() else None
            return [
                each
                for each in view.listed()
                if (hidden or not each.hidden) and (fitting is None or each.id in fitting)
            ]

    def counts(self, idents: Iterable[str]) -> dict[str, int]:
        """How often the library, as far as it is joined, names each of some entities."""
        with self._lock, self._database.snapshot():
            return self._view().counts(frozenset(idents))

    def called(self, words: str, kinds: Collection[Kind] | None = None) -> tuple[Entity, ...]:
        """What has a name or alias in which all of some words stand, the best fitting first.

        Case, accents and quotes aside; a word may be begun only.  As far as the library is joined.
        """
        with self._lock, self._database.snapshot():
            view = self._view()
            found = [view.entity(ident) for ident in view.called(words)]
        return tuple(e for e in found if e and e.articles and (not kinds or e.kind in kinds))

    def each(self, paths: Iterable[str] | None = None) -> Iterator[tuple[str, tuple[Named, ...]]]:
        """Every article that is joined with what it names, in order of path, from the cache."""
        with self._lock, self._database.snapshot():
            view, names = self._view(), self._standing.names
            articles = self._register.articles(paths)
            view.load({number for _, numbers in articles.values() for number in numbers})
        left = iter(sorted(articles.items()))
        while part := list(islice(left, _BATCH)):
            keys = [key for _, (key, _) in part]
            texts = self._store.get_all(keys)
            wanted = self._store.wanted(keys) if names else {}
            for path, (key, numbers) in part:
                tagged = texts.get(key)
                if tagged and len(tagged.mentions) == len(numbers):
                    with self._lock:
                        named = view.named(tagged, numbers, wanted.get(key))
                    yield path, tuple(each for each in named if not each.head.hidden)

    @property
    def state(self) -> object:
        """Another one whenever the entities may be others: by other texts, or by other rules."""
        with self._lock:
            return self._register.fingerprint, self.rulebook.rules, self._standing.generation

    @property
    def is_joined(self) -> bool:
        """Whether anything of the library is joined, by now or by an earlier session."""
        return bool(self._register.fingerprint)

    # -- inside ------------------------------------------------------------------------------------

    def complete(self) -> None:
        """Tag and join, here and now, what of the files known is not."""
        entries = self._library.scanned.entries
        Update(self._database, self._recogniser, processes=0).run(entries, self._standing.names)
        self._standing.renew()

    def _view(self) -> Mended:
        """What is joined, with the rules applied to it; kept until either changes."""
        state = self.state
        if self._mended is None or self._mended[0] != state:
            rules = self.rulebook.rules
            mended = Mended(
                self._register,
                rules,
                self._standing.everywhere(self._register),
                self._store.get_all,
            )
            self._mended = (state, mended)
        return self._mended[1]
