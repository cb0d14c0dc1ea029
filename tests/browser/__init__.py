"""Real browsers on a real shop."""
