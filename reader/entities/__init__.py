"""Who and what is named in articles, and which names are one entity.

A recogniser finds mentions in one article (:mod:`.recogniser`, :mod:`.rules`); names are joined
within and across articles (:mod:`.joining`); both are cached by the text's digest
(:mod:`.catalogue`).
"""
