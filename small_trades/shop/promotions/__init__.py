"""Coupons, campaigns and points: what lowers a price, and for whom. `pricing` says what comes of it."""
