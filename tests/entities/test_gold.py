"""How much of what was labelled by hand is found."""

from __future__ import annotations

import pytest

from reader.articles.library import Library
from reader.entities.kinds import NAMES
from reader.entities.recogniser import default_recogniser
from reader.entities.rules import RuleRecogniser
from tests.entities.gold import Score, labelled_passages, labelled_seed

SEEDS = ("short-of-a-full-assault", "fingernails-and-arms-shipments", "a-phone-call-and-a-refusal")


@pytest.mark.parametrize("name", SEEDS)
def test_our_articles_are_read_as_they_were_labelled(name: str, bundled: Library) -> None:
    score = Score()
    score.add(*labelled_seed(name, bundled), default_recogniser())
    assert score.right > 80
    assert score.f1 >= 0.98, "\n".join(score.faults)


def test_news_of_other_kinds_is_read_nearly_as_labelled() -> None:
    score = Score()
    for article, labels in labelled_passages():
        score.add(article, labels, default_recogniser())
    assert score.right > 200
    assert score.f1 >= 0.97, "\n".join(score.faults)


def test_news_that_nothing_was_learnt_from_is_read_well() -> None:
    for file, names in (("unseen.txt", 400), ("fresh.txt", 230)):
        score = Score()
        for article, labels in labelled_passages(file):
            score.add(article, labels, default_recogniser(), NAMES)
        assert score.right > names
        assert score.f1 >= 0.86, "\n".join(score.faults)


def test_the_model_finds_more_than_the_rules_alone() -> None:
    ruled, both = Score(), Score()
    for article, labels in labelled_passages("unseen.txt"):
        ruled.add(article, labels, RuleRecogniser(), NAMES)
        both.add(article, labels, default_recogniser(), NAMES)
    assert both.f1 > ruled.f1 + 0.03


def test_a_wrong_label_lowers_the_score(bundled: Library) -> None:
    article, labels = labelled_seed(SEEDS[0], bundled)
    wrong = {(span, kind) for span, kind in labels if span.of(article.text) != "Hamas"}
    score = Score()
    score.add(article, wrong, default_recogniser())
    assert score.extra >= 8
    assert score.f1 < 0.98


def test_the_published_articles_name_who_they_should(published: Library) -> None:
    names = {
        m.text for article in published.articles() for m in default_recogniser().mentions(article)
    }
    assert {
        "Joe Biden", "Benjamin Netanyahu", "Alastair Crooke", "MI6", "Camp David accords",
        "Joint Direct Attack Munitions", "Carnegie Endowment for International Peace",
        "Knesset Foreign Affairs and Defense Committee", "Philadelphi Route", "Kerem Shalom",
        "Suez Crisis", "WASHINGTON", "al-Mawasi", "Itamar Ben-Gvir", "X", "State Department",
    } <= names  # fmt: skip
    assert not names & {"Trim", "New Update", "Team Biden", "Israeli Prime Minister"}
