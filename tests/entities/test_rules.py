"""The rules by which names are found, one by one."""

from __future__ import annotations

import re

import pytest

from reader.entities.kinds import FIGURES, NAMES
from reader.entities.recogniser import default_recogniser
from reader.text.spans import Span
from tests.entities.gold import article_of


def names(text: str) -> list[str]:
    """The names found in a text, as ``kind name``."""
    found = default_recogniser().mentions(article_of(text))
    return [f"{m.kind} {m.text}" for m in found if m.kind in NAMES]


def check(text: str, *expected: str) -> None:
    assert names(text) == list(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Prime Minister Benjamin Netanyahu spoke.", ["person Benjamin Netanyahu"]),
        ("They met Secretary of State Antony Blinken.", ["person Antony Blinken"]),
        ("It was led by Deputy Foreign Minister Jan Kowal.", ["person Jan Kowal"]),
        ("According to spokesman Joram Veld, it rained.", ["person Joram Veld"]),
        ("They asked Mr. Oduya and Dr Quist.", ["person Oduya", "person Quist"]),
        ("Their prime minister, Irakli Kobakhidze, resigned.", ["person Irakli Kobakhidze"]),
        (
            "A letter to Pope Francis and King Charles III.",
            ["person Pope Francis", "person King Charles III"],
        ),
        ("The former Prime Minister Sheikh Hasina fled.", ["person Sheikh Hasina"]),
        (
            "She met Hamas Leader Ismail Haniyeh there.",
            ["organisation Hamas", "person Ismail Haniyeh"],
        ),
        ("the president of France, who left", ["place France"]),
    ],
)
def test_roles_stay_outside_the_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was Netanyahu's office.", ["person Netanyahu"]),
        ("It was Netanyahu’s office.", ["person Netanyahu"]),
        ("They read The New York Times daily.", ["organisation New York Times"]),
        ("It is McDonald's that pays.", ["organisation McDonald's"]),
        ("They flew to the Hague and the Netherlands.", ["place Hague", "place Netherlands"]),
    ],
)
def test_possessives_and_articles_stay_outside(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Israeli general spoke to Israelis.", ["group Israeli", "group Israelis"]),
        ("Many Muslim Americans and Shiite militias.", ["group Muslim Americans", "group Shiite"]),
        ("The House Democrats urged it.", ["organisation House", "group Democrats"]),
        (
            "Russian Defense Ministry officials left.",
            ["group Russian", "organisation Defense Ministry"],
        ),
        ("The Palestinian Authority agreed.", ["organisation Palestinian Authority"]),
        ("U.S.-backed and Hamas-run offices", ["place U.S.", "organisation Hamas"]),
        (
            "on US-Israel relations, pro-Israel and anti-American",
            ["place US", "place Israel", "place Israel", "group American"],
        ),
    ],
)
def test_groups_are_kept_apart_from_countries_and_bodies(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "at the Foreign Affairs and Trade Committee today",
            ["organisation Foreign Affairs and Trade Committee"],
        ),
        (
            "from the Carnegie Endowment for International Peace",
            ["organisation Carnegie Endowment for International Peace"],
        ),
        (
            "the Institute for the Study of War (ISW)",
            ["organisation Institute for the Study of War", "organisation ISW"],
        ),
        (
            "the Ministry of Health and the Bank of Zubrowka",
            ["organisation Ministry of Health", "organisation Bank of Zubrowka"],
        ),
        (
            "she taught at Tel Aviv University in Tel Aviv for years",
            ["organisation Tel Aviv University", "place Tel Aviv"],
        ),
        (
            "shares of Spirit AeroSystems and Quux Inc.",
            ["organisation Spirit AeroSystems", "organisation Quux Inc"],
        ),
        ("a report by the ZZK, a watchdog", ["organisation ZZK"]),
        ("he watched TV with the CEO", []),
        ("on Channel 12 and Channel 4", ["organisation Channel 12", "organisation Channel 4"]),
    ],
)
def test_words_that_make_organisations_do(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("through the Rafah Crossing near al-Mawasi", ["place Rafah Crossing", "place al-Mawasi"]),
        ("the Rafah border crossing", ["place Rafah"]),
        ("in eastern Rafah, in the Gaza Strip", ["place Rafah", "place Gaza Strip"]),
        (
            "along the Philadelphi Route to Kerem Shalom",
            ["place Philadelphi Route", "place Kerem Shalom"],
        ),
        ("a farm in Qorvosia burned", ["place Qorvosia"]),
        ("she lives in Plano Heights, Texas", ["place Plano Heights", "place Texas"]),
        ("WASHINGTON—The talks failed.", ["place Washington"]),
        ("KHAN YOUNIS, Gaza Strip — The talks failed.", ["place Khan Younis", "place Gaza Strip"]),
        ("from Washington, D.C., he flew", ["place Washington, D.C."]),
        (
            "they drove from Lee County to Jordan Valley and on",
            ["place Lee County", "place Jordan Valley"],
        ),
    ],
)
def test_words_that_make_places_do(text: str, expected: list[str]) -> None:
    assert [n.lower() for n in names(text)] == [e.lower() for e in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("during the Suez Crisis and the Volga War", ["event Suez Crisis", "event Volga War"]),
        (
            "the Camp David accords and the so-called Biden Doctrine",
            ["work Camp David accords", "work Biden Doctrine"],
        ),
        (
            "they quoted Resolution 2728 and the Clean Rivers Act at length",
            ["work Resolution 2728", "work Clean Rivers Act"],
        ),
        ("buying Joint Direct Attack Munitions", ["product Joint Direct Attack Munitions"]),
        ("aboard the USS Carney", ["product USS Carney"]),
        ("sales on Black Friday rose", ["event Black Friday"]),
    ],
)
def test_events_works_and_products_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_x_is_a_platform_only_where_the_words_say_so() -> None:
    check("Netanyahu wrote on X. In his view", "person Netanyahu", "product X")
    check("on the platform X, and on X: a post", "product X", "product X")
    check("Malcolm X spoke of gen X and an X-ray", "person Malcolm X")


