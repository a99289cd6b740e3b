"""What the fuzzer found, kept small: every file of `finds/` is read, or refused in a clear line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.articles.survival import outcome

FINDS = sorted((Path(__file__).parent / "finds").iterdir())


@pytest.mark.parametrize("file", FINDS, ids=lambda file: file.name)
def test_a_find_is_read_or_refused_and_soon(file: Path) -> None:
    start = time.process_time()
    articles, reason = outcome(file.name, file.read_bytes())
    assert articles or reason
    assert time.process_time() - start < 5  # each took that or more before it was cut down
