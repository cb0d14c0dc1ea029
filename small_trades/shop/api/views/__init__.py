"""The operations of the API; each module declares its own."""
