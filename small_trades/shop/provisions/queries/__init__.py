"""Everything that reads provisions."""
