"""What buyers say about what they received, under a name of their choice."""
