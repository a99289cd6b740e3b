"""Pure text: spans, blocks, sentences, layout, cells, motions.  No files, no terminal.

Offsets are code points in a canonical text and the only coordinates in this program; cells exist
only in :mod:`reader.text.cells` and :mod:`reader.text.layout`.
"""
