"""What members wish for: their favourites."""
