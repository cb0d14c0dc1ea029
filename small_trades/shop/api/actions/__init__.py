"""Everything that changes tokens and what is kept of calls."""
