"""The embedded engine: draws and edits pictures from recipes, with no key and no network."""
