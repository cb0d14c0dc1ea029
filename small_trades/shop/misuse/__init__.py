"""Refusing those who break the terms, and looking twice at orders that look unusual (clause 3f)."""
