"""The door through which mentions come: rules and a trained model, and what the article settles.

Nothing is loaded before the first article is read: about 3 MB in a fifth of a second.
"""

from __future__ import annotations

import contextlib
import hashlib
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol

import reader
from reader.articles.article import Article
from reader.entities.mention import Mention

if TYPE_CHECKING:
    from reader.entities.merging import Merging
    from reader.entities.tagger import Tagger

_MODULES = """
    cutting features figures gazetteer items kinding lexicon merging naming passages reading
    recogniser rules runs settling siding tagger tokens voting wordfeatures
""".split()


class Recogniser(Protocol):
    """Finds the mentions of one article."""

    @property
    def version(self) -> str:
        """Part of the cache's key: changes whenever the same text may give other mentions."""
        ...

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """The mentions, sorted, apart from each other, and none in boilerplate."""
        ...


class ModelRecogniser:
    """Finds mentions by rules and model together.

    A process of its own makes its own by :func:`default_recogniser`; threads may share one, for
    the model is asked by one of them at a time.
    """

    def __init__(self, tagger: Tagger | None = None) -> None:
        self._given = tagger

    @property
    def version(self) -> str:
        """A digest of rules, model and data, so that no change of any meets an old cache."""
        return _version()

    @cached_property
    def _tagger(self) -> Tagger:
        from reader.entities.tagger import Tagger

        return self._given or Tagger()

    @cached_property
    def _merging(self) -> Merging:
        from reader.entities.gazetteer import gazetteer
        from reader.entities.merging import Merging

        return Merging(gazetteer())

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """The mentions of an article, sorted, apart from each other, none in boilerplate."""
        from reader.entities.rules import draft, mentions_of

        read = draft(article)
        if not read.english:
            return mentions_of(article, read, read.names)
        names = self._merging.merged(read, self._tagger.tagged(read))
        return mentions_of(article, read, names)


@cache
def default_recogniser() -> Recogniser:
    """The recogniser of this version; loads its data when it first reads an article."""
    return ModelRecogniser()


@cache
def _version() -> str:
    """The digest of everything that a mention depends on."""
    from importlib.resources import files

    room = files("reader.entities")
    data = sorted((room / "data").iterdir(), key=lambda file: file.name)
    total = hashlib.sha256()
    for file in [*data, *(room / f"{name}.py" for name in _MODULES)]:
        with contextlib.suppress(FileNotFoundError):  # an installation without sources
            total.update(file.read_bytes())
    return f"model-{reader.__version__}-{total.hexdigest()[:12]}"
