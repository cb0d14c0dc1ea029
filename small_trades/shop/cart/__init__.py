"""The cart: anonymous until checkout, without any personal field."""
