"""Everything that leaves the shop leaves through a door here."""
