"""The payment door: a hosted page for the customer, signed events back. No card number passes the shop."""
