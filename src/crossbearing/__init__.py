"""Crossbearing."""
