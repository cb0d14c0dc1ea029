"""Sessions whose table cannot be used to sign in as anyone: it knows the cookie only by its hash."""
