"""Everything that changes promotions, one verb a function."""
