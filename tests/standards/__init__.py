"""What the published standards ask of a news site's files, as facts and as checkers.

Every checker is a function of a document, and where it matters of its address. It returns findings:
one sentence each, an empty list for a document that keeps to its standard. None fetches anything.
"""
