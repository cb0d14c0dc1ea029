"""The makers' door: how a maker reaches a customer who consented to it."""
