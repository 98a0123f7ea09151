"""Tokens, keys and passwords in a text: their published formats, and what tells a real one from an example."""
