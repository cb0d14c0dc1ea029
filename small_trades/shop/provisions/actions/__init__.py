"""Everything that writes provisions."""
