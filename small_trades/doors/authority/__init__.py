"""The authority's door: what a law demands, on paper."""
