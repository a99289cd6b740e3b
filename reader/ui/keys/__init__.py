"""Keys: the table of what they do, and the dispatcher of sequences and counts.  No Textual here."""
