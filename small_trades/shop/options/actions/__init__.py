"""Everything that changes options."""
