"""Sheets of paper: what a door writes for somebody to carry or post; no connection is made."""
