"""Settings of shops with one mistake each, for the tests of the start-up checks."""
