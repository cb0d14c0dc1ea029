"""My information: what is held about a person, how it was used, and to whom it went. No models of its own."""
