"""Marks on articles: one mark, the files they are kept in, their places in the text, undo.

A library's marks stand in its folder ``annotations``, one W3C ``AnnotationPage`` an article, one
annotation a line.  Under git, keep the pages and ``.texts`` (the articles as they were marked), and
leave out with these lines of ``.gitignore`` the lock, the copy of each page, temporary files and
damaged pages that were set aside (``rafah-reader merge-driver --install`` writes them)::

    annotations/.lock
    annotations/**/.*.bak
    annotations/**/.*.tmp
    annotations/**/*.damaged-*
"""
