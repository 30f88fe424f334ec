"""Markdown: from its source to a clean manuscript, whichever engine reads it."""
