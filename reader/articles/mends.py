"""What to do about a file that is left out, or was read with a doubt."""

from __future__ import annotations

from reader.articles.beside import SUFFIX
from reader.articles.ignore import IGNORE

_HARM = "such files are made to harm: if you trust it, save it anew where it was made"

# By a word of the reason.
_MENDS = (
    ("empty", "put its text back, or remove it"),
    ("permission", "give yourself the right to read it: chmod u+r (u+rx for a folder)"),
    ("is more than", "split it into files of one article each"),
    ("outside the library", "copy what it points to into the library"),
    ("link to nothing", "remove the link, or make it point to a file of the library"),
    ("only pictures", "have its letters recognised first, for instance by ocrmypdf"),
    ("pip install", f"install what reads it, or name the file in {IGNORE}"),
    ("old Office file", "open it in LibreOffice or Word and save it as .docx or .odt"),
    ("but RTF", "open it in LibreOffice or Word and save it as .docx or .odt"),
    ("(DRM)", "ask who sold it for a copy without a lock, or save your excerpts as text"),
    ("in the archive", "it is another kind of file, or not whole: get it again"),
    ("is damaged", "get it again from where it came: it is not whole"),
    ("cut off", "get it again from where it came: it is not whole"),
    ("unpack", _HARM),
    ("DTD", _HARM),
    ("declares entities", _HARM),
    ("nested more than", _HARM),
    ("encrypted", "open it in the program it was made for, and save it as text"),
    ("not a feed", f"move it out of the library, or name it in {IGNORE}"),
    ("no text", "it holds no words: remove it, or save the article as text"),
    ("not a regular file", "move it out of the library"),
    ("folders deep", "move the folder further up"),
    ("not articles", f"move it out of the library, or name it in {IGNORE}"),
    ("such as text, content or body", f"name the field of the text so, or the file in {IGNORE}"),
    ("no pattern", "mend or remove that line; the others hold"),
)
_MEND_OTHER = "open it in an editor: what is in it is not what its ending says"
_MEND_SIDECAR = "mend that line of the sidecar, or remove the sidecar"
_MEND_DOUBT = "compare the text with its source; saved as UTF-8, a file is never guessed at"
_MEND_LINES = "mend those lines in the file; the others are read"
_MEND_PARTS = "what is not read can be opened in the program that made the file"
_PARTLY = ("mail", "items", "only the first", "only its first", "not read: ", "missing", "pages")

MEND_STRAY = "give it the name of its article's file: a.meta.toml speaks of a.txt"
"""What to do about a sidecar of no article."""


def mend_of(reason: str) -> str:
    """What to do about a file that is left out for this reason."""
    return next((mend for word, mend in _MENDS if word in reason), _MEND_OTHER)


def mend_of_doubt(told: str) -> str:
    """What to do about an article of which something is told."""
    if SUFFIX in told:
        return _MEND_SIDECAR
    if any(part in told for part in _PARTLY):
        return _MEND_PARTS
    return _MEND_LINES if "left out" in told else _MEND_DOUBT
