"""HTTP only: who, input, verb, answer."""
