"""A Django database backend for a store that only the broker reaches."""
