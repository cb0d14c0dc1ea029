"""What staff may type, and what is wrong with it."""
