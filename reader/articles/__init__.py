"""Articles and the library they stand in.

Data flows one way: a file is decoded (:mod:`.decode`), a format makes drafts of it
(:mod:`.formats`), and a draft becomes an :class:`~reader.articles.article.Article` with what its
bare text tells about itself (:mod:`.compose`).
"""
