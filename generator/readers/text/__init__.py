"""Raw text: from a reporter's plain words to a manuscript."""
