"""Screens over the main one: each asks for one thing and gives it back."""
