"""The key store: keys, look-ups by keyed hash, and the epochs that wrap them. Never backed up with data."""
