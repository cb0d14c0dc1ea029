"""Everything that changes a draft, one verb a file."""
