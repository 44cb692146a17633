"""How well the loaders read: their rows beside rows that a person wrote down from the texts alone."""
