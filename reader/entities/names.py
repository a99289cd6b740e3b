"""Names as they are compared: without accents, titles and company forms; acronyms; identifiers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from reader.entities.gazetteer import gazetteer
from reader.entities.kinds import FIGURES, Kind

_STRAIGHT = str.maketrans("’‘“”‑", "''\"\"-")
_SUFFIXES = frozenset("jr sr ii iii iv phd md mp".split())
_COMPANY = frozenset(
    "inc corp ltd llc plc co company gmbh ag sa corporation incorporated limited".split()
)
_SMALL_WORDS = frozenset("the of for and in on to a an & de la".split())
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}s?\Z|[A-Z]{2,6}s?\Z")
_SHOUTED = 5  # letters from which on capitals are shouting, not an acronym

_SAME_GIVEN = """
    joe joseph, bill william, will william, billy william, tom thomas, tommy thomas,
    benny benjamin, ben benjamin, bibi benjamin, binyamin benjamin, tony antony, anthony antony,
    bob robert, rob robert, bobby robert, jim james, jimmy james, jamie james, mike michael,
    mick michael, dick richard, rick richard, rich richard, dave david, steve stephen,
    steven stephen, chris christopher, kate katherine, kathy katherine, jeff jeffrey,
    geoff jeffrey, geoffrey jeffrey, greg gregory, ted edward, ed edward, eddie edward,
    andy andrew, alex alexander, aleksandr alexander, oleksandr alexander, sasha alexander,
    don donald, ron ronald, sam samuel, matt matthew, bernie bernard, chuck charles,
    charlie charles, jack john, johnny john, jon jonathan, dan daniel, danny daniel, nick nicholas,
    tim timothy, jerry gerald, larry lawrence, ken kenneth, pete peter, phil philip,
    phillip philip, sue susan, liz elizabeth, beth elizabeth, meg margaret, maggie margaret,
    peggy margaret, debbie deborah, cathy catherine, jen jennifer, jenny jennifer, vlad vladimir,
    volodymyr vladimir, sergey sergei, serhiy sergei, dmitri dmitry, dmytro dmitry,
    mohammad mohammed, muhammad mohammed, mohamed mohammed, mohamad mohammed, ahmad ahmed,
    yasir yasser, hussain hussein, husain hussein, youssef yousef, yusuf yousef, yehya yahya,
    yitzhak isaac, itzhak isaac, moshe moses, zeev ze'ev, francois françois, josé jose
"""
_GIVEN = {
    nickname: given
    for nickname, _, given in (pair.strip().partition(" ") for pair in _SAME_GIVEN.split(","))
}


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A name on one line, in small letters, without accents, with straight quotes."""
    text = " ".join(text.translate(_STRAIGHT).split())
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in parts if not unicodedata.combining(c))
    return text.casefold()


@lru_cache(maxsize=65536)
def known_name(kind: Kind, text: str) -> str | None:
    """The name under which a well-known thing of this kind is shown, where the text is one."""
    for form in (text, text.title()) if _is_shouted(text) else (text,):
        known = gazetteer().called(form)
        if known and known.kind is kind:
            return known.name
    return None


def _is_shouted(text: str) -> bool:
    return text.isupper() and len(text) >= _SHOUTED


@lru_cache(maxsize=65536)
def person_words(text: str) -> tuple[str, ...]:
    """The words of a person's name, compared; without “Jr.” and initials' stops."""
    words = plain(text).replace('"', " ").replace(",", " ").split()
    words = [word.rstrip(".") for word in words]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return tuple(word for word in words if word)


def surname(words: tuple[str, ...]) -> str:
    """The last word of a name, without the Arabic article."""
    last = words[-1]
    return last[3:] if last[:3] in {"al-", "el-"} and len(last) > 3 else last


def is_full(words: tuple[str, ...]) -> bool:
    """Whether a name has more than a surname (“bin Salman” has not)."""
    return len(words) > 1 and words[0] not in gazetteer().words["person_particles"]


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names may be one person's: surname, given name, and no other middle name."""
    if surname(one) != surname(other) or not same_given(one[0], other[0]):
        return False
    middle, others = set(one[1:-1]), set(other[1:-1])
    initials = {word[0] for word in middle}
    fits = middle <= others or others <= middle
    return fits or initials == {word[0] for word in others}


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one: a nickname, another spelling, an initial."""
    if _GIVEN.get(one, one) == _GIVEN.get(other, other):
        return True
    return min(len(one), len(other)) == 1 and one[0] == other[0]


@lru_cache(maxsize=65536)
def key(kind: Kind, text: str) -> str:
    """What two names of one kind must share to be one entity, persons left aside."""
    if kind in FIGURES:
        return plain(text)
    known = known_name(kind, text)
    if known:
        return plain(known)
    name = plain(text).removeprefix("the ")
    words = [word for word in name.split() if word.strip(".,") not in _COMPANY]
    name = " ".join(words) or name
    if kind is Kind.GROUP and name.endswith("s") and len(name) > 4:
        return name[:-1]
    return name.removesuffix("'s").strip(" .,") or name


def is_acronym(text: str) -> bool:
    """Whether a name is written as the first letters of another."""
    return bool(_ACRONYM.match(text))


def bare_acronym(text: str) -> str:
    """An acronym without stops and the s of a plural."""
    return text.replace(".", "").removesuffix("s")


@lru_cache(maxsize=65536)
def initials(text: str) -> frozenset[str]:
    """The acronyms that a name of several words may have."""
    words = [word for word in re.split(r"[\s-]+", text) if word[:1].isalpha()]
    if len(words) < 2:
        return frozenset()
    large = "".join(word[0] for word in words if word.lower() not in _SMALL_WORDS)
    return frozenset({large.upper(), "".join(word[0] for word in words if word[0].isupper())})


def identifier(kind: Kind, name: str) -> str:
    """``kind/name`` in small letters with hyphens; figures keep their signs (``money/$5``)."""
    folded = plain(name)
    if kind in FIGURES:
        return f"{kind}/{folded.replace(' ', '-')}"
    slug = re.sub(r"\W+", "-", folded).strip("-_")
    return f"{kind}/{slug or hashlib.sha256(name.encode()).hexdigest()[:8]}"
