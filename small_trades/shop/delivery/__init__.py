"""How parcels are sent: rules that the trader edits, and the one function that quotes a delivery."""
