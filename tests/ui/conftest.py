"""A library of the user's own, small enough to know by heart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.articles.library import Library

CROSSING = """Aid Waits at the Crossing

RAFAH—The White House said on Monday that the Kerem Shalom crossing would open again. "We will
not wait," Jane Miller said. U.S. officials counted 4 trucks.

Officials in Cairo spoke of Kerem Shalom only once. Prime Minister Benjamin Netanyahu did not
answer. Netanyahu spoke on Tuesday.

A third paragraph, without names, ends here.
"""
TALKS = """Talks Go On in Cairo

Negotiators met in Cairo on Monday. Benjamin Netanyahu sent nobody. Nothing was said of crossings.
"""


@pytest.fixture
def own(make_library: Callable[..., Library]) -> Library:
    """Two short articles in a folder that can be written to."""
    return make_library({"crossing.txt": CROSSING, "talks.txt": TALKS})
