"""Marks on articles: one mark, the files they are kept in, their places in the text, undo.

A library's marks stand in its folder ``annotations``, one W3C ``AnnotationPage`` an article, one
annotation a line.  Under git, keep the pages and leave out what starts with a dot or was set aside
(these are lines for ``.gitignore``)::

    annotations/**/.*
    annotations/**/*.damaged-*

Those are the lock (``.lock``), the copy of each page (``.….bak``) and temporary files (``.….tmp``).
"""
