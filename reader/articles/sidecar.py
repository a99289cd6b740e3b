"""What the user says of an article: `name.meta.toml` beside its file, above all that the file says.

``report.meta.toml`` speaks of ``report.txt``; where another file has that stem too,
``report.txt.meta.toml`` speaks of one of them.  Of a file with several articles the table ``[2]``
speaks of the second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reader.articles.article import Article, Metadata, Origin, Value
from reader.articles.beside import beside
from reader.articles.dates import iso_date

FIELDS = ("title", "author", "source", "date", "url", "language", "place")
"""What may be said in one."""

_LIMIT = 64 * 1024  # bytes
_DATES = "2024, 2024-05 and 2024-05-07 are dates"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What one says: of all articles of the file, and of the n-th.  An empty value is “unknown”."""

    name: str
    all: Mapping[str, str] = field(default_factory=dict)
    each: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    """What is wrong with it, each with its line."""

    def said_of(self, number: int) -> dict[str, str]:
        """The fields of the n-th article of the file."""
        return {**self.all, **self.each.get(number, {})}


def parse(name: str, source: str) -> Sidecar:
    """Read a sidecar; a field that is wrong is left out and told, the others hold."""
    import tomllib

    from reader.tomllines import line_of, places_of

    try:
        values = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Sidecar(name, faults=(f"{name} not read: {error}",))
    places = places_of(source)
    faults: list[str] = []

    def fields(table: Mapping[str, Any], before: str = "") -> dict[str, str]:
        found: dict[str, str] = {}
        for key, value in table.items():
            if isinstance(value, dict) and not before and key.isdecimal():
                continue
            try:
                found[key] = checked(key, value)
            except ValueError as error:
                faults.append(f"{name}, line {line_of(f'{before}{key}', places)}: {error}")
        return found

    whole = fields(values)
    each = {
        int(key): fields(value, f"{key}.")
        for key, value in values.items()
        if isinstance(value, dict) and key.isdecimal()
    }
    return Sidecar(name, whole, each, tuple(faults))


def checked(key: str, value: Any) -> str:
    """A field as it is kept: dates as ISO 8601 with the precision that they have.

    Raises:
        ValueError: there is no such field, or the value is not of its kind.
    """
    if key not in FIELDS:
        from difflib import get_close_matches

        close = get_close_matches(key, FIELDS, n=1)
        meant = f"did you mean “{close[0]}”? " if close else ""
        raise ValueError(f"no field “{key}”; {meant}there are {', '.join(FIELDS)}")
    match value:
        case dt.datetime() if key == "date":
            return value.date().isoformat()
        case dt.date() if key == "date":
            return value.isoformat()
        case int() if key == "date" and not isinstance(value, bool):
            text = str(value)
        case str():
            text = " ".join(value.split())
        case list() if key == "author" and all(isinstance(one, str) for one in value):
            return ", ".join(" ".join(one.split()) for one in value)
        case _:
            raise ValueError(f"{key} is {value!r}; it has to be text in quotation marks")
    if key == "date" and text:
        date = iso_date(text)
        if not date:
            raise ValueError(f"date is “{text}”; {_DATES}")
        return date
    return text


def read_sidecar(file: str | Path) -> Sidecar | None:
    """The sidecar of a file, or none; one that cannot be read is only faults."""
    path, (size, _) = beside(file)
    if not path:
        return None
    name = Path(path).name
    if size > _LIMIT:
        return Sidecar(name, faults=(f"{name} not read: longer than {_LIMIT // 1024} kB",))
    try:
        return parse(name, Path(path).read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Sidecar(name, faults=(f"{name} not read: line {line} is not UTF-8",))
    except OSError as error:
        return Sidecar(name, faults=(f"{name} not read: {error.strerror or error}",))


def overridden(articles: Iterable[Article], file: str | Path) -> tuple[Article, ...]:
    """Articles with what the sidecar of their file says of them."""
    sidecar = read_sidecar(file)
    if sidecar is None:
        return tuple(articles)
    return tuple(
        replace(
            article,
            meta=_with(article.meta, sidecar.said_of(number)),
            notes=(*article.notes, *sidecar.faults),
        )
        for number, article in enumerate(articles, 1)
    )


def _with(meta: Metadata, said: Mapping[str, str]) -> Metadata:
    changes: dict[str, Value | None] = {}
    for name, text in said.items():
        before: Value | None = getattr(meta, name)
        if not text:
            changes[name] = None
            continue
        note = f"instead of “{before.text}” ({before.origin})" if before else ""
        changes[name] = Value(text, Origin.SIDECAR, "" if before and before.text == text else note)
    return replace(meta, **changes)
