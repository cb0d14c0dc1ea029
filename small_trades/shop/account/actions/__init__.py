"""Everything that writes about customers: one verb a function."""
