"""Nouns that speak: officials and spokesmen, bodies, and papers that stand for who wrote them."""

from __future__ import annotations

PEOPLE = frozenset(
    """
    official spokesman spokeswoman spokesperson minister president leader analyst source diplomat
    expert critic aide resident witness lawmaker senator congressman congresswoman representative
    adviser advisor envoy ambassador negotiator mediator officer general commander soldier doctor
    medic activist campaigner protester researcher economist historian professor lawyer judge
    prosecutor journalist reporter correspondent author writer columnist editor observer
    commentator secretary chief director head chairman chairwoman chair governor mayor premier
    chancellor king queen prince emir pope bishop ally rival opponent supporter relative father
    mother brother sister son daughter wife husband survivor refugee volunteer worker teacher
    student politician candidate colleague insider veteran settler democrat republican progressive
    conservative member person man woman people voter family friend neighbour neighbor farmer other
    """.split()
)
"""Somebody, by what they do or are."""

BODIES = frozenset(
    """
    government administration army military ministry cabinet office parliament congress senate house
    court police agency commission council committee party union coalition group movement militia
    organisation organization company firm bank institute university hospital charity team
    delegation department bureau force command church embassy authority regime campaign board panel
    tribunal newspaper broadcaster network country side capital
    """.split()
)
"""A body of people."""

PAPERS = frozenset(
    """
    statement readout letter leaflet report memo memorandum document post video message tweet speech
    release communique communiqué note resolution email transcript declaration briefing manifesto
    petition survey poll study ruling indictment complaint lawsuit announcement
    """.split()
)
"""Words on paper, which stand for whoever wrote them: “the White House readout said”."""

ACCOUNTS = frozenset("report analysis text account outlet article passage piece paper".split())
"""What an article calls another that it retells."""

UNNAMED = frozenset("source insider person diplomat witness official aide".split())
"""Those who are unnamed where they stand without a name of their own in the singular."""

ANONYMITY = ("condition of anonymity", "not to be named", "declined to be named", "unnamed",
             "not authorized", "not authorised", "anonymous")  # fmt: skip
"""What is said of a speaker who wants no name."""


def singular(word: str) -> str:
    """A noun without the ending of its plural, its possessive or both; in small letters."""
    low = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if low in ("people", "men", "women"):
        return {"men": "man", "women": "woman"}.get(low, low)
    if low.endswith("men"):
        return low[:-2] + "an"
    if low.endswith("ies") and len(low) > len("ties"):
        return low[:-3] + "y"
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low.removesuffix("s")
    return low


def is_plural(word: str) -> bool:
    """Whether a noun that speaks is meant of several."""
    low = word.lower()
    return low != singular(low) or low == "people"
