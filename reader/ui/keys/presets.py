"""Presets: what they change in the key table.

A name is a command, wherever it has a key, or ``context/command`` in one context; keys are written
as in the table, with two blanks between alternatives, and no keys take the command's away.
"""

from __future__ import annotations

from collections.abc import Mapping

from reader.settings import PRESETS

Changes = Mapping[str, str]

# As less(1) has it.  Where its letter is ours for marking or copying (e, y, v, r, t, H),
# ours stays.
_LESS: Changes = {
    "move.down": "j  down  ctrl+e  ctrl+n",
    "move.up": "k  up  ctrl+k  ctrl+y",
    "global/move.page_down": "f  ctrl+f  ctrl+v  pagedown",
    "global/move.page_up": "b  ctrl+b  pageup",
    "move.half_down": "d  ctrl+d",
    "move.half_up": "u  ctrl+u",
    "move.top": "g g  <  home",
    "move.bottom": "G  >  end",
    "move.percent": "%  p",
    "link.make": "P",
    "article.next": "J  ] ]  : n",
    "article.previous": "K  [ [  : p",
    "pane.left": "ctrl+left",
    "pane.right": "ctrl+right",
    "pane.info": "g i  ctrl+g",
    "hint": "g f",  # f is a page down
    "command": ": :",
    "help": "h  ?  f1",
    "quit": "Q  Z Z  : q  ctrl+q",
    "undo": "U",  # u is half a page up
    "mark.delete": "D",  # d is half a page down
    "search.remove": "D",
}

# Arrows, named and function keys, and the control keys of editors.  No letter is needed to read,
# find, select, mark and copy; sequences of letters stay for what has no other key.
_PLAIN: Changes = {
    "move.down": "down  j",
    "move.up": "up  k",
    "global/move.page_down": "pagedown",
    "global/move.page_up": "pageup",
    "move.top": "home  ctrl+home  g g",
    "move.bottom": "end  ctrl+end  G",
    "move.paragraph": "ctrl+down  }",
    "move.paragraph_back": "ctrl+up  {",
    "visual/move.left": "left  h",
    "visual/move.right": "right  l",
    "move.word": "ctrl+right  w",
    "visual/move.word_back": "ctrl+left  b",
    "find.here": "ctrl+f  /",
    "find.next": "ctrl+g  f3  n",
    "find.previous": "ctrl+b  N",
    "search.library": "f4  g /",
    "article.next": "alt+down  J  ] ]",
    "article.previous": "alt+up  K  [ [",
    "jump.back": "alt+left  ctrl+o  g ;",
    "select.characters": "f2  v",
    "mark.note": "ctrl+n  a",
    "mark.tag": "ctrl+t  t",
    "mark.delete": "delete  d d",
    "search.remove": "delete  d d",
    "article.reload": "f5  R",
    "undo": "ctrl+z  u",
    "redo": "ctrl+y  ctrl+r",
    "suspend": "alt+z",  # ctrl+z undoes
    "help": "f1  ?",
}

CHANGES: Mapping[str, Changes] = dict(zip(PRESETS, ({}, _LESS, _PLAIN), strict=True))
"""By the names that settings allow; ``vim`` is the table as it stands."""
