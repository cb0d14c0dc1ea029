"""A lending library: members, loans and notes, small enough to read in a minute."""