def test_a_surname_follows_its_full_name() -> None:
    check(
        "The town heard Zelda Quorn. Quorn left. They liked Quorn’s plan.",
        "person Zelda Quorn", "person Quorn", "person Quorn",
    )  # fmt: skip


def test_a_surname_alone_shows_that_an_unknown_full_name_is_a_persons() -> None:
    check(
        "It was drawn by Zaha Hadid. Critics love Hadid and her work.",
        "person Zaha Hadid", "person Hadid",
    )  # fmt: skip
    assert "person Premium Bonds" not in names(
        "They sold Premium Bonds. Old ones, Bonds, were dull."
    )


def test_an_eastern_surname_comes_first() -> None:
    check(
        "President Yoon Suk Yeol left. Yoon was tired; Lee Jae-myung was not.",
        "person Yoon Suk Yeol", "person Yoon", "person Lee Jae-myung",
    )  # fmt: skip


def test_the_first_word_of_a_sentence_is_no_name_for_its_capital() -> None:
    check(
        "Will Netanyahu agree? May talks go on? While Biden waits.",
        "person Netanyahu",
        "person Biden",
    )
    check("Negotiations failed. Discussions of aid went on.")
    check("Apple pie is good. Time flies. Shell beans.")
    check(
        "Apple shares rose. They sold Apple for less.", "organisation Apple", "organisation Apple"
    )


def test_headlines_in_capitals_give_only_names_that_are_known() -> None:
    text = "Biden Vows to Veto Bill as Senate Democrats Balk at Israel Aid"
    check(text, "person Biden", "organisation Senate", "group Democrats", "place Israel")
    check("TRUMP WINS IOWA CAUCUSES", "person TRUMP", "place IOWA")
    text = (
        "Mexico's President Sheinbaum Meets Carney as Ex-Mossad Chief Cohen Says Iran Deal Is Dead"
    )
    check(
        text, "place Mexico", "person Sheinbaum", "person Carney", "organisation Mossad",
        "person Cohen", "place Iran",
    )  # fmt: skip


def test_a_dateline_names_places_whatever_they_are_called() -> None:
    text = "TESSALY, Velmora (AP) — President Aldo Ferris came. Velmora waited."
    check(
        text, "place TESSALY", "place Velmora", "organisation AP", "person Aldo Ferris",
        "place Velmora",
    )  # fmt: skip
    check("BREAKING — Israel struck.", "place Israel")


