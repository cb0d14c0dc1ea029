"""The engine through a broker: a process of its own on the very stores of the test."""
