"""`meta`: what is known of an article, and setting it right."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from reader.articles.library import Library
from tests.cli.conftest import SEEDS, Run

TEXT = "Title: The crossing\n\nIt was closed on Monday. Trucks waited for hours at the gate.\n"


def test_a_date_that_is_set_resolves_monday_and_is_found(
    run: Run, make_library: Callable[..., Library]
) -> None:
    root = make_library({"a.txt": TEXT}).root
    old = time.time_ns() - 60_000_000_000
    os.utime(root / "a.txt", ns=(old, old))
    assert run("index", "-L", root).code == 0
    [before] = run("timeline", "-L", root, "--json").value
    assert before["date"] == ""
    done = run("meta", "-L", root, "a", "--set", "date=7 May 2024", "--set", "title=Shut gates")
    assert "date\t2024-05-07\tsidecar" in done.lines
    [after] = run("timeline", "-L", root, "--json").value
    assert after["date"] == "2024-05-06"
    assert run("list", "-L", root, "--json").value[0]["date"] == "2024-05-07"
    assert run("search", "-L", root, "title:shut after:2024-05-01", "--json").value["count"] == 1
    assert run("meta", "-L", root, "a", "--unset", "date", "--unset", "title").code == 0
    assert [file.name for file in root.glob("*.toml")] == []
    assert run("search", "-L", root, "title:shut", "--json").value["count"] == 0


def test_meta_tells_each_field_with_its_origin(run: Run) -> None:
    value = run("meta", "short-of-a-full-assault", "--json").value
    assert value["title"]["origin"] == "front matter"
    assert value["url"] is None


def test_what_is_wrong_is_refused_and_nothing_written(
    run: Run, make_library: Callable[..., Library]
) -> None:
    root = make_library({"a.txt": TEXT}).root
    for words, told in (
        (["--set", "date=soon"], "date is “soon”"),
        (["--set", "dat=2024"], "did you mean “date”?"),
        (["--set", "date"], "“date” is no FIELD=VALUE"),
    ):
        done = run("meta", "-L", root, "a", *words)
        assert (done.code, told in done.err) == (2, True)
    assert run("meta", "-L", SEEDS, "short-of-a-full", "--set", "date=2024").code == 2
    assert [file.name for file in root.iterdir() if file.is_file()] == ["a.txt"]


def test_doctor_tells_of_sidecars_and_what_is_ignored(
    run: Run, make_library: Callable[..., Library]
) -> None:
    root = make_library(
        {
            "a.txt": TEXT,
            "a.meta.toml": "\ndat = 2024\n",
            "gone.meta.toml": "",
            "old/b.txt": "x",
            ".rafahignore": "old/\n!\n",
        }
    ).root
    found = [f for f in run("doctor", "-L", root, "--json").value if f["area"] == "library"]
    told = {(f["name"], f["state"]): f["message"] for f in found}
    assert "a.meta.toml, line 2: no field “dat”" in told["a.txt", "note"]
    assert told["gone.meta.toml", "note"] == "a sidecar of no article"
    assert told[".rafahignore", "note"] == "1 left out: old/"
    assert told[".rafahignore", "fault"].startswith("line 2: “!” is no pattern")
    assert all(f["mend"] for f in found if f["state"] != "ok")


def test_add_brings_the_sidecar_along_and_heeds_what_is_ignored(
    run: Run, make_library: Callable[..., Library]
) -> None:
    source = make_library(
        {"a.txt": TEXT, "a.meta.toml": "date = 2024", "b.bak.md": TEXT}, "clipped"
    ).root
    root = make_library({"a.md": "Another text.", ".rafahignore": "*.bak.md\n"}).root
    done = run("add", "-L", root, source / "a.txt", source / "b.bak.md")
    assert (done.code, "b.bak.md: .rafahignore of the library leaves it out" in done.err) == (
        2,
        True,
    )
    assert {row["path"]: row["date"] for row in run("list", "-L", root, "--json").value} == {
        "a.md": "",
        "a.txt": "2024",
    }
    assert not (root / "b.bak.md").exists()
