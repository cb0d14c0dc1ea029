"""The advertising door: it opens in the visitor's browser, after consent, for events that hold no person."""
