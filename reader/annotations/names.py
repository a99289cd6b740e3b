"""File names for pages: the path of an article, made safe for every file system, and back."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import quote, unquote

PAGE = ".json"

_BYTES = 150  # of a name's 255, so that what is put before and after it fits as well
_UNSAFE = re.compile(r'[\x00-\x1f\x7f%<>:"\\|?*]|^[. ]|[. ]$|\.(?=json$)')
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")  # Windows opens no such file


def page_name(path: str) -> str:
    """The page of an article, relative to the folder of marks, with ``/``."""
    *folders, name = path.split("/")
    return "/".join([*map(_safe, folders), _safe(name) + PAGE])


def named_by(name: str) -> str:
    """The article that a page's name speaks of; not to be trusted where it was shortened."""
    return unquote(name.removesuffix(PAGE))


def iri(path: str) -> str:
    """A path of the library as a relative reference (RFC 3986)."""
    return quote(path, safe="/", errors="surrogatepass")


def addresses(root: Path, folder: Path, name: str) -> tuple[str, str]:
    """A page's own IRI, and the library as seen from it.

    Both are relative where the page lies in the library, so that the two can be moved together.
    """
    if folder.parent == root:
        return iri(f"{folder.name}/{name}"), "../" * (name.count("/") + 1)
    return f"{folder.as_uri()}/{iri(name)}", root.as_uri().rstrip("/") + "/"


def _safe(name: str) -> str:
    return _short(_escaped(name))


def _escaped(name: str) -> str:
    name = _UNSAFE.sub(lambda found: f"%{ord(found.group()):02X}", name)
    return f"%{ord(name[0]):02X}{name[1:]}" if _DEVICE.match(name) else name


def _short(name: str) -> str:
    raw = name.encode("utf-8", "surrogatepass")
    if len(raw) <= _BYTES:
        return name
    digest = hashlib.sha256(raw).hexdigest()[:12]
    return raw[: _BYTES - 20].decode("utf-8", "ignore") + "~" + digest
