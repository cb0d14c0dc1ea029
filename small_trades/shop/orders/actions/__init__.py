"""Everything that changes an order, one verb a file."""
