"""The shop: one package for each thing a trader would name."""
