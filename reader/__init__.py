"""rafah-reader: a terminal reader for a folder of articles.

Rooms, from the ground up: ``text``, ``articles``, ``search``, ``entities``, ``annotations``,
``ui``, ``cli``.  A room imports only the rooms before it; everything below ``ui`` runs without
a terminal.
"""

__version__ = "0.1.0"
