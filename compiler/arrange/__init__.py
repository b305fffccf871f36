"""Arranging: stories and what surrounds them become the sections of a book."""
