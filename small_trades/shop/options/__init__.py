"""What can be chosen with a product: wrapping, a ribbon, an engraving. What a customer types is not here."""
