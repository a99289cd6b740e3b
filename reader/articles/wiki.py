"""Links between notes, as Obsidian and Zettlr write them."""

from __future__ import annotations

from reader.text.late import late

_LINK = late(r"!?\[\[(?:[^\[\]|]{1,200}\|)?(?P<shown>[^\[\]|]{1,200})\]\]")


def without_wiki_links(text: str) -> str:
    """``[[Page]]`` as ``Page``, ``[[Page|shown]]`` as ``shown``."""
    return _LINK.sub(r"\g<shown>", text)
