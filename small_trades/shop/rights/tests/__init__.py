"""Tests of rights."""
