"""What the desk shows, as frozen dataclasses; personal values stay sealed unless a reason is given."""