def test_a_headline_names_whom_the_article_names() -> None:
    check(
        "Quorn Quits Over Leaked Letter\n\nThe minister, Zelda Quorn, resigned. She was tired.",
        "person Quorn", "person Zelda Quorn",
    )  # fmt: skip


def test_a_town_is_part_of_its_court_and_a_country_is_not() -> None:
    check(
        "The Islamabad High Court adjourned. The Kenyan High Court did not.",
        "organisation Islamabad High Court", "group Kenyan", "organisation High Court",
    )  # fmt: skip
    check(
        "The 25th Airborne Brigade saw a DF-61 missile before COP30, said Ferdinand Marcos Jr.",
        "organisation 25th Airborne Brigade", "product DF-61", "event COP30",
        "person Ferdinand Marcos Jr.",
    )  # fmt: skip


def test_symbols_and_emoji_part_names() -> None:
    check('He wrote "Hamas ♥️ Biden" there.', "organisation Hamas", "person Biden")
    check(
        "Gaza • Rafah – Egypt / Israel", "place Gaza", "place Rafah", "place Egypt", "place Israel"
    )


def test_names_are_found_over_the_line_ends_of_a_wrapped_text() -> None:
    text = (
        "The talks were led, as the paper had it on that day, by Benjamin\n"
        "Netanyahu himself, and nobody else was in the room at that time\n"
        "with him."
    )
    check(text, "person Benjamin\nNetanyahu")


def test_names_do_not_cross_sentences_or_paragraphs() -> None:
    check("They went to Gaza. Strip mining stopped.", "place Gaza")
    assert not any("\n\n" in name for name in names("She was born in New\n\nOrleans is far."))


def test_boilerplate_names_nobody() -> None:
    text = "Joe Biden\n\nHamas met Egypt in Cairo, they said."
    article = article_of(text, boilerplate=(Span(0, 9),))
    assert [m.text for m in default_recogniser().mentions(article)] == ["Hamas", "Egypt", "Cairo"]


def test_no_name_goes_on_over_boilerplate() -> None:
    text = "They met Joe ADVERT Biden there on October ADVERT 7 at last."
    carried = tuple(Span(m.start(), m.end()) for m in re.finditer("ADVERT", text))
    found = default_recogniser().mentions(article_of(text, boilerplate=carried))
    assert [m.text for m in found] == ["Joe", "Biden", "October", "7"]


def test_a_number_within_a_name_is_not_a_number_too() -> None:
    found = default_recogniser().mentions(article_of("They cited Resolution 2728 on Channel 12."))
    assert [m for m in found if m.kind in FIGURES] == []


def test_other_scripts_pass_without_a_word() -> None:
    assert names("加沙地带的停火谈判。 محادثات وقف إطلاق النار في غزة") == []


def test_in_german_capitals_are_no_names_but_known_names_are() -> None:
    text = (
        "Die Regierung in Berlin hat am Montag erklärt, dass die Verhandlungen über einen "
        "Waffenstillstand in Gaza ohne Ergebnis geblieben sind. Ein Sprecher des Ministeriums "
        "sagte, die Gespräche mit der Hamas seien schwierig, doch gebe es noch Hoffnung auf eine "
        "Lösung vor dem Winter, wenn beide Seiten nachgeben."
    )
    check(text, "place Berlin", "place Gaza", "organisation Hamas")


def test_a_company_called_by_an_ordinary_word_is_known_by_what_it_does() -> None:
    check("Amazon fell 2%. Target shares rose too.", "organisation Amazon", "organisation Target")
    check("Target practice is held on Mondays.")


def test_a_title_alone_names_nobody_and_a_place_word_makes_a_place() -> None:
    check("Sen. Chris Van Hollen spoke.", "person Chris Van Hollen")
    check("They closed Eindhoven Airport.", "place Eindhoven Airport")


def test_a_list_is_several_names_and_a_state_body_is_not_its_country() -> None:
    check(
        "It is led by Disney and Reliance Industries.",
        *("organisation Disney", "organisation Reliance Industries"),
    )
    check(
        "He praised the Kenyan Defense Ministry in a speech.",
        "group Kenyan",
        "organisation Defense Ministry",
    )
