"""Anthology: a folder of story files becomes an EPUB and a bindable PDF."""

__version__ = "0.1.0"
