"""Texts and exports from elsewhere, turned into Markdown articles."""
