"""Full-text search of a library: a Whoosh index in the cache, and hits as spans in the text.

One analyser (:mod:`.words`) reads articles for the index, queries, and texts for hits, so that what
is found can always be shown.  Only :mod:`.whoosh_import` imports Whoosh.
"""
