"""Which names are one entity."""

from __future__ import annotations

import pytest

from reader.articles.library import Library
from reader.entities.joining import Joined
from reader.entities.kinds import Kind
from reader.entities.mention import Mention
from reader.entities.recogniser import default_recogniser
from reader.text.spans import Span
from tests.entities.gold import article_of


def joined(*texts: str) -> Joined:
    """The entities of articles ``0``, ``1``, …"""
    recogniser = default_recogniser()
    return Joined({str(n): recogniser.mentions(article_of(text)) for n, text in enumerate(texts)})


def aliases(join: Joined) -> dict[str, tuple[str, ...]]:
    return {e.id: e.aliases for e in join.entities(kinds=[k for k in Kind if k is not Kind.NUMBER])}


def test_titles_surname_and_full_name_are_one_person() -> None:
    join = joined(
        "Israeli Prime Minister Benjamin Netanyahu spoke. Netanyahu left. Mr. Netanyahu slept.",
        "President Biden called Netanyahu.",
    )
    entity = next(e for e in join.entities() if e.id == "person/benjamin-netanyahu")
    assert entity.name == "Benjamin Netanyahu"
    assert entity.aliases == ("Netanyahu", "Benjamin Netanyahu")
    assert {path: len(spans) for path, spans in entity.articles.items()} == {"0": 3, "1": 1}
    assert entity.count == 4


def test_two_people_with_one_surname_stay_two(bundled: Library) -> None:
    article = bundled.article("short-of-a-full-assault.md")
    join = Joined({article.path: default_recogniser().mentions(article)})
    found = {e.id: e for e in join.entities() if "miller" in e.id}
    assert set(found) == {"person/aaron-david-miller", "person/matthew-miller"}
    assert found["person/aaron-david-miller"].aliases == ("Aaron David Miller", "Miller")
    assert found["person/matthew-miller"].aliases == ("Matthew Miller",)


def test_a_surname_is_the_nearest_full_name_before_it() -> None:
    join = joined("James Ruddock spoke. Ruddock left. Then Martha Ruddock came. Ruddock stayed.")
    assert aliases(join) == {
        "person/james-ruddock": ("James Ruddock", "Ruddock"),
        "person/martha-ruddock": ("Martha Ruddock", "Ruddock"),
    }


def test_a_surname_before_any_full_name_is_the_next_one() -> None:
    join = joined("They praised Mr. Ruddock. Later James Ruddock thanked them.")
    assert aliases(join) == {"person/james-ruddock": ("James Ruddock", "Ruddock")}


def test_a_surname_that_its_article_does_not_explain_is_the_librarys_dominant_one() -> None:
    full = "They met James Ruddock in the evening."
    join = joined(full, full, full, full, "They met Martha Ruddock.", "They met Mr. Ruddock.")
    assert join.ids["5"] == ("person/james-ruddock",)
    even = joined(full, "They met Martha Ruddock.", "They met Mr. Ruddock.")
    assert even.ids["2"] == ("person/ruddock",)


def test_a_well_known_surname_is_its_bearers_though_relatives_are_named() -> None:
    join = joined("Joe Biden spoke. His son Hunter Biden did not. Biden left.", "Biden slept.")
    assert join.ids["0"] == ("person/joe-biden", "person/hunter-biden", "person/joe-biden")
    assert join.ids["1"] == ("person/joe-biden",)


def test_nicknames_initials_and_middle_names_are_one_person() -> None:
    join = joined(
        "They met Matt Quorn and Thomas Veld.", "They met Matthew Quorn and Thomas E. Veld.",
        "They met M. Quorn and Tom Veld.",
    )  # fmt: skip
    assert {e.count for e in join.entities()} == {3}
    assert len(join.entities()) == 2


def test_other_middle_names_are_other_people() -> None:
    join = joined("They met Thomas A. Veld and Thomas B. Veld.", "They met Thomas Carl Veld.")
    assert len(join.entities()) == 3


def test_particles_and_accents_do_not_part_a_name() -> None:
    join = joined(
        "Mohammed bin Salman spoke; bin Salman left.", "Nicolás Maduro and Nicolas Maduro."
    )
    assert set(aliases(join)) == {"person/mohammed-bin-salman", "person/nicolas-maduro"}


@pytest.mark.parametrize("form", ["U.S.", "US", "USA", "United States", "America"])
def test_the_forms_of_a_country_are_one(form: str) -> None:
    assert list(aliases(joined(f"They flew to the {form} that day."))) == ["place/united-states"]


def test_a_country_is_not_its_people_capital_or_government() -> None:
    join = joined(
        "The United States and Americans; American aid from Washington; the White House; "
        "the Biden administration; U.S. law; the State Department said so."
    )
    assert aliases(join) == {
        "place/united-states": ("U.S.", "United States"),
        "group/american": ("American", "Americans"),
        "place/washington": ("Washington",),
        "organisation/white-house": ("White House",),
        "person/joe-biden": ("Biden",),
        "organisation/state-department": ("State Department",),
    }


