"""A payment provider for demonstrations: hosted page, test cards, signed webhooks. Never in production."""
