"""What several articles say of one event: who said what, figures, dates, shared text, names.

Everything is read off the text by rules that can be explained, and every row carries the span of
its source, so that it can be opened.  Nothing here says who is right.
"""
