"""Measures Broadsheet beside other generators that make the same site from the same articles."""

import os

# Programs start from compiled modules, as they do on the machines of their users.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
