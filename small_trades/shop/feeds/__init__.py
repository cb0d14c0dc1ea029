"""Feeds: the goods for Google Merchant Center, the news as RSS. Public, and nothing of anybody."""
