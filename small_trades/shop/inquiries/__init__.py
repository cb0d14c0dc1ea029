"""Inquiries: what people ask, what the shop answers, and the clock in between."""
