"""The newsletter: asked for, confirmed by mail, sent with proof, and stopped by one click."""
