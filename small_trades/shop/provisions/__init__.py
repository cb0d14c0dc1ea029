"""Provision to others (clause 5): a maker by consent, an authority by law; who still holds what."""
