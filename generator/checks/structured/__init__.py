"""What search engines ask of the JSON-LD in a page (https://developers.google.com/search/docs/appearance/structured-data/).

`reading.py` finds the things in it, `properties.py` has a table of what each is to have, `values.py` judges
dates, pictures and headlines.
"""
