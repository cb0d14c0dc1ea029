"""Orders, payments, shipments: what was bought, what was paid, where it is."""
