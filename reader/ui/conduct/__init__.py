"""The conductor's parts: what is done when a pane says something or a command is pressed.

Each part does the commands of one field (a row ``mark.note`` of the key table is a method
``do_mark_note``) and is the only one that calls the rooms below for it.
"""
