"""Measurements on corpora that lie beside the checkout."""
