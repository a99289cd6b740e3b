"""Characters and endings of words: what is the same word to somebody who searches.

Accents, ligatures, case and width are folded for every script; Arabic and Hebrew lose their vowel
points and Arabic its variants of alef, ya and ta marbuta (Larkey, Ballesteros & Connell 2002, the
“light” stemmer).  English plurals are undone after Harman 1991 (“How effective is suffixing?”, the
S-stemmer), with lists of what only looks like one: Porter's stemmer makes Hamas and Hama one word.
"""

from __future__ import annotations

import re
import unicodedata

# Marks that change how a letter looks but not which word it is: Latin and Greek accents, Hebrew
# points, Arabic vowels.  Marks of other scripts are letters to their readers and stay.
_POINTS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
# Tatweel, soft hyphen, variation selectors, keycaps, joiners and direction marks.
IGNORED = (
    "\u0640\u00ad\ufe00-\ufe0f\u20d0-\u20f0\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff"
)
APOSTROPHES = "'’‘ʼʻʽʾʿ`´\u05f3"
_DROPPED = re.compile(f'[{_POINTS}{IGNORED}{APOSTROPHES}\u05f4"\\s]')

_LETTERS = str.maketrans(
    {
        **dict(zip("łøđıðħŧ", "lodidht", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ĳ": "ij",
        **dict(zip("أإآٱىئؤةکی", "ااااييوهكي", strict=True)),
        **{
            chr(zero + n): str(n)
            for zero in (0x0660, 0x06F0, 0x0966, 0x09E6)  # Arabic, Persian, Devanagari, Bengali
            for n in range(10)
        },
    }
)
_ARABIC_PREFIX = re.compile(r"(?:و|ف)?(?:ال|بال|كال|لل)(?=...)")

LONGEST = 80
"""Code points of a term; what follows them does not tell words apart."""


def fold(word: str) -> str:
    """A word without case, accents, apostrophes and invisible characters; idempotent."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "").replace('"', "")[:LONGEST]
    word = _DROPPED.sub("", unicodedata.normalize("NFKD", word))
    word = unicodedata.normalize("NFKC", word.casefold()).translate(_LETTERS)
    return _DROPPED.sub("", word)[:LONGEST]


# Not plurals, or plurals that are another word than their singular.
_WHOLE = frozenset(
    """
    news always perhaps series species means lens mars athens naples wales brussels versailles
    cannes reuters times james jones charles angeles moses hermes achilles socrates adams williams
    edwards roberts peters stevens andrews matthews richards daniels michaels samuels rogers
    rodgers jacobs phillips philips marks woods waters masters powers rivers brooks gates sanders
    collins jenkins perkins hopkins hughes simmons parsons rhodes reeves myers sachs towards
    afterwards besides sometimes yes does goes has was its
    """.split()
)
# Words in -as, -is and -us stay whole (Hamas, Abbas, Texas, crisis, Paris, virus), but for these
# and those in -eaus (bureaus, Trudeaus).  A rule for names in -u would take the end off Malthus,
# Aarhus and Vilnius: a family that is not listed is found by its plural only, or by ``name*``.
_PLURALS = frozenset(
    """
    areas ideas eras agendas visas cameras militias guerrillas quotas formulas arenas dilemmas
    diasporas villas dramas panoramas umbrellas replicas sagas plazas stigmas traumas commas galas
    antennas sofas pandas pizzas sodas intifadas fatwas madrasas sharias medias operas bananas
    israelis iraqis saudis pakistanis houthis kuwaitis yazidis nazis bangladeshis yemenis omanis
    bahrainis qataris emiratis azeris azerbaijanis nepalis bengalis punjabis sunnis salafis
    jihadis somalis afghanis druzis rabbis taxis alibis safaris bikinis skis kibbutzis mizrahis
    ashkenazis menus gurus emus hindus zulus netanyahus nehrus obamas mandelas rajapaksas modis
    gandhis
    seas pleas teas peas fleas zebras cobras pumas gorillas koalas llamas flotillas favelas juntas
    vendettas guerillas madrassas shias burkas burqas cinemas dogmas enigmas comas personas phobias
    mafias auras spas bras cafeterias pizzerias parkas marinas ballerinas vistas fiestas siestas
    haciendas tortillas deltas betas alphas larvas sonatas stanzas bonanzas extravaganzas hyenas
    encyclopedias tundras lavas vodkas latinas latrinas gallerias insignias nakbas paellas saunas
    semis minis khakis kiwis emojis tsunamis paparazzis parsis maoris swazis kashmiris gujaratis
    ismailis zaidis alawis libyas kurdis mullahis yetis wikis corgis tutus gnus haikus impromptus
    bayous icus cpus gpus ious
    """.split()
)
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "gunmen": "gunman",
    "policemen": "policeman", "spokesmen": "spokesman", "congressmen": "congressman",
    "servicemen": "serviceman", "fishermen": "fisherman", "businessmen": "businessman",
    "militiamen": "militiaman", "clergymen": "clergyman", "statesmen": "statesman",
    "chairmen": "chairman", "firemen": "fireman", "airmen": "airman", "lawmen": "lawman",
    "marksmen": "marksman", "crewmen": "crewman", "cameramen": "cameraman", "foremen": "foreman",
    "infantrymen": "infantryman", "tribesmen": "tribesman", "countrymen": "countryman",
    "wives": "wife", "knives": "knife", "thieves": "thief", "wolves": "wolf", "halves": "half",
    "shelves": "shelf", "calves": "calf", "loaves": "loaf", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "diagnoses": "diagnosis", "oases": "oasis", "theses": "thesis",
    "spokeswomen": "spokeswoman", "congresswomen": "congresswoman", "policewomen": "policewoman",
    "buses": "bus", "gases": "gas", "viruses": "virus", "campuses": "campus", "crises": "crisis",
    "bonuses": "bonus", "censuses": "census", "analyses": "analysis", "hypotheses": "hypothesis",
}  # fmt: skip
_ES = ("ch", "sh", "ss", "x", "zz", "o")


def stem(word: str) -> str:
    """A folded word without its plural ending, or an Arabic one without its article.

    The singular and the plural give the same stem: ``policy`` and ``policies`` ``policy``, ``hero``
    and ``heroes`` ``hero``, ``movie`` and ``movies`` ``movy``.
    """
    if word.isascii():
        if len(word) <= 3 or not word.isalpha():
            plural = len(word) > 3 and word[-1] == "s" and word[0].isalpha()  # f16s, but 1990s
            return word[:-1] if plural else _IRREGULAR.get(word, word)
        return _singular(word)
    if "\u0600" <= word[:1] <= "\u06ff":
        return _ARABIC_PREFIX.sub("", word, count=1) if _ARABIC_PREFIX.match(word) else word
    return word


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    may_end = word[-2] not in "suia" or word in _PLURALS or word.endswith("eaus")
    if word[-1] == "s" and may_end and word not in _WHOLE:
        word = word[:-1]
    if len(word) > 3 and word[-1] == "e":
        if word[-2] == "i":
            return word[:-2] + "y"
        if word[:-1].endswith(_ES):
            return word[:-1]
    return word
