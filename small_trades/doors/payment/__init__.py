"""The payment door: a hosted page for the customer, signed events back. Card numbers never pass through the shop."""
