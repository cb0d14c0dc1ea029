"""Everything that programs read, and what the desk sees of their tokens."""
