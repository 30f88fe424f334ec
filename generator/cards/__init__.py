"""Social cards: the picture that stands for an article where its address is shared."""
