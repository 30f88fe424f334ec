"""Broadsheet: a folder of articles in, a newspaper out."""

__version__ = "0.1.0"
