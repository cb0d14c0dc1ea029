"""Everything that reads refusals and counts signals."""
