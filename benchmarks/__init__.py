"""Measures Broadsheet beside other generators that make the same site from the same articles."""
