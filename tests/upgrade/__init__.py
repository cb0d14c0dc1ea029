"""A version newer than this one, as far as its migrations go."""
