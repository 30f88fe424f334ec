"""What feeds and sitemaps are to hold for those who read them: programs that nobody can ask.

`reading.py` makes one form of the three formats, `rules.py` judges it, `podcasts.py` and `sitemaps.py` the
files that are for podcast apps and for search engines.
"""
