"""Passages and annotations on their way out of the reader, and in."""
