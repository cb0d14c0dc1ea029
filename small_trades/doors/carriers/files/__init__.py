"""Files that the carriers' own programs read and write: one module for each layout."""
