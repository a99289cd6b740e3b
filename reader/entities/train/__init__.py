"""Training of the shipped model: ``python -m reader.entities.train --data DIR``.

Nothing here runs in the reader.  The corpora stay outside of the project; what they are, and under
which licences the model made from them is given on, stands in ``data/ATTRIBUTION.md``.
"""
