"""Charts: from the fields of one and the bytes of a table to a picture, its words and its numbers."""
