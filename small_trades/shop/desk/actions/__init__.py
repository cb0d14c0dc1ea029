"""What staff do, one verb per function."""
