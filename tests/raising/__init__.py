"""The shop with a few more pages, each of which opens a value and then fails in a way of its own."""
