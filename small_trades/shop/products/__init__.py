"""What the shop sells: products, variants, categories, makers, pictures, stock, search."""
