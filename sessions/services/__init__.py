"""Writes that touch more than one table. One module per noun, one function per verb."""
