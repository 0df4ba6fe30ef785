"""Measurements of the product as it really runs, and the stand-in provider they need."""
