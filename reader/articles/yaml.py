"""YAML from foreign files: text only, no aliases.

A few nested aliases grow to gigabytes (the “billion laughs”), so they are refused.  A module of its
own, since PyYAML takes a seventh of the start and most articles have no front matter.
"""

from __future__ import annotations

from typing import Any

import yaml


class BrokenYamlError(ValueError):
    """Not YAML that is read here; ``line`` counts from 1, 0 where it is not known."""

    def __init__(self, problem: str, line: int = 0) -> None:
        super().__init__(problem)
        self.line = line


def load(text: str) -> Any:
    """The data of one document: mappings and lists of text.

    Raises:
        BrokenYamlError: it is not YAML, holds an alias, or nests too deep.
    """
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise BrokenYamlError(error.problem or "broken YAML", line) from error
    except _BROKEN as error:
        raise BrokenYamlError(type(error).__name__) from error


class _Loader(yaml.SafeLoader):
    """Plain scalars are strings: ``lang: no`` is Norwegian, ``title: 12:30`` no number."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the name and form PyYAML looks for
        first: [pair for pair in pairs if pair[0] == "tag:yaml.org,2002:null"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are not read", self.get_mark())
        return super().compose_node(parent, index)


# PyYAML raises more than its own errors: for deep nesting, for numbers and dates tagged as such.
_BROKEN = (
    yaml.YAMLError, ValueError, ArithmeticError, RecursionError, TypeError, AttributeError,
    LookupError,
)  # fmt: skip
