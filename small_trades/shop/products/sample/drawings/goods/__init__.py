"""Things, drawn with the middle of their foot at the origin, so that a picture can put them anywhere."""
