"""What is done with errors: noted, settled, told."""
