"""Products in CSV, ours, Shopify's and EC-CUBE's: read into one shape, and written from the catalogue.

`reading` makes lines of bytes, `shopify`, `ec_cube` and `ours` make products of lines, `formats` lists them.
Nothing here writes to the store: see `actions/import_products.py`.
"""
