"""The door through which mentions come: rules today, a trained model later."""

from __future__ import annotations

from typing import Protocol

from reader.articles.article import Article
from reader.entities.mention import Mention


class Recogniser(Protocol):
    """Finds the mentions of one article."""

    @property
    def version(self) -> str:
        """Part of the cache's key: changes whenever the same text may give other mentions."""
        ...

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """The mentions, sorted, apart from each other, and none in boilerplate."""
        ...


def default_recogniser() -> Recogniser:
    """The recogniser of this version; loads its data when it first reads an article."""
    from reader.entities.rules import RuleRecogniser

    return RuleRecogniser()
