"""The user's rules: read, applied over what was found, kept in a file, undone."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.library import Library
from reader.entities.catalogue import Catalogue
from reader.entities.kinds import Kind
from reader.entities.repairs import Act, Repair, checked, read_rules
from reader.entities.rulelines import with_rule, without_rule
from reader.errors import ReaderError
from reader.paths import data_folder

Make = Callable[..., Library]
FILES: dict[str, str | bytes] = {
    "a.txt": "Israeli Prime Minister Benjamin Netanyahu met Hamas in Cairo, they said.\n\n"
    "The aid deal waits, and Netanyahu waits with it. The Aid Deal waits.",
    "b.txt": "President Biden called Netanyahu on Monday about Rafah. Biden said little.",
}


@pytest.fixture
def library(make_library: Make) -> Library:
    made = make_library(FILES)
    for file in made.root.iterdir():
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return made


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    made = Catalogue(library)
    made.update()
    return made


def counts(catalogue: Catalogue, *names: str) -> dict[str, int]:
    return {e.name: e.count for e in catalogue.entities() if not names or e.name in names}


def lit(catalogue: Catalogue, library: Library, path: str) -> dict[str, str]:
    """What stands in an article, and what it names."""
    return {m.text: ident for m, ident in catalogue.mentions_of(library.article(path))}


def rule(text: str) -> Repair:
    return checked(read_rules(f"rules = [{{ {text} }}]")[0])


def test_a_merge_gives_all_mentions_one_name_and_one_identifier(
    catalogue: Catalogue, library: Library
) -> None:
    catalogue.rulebook.add(rule('merge = "Biden", into = "Benjamin Netanyahu", kind = "person"'))
    assert counts(catalogue, "Benjamin Netanyahu", "Joe Biden") == {"Benjamin Netanyahu": 5}
    assert lit(catalogue, library, "b.txt")["Biden"] == "person/benjamin-netanyahu"
    [entity] = catalogue.called("Benjamin Netanyahu")
    assert set(entity.aliases) == {"Netanyahu", "Biden", "Benjamin Netanyahu"}


def test_a_merge_into_another_kind_and_into_a_name_that_nothing_has(catalogue: Catalogue) -> None:
    catalogue.rulebook.add(rule('merge = "Hamas", into = "Cairo"'))
    [entity] = [e for e in catalogue.entities() if e.name == "Cairo"]
    assert (entity.kind, entity.count) == (Kind.PLACE, 2)
    catalogue.rulebook.add(rule('merge = "Cairo", into = "Egypt"'))
    assert counts(catalogue, "Cairo", "Egypt") == {"Egypt": 2}


def test_a_name_given_is_the_name_that_later_rules_know(
    catalogue: Catalogue, library: Library
) -> None:
    catalogue.rulebook.add(
        rule('rename = "Joe Biden", to = "the president"'),
        rule('retype = "the president", to = "group"'),
        rule('merge = "Hamas", into = "the president"'),
        rule('rename = "Biden", to = "POTUS"'),  # what it was called once still means it
    )
    assert counts(catalogue, "POTUS", "Joe Biden", "the president", "Hamas") == {"POTUS": 3}
    assert lit(catalogue, library, "a.txt")["Hamas"] == "group/potus"
    article = library.article("a.txt")
    assert {m.kind for m in catalogue.of(article) if m.text == "Hamas"} == {Kind.GROUP}


def test_a_name_that_another_has_makes_them_one(catalogue: Catalogue) -> None:
    catalogue.rulebook.add(rule('rename = "Biden", to = "Benjamin Netanyahu"'))
    assert counts(catalogue, "Benjamin Netanyahu", "Joe Biden") == {"Benjamin Netanyahu": 5}


def test_what_is_hidden_or_no_entity_is_gone_from_everything(
    catalogue: Catalogue, library: Library
) -> None:
    before = counts(catalogue)
    catalogue.rulebook.add(rule('hide = "Monday", kind = "date"'), rule('not = "Hamas"'))
    after = counts(catalogue)
    assert before.keys() - after.keys() == {"Monday", "Hamas"}
    assert "Monday" not in lit(catalogue, library, "b.txt")
    assert "Hamas" not in lit(catalogue, library, "a.txt")
    assert [e.name for e in catalogue.listed(hidden=True) if e.hidden] == ["Monday"]
    text = library.article("a.txt").text
    assert catalogue.entity_at(library.article("a.txt"), text.index("Hamas")) is None


def test_a_spelling_that_is_no_entity_leaves_the_entity_its_other_mentions(
    catalogue: Catalogue,
) -> None:
    catalogue.rulebook.add(rule('not = "Netanyahu"'))
    assert counts(catalogue, "Benjamin Netanyahu") == {"Benjamin Netanyahu": 1}
    assert catalogue.counts(["person/benjamin-netanyahu"]) == {"person/benjamin-netanyahu": 1}
    assert {e.count for e in catalogue.listed() if e.name == "Benjamin Netanyahu"} == {1}


def test_the_wrong_kind_mends_nothing(catalogue: Catalogue) -> None:
    before = catalogue.entities()
    catalogue.rulebook.add(
        rule('hide = "Hamas", kind = "person"'), rule('not = "Cairo", kind = "person"'),
        rule('rename = "Nobody", to = "Somebody"'),
    )  # fmt: skip
    assert catalogue.entities() == before


def test_always_an_entity_is_found_as_written_and_takes_the_place_of_others(
    catalogue: Catalogue, library: Library
) -> None:
    catalogue.rulebook.add(
        rule('always = "Aid Deal", kind = "event"'),
        rule('always = "prime minister benjamin", kind = "work"'),
    )
    assert lit(catalogue, library, "a.txt")["Aid Deal"] == "event/aid-deal"  # before any update
    catalogue.update()
    found = counts(catalogue, "Aid Deal", "Benjamin Netanyahu", "prime minister benjamin")
    assert found == {"Aid Deal": 1, "prime minister benjamin": 1, "Benjamin Netanyahu": 2}
    assert {e.name: e.count for e in catalogue.listed() if e.name in found} == found
    catalogue.rulebook.undo()
    catalogue.rulebook.add(rule('rename = "Aid Deal", to = "the deal"'))
    catalogue.rulebook.add(rule('always = "aid deal", kind = "event"'))
    assert counts(catalogue, "the deal", "Aid Deal", "Benjamin Netanyahu") == {
        "the deal": 2, "Benjamin Netanyahu": 3,
    }  # fmt: skip


def test_rules_hold_for_a_text_that_is_not_joined_yet(library: Library) -> None:
    catalogue = Catalogue(library)
    catalogue.rulebook.add(rule('merge = "Biden", into = "Netanyahu"'), rule('not = "Rafah"'))
    found = lit(catalogue, library, "b.txt")
    assert found["Biden"] == found["Netanyahu"] == "person/benjamin-netanyahu"
    assert "Rafah" not in found


def test_rules_are_shared_by_copying_the_file_and_outlive_the_cache(
    catalogue: Catalogue, library: Library, make_library: Make
) -> None:
    catalogue.rulebook.add(rule('rename = "Hamas", to = "H."'), rule('not = "Nowhere at all"'))
    other = make_library({**FILES, "c.txt": "Hamas spoke in Doha."}, "other")
    (other.root / "entities.toml").write_bytes((library.root / "entities.toml").read_bytes())
    assert counts(Catalogue(other), "H.", "Hamas") == {"H.": 2}
    assert "entities.toml" not in {entry.path for entry in other.scanned.entries}


# -- the file --------------------------------------------------------------------------------------

BY_HAND = """\
# Mine, and in my order.

