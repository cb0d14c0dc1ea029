"""Incidents: when information may have leaked, whom it concerns, what is reported and who is told."""
