"""Returns: what customers ask to send back, and what the desk says to it."""