rules = [
  # two of one family
  { merge = "Hamas", into = "Cairo" }, # why: a test
  { hide = 'Monday', kind = "date" }
  # the end of mine
]
# below
"""


def test_comments_and_order_of_the_user_stay(catalogue: Catalogue, library: Library) -> None:
    file = library.root / "entities.toml"
    file.write_text(BY_HAND)
    assert "Monday" not in counts(catalogue)
    catalogue.rulebook.add(rule('not = "Rafah"'))
    written = file.read_text()
    assert written == BY_HAND.replace('"date" }', '"date" },').replace(
        "]\n", '    { not = "Rafah" },\n]\n'
    )
    change = catalogue.rulebook.undo()
    assert change is not None
    assert file.read_text() == BY_HAND.replace('"date" }', '"date" },')
    assert "Rafah" in counts(catalogue)
    catalogue.rulebook.redo()
    assert file.read_text() == written
    assert catalogue.rulebook.redo() is None


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('rules = [\n  { hide = "a" },\n  { hide = 3 },\n]', "line 3: hide is 3"),
        ('rules = [\n  { hide = "a", name = "b" },\n]', "line 2: no “name” in a rule to hide"),
        ('rules = [\n\n  { merge = "a" },\n]', "line 3: “into” is missing"),
        ('rules = [{ hide = "a", not = "b" }]', "line 1: a rule with hide and not"),
        ('rules = [{ kind = "place" }]', "line 1: a rule that does nothing"),
        ('rules = [{ always = "a", kind = "thing" }]', "line 1: no kind “thing”"),
        ('rules = [{ rename = " ", to = "b" }]', "line 1: rename is empty"),
        ("rules = [3]", "3 is no rule"),
        ("rules = 3", "rules is 3"),
        ("rule = []", "no setting “rule”"),
        ('rules = [\n  { hide = "a },\n]', "line 2"),
        (b"rules = [\xff]", "cannot read"),
    ],
)
def test_a_broken_file_is_told_by_line_and_left_as_it_is(
    library: Library, catalogue: Catalogue, source: str | bytes, said: str
) -> None:
    catalogue.rulebook.add(rule('rename = "Hamas", to = "H."'))
    file = library.root / "entities.toml"
    raw = source.encode() if isinstance(source, str) else source
    file.write_bytes(raw)
    assert said in catalogue.rulebook.trouble
    assert str(file) in catalogue.rulebook.trouble
    assert counts(catalogue, "H.") == {"H.": 1}  # the last good rules stay in force
    for act in (lambda: catalogue.rulebook.add(rule('hide = "b"')), catalogue.rulebook.undo):
        with pytest.raises(ReaderError, match="entities"):
            act()
    assert file.read_bytes() == raw
    file.write_text('rules = [{ hide = "Rafah" }]')
    assert catalogue.rulebook.trouble == ""
    assert counts(catalogue, "Rafah", "Hamas") == {"Hamas": 1}


def test_a_session_that_begins_with_a_broken_file_has_the_last_good_rules(
    library: Library, catalogue: Catalogue
) -> None:
    catalogue.rulebook.add(rule('rename = "Hamas", to = "H."'))
    file = library.root / "entities.toml"
    good = file.read_text()
    file.write_text(good.replace("rename", "renam"))
    later = Catalogue(library)
    assert "renam" in file.read_text()
    assert ", line 12: a rule that does nothing" in later.rulebook.trouble
    assert counts(later, "H.", "Hamas") == {"H.": 1}
    file.unlink()
    assert counts(Catalogue(library), "H.", "Hamas") == {"Hamas": 1}
    file.write_text("rules = [")  # and what was thrown away does not come back
    assert counts(Catalogue(library), "H.", "Hamas") == {"Hamas": 1}


def test_rules_in_tables_of_their_own_are_obeyed_and_never_garbled(
    library: Library, catalogue: Catalogue
) -> None:
    file = library.root / "entities.toml"
    file.write_text('[[rules]]\nhide = "Monday"\n')
    assert "Monday" not in counts(catalogue)
    with pytest.raises(ReaderError, match="not understood"):
        catalogue.rulebook.add(rule('hide = "Rafah"'))
    assert file.read_text() == '[[rules]]\nhide = "Monday"\n'


def test_a_library_that_cannot_be_written_to_keeps_its_rules_in_the_data_folder(
    library: Library, catalogue: Catalogue
) -> None:
    catalogue.rulebook.add(rule('hide = "Monday"'))
    library.root.chmod(0o555)
    try:
        catalogue.rulebook.add(rule('rename = "Hamas", to = "H."'))
        assert str(data_folder(library.root)) in catalogue.rulebook.elsewhere
        assert (data_folder(library.root) / "entities.toml").is_file()
        assert "H." in counts(catalogue)
        assert "Monday" not in counts(catalogue)  # both files hold
        catalogue.rulebook.undo()
        assert "Hamas" in counts(catalogue)
    finally:
        library.root.chmod(0o755)


def test_undo_leaves_what_another_hand_took_away(library: Library, catalogue: Catalogue) -> None:
    catalogue.rulebook.add(rule('hide = "Monday"'), rule('hide = "Rafah"'))
    (library.root / "entities.toml").write_text('rules = [{ hide = "Monday" }]')
    change = catalogue.rulebook.undo()
    assert change is not None
    assert change.rule.name == "Monday"
    assert catalogue.rulebook.undo() is None


def test_two_readers_write_one_file(library: Library) -> None:
    one, two = Catalogue(library), Catalogue(library)
    one.rulebook.add(rule('hide = "Monday"'))
    two.rulebook.add(rule('hide = "Rafah"'))
    one.rulebook.add(rule('hide = "Cairo"'))
    assert [r.name for r in two.rulebook.rules] == ["Monday", "Rafah", "Cairo"]


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda s: bool(s.split())
)
RULES = st.builds(
    lambda act, name, kind, to: checked(
        Repair(act, " ".join(name.split()), kind, " ".join(to.split()), Kind.WORK).values()
    ),
    st.sampled_from(Act), NAMES, st.sampled_from(Kind), NAMES,
)  # fmt: skip
SPACE = st.sampled_from(["", " ", "\n", "\n  ", " # a ] comment, { of\n", "\r\n"])


@settings(max_examples=60)
@given(st.lists(RULES, max_size=4), RULES, st.lists(SPACE, min_size=12, max_size=12), st.booleans())
def test_a_rule_goes_into_any_list_and_out_again(
    rules: list[Repair], new: Repair, blanks: list[str], comma: bool
) -> None:
    gaps = iter(blanks)
    body = ",".join(f"{next(gaps)}{r.line()}{next(gaps)}" for r in rules)
    end = "," if comma and rules else ""
    source = f"# first\nrules = [{next(gaps)}{body}{end}{next(gaps)}]\n"
    grown = with_rule(source, new.line())
    assert [checked(value) for value in read_rules(grown)] == [*rules, new]
    for number in range(len(rules) + 1):
        left = [*rules, new]
        del left[number]
        assert [checked(value) for value in read_rules(without_rule(grown, number))] == left
