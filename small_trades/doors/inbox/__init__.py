"""The inbox door: mail that people write to the shop, fetched over IMAP and read into a declared shape."""
