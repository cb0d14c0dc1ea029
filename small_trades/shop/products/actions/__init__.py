"""Everything that writes to the catalogue: stock, editing, the sample shop, the search entries."""
