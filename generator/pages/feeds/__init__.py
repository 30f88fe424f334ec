"""Feeds: the newest of a list, of the corrections or of a live blog, in three formats.

`formats.py` has the formats and where they stand; `items.py` and `content.py` make what all of them show;
`lists.py`, `corrections.py` and `live.py` are the kinds of feeds; `guide.py` is the page about them.
"""
