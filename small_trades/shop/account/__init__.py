"""Customers: registration, sign-in, address book. Staff are kept elsewhere (desk)."""