def test_mexico_is_not_mexico_city_and_gaza_is_the_strip() -> None:
    join = joined("From Mexico to Mexico City, he said; from Gaza, the Gaza Strip, to Gaza City.")
    assert aliases(join) == {
        "place/gaza": ("Gaza", "Gaza Strip"),
        "place/gaza-city": ("Gaza City",),
        "place/mexico": ("Mexico",),
        "place/mexico-city": ("Mexico City",),
    }


def test_an_acronym_is_its_long_name() -> None:
    join = joined("The Institute for the Study of War (ISW) wrote it.", "Later the ISW denied it.")
    assert aliases(join) == {
        "organisation/institute-for-the-study-of-war": ("ISW", "Institute for the Study of War")
    }
    assert aliases(joined("The CIA and the Central Intelligence Agency said so.")) == {
        "organisation/cia": ("CIA", "Central Intelligence Agency")
    }


def test_an_acronym_that_two_names_have_is_neither() -> None:
    join = joined("A Zonal Foods Council met.", "A Zonal Fuel Commission met.", "The ZFC met.")
    assert len(join.entities()) == 3


def test_a_shortened_name_is_its_long_one_in_the_same_article() -> None:
    long, short = "The Quorn Peace Institute for Norvia said so.", "The Quorn Peace Institute left."
    assert len(joined(f"{long} {short}").entities()) == 1
    assert len(joined(long, short).entities()) == 2


def test_demonyms_and_their_plurals_are_one_group() -> None:
    join = joined("A Palestinian and many Palestinians; a Democrat among Democrats, they said.")
    assert aliases(join) == {
        "group/democrat": ("Democrat", "Democrats"),
        "group/palestinian": ("Palestinian", "Palestinians"),
    }


def test_figures_are_joined_by_equal_text_only() -> None:
    join = joined("Two men paid $5 and £5; two more paid $5 on Monday, 25% or 25 percent.")
    assert [(e.id, e.count) for e in join.entities()] == [
        ("money/$5", 2), ("number/two", 2), ("percent/25-percent", 1), ("percent/25%", 1),
        ("date/monday", 1), ("money/£5", 1),
    ]  # fmt: skip


def test_entities_can_be_asked_for_by_article_kind_and_count() -> None:
    join = joined("Hamas met Egypt. Hamas left.", "Hamas met Biden in Rafah.")
    assert [e.name for e in join.entities()] == ["Hamas", "Egypt", "Joe Biden", "Rafah"]
    assert [(e.name, e.count) for e in join.entities(["1"])] == [
        ("Hamas", 1), ("Joe Biden", 1), ("Rafah", 1),
    ]  # fmt: skip
    assert [e.name for e in join.entities(kinds=[Kind.PLACE])] == ["Egypt", "Rafah"]
    assert [e.name for e in join.entities(minimum=2)] == ["Hamas"]
    assert join.entities(["gone"]) == ()


def test_the_order_of_articles_changes_no_name() -> None:
    texts = [
        "They met James Ruddock. The Zonal Foods Council (ZFC) met.", "Mr. Ruddock of the ZFC.",
        "They met Jim Ruddock and Nicolás Maduro.", "J. Ruddock, they said, met Nicolas Maduro.",
    ]  # fmt: skip
    recogniser = default_recogniser()
    mentions = {str(n): recogniser.mentions(article_of(text)) for n, text in enumerate(texts)}
    one = Joined(mentions)
    other = Joined(dict(reversed(mentions.items())))
    assert one.entities() == other.entities()


def mention(text: str, kind: Kind) -> Mention:
    return Mention(Span(0, len(text)), kind, text)


def test_a_kind_that_nearly_the_whole_library_gives_a_name_is_its_kind_everywhere() -> None:
    several = {str(n): [mention("Quorn", Kind.ORGANISATION)] for n in range(5)}
    join = Joined({**several, "one": [mention("Quorn", Kind.PLACE)]})
    assert join.ids["one"] == ("organisation/quorn",)
    assert [e.count for e in join.entities()] == [6]


def test_a_kind_that_few_articles_give_stays_beside_another() -> None:
    several = {str(n): [mention("Quorn", Kind.ORGANISATION)] for n in range(4)}
    join = Joined({**several, "one": [mention("Quorn", Kind.PLACE)]})
    assert join.ids["one"] == ("place/quorn",)


def test_the_library_takes_no_surname_from_somebody_named_in_full_and_no_well_known_name() -> None:
    several = {str(n): [mention("Quorn", Kind.ORGANISATION)] for n in range(20)}
    people = [mention("Zelda Quorn", Kind.PERSON), mention("Quorn", Kind.PERSON)]
    join = Joined({**several, "one": people})
    assert join.ids["one"] == ("person/zelda-quorn", "person/zelda-quorn")
    several = {str(n): [mention("Rafah", Kind.ORGANISATION)] for n in range(20)}
    join = Joined({**several, "one": [mention("Rafah", Kind.PLACE)]})
    assert join.ids["one"] == ("place/rafah",)
