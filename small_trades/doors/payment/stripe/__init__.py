"""Stripe: hosted Checkout pages for cards (EMV 3-D Secure) and konbini, refunds, signed webhooks."""
