"""Which command, which library, and how errors end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from reader.cli.program import COMMANDS, program
from reader.paths import config_file
from tests.cli.conftest import SEEDS, Run

MakeLibrary = Callable[..., Library]


def test_help_names_every_command_and_hides_none_that_works(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    told = done.out.partition("Commands:")[2]
    assert [line.split()[0] for line in told.splitlines() if line.startswith("  ")][
        : len(COMMANDS) - 1
    ] == [name for name in COMMANDS if name != "open"]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_help_is_what_the_command_says_of_itself(name: str) -> None:
    import click

    command = program.get_command(click.Context(program), name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(limit=200) == COMMANDS[name].help


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "open"])
def test_every_command_has_help_and_takes_a_library(name: str, run: Run) -> None:
    done = run(name, "--help")
    assert done.code == 0
    assert "--library DIR" in done.out


def test_the_version_is_told(run: Run) -> None:
    from reader import __version__

    assert run("--version").out == f"rafah-reader {__version__}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["list", "--jsno"], "no such option"),
        (["show"], "missing argument 'ARTICLE'"),
        (["search"], "there is nothing to look for"),
        (["search", "  "], "there is nothing to look for"),
        (["search", "x", "--sort", "colour"], "'colour' is not one of"),
        (["search", "x", "--limit", "0"], "0 is not in the range"),
        (["entities", "--kind", "planet"], "'planet' is not a valid Kind; there are person"),
        (["mark", "x"], "either --quote or --span"),
        (["mark", "x", "--quote", "y", "--span", "1", "2"], "either --quote or --span"),
        (["mark", "x", "--span", "1"], "--span"),
        (["mark", "x", "--quote", "y", "--color", "9"], "9 is not in the range"),
        (["--library"], "--library"),
        (["--frobnicate"], "no such option"),
        (["--at", "3"], "name it with --article"),
        (["nowhere", "x"], "no command and no folder “nowhere”"),
    ],
)
def test_wrong_use_is_one_line_a_hint_and_exit_2(run: Run, words: list[str], message: str) -> None:
    done = run(*words)
    assert done.code == 2
    assert done.out == ""
    first, second = done.err.splitlines()
    assert first.startswith("rafah-reader: ")
    assert message in first
    assert second.startswith("hint: ")


def test_a_mistyped_command_names_the_one_meant(run: Run) -> None:
    done = run("serach", "leaflets")
    assert done.code == 2
    assert "no command and no folder “serach”; did you mean “search”?" in done.err


def test_a_missing_folder_is_said_with_a_hint(run: Run, tmp_path: Path) -> None:
    done = run("list", "-L", tmp_path / "nowhere")
    assert done.code == 2
    assert done.err.splitlines() == [
        f"rafah-reader: no folder at {tmp_path / 'nowhere'}",
        "hint: name a folder that holds articles: .txt, .md, .html …",
    ]


def test_a_file_instead_of_a_folder_is_said(run: Run) -> None:
    done = run("list", "-L", SEEDS / "a-team-to-washington.md")
    assert done.code == 2
    assert "is a file, not a folder" in done.err
    assert "--article a-team-to-washington.md" in done.err


def test_control_characters_of_a_message_do_not_reach_the_terminal(run: Run) -> None:
    done = run("list", "-L", "/no\x1b[31mwhere\n/at all")
    assert done.code == 2
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 2


def test_a_bug_is_raised_and_not_hidden(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("reader.articles.library.Library.find", broken)
    with pytest.raises(ZeroDivisionError):
        run("show", "x")


class TestWhichLibrary:
    """-L, then the argument, the environment, config.toml, the bundled samples."""

    @pytest.fixture
    def folders(self, tmp_path: Path) -> dict[str, Path]:
        for name in ("option", "environment", "settings"):
            (tmp_path / name).mkdir()
            (tmp_path / name / f"{name}.txt").write_text(f"A text of the {name}.")
        return {name: tmp_path / name for name in ("option", "environment", "settings")}

    def paths(self, run: Run, *words: object) -> list[str]:
        done = run(*words)
        assert done.code == 0, done.err
        return [row["path"] for row in done.value]

    def test_the_samples_where_nothing_is_said(self, run: Run) -> None:
        assert self.paths(run, "list", "--json") == sorted(f.name for f in SEEDS.glob("*.md"))

    @pytest.mark.parametrize(
        "words",
        [
            ["-L", "{}", "list", "--json"],
            ["list", "-L", "{}", "--json"],
            ["list", "--json", "--library={}"],
            ["-L{}", "list", "--json"],
        ],
    )
    def test_the_option_before_and_after_the_command_is_before_all_others(
        self,
        run: Run,
        folders: dict[str, Path],
        monkeypatch: pytest.MonkeyPatch,
        words: list[str],
    ) -> None:
        monkeypatch.setenv("RAFAH_READER_LIBRARY", str(folders["environment"]))
        told = [word.format(folders["option"]) for word in words]
        assert self.paths(run, *told) == ["option.txt"]

    def test_the_environment_is_before_the_settings(
        self, run: Run, folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        config_file().parent.mkdir(parents=True)
        config_file().write_text(f'library = "{folders["settings"]}"\n')
        assert self.paths(run, "list", "--json") == ["settings.txt"]
        monkeypatch.setenv("RAFAH_READER_LIBRARY", str(folders["environment"]))
        assert self.paths(run, "list", "--json") == ["environment.txt"]

    def test_an_empty_variable_says_nothing_but_an_empty_option_is_wrong(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RAFAH_READER_LIBRARY", "")
        assert len(self.paths(run, "list", "--json")) == 5
        assert run("list", "-L", "").code == 2

    def test_broken_settings_are_named_with_their_line(self, run: Run) -> None:
        config_file().parent.mkdir(parents=True)
        config_file().write_text('width = 72\ntheem = "x"\n')
        done = run("list")
        assert done.code == 2
        assert f"{config_file()}, line 2: no setting “theem”" in done.err


class TestOpening:
    """`rafah-reader [LIBRARY]` needs a terminal, and says so instead of hanging."""

    @pytest.mark.parametrize(
        "words", [[], [SEEDS], ["-L", SEEDS], ["--article", "team"], ["--", "list"], ["./list"]]
    )
    def test_without_a_terminal_it_says_what_works_without(
        self, run: Run, words: list[object]
    ) -> None:
        done = run(*words)
        assert done.code == 2
        assert done.err.splitlines() == [
            "rafah-reader: the reader needs a terminal, and its input is none",
            "hint: `rafah-reader list`, `show` and `search` work without one",
        ]

    def test_help_after_a_library_is_the_help(self, run: Run) -> None:
        assert run(SEEDS, "--help").out == run("--help").out
