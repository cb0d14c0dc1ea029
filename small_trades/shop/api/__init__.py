"""For programs: the catalogue for anybody, orders and stock for those with a token."""
